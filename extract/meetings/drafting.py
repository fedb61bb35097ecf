"""From each word of meeting to a draft of the meeting: who, where, on what occasion, when, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from extract.meetings.merging import Draft
from extract.meetings.occasions import Host, find_event, find_hosts, find_occasion
from extract.meetings.page import Page
from extract.meetings.parties import find_parties, has_unknown_subject
from extract.meetings.people import Person, nation, people_of
from extract.meetings.places import find_place, is_there
from extract.meetings.schedule import When, find_moved, find_when
from extract.meetings.status import is_passing, read_status
from extract.meetings.summits import find_summit_parties
from extract.meetings.triggers import Trigger, find_triggers
from extract.model import Actor, Cast, Meeting, Span, Status

# The share of meetings right in participants, status and days, by what is known of them: (right + 1) / (all + 2) over
# the 20 articles of tests/gold/meetings-dev.jsonl (19 of 19, 6 of 6, 2 of 2). The rules were made with these at hand:
# on other articles the shares will be lower; their order is what counts.
GRADES: Final = {"named and dated": 0.95, "named": 0.88, "described": 0.75}
NEXT: Final = 1  # sentences between a visit and the meetings that are its programme
_LIVE: Final = ("planned", "possible")


@dataclass
class _Reading:
    """What is known so far while the article is read from top to bottom."""

    page: Page
    people: list[Person]
    hosts: list[Host]
    focus: list[str] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)


def read_drafts(page: Page) -> list[Draft]:
    """Return a draft for each word of meeting that tells of one: the report first, then headline and standfirst.

    A headline says "leaders" where the report gives the names: read last, it joins what the report told.
    """
    page = replace(page, cast=_with_titled(page))
    people = people_of(page)
    page = replace(page, cast=_without_misnamed(page.cast, people))
    reading = _Reading(page, people, find_hosts(page))
    triggers = list(find_triggers(page))
    titles = [t for t in triggers if page.layout.role_at(t.token.idx) in ("headline", "standfirst")]
    for trigger in [t for t in triggers if t not in titles]:
        _read(trigger, reading)
    reading.focus = list(reading.drafts[0].meeting.participants) if reading.drafts else []
    for trigger in titles:
        _read(trigger, reading)
    return _without_journeys(reading.drafts)


def _with_titled(page: Page) -> Cast:
    """The cast, where a "place" or "body" that bears an office is a person: "President Gail Marbek"."""

    def is_titled(actor: Actor) -> bool:
        tokens = page.tokens(actor.mentions[0].span)
        if actor.kind not in ("place", "organisation") or tokens is None or not tokens.start:
            return False
        before = page.doc[tokens.start - 1]
        offices = page.rules.participants.offices
        return before.text[:1].isupper() and before.lower_ in offices and before.head in tokens and len(tokens) > 1

    return Cast(replace(a, kind="person") if is_titled(a) else a for a in page.cast)


def _without_misnamed(cast: Cast, people: list[Person]) -> Cast:
    """The cast, where a nation that was taken for a person or a body is a country again."""
    known = {p.name for p in people}
    nations = {n for p in people for n in p.nations}

    def is_nation(actor: Actor) -> bool:
        if actor.kind == "person":
            return actor.name not in known
        return actor.kind == "organisation" and actor.name.isalpha() and nation(actor.name) in nations

    return Cast(replace(a, kind="country") if is_nation(a) else a for a in cast)


def _read(trigger: Trigger, reading: _Reading) -> None:
    page = reading.page
    known = len(reading.drafts)
    parties = find_parties(trigger, page, reading.people, reading.focus)
    body = trigger.kind == "summit" and len(parties) < 2
    if body:
        own = [n for n in parties if (a := page.cast.named(n)) is not None and a.kind == "organisation"]
        parties = find_summit_parties(trigger, page) or own
        if not parties:
            return
    if trigger.kind == "visit":
        parties = [n for n in parties if n != find_place(trigger, page)]
    if len(parties) == 1 and trigger.kind not in ("visit", "summit") and parties[0] not in reading.focus:
        parties = _with_protagonist(parties, trigger, reading)
    alone = _can_meet(trigger, parties, page)
    titled = page.layout.role_at(trigger.token.idx) in ("headline", "standfirst")
    if titled and known and trigger.kind != "visit":
        told = next((d for d in reading.drafts if set(parties) <= set(d.meeting.participants)), reading.drafts[0])
        if not alone or any((a := page.cast.named(n)) is None or a.kind != "person" for n in parties):
            parties, alone = list(told.meeting.participants), False
    elif not alone:
        parties, alone = _recalled(trigger, parties, reading), _is_next(trigger, page)
    if not parties:
        return
    if len(parties) > 1:
        reading.focus = parties
    draft = _draft(trigger, parties, reading, alone=alone, body=body)
    if draft is not None:
        reading.drafts.append(draft)


def _can_meet(trigger: Trigger, parties: list[str], page: Page) -> bool:
    """Whether these are enough for a meeting: two, a visitor, a body's summit, or a group."""
    if len(parties) > 1 or (trigger.kind in ("visit", "summit") and parties):
        return True
    return bool(parties) and page.cast.named(parties[0]) is None and _is_group(parties[0], page)


