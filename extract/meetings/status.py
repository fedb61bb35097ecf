"""Whether a meeting is planned, possible, held, cancelled, postponed or ruled out: from the words that govern it."""

from __future__ import annotations

from spacy.tokens import Token

from extract.meetings.rules import MeetingRules
from extract.meetings.triggers import Trigger
from extract.model import Status

SETTINGS = ("after", "during", "following", "since")  # what was said or done at a meeting: it was held


def read_status(trigger: Trigger, rules: MeetingRules, *, dated_ahead: bool | None) -> Status | None:
    """Return the status, None for a counterfactual ("would have met") or where nothing tells.

    Asked in order: cancelled, postponed, ruled out, possible, planned, held. ``dated_ahead`` says whether the day found
    for it lies after the publication, and settles what words leave open.
    """
    chain = _governing(trigger.token, rules)
    lemmas = {t.lemma_.lower() for t in chain}
    words = _clause(trigger, chain)
    negated = any(c.dep_ == "neg" for t in chain for c in t.children)
    helpers = {c.lower_ for t in chain for c in t.children if c.dep_ in ("aux", "auxpass")}
    if "would" in helpers and "have" in helpers and trigger.token.pos_ == "VERB":
        return None
    if lemmas & rules.cancelled or rules.cancelled_phrases.search(words):
        return "cancelled"
    if lemmas & rules.postponed or rules.postponed_phrases.search(words):
        return "postponed"
    before = trigger.token.doc[trigger.token.sent.start : min(trigger.token.sent.end, trigger.token.i + 8)].text
    if rules.not_ruled_out_phrases.search(words):
        return "possible"
    if rules.ruled_out_phrases.search(before) or (negated and helpers & {"will", "to"} and not helpers & {"had"}):
        return "ruled_out"
    if trigger.token.pos_ != "VERB" and trigger.token.dep_ == "pobj" and trigger.token.head.lower_ in SETTINGS:
        return _past(trigger, [trigger.token, *list(trigger.token.ancestors)[:3]])
    below = {c.lemma_.lower() for c in trigger.token.children if c.pos_ == "ADJ"}
    certain = (lemmas | below) & rules.planned or "will" in helpers or _infinitive(chain)
    open_ = (lemmas | helpers | below) & rules.possible
    open_ |= {c.lower_ for t in chain for c in t.children if c.dep_ == "mark" and c.lower_ == "if"}
    if open_ and not (certain and "would" in open_):
        return "possible" if dated_ahead is not False else "held"
    if certain:
        return "planned" if dated_ahead is not False else _past(trigger, chain)
    if dated_ahead:
        return "planned"
    return _past(trigger, chain)


def _past(trigger: Trigger, chain: list[Token]) -> Status | None:
    """Held, where a verb of the past governs it or it is the setting of what was done ("during their meeting")."""
    if any(t.tag_ in ("VBD", "VBN") or t.lower_ in ("did", "had", "has") for t in chain[:4]):
        return "held"
    if any(c.lower_ in ("did", "had", "has", "was", "were") for t in chain[:3] for c in t.children):
        return "held"
    return None


def _governing(token: Token, rules: MeetingRules) -> list[Token]:
    """The trigger and the words above it, up to the verb of reporting."""
    chain = [token]
    while token.head != token and len(chain) < 8:
        if token.dep_ == "pobj" and token.head.lower_ == "of" and not _speaks_of_plan(token.head.head, rules):
            break  # "the agenda of their next meeting": what is done with the agenda says nothing of the meeting
        token = token.head
        if token.lemma_.lower() in rules.reporting and token.pos_ == "VERB":
            break
        chain.append(token)
        if token.dep_ in ("ccomp", "relcl", "advcl", "parataxis") and token.pos_ in ("VERB", "AUX"):
            break
    return chain


def _speaks_of_plan(noun: Token, rules: MeetingRules) -> bool:
    known = rules.possible | rules.planned | rules.cancelled | rules.postponed
    return noun.pos_ != "NOUN" or noun.lemma_.lower() in known or noun.lemma_ in ("date", "round", "series")


def _clause(trigger: Trigger, chain: list[Token]) -> str:
    """The words of the clause: from its first to its last word, a few to each side of the trigger at least."""
    doc = trigger.token.doc
    verbs = [t for t in chain if t.pos_ in ("VERB", "AUX")]
    top = verbs[-1] if verbs else trigger.token
    sent = trigger.token.sent
    first = max(sent.start, min(top.left_edge.i, trigger.token.i - 8))
    last = min(sent.end, max(top.i + 5, trigger.token.i + 8))
    return str(doc[first:last].text)


def _infinitive(chain: list[Token]) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for t in chain for c in t.children)
