"""Whether a date belongs to a meeting, to a decision about it, or to the report."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from extract.meetings.page import Page, above, verb_term
from extract.meetings.triggers import Trigger
from extract.model import Days, Timex

REPORTED: Final = 4  # words after a verb of reporting in which its own day stands: "told reporters late on Sunday"


def tie_of(root: Token, days: Days, trigger: Trigger, page: Page, *, recalled: bool) -> int | None:
    """How closely the parse ties a date to the meeting: 0 own, 1 its clause, 2 same sentence; None: another's."""
    chain = _chain(trigger, page)
    if root.dep_ == "poss" and root.head.lemma_.lower() in page.rules.status.decisions:
        return None  # "Tuesday's decision to postpone the talks"
    for token in above(root, 12):
        if token.lower_ == "since" and token.pos_ in ("ADP", "SCONJ"):
            return None  # "the first since the shelling of 4 May"
        if token == trigger.token or token == trigger.verb or token in chain:
            if token != trigger.token and root.dep_ in ("nsubjpass", "dobj") and root.head == token:
                return 1  # "4 May has been set as the date for the talks"
            if token != trigger.token and _of_the_plan(token, trigger, page):
                return None  # "the preparations for the talks were discussed on Monday"
            if token != trigger.token and _decided(token, days, trigger, page):
                return None  # "agreed on Monday to meet": the day of the decision
            return 0 if token == trigger.token else 1
        if token.pos_ == "NOUN" and token != root and _is_another(token, trigger, page):
            return None  # "agreed on the summit during a call on 4 May"
        if not recalled and any(c.lower_ in page.rules.status.passing for c in token.children):
            return None  # "originally due on 4 May"
        if token.pos_ in ("VERB", "AUX"):
            if token.dep_ in ("relcl", "acl") and not recalled and verb_term(token) in page.rules.status.cancelled:
                return None  # "a visit, called off in October,"
            if token.dep_ in ("relcl", "acl") and token.head in (trigger.token, *_own_nouns(trigger)):
                return 0
            if token.dep_ in ("advcl", "ccomp") and _is_reduced(token, page) and token.head in (trigger.verb, *chain):
                return 1  # "pulled out of a meeting with Ms Brun planned for Friday"
            said = token.lemma_.lower() in page.rules.reporting.verbs
            if said and _before_the_speaker(root, token, trigger):
                return 1
            if token.dep_ in ("relcl", "advcl", "ccomp", "pcomp") and trigger.token not in token.subtree:
                return None
            if said:
                return 2 if trigger.token in token.subtree else None
    return 2


def _is_another(noun: Token, trigger: Trigger, page: Page) -> bool:
    """Whether the noun is a call beside the meeting, in which it was spoken of."""
    words = page.rules.triggers
    called = noun.lemma_.lower() in words.calls and any(c.lower_ in words.call_words for c in noun.lefts)
    return called and trigger.kind != "call" and noun not in trigger.token.subtree


def _is_reduced(verb: Token, page: Page) -> bool:
    """Whether it is a participle of planning: "planned for Friday", which the parse may take for a verb of its own."""
    own = any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "mark") for c in verb.children)
    return verb.tag_ in ("VBN", "VBD") and verb.lemma_.lower() in page.rules.status.planned and not own


def _own_nouns(trigger: Trigger) -> tuple[Token, ...]:
    """The nouns on which its relative clause may hang in the parse: "a meeting of their ministers that"."""
    return tuple(t for t in trigger.token.subtree if t.pos_ in ("NOUN", "PROPN")) if not trigger.is_verb else ()


def _chain(trigger: Trigger, page: Page) -> list[Token]:
    found: list[Token] = []
    for token in above(trigger.token, 8):
        if token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in page.rules.reporting.verbs:
            break
        found.append(token)
        if token.dep_ in ("ccomp", "relcl", "advcl"):
            break
    return found


def _of_the_plan(token: Token, trigger: Trigger, page: Page) -> bool:
    """Whether a noun of planning stands between a verb of the past and the meeting."""
    between = above(trigger.token, 8)
    nouns = between[: between.index(token)] if token in between else []
    known = page.rules.status.planned | page.rules.status.possible
    return token.tag_ in ("VBD", "VBN") and any(t.pos_ == "NOUN" and t.lemma_.lower() in known for t in nouns)


