"""What becomes of a meeting: read from the words that govern it, in a fixed order.

Cancelled, postponed, ruled out, possible, planned, held: the first that the words tell counts. A word counts where it
stands above the word of meeting in the parse ("they *agreed* to meet", "the talks were *called off*") or narrows it
("*planned* talks", "a meeting *scheduled* for"), never because it stands somewhere in the sentence.
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from extract.meetings.governing import Governing, read_governing
from extract.meetings.page import Page, verb_term
from extract.meetings.triggers import Trigger
from extract.meetings.unreal import is_asked, is_counterfactual, is_habit, is_left_open, is_overtaken
from extract.model import Days, Status


def read_status(trigger: Trigger, page: Page, days: Days | None) -> Status | None:
    """Return the status; None for a counterfactual, a habit, a question, or where no word tells.

    ``days`` are those found for the meeting: they settle what the words leave open.
    """
    words, told = page.rules.status, read_governing(trigger, page)
    ahead = _is_ahead(days, page)
    helpers, negated = told.helpers, told.negated
    terms, above = told.terms(page), told.terms(page, narrowing=False)
    if ahead is None and days and days.last == page.published and _past(trigger, told, page) == "held":
        ahead = None if terms & words.planned or "will" in helpers else False  # "said at a meeting on Friday"
    clause = _clause(trigger, told)
    if is_counterfactual(told) or is_asked(told, page) or is_habit(trigger, page):
        return None
    if trigger.token.dep_ == "pobj" and trigger.token.head.head.lower_ == "because":
        return None  # "put off because of the trip"
    if trigger.token.lemma_ == "try":
        terms -= {"try", "trying", "tried"}  # "will try again": the meeting itself
    if any(t.dep_ == "xcomp" and t.head.lemma_ == "fail" for t in told.chain):
        return None  # "failed to agree on a meeting"
    if is_left_open(told, page):
        return "possible"
    if above & words.undone and above & (words.cancelled | words.postponed):
        return "planned" if ahead is not False else None  # "reversed a decision to postpone the talks"
    if above & words.absent and trigger.token.dep_ == "dobj":
        return "cancelled" if not negated else "planned"
    if above & words.cancelled or _past_participles(told.narrowing) & words.cancelled:
        return "cancelled" if not negated else "planned"
    if (fate := _fate_after(told, page)) is not None:
        return fate
    if any(p in clause for p in words.cancelled_phrases):
        return "cancelled"
    if _is_relocated(trigger, told, page):
        return "planned" if ahead is not False else None
    if above & words.postponed or _past_participles(told.narrowing) & words.postponed:
        return "postponed" if not negated else "planned"
    if any(p in clause for p in words.moved_phrases):
        return "postponed"
    if any(p in clause for p in words.shelved_phrases):
        return "postponed" if not negated else None
    if any(p in clause for p in words.ruled_out_phrases):
        return "ruled_out"
    if any(p in clause for p in words.open_phrases) or _only_talk(told, trigger):
        return "possible" if not negated else "ruled_out"
    if {t.lemma_.lower() for t in told.narrowing if t.dep_ != "amod"} & words.doubtful:
        return "possible"
    if _is_untrue(told, page):
        return "ruled_out"
    if above & words.ruled_out or _denied(trigger, told, page):
        return "possible" if negated or {"nor", "neither"} & set(clause.split()) else "ruled_out"
    if trigger.token.dep_ == "pobj" and not trigger.is_verb:
        beside = _beside(trigger, page, told, ahead)
        if beside is not _OPEN:
            return beside  # type: ignore[return-value]  # mypy cannot tell the sentinel from a status
    if _came_to_nothing(told, page):
        return "cancelled"
    if is_overtaken(told, ahead, page):
        return None
    if negated:
        return _negated(terms, helpers, told, page)
    return _plain(trigger, told, terms, helpers, ahead, page)


def _is_ahead(days: Days | None, page: Page) -> bool | None:
    """Whether the days lie ahead; None where they hold the day of publication: then the verb tells."""
    if days is None or page.published is None or days.first <= page.published <= days.last:
        return None
    return days.first > page.published


def _fate_after(told: Governing, page: Page) -> Status | None:
    """What became of a plan, where the next clause says it: "had been due to meet, but the trip was called off"."""
    for verb in told.chain:
        for after in verb.children if verb.pos_ in ("VERB", "AUX") else ():
            subject = next((c for c in after.children if c.dep_ == "nsubjpass"), None)
            if after.dep_ != "conj" or after.i < verb.i or subject is None:
                continue
            its = subject.lower_ in ("it", "this", "they") or subject.lemma_.lower() in (
                page.rules.triggers.nouns.keys() | page.rules.occasion.journeys
            )
            if its and verb_term(after) in page.rules.status.cancelled:
                return "cancelled"
            if its and verb_term(after) in page.rules.status.postponed:
                return "postponed"
    return None


def _is_relocated(trigger: Trigger, told: Governing, page: Page) -> bool:
    """Whether it is moved to another place, not to another day: "the summit was moved to Arden"."""
    verb = next((t for t in told.chain if t.lemma_.lower() in page.rules.status.relocated), None)
    if verb is None:
        return False
    goals = [g for c in verb.children if c.lower_ in ("to", "from") for g in c.children if g.dep_ == "pobj"]
    return bool(goals) and all(page.may_be_place(g) for g in goals)


def _denied(trigger: Trigger, told: Governing, page: Page) -> bool:
    """Whether the report denies that the meeting is; "denied that the talks had failed" says that they have been."""
    if told.reporter is None or told.reporter.lemma_.lower() not in page.rules.status.ruled_out:
        return False
    verb = trigger.verb
    words = page.rules
    return (
        trigger.is_verb
        or verb in (None, told.reporter)
        or verb.lemma_.lower()
        in words.participants.doing | words.status.planned | words.status.possible | words.status.existence
    )


def _is_untrue(told: Governing, page: Page) -> bool:
    """ "Reports that they would meet are untrue"."""
    clause = next((t for t in told.chain if t.dep_ in ("acl", "relcl", "ccomp") and t.head.pos_ == "NOUN"), None)
    if clause is None or clause.head.head.lemma_ != "be":
        return False
    said = [c for c in clause.head.head.children if c.dep_ in ("acomp", "attr")]
    return any(c.lemma_.lower() in page.rules.status.untrue for c in said)


def is_passing(trigger: Trigger, page: Page, status: Status) -> bool:
    """Say whether the words recall the past of a plan: "was postponed once already, in 2023"."""
    if status not in ("postponed", "cancelled"):
        return False
    verb = trigger.verb
    beside = {c.lower_ for c in verb.children} if verb is not None else set()
    return bool(beside & page.rules.status.passing)


def _plain(
    trigger: Trigger, told: Governing, terms: frozenset[str], helpers: frozenset[str], ahead: bool | None, page: Page
) -> Status | None:
    words = page.rules.status
    conditional = any(
        c.lower_ in words.conditions and c.dep_ == "mark" for t in told.chain for v in t.children for c in v.children
    )
    certain = bool(terms & words.planned) or bool(helpers & {"will", "'ll", "’ll", "shall", "wo"})
    certain = certain or _on_programme(told, page)
    reported = told.reporter is not None and told.reporter.tag_ in ("VBD", "VBN")
    if "would" in helpers and not conditional and reported and not terms & words.possible:
        certain = True
    wished = "would" in helpers and {t.lemma_.lower() for t in told.chain if t != trigger.token} & words.wished
    certain = certain and not wished
    open_ = bool((terms | helpers) & words.possible) or ("would" in helpers and not certain) or conditional
    if open_ and not (certain and not conditional and not _opens(told, page)):
        return "held" if ahead is False and not helpers & {"may", "might", "could", "would"} else "possible"
    if ahead is None and not certain and _goes_on(trigger, page):
        return "held"
    if certain or _infinitive(trigger, told) or _in_progress(trigger):
        return "planned" if ahead is not False else _past(trigger, told, page)
    if ahead:
        return "planned"
    return _past(trigger, told, page)


def _on_programme(told: Governing, page: Page) -> bool:
    """Whether it stands on somebody's list of what is to come: "her programme includes talks with"."""
    words = page.rules.status
    for verb in told.chain:
        if verb.lemma_.lower() not in words.including or verb.tag_ in ("VBD", "VBN"):
            continue
        lists = [c for c in verb.children if c.dep_ == "nsubj"]
        lists += [g for c in verb.children if c.lower_ == "on" for g in c.children]
        if any(t.lemma_.lower() in words.programmes for t in lists):
            return True
    return False


