"""What earlier sentences tell of a meeting: "the meeting", "the talks with him", "during the visit", "there"."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Token

from extract.meetings.merging import Draft
from extract.meetings.occasions import Host, is_beside
from extract.meetings.page import Page
from extract.meetings.parties import has_unknown_subject, is_others
from extract.meetings.people import Person
from extract.meetings.triggers import Trigger
from extract.model import Meeting

NEXT: Final = 1  # sentences between a visit and the meetings that are its programme


@dataclass
class Reading:
    """What is known so far while the article is read from top to bottom."""

    page: Page
    people: list[Person]
    hosts: list[Host]
    focus: list[str] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)


def with_protagonist(parties: list[str], trigger: Trigger, reading: Reading) -> list[str]:
    """The other one, where all meetings so far are one person's: "consultations with Ms Brun were called off"."""
    actor = reading.page.cast.named(parties[0])
    if (actor is not None and actor.kind != "person") or has_unknown_subject(trigger, reading.page):
        return parties
    sides = [set(d.meeting.participants) for d in reading.drafts]
    common = set.intersection(*sides) if len(sides) > 1 and len({frozenset(s) for s in sides}) > 1 else set()
    return [*common, *parties] if len(common) == 1 and not common & set(parties) else parties


def recalled_parties(trigger: Trigger, parties: list[str], reading: Reading) -> list[str]:
    """ "The meeting", "the talks with him": those spoken of last."""
    page = reading.page
    if (
        is_others(trigger, page)
        or has_unknown_subject(trigger, page)
        or (trigger.is_verb and not parties and not is_again(trigger, page))
    ):
        return []
    with_ = any(c.lower_ in ("with", "between") for c in trigger.token.children)
    if not trigger.is_verb and not with_:
        left = list(trigger.token.lefts)
        definite = any(c.lower_ in ("the", "this", "that", "their", "such") for c in left)
        narrowed = any(c.dep_ in ("compound", "amod") and c.lower_ not in page.rules.participants.same for c in left)
        if (not definite or narrowed) and not is_next(trigger, page):
            return []
    if not parties:
        return [] if _names_others(trigger, page) else list(reading.focus)
    if trigger.is_verb and _names_others(trigger, page):
        return []  # "would meet with his security council"
    return list(reading.focus) if parties[0] in reading.focus else parties


def _names_others(trigger: Trigger, page: Page) -> bool:
    """Whether others are told of in words that name nobody: "a meeting with human rights groups"."""
    others = [g for c in trigger.token.children if c.lower_ == "with" for g in c.children if g.dep_ == "pobj"]
    if trigger.is_verb:
        others += [c for c in trigger.token.children if c.dep_ == "dobj"]
    roles = page.rules.participants.any_office | page.rules.participants.counterparts
    return any(g.pos_ == "NOUN" and page.mention_at(g) is None and g.lemma_.lower() not in roles for g in others)


def is_again(trigger: Trigger, page: Page) -> bool:
    """Say whether they meet once more: "agreed to meet again in May"."""
    words = page.rules.participants.anew
    return trigger.is_verb and any(c.lower_ in words for c in trigger.token.children)


def is_next(trigger: Trigger, page: Page) -> bool:
    """ "The next meeting", "a new round": of the same people, and another one."""
    if is_again(trigger, page):
        return True
    return not trigger.is_verb and any(c.lower_ in page.rules.participants.another for c in trigger.token.lefts)


def is_earlier(trigger: Trigger, page: Page) -> bool:
    """ "Their previous call", "last met": another one than what the article is about."""
    beside = list(trigger.token.children) if trigger.is_verb else list(trigger.token.lefts)
    return any(c.lower_ in page.rules.participants.former for c in beside)


def find_journey(trigger: Trigger, parties: list[str], reading: Reading) -> Meeting | None:
    """The visit during which they meet: "during the visit", "while there"."""
    if trigger.kind in ("visit", "summit", "call"):
        return None
    if is_beside(trigger, reading.page):
        return next((d.meeting for d in reversed(reading.drafts) if d.meeting.days is not None), None)
    whole = _larger(trigger, parties, reading)
    if whole is not None:
        return whole
    there = {*parties, *(n for p in parties for n in _accompanied(p, reading.page))}
    visits = [
        d.meeting
        for d in reading.drafts
        if d.meeting.kind == "visit" and d.alone and set(d.meeting.participants) & there
    ]
    if not visits:
        return None
    words = {t.lemma_.lower() for t in trigger.token.sent if t.i != trigger.token.i}
    told = not set(visits[-1].participants) & set(parties) or bool(
        words & (reading.page.rules.occasion.journeys | {"there"})
    )
    between = reading.page.text[visits[-1].evidence[-1].end : trigger.token.sent.start_char]
    follows = between.count(". ") + between.count(".\n") < NEXT and visits[-1].status in ("planned", "possible")
    return visits[-1] if told or follows else None


def is_another(trigger: Trigger, page: Page) -> bool:
    """Say whether it is a meeting beside those told of: "a tete-a-tete", "a separate meeting"."""
    left = list(trigger.token.lefts)
    apart = any(c.lower_ in page.rules.participants.apart for c in left)
    return not trigger.is_verb and (apart or any(c.lower_ in ("a", "an") for c in left))


def _larger(trigger: Trigger, parties: list[str], reading: Reading) -> Meeting | None:
    """The gathering beside which two of those who come to it have a meeting of their own."""
    if not is_another(trigger, reading.page):
        return None
    known = [d.meeting for d in reading.drafts if d.meeting.status in ("planned", "possible")]
    return next((m for m in reversed(known) if set(parties) < set(m.participants) and m.days is not None), None)


def _accompanied(name: str, page: Page) -> list[str]:
    """With whom somebody travels: "Mr Katz, who is accompanying her", "she will be accompanied by Mr Katz"."""
    found: list[str] = []
    for verb in page.doc:
        if verb.lemma_.lower() not in page.rules.participants.accompanying or verb.pos_ != "VERB":
            continue
        agents = [g for c in verb.children if c.dep_ == "agent" for g in c.children]
        subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        subjects = [verb.head if s.lower_ == "who" else s for s in subjects]
        who, whom = (agents, subjects) if agents else (subjects, [c for c in verb.children if c.dep_ == "dobj"])
        if any((a := page.person_at(t)) is not None and a.name == name for t in who):
            found += [n for t in whom for n in _travellers(t, page)]
    return found


def _travellers(token: Token, page: Page) -> list[str]:
    """The person, or the one who holds the office: "the king" of "King Harald"."""
    actor = page.person_at(token)
    if actor is not None:
        return [actor.name]
    return [a.name for a in page.cast if a.kind == "person" and a.name.lower().startswith(f"{token.lower_} ")]


def last_place(trigger: Trigger, page: Page) -> str | None:
    """What "there" means: the place named last before it."""
    for token in reversed(page.doc[max(0, trigger.token.i - 120) : trigger.token.i]):
        if page.is_place(token) and token.dep_ == "pobj" and token.head.lower_ in ("in", "at", "to"):
            found = page.mention_at(token)
            return found[0].span.of(page.text) if found else token.text
    return None
