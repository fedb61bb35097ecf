"""Where: the place that belongs to a meeting."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from extract.meetings.page import Page, above
from extract.meetings.triggers import Trigger

_IN_PLACE: Final = ("in", "at")
_TRAVEL: Final = ("travel", "fly", "go", "head", "come", "return")


def find_place(trigger: Trigger, page: Page) -> str | None:
    """Return the place that "in" or "at" leads to ("to" for a visit), nearest to the word of meeting.

    A call has none. What hangs on a topic ("the situation in Lorvia") or on the report ("told reporters in Arden") is
    no place of the meeting; a visit's place hangs on the visit itself. "Here" is the city of the dateline.
    """
    if trigger.kind == "call":
        return None
    best: tuple[int, str] | None = None
    for token in trigger.token.sent:
        if token.pos_ not in ("PROPN", "NOUN"):
            continue
        rank = _destination(token, trigger, page) if trigger.kind == "visit" else _venue(token, trigger, page)
        if rank is not None and (best is None or rank < best[0]):
            best = (rank, _full_name(token, page))
    if best is None and _is_here(trigger):
        return page.dateline_place
    return best[1] if best else _where(trigger, page)


def _destination(token: Token, trigger: Trigger, page: Page) -> int | None:
    """How far from a visit its place stands; None where it is another's."""
    if not page.may_be_place(token):
        return None
    word, far = trigger.token, abs(token.i - trigger.token.i)
    kind = token.head.head if token.head.lower_ == "of" else None  # "will visit the town of Arden"
    if kind is not None and kind.dep_ == "dobj" and kind.head == word:
        return far if kind.lemma_.lower() in page.rules.occasion.settlements else None
    if token.head == word and token.dep_ == ("dobj" if trigger.is_verb else "compound"):
        return far
    if token.dep_ != "pobj" or token.head.lower_ not in ("to", "for", *_IN_PLACE):
        return None
    own = (word, trigger.verb, *(t for t in above(word, 3) if t.pos_ == "AUX"))
    goes_on = (t for t in token.head.head.children if t.dep_ == "prep" and t.head.head == word)
    if token.head.head in own or any(token.head == t for t in goes_on):
        return far
    nested = token.head.head  # "a visit by Mr Orlan to Arden": the parse hangs the place on the name
    return far + 6 if nested.i > word.i and nested in word.subtree and nested.pos_ == "PROPN" else None


def _venue(token: Token, trigger: Trigger, page: Page) -> int | None:
    residence = token.dep_ == "compound" and token.head.dep_ == "pobj" and token.head.head.lower_ in _IN_PLACE
    preposition = token.head.head if residence else _preposition(token, page)
    if preposition is None:
        return None
    inside = preposition.lower_ in _IN_PLACE
    goes = preposition.head in (trigger.token, trigger.verb, *above(trigger.token, 8))
    to = preposition.lower_ == "to" and preposition.head.lemma_ in _TRAVEL and goes
    known = page.is_place(token) or (
        (inside or to)
        and not residence
        and token.lemma_.lower() not in page.rules.occasion.events
        and page.may_be_place(token)
    )
    if not known or not (residence or inside or to):
        return None
    noun = preposition.head
    topic = _is_topic(noun, trigger, page, token)
    reported = noun.pos_ == "VERB" and noun.lemma_.lower() in page.rules.reporting.verbs
    if topic and (reported or noun.lemma_.lower() in page.rules.occasion.topical or not _is_city(token, page)):
        return None
    behind = 0 if token.i > trigger.token.i else 4
    return abs(token.i - trigger.token.i) + behind + (6 if residence else 0) + (10 if topic else 0)


def _preposition(token: Token, page: Page) -> Token | None:
    """The preposition before a place; the parse hangs some on what follows ("in Arden, spokeswoman Ana Brun said")."""
    kind = token.head if token.dep_ == "appos" else token.head.head if token.head.lower_ == "of" else None
    if kind is not None and kind.dep_ == "pobj" and kind.lemma_.lower() in page.rules.occasion.settlements:
        return kind.head  # "in the port of Arden", "in the capital, Arden,"
    if token.dep_ == "pobj":
        return token.head
    first = token
    while first.i > token.sent.start and first.nbor(-1).pos_ == "PROPN":
        first = first.nbor(-1)
    before = token.doc[first.i - 1] if first.i > token.sent.start else None
    after = token.doc[token.i + 1 : token.i + 2].text
    ends = after in (",", ".")
    return before if before is not None and before.lower_ in _IN_PLACE and ends else None


def _where(trigger: Trigger, page: Page) -> str | None:
    """The place that "where" takes up: "leaves for Arden, where she meets Ms Brun"."""
    clause = next((t for t in (trigger.token, *above(trigger.token, 6)) if t.dep_ == "relcl"), None)
    marks = [c for c in clause.children if c.lower_ == "where"] if clause is not None else []
    for token in reversed(page.doc[trigger.token.sent.start : marks[0].i] if marks else ()):
        if token.dep_ in ("pobj", "appos") and page.may_be_place(token):
            return _full_name(token, page)
    return None


def _is_city(token: Token, page: Page) -> bool:
    found = page.mention_at(token)
    return token.ent_type_ == "GPE" and (found is None or found[1].kind == "place")


def _is_topic(noun: Token, trigger: Trigger, page: Page, place: Token) -> bool:
    """Whether the place hangs on a thing that is neither the meeting nor its host nor one who meets."""
    reporting = page.rules.reporting
    if noun.lemma_.lower() in reporting.verbs and noun != trigger.verb:
        return trigger.token not in noun.subtree or not trigger.token.i < place.i < noun.i
    if noun == trigger.token or noun.pos_ not in ("NOUN", "NUM"):
        return False
    if noun.dep_ == "pobj" and noun.head.lower_ == "at" and noun.head.head in (trigger.token, trigger.verb):
        return False  # "at his residence in Arden"
    words = page.rules
    lemma = noun.lemma_.lower()
    if lemma in reporting.nouns and lemma not in words.occasion.events:
        return True
    known = words.occasion.events | words.participants.offices | words.participants.groups | words.triggers.nouns.keys()
    if lemma in known:
        return lemma == "conference" and noun.nbor(-1).lower_ in ("news", "press")
    return noun.dep_ in ("dobj", "pobj", "conj", "nsubj", "nsubjpass") and noun not in above(trigger.token, 8)


def _full_name(token: Token, page: Page) -> str:
    found = page.mention_at(token)
    if found and found[0].form == "name":
        return found[0].span.of(page.text).removeprefix("the ").removeprefix("The ")
    first = token.i
    while first > token.sent.start and token.i - first < 2 and token.doc[first - 1].pos_ == "PROPN":
        first -= 1
    return str(token.doc[first : token.i + 1].text)


def _is_here(trigger: Trigger) -> bool:
    beside = [c for t in (trigger.token, trigger.verb) if t is not None for c in t.children]
    return any(c.lower_ == "here" for c in beside)


def is_there(trigger: Trigger) -> bool:
    """Say whether "there" or "in the same city" stands in the meeting's clause."""
    near = trigger.token.doc[max(trigger.token.sent.start, trigger.token.i - 8) : trigger.token.i + 12]
    words = [t.lower_ for t in near if t.sent == trigger.token.sent and t.dep_ != "expl"]
    return "there" in words or ("same" in words and "city" in words)