def _opens(told: Governing, page: Page) -> bool:
    """Whether the nearest word that tells anything leaves the meeting open: "plans to *propose* a meeting"."""
    words = page.rules.status
    for token in (*told.narrowing, *told.chain):
        low = {token.lemma_.lower(), token.lower_} | {c.lower_ for c in token.children if c.dep_ == "aux"}
        if low & words.possible:
            return token.head.lemma_.lower() not in words.taking  # "accepted an invitation to visit"
        wished = token.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)
        if low & (words.planned - words.faint) and not wished:  # "offered to arrange" leaves it open
            return False
    return False


def _negated(terms: frozenset[str], helpers: frozenset[str], told: Governing, page: Page) -> Status | None:
    words = page.rules.status
    if _was_to_be(told) and terms & words.planned:
        return "cancelled"
    after_all = any(
        t.lower_ == "after" and t.nbor().lower_ == "all" for t in told.chain[-1].subtree if t.i + 1 < len(t.doc)
    )
    if after_all or _no_longer(told) or _stood(told, page):
        return "cancelled"
    if any(t.lemma_.lower() in words.possible for t in told.narrowing if t.dep_ == "amod"):
        return "possible"  # "preparations for a possible meeting have not begun"
    if helpers & {"may", "might", "could"} or any(c.lower_ == "until" for t in told.chain for c in _below(t)):
        return "possible"  # "will not meet her until he has"
    if _on_programme(told, page):
        return "ruled_out"
    yet = any(c.lower_ == "yet" for t in told.chain for c in t.children)
    if terms & words.undecided or (yet and terms & words.taking):
        return "possible"
    if terms & words.planned or helpers & {"will", "wo", "would", "shall", "to"}:
        return "ruled_out"
    if any(t.lower_ in ("is", "are", "'s", "’s") for t in told.chain) and not terms & words.existence:
        return "ruled_out"
    if terms & (words.possible - words.unasked):
        return "ruled_out"
    return None  # "did not meet", "has never met"