def _decided(token: Token, days: Days, trigger: Trigger, page: Page) -> bool:
    """Whether a verb of the past tells of a decision: "agreed on Monday to meet", "cancelled talks on Monday"."""
    fate = page.rules.status.cancelled | page.rules.status.postponed | page.rules.status.ruled_out
    if token.tag_ in ("VBD", "VBN") and not trigger.is_verb and trigger.token.dep_ == "dobj":
        fate |= page.rules.status.possible  # "proposed on Monday a meeting with"
    if {token.lemma_.lower(), verb_term(token)} & fate and page.published is not None:
        return days.last <= page.published
    verb = trigger.verb  # "agreed in a call on Monday to hold a summit" too
    return (
        token.tag_ in ("VBD", "VBN")
        and verb is not None
        and verb != token
        and verb.tag_ == "VB"
        and token.lemma_ not in ("schedule", "due", "set", "expect", "slate", "plan", "be")
    )


def is_reported(timex: Timex, root: Token, trigger: Trigger, page: Page) -> bool:
    """Whether the day is that of the report: "said on Sunday", "on Monday denied", "in a statement on Friday"."""
    tokens = page.tokens(timex.span)
    if tokens is None or _inside_the_report(root, trigger, page) or _told_after(root, trigger, page):
        return False
    if root.dep_ == "pobj" and root.head.lower_ == "for":
        return False  # "the visit was confirmed for 4 May": of what is confirmed
    reporting, doc = page.rules.reporting, trigger.token.doc
    for token in above(root, 6):
        if token in (trigger.token, trigger.verb) and token.lemma_.lower() not in reporting.verbs:
            break
        if token.pos_ == "NOUN" and token.lemma_.lower() in reporting.nouns:
            return True
        if token.pos_ == "VERB":
            if token.lemma_.lower() in reporting.verbs and token != trigger.token:
                return True
            break
    before = list(doc[max(trigger.token.sent.start, tokens.start - REPORTED) : tokens.start])
    for token in reversed(before):
        if token.text in (",", ";", ":", "—", "–") or token.lower_ in ("that", "to", "for") or token == trigger.token:
            break
        if token.pos_ in ("VERB", "AUX"):
            return token.lemma_.lower() in reporting.verbs and token != trigger.verb
    following = doc[tokens.end : tokens.end + 1]
    return bool(len(following)) and following[0].pos_ == "VERB" and following[0].lemma_.lower() in reporting.verbs


def _told_after(root: Token, trigger: Trigger, page: Page) -> bool:
    """Whether somebody said it that day after the meeting itself: "said on Monday after talks with Ms Brun"."""
    token = trigger.token
    if trigger.is_verb or token.dep_ != "pobj" or token.head.lower_ not in page.rules.status.done:
        return False
    verb = token.head.head
    said = verb.tag_ == "VBD" and verb.lemma_.lower() in page.rules.reporting.verbs
    return said and (root.head == verb or (root.dep_ == "pobj" and root.head.head == verb))


def _before_the_speaker(root: Token, verb: Token, trigger: Trigger) -> bool:
    """Whether a comma parts the day from who says it, whatever the parse: "will meet him, in May, the office said"."""
    token = trigger.token
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or not token.i < root.i < subject.left_edge.i < verb.i:
        return False
    return any(t.text == "," for t in root.doc[root.i + 1 : subject.left_edge.i])


def _inside_the_report(root: Token, trigger: Trigger, page: Page) -> bool:
    """Whether a day stands between the meeting and who says it: "will meet on 4 May, X said"."""
    verb = next(
        (t for t in above(root, 6) if t.pos_ == "VERB" and t.lemma_.lower() in page.rules.reporting.verbs), None
    )
    if verb is not None and _before_the_speaker(root, verb, trigger):
        return True
    if verb is None or not trigger.token.i < root.i < verb.i or trigger.token not in verb.subtree:
        return False
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return subject is not None and root.i < subject.left_edge.i