def _with_protagonist(parties: list[str], trigger: Trigger, reading: _Reading) -> list[str]:
    """The other one, where all meetings so far are one person's: "consultations with Ms Brun were called off"."""
    actor = reading.page.cast.named(parties[0])
    if (actor is not None and actor.kind != "person") or has_unknown_subject(trigger, reading.page):
        return parties
    sides = [set(d.meeting.participants) for d in reading.drafts]
    common = set.intersection(*sides) if len(sides) > 1 and len({frozenset(s) for s in sides}) > 1 else set()
    return [*common, *parties] if len(common) == 1 and not common & set(parties) else parties


def _is_group(words: str, page: Page) -> bool:
    groups = page.rules.participants.groups
    return any(w.lower().rstrip("s") in groups and w.endswith("s") for w in words.split())


def _recalled(trigger: Trigger, parties: list[str], reading: _Reading) -> list[str]:
    """ "The meeting", "the talks with him": those spoken of last."""
    page = reading.page
    if has_unknown_subject(trigger, page) or (trigger.is_verb and not parties and not is_again(trigger, page)):
        return []
    with_ = any(c.lower_ in ("with", "between") for c in trigger.token.children)
    if not trigger.is_verb and not with_:
        left = list(trigger.token.lefts)
        definite = any(c.lower_ in ("the", "this", "that", "their", "such") for c in left)
        narrowed = any(c.dep_ in ("compound", "amod") and c.lower_ not in page.rules.participants.same for c in left)
        if (not definite or narrowed) and not _is_next(trigger, page):
            return []
    if not parties:
        return list(reading.focus)
    return list(reading.focus) if parties[0] in reading.focus else parties


def is_again(trigger: Trigger, page: Page) -> bool:
    """Say whether they meet once more: "agreed to meet again in May"."""
    words = page.rules.participants.anew
    return trigger.is_verb and any(c.lower_ in words for c in trigger.token.children)


def _is_next(trigger: Trigger, page: Page) -> bool:
    """ "The next meeting", "a new round": of the same people, and another one."""
    if is_again(trigger, page):
        return True
    return not trigger.is_verb and any(c.lower_ in page.rules.participants.another for c in trigger.token.lefts)


def _status_of_body(trigger: Trigger, told: Status | None, when: When | None, page: Page) -> Status | None:
    """A body's summit: planned or held by its days, unless it is itself what the verb cancels or moves.

    "She cancelled her meeting with him at the summit" says nothing of the summit. None without days.
    """
    if when is None or page.published is None:
        return None
    if told in ("cancelled", "postponed") and trigger.token.dep_ in ("nsubj", "nsubjpass", "dobj"):
        return told
    return "planned" if when.days.last > page.published else "held"