def _only_talk(told: Governing, trigger: Trigger) -> bool:
    """ "There is talk of a meeting"."""
    return any(t.lower_ == "talk" and t.pos_ == "NOUN" and t != trigger.token for t in told.chain)


def _came_to_nothing(told: Governing, page: Page) -> bool:
    """ "Was to meet Ms Brun on Friday but fell ill": a plan of the past, and what came between."""
    was = any(
        t.lower_ in ("was", "were") or {c.lower_ for c in t.children} & {"was", "were", "had"} for t in told.chain
    )
    if not was or not any(t.tag_ == "VB" for t in told.chain):
        return False
    return any(
        c.dep_ == "conj" and c.tag_ in ("VBD", "VBN")
        for t in told.chain
        if any(c.dep_ == "cc" and c.lower_ in page.rules.status.contrary for c in t.children)
        for c in t.children
    )


def _below(verb: Token) -> list[Token]:
    """The words that hang on a verb, and on the clauses that do."""
    return [g for c in verb.children if c.pos_ in ("VERB", "AUX", "ADP", "SCONJ") for g in (c, *c.children)]


def _no_longer(told: Governing) -> bool:
    """ "Will no longer meet": it was planned."""
    return any(c.lower_ == "longer" and c.nbor(-1).lower_ == "no" for t in told.chain for c in t.children if c.i)


def _stood(told: Governing, page: Page) -> bool:
    """ "The talks planned for Friday will not take place": what is not to be was a plan."""
    before = [t for t in told.narrowing if t.dep_ in ("amod", "acl") and t.tag_ == "VBN"]
    denied = any(t.lemma_.lower() in page.rules.status.existence for t in told.chain)
    return denied and any(t.lemma_.lower() in page.rules.status.planned for t in before)