def _draft(trigger: Trigger, parties: list[str], reading: _Reading, *, alone: bool, body: bool = False) -> Draft | None:
    page = reading.page
    host = find_occasion(trigger, page, reading.hosts) if trigger.kind not in ("summit", "visit") else None
    own = find_when(trigger, page)
    when = own
    if host is not None and host.when is not None and (own is None or not own.sure or own.days == host.when.days):
        when = When(host.when.days, f"from the host event, {host.when.basis}", sure=host.when.sure)
    event = find_event(trigger.token, page, reading.hosts) if body else None
    if event is not None and (own is None or trigger.token.dep_ == "pobj"):
        when = event.when
    status = read_status(trigger, page, when.days if when else None)
    if body:
        status = _status_of_body(trigger, status, when, page)
    if status is None:
        return None
    original = None
    if status == "postponed":
        when, original = find_moved(trigger, page)
    elif when is None and status in ("cancelled", "ruled_out"):
        when = find_when(trigger, page, recalled=True)
    if when and page.published and status in _LIVE and when.days.last < page.published:
        when = None
    journey = _journey(trigger, parties, reading)
    if when is None and status in _LIVE and journey is not None and journey.days is not None:
        when = When(journey.days, f"from the {journey.kind}, {journey.date_basis}", sure=False)
    place = find_place(trigger, page) or (host.place if host else None)
    if place is None and event is not None:
        place = event.place
    if place is None and journey is not None and trigger.kind != "call":
        place = journey.place
    if place is None and is_there(trigger):
        place = _last_place(trigger, page)
    if trigger.kind == "visit" and place is None and alone:
        return None
    sent = trigger.token.sent
    named = all(page.cast.named(n) is not None for n in parties)
    grade = "described" if not named else "named and dated" if when and when.sure else "named"
    meeting = Meeting(
        participants=tuple(parties),
        kind=trigger.kind,
        status=status,
        evidence=(Span(sent.start_char, sent.start_char + len(sent.text.rstrip())),),
        rule=f"meetings.toml: {trigger.token.lemma_.lower()}",
        place=place,
        occasion=host.name if host else None,
        days=when.days if when else None,
        original_days=original.days if original else None,
        date_basis=when.basis if when else None,
        confidence=GRADES[grade],
    )
    return Draft(meeting, alone=alone, passing=is_passing(trigger, page, status), sure=when.sure if when else True)


def _journey(trigger: Trigger, parties: list[str], reading: _Reading) -> Meeting | None:
    """The visit during which they meet: "during the visit", "while there"."""
    if trigger.kind in ("visit", "summit", "call"):
        return None
    visits = [
        d.meeting for d in reading.drafts if d.meeting.kind == "visit" and set(d.meeting.participants) & set(parties)
    ]
    if not visits:
        return None
    words = {t.lemma_.lower() for t in trigger.token.sent if t.i != trigger.token.i}
    told = bool(words & (reading.page.rules.occasion.journeys | {"there"}))
    between = reading.page.doc.text[visits[-1].evidence[-1].end : trigger.token.sent.start_char]
    follows = between.count(". ") + between.count(".\n") < NEXT and visits[-1].status in _LIVE
    return visits[-1] if told or follows else None


def _last_place(trigger: Trigger, page: Page) -> str | None:
    """What "there" means: the place named last before it."""
    for token in reversed(page.doc[max(0, trigger.token.i - 120) : trigger.token.i]):
        if page.is_place(token) and token.dep_ == "pobj" and token.head.lower_ in ("in", "at", "to"):
            found = page.mention_at(token)
            return found[0].span.of(page.text) if found else token.text
    return None


def _without_journeys(drafts: list[Draft]) -> list[Draft]:
    """The drafts without a visit whose purpose the same sentence gives: "will fly to Arden for talks"."""
    met = {
        (d.meeting.evidence, n)
        for d in drafts
        for n in d.meeting.participants
        if d.meeting.kind not in ("visit", "summit")
    }
    return [
        d for d in drafts
        if d.meeting.kind != "visit" or not any((d.meeting.evidence, n) in met for n in d.meeting.participants)
    ]  # fmt: skip