def _was_to_be(told: Governing) -> bool:
    """ "Will not travel to Arden, where she was due to meet Ms Brun": what is not done is what leads there."""
    clause = next((t for t in told.chain if t.dep_ == "relcl"), None)
    if clause is None:
        return False
    inside = told.chain[: told.chain.index(clause) + 1]
    past = clause.tag_ == "VBD" or any(c.lower_ in ("was", "were", "had") for c in clause.children)
    return past and not any(c.dep_ == "neg" for t in inside for c in t.children)


class _Open:
    """Says that a preposition settles nothing."""


_OPEN: Final = _Open()


def _beside(trigger: Trigger, page: Page, told: Governing, ahead: bool | None) -> Status | _Open | None:
    """What "after the talks", "ahead of the talks" tell; `_OPEN` where the preposition tells nothing."""
    words, preposition = page.rules.status, trigger.token.head.lower_
    before = trigger.token.head.head.lower_ if preposition == "of" else preposition
    if before in words.ahead or preposition in words.pending:
        return "planned" if ahead or (ahead is None and before in words.ahead) else None
    if preposition in ("about", "over") and not told.terms(page) & (words.possible | words.planned):
        return None
    if preposition not in words.settings or trigger.verb is None:
        return _OPEN
    verb = trigger.verb
    if preposition in ("at", "during") and ahead is None and verb.tag_ in ("VBZ", "VBP"):
        return None  # "hopes for a deal at the next round": that there will be one is taken for granted
    if verb.tag_ in ("VBD", "VBN") or any(c.lower_ in ("had", "has", "have", "was", "were") for c in verb.children):
        if ahead:
            return "planned"
        return (
            "held"
            if preposition in words.done or verb.lemma_.lower() not in (words.planned | words.possible)
            else _OPEN
        )
    return _OPEN


def _past(trigger: Trigger, told: Governing, page: Page) -> Status | None:
    """Held, where a verb of the past governs it."""
    for token in told.chain[:5]:
        wished = any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)
        if wished and token.head.lemma_.lower() not in page.rules.status.achieved:
            return None  # "called for talks to resume"
        if token.tag_ == "VBD" or token.lower_ in ("did", "had", "has", "have", "was", "were"):
            return "held"
        if token.tag_ in ("VBN", "VBG") and any(
            c.lower_ in ("had", "has", "have", "was", "were") for c in token.children
        ):
            return "held"
    return "held" if trigger.token.tag_ in ("VBD", "VBN") else None


def _in_progress(trigger: Trigger) -> bool:
    """ "Is meeting Ms Brun today"."""
    helpers = {c.lower_ for c in trigger.token.children if c.dep_ == "aux"}
    return trigger.token.tag_ == "VBG" and bool(helpers & {"is", "are", "'s", "’s", "'re", "’re"})


def _goes_on(trigger: Trigger, page: Page) -> bool:
    """ "Is holding talks with Ms Brun in Arden": they have met already."""
    verb = trigger.verb
    if trigger.is_verb or verb is None or verb.tag_ != "VBG" or trigger.token.dep_ != "dobj":
        return False
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    return bool(helpers & {"is", "are"}) and verb.lemma_.lower() in page.rules.participants.doing


def _infinitive(trigger: Trigger, told: Governing) -> bool:
    """ "Is to meet", "to hold talks" in a headline: an infinitive whose own verb is no other act."""
    for token in told.chain:
        if any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children):
            return token.dep_ == "ROOT" or token.head.lemma_ == "be" or token.head.tag_ in ("VBZ", "VBP")
    return False


def _past_participles(tokens: tuple[Token, ...]) -> frozenset[str]:
    """ "The *cancelled* meeting"; a remark in a relative clause is none: "which was postponed from May"."""
    return frozenset(t.lemma_.lower() for t in tokens if t.dep_ == "amod")


def _clause(trigger: Trigger, told: Governing) -> str:
    """The words around it, up to the top of its chain."""
    doc, sent = trigger.token.doc, trigger.token.sent
    top = told.chain[-1]
    first = max(sent.start, min(top.left_edge.i, trigger.token.i - 8))
    last = min(sent.end, max(top.i + 5, trigger.token.i + 8))
    return str(doc[first:last].text).lower()
