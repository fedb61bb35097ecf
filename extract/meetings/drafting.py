"""From each word of meeting to a draft of the meeting: who, where, on what occasion, when, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from extract.meetings.counted import find_counted
from extract.meetings.merging import Draft
from extract.meetings.occasions import find_event, find_hosts, find_occasion, is_beside
from extract.meetings.page import Page
from extract.meetings.parties import find_inviting, find_parties, has_unknown_subject, is_called_on
from extract.meetings.people import people_of
from extract.meetings.places import find_place, is_there
from extract.meetings.programme import find_stops
from extract.meetings.recalling import (
    Reading,
    find_journey,
    is_another,
    is_earlier,
    is_next,
    last_place,
    recalled_parties,
    with_protagonist,
)
from extract.meetings.recasting import with_titled, without_misnamed, without_run_together
from extract.meetings.schedule import (
    When,
    ends_in,
    find_instead,
    find_moved,
    find_when,
    is_called_to,
    is_instead,
    looking_ahead,
)
from extract.meetings.status import is_passing, read_status
from extract.meetings.summits import find_summit_parties, leaders_of
from extract.meetings.triggers import Trigger, find_triggers
from extract.model import Meeting, Span, Status

# The share of meetings right in participants, status and days, by what is known of them: (right + 1) / (all + 2) over
# the 104 articles of tests/cases/meetings_wire.toml (81 of 104, 10 of 42), as read by rules that had never seen them.
# Articles that were at hand while rules were made gave 0.89 and 0.70: what is promised of others must not be that.
GRADES: Final = {"named and dated": 0.77, "named or described": 0.26}
_LIVE: Final = ("planned", "possible")


def read_drafts(page: Page) -> list[Draft]:
    """Return a draft for each word of meeting that tells of one: the report first, then headline and standfirst.

    A headline says "leaders" where the report gives the names: read last, it joins what the report told.
    """
    page = replace(page, cast=without_run_together(with_titled(page), page))
    people = people_of(page)
    page = replace(page, cast=without_misnamed(page.cast, people))
    reading = Reading(page, people, find_hosts(page))
    triggers = list(find_triggers(page))
    titles = [t for t in triggers if page.layout.role_at(t.token.idx) in ("headline", "standfirst")]
    for trigger in [t for t in triggers if t not in titles]:
        _read(trigger, reading)
    reading.focus = list(reading.drafts[0].meeting.participants) if reading.drafts else []
    for trigger in titles:
        _read(trigger, reading)
    return _without_journeys(reading.drafts)


def _read(trigger: Trigger, reading: Reading) -> None:
    page = reading.page
    known = len(reading.drafts)
    if trigger.is_answer:
        _answer(trigger, reading)
        return
    if trigger.token.lower_ == "it":
        if len(reading.focus) > 1 and (draft := _draft(trigger, reading.focus, reading, alone=True)) is not None:
            reading.drafts.append(draft)
        return
    parties = find_parties(trigger, page, reading.people, reading.focus)
    if trigger.kind == "summit":
        parties = leaders_of(parties, page, reading.people)
    body = trigger.kind == "summit" and len(parties) < 2
    if body:
        own = [n for n in parties if (a := page.cast.named(n)) is not None and a.kind == "organisation"]
        parties = find_summit_parties(trigger, page) or own
        if not parties:
            return
    if trigger.kind == "visit":
        parties = [n for n in parties if n != find_place(trigger, page)]
        parties += find_inviting(trigger, page, reading.people, parties)
    if len(parties) == 1 and trigger.kind != "summit" and (about := _whom_it_is_about(trigger, parties, reading)):
        parties = [about, *parties]
    if len(parties) == 1 and trigger.kind not in ("visit", "summit") and parties[0] not in reading.focus:
        parties = with_protagonist(parties, trigger, reading)
    if len(parties) == 1 and " " not in parties[0] and not trigger.is_verb and page.cast.named(parties[0]) is None:
        parties = []  # "mediators suggested a meeting": whose is not told
    alone = _can_meet(trigger, parties, page)
    titled = page.layout.role_at(trigger.token.idx) in ("headline", "standfirst")
    if titled and not parties and has_unknown_subject(trigger, page):
        return  # "Security council to meet": not those of whom the report tells
    if titled and known and trigger.kind != "visit":
        told = next((d for d in reading.drafts if set(parties) <= set(d.meeting.participants)), reading.drafts[0])
        half = _half_named(parties, trigger, reading)
        if half or not alone or any((a := page.cast.named(n)) is None or a.kind != "person" for n in parties):
            parties, alone = list((half or told).meeting.participants), False
    elif titled and known and not any(page.cast.named(n) for n in parties):
        visits = [d for d in reading.drafts if d.meeting.kind == "visit"]  # "Visit of speaker put off"
        parties, alone = (list(visits[0].meeting.participants), False) if visits else (parties, alone)
    elif not alone:
        parties = recalled_parties(trigger, parties, reading)
        alone = is_next(trigger, page) and _can_meet(trigger, parties, page)
    if not parties or _is_fixture(trigger, parties, page):
        return
    if len(parties) > 1:
        reading.focus = parties
    draft = _draft(trigger, parties, reading, alone=alone, body=body)
    if draft is not None:
        reading.drafts += _by_stops(draft, trigger, page)


def _is_fixture(trigger: Trigger, parties: list[str], page: Page) -> bool:
    """Whether none who meet is a person, a country or a group: "Arden City meet Rovers"."""
    if trigger.token.lemma_.lower() != "meet" or not any(c.dep_ == "dobj" for c in trigger.token.children):
        return False
    kinds = [a.kind if (a := page.cast.named(n)) is not None else None for n in parties]
    return not {"person", "country"} & set(kinds) and not any(_is_group(n, page) for n in parties)


def _whom_it_is_about(trigger: Trigger, parties: list[str], reading: Reading) -> str | None:
    """Who else meets, where a report on one person says but "talks with Mr Katz": who opens it and its headline."""
    page = reading.page
    with_ = [g for c in trigger.token.children if c.lower_ == "with" for g in c.children]
    if trigger.is_verb or trigger.token.dep_ not in ("nsubj", "nsubjpass") or not with_:
        return None
    actor = page.person_at(page.protagonist) if page.protagonist is not None else None
    if actor is None or actor.name in parties:
        return None
    told = {page.layout.role_at(m.span.start) for m in actor.mentions}
    speaks = any(p.name == actor.name and p.speaks_for_others(page.rules.participants) for p in reading.people)
    return actor.name if "headline" in told and not speaks else None


def _half_named(parties: list[str], trigger: Trigger, reading: Reading) -> Draft | None:
    """What the report told of one of those in the headline, where the headline but describes the other."""
    if any(set(parties) <= set(d.meeting.participants) for d in reading.drafts):
        return None
    sent = trigger.token.sent
    inside = reading.page.cast.within(Span(sent.start_char, sent.end_char))
    if set(parties) <= {a.name for m, a in inside if m.form == "name"}:
        return None
    return next((d for d in reading.drafts if set(parties) & set(d.meeting.participants)), None)


def _answer(trigger: Trigger, reading: Reading) -> None:
    """Add what became of an invitation: "the two have accepted", "she turned the offer down"."""
    page, verb = reading.page, trigger.token
    names = {a.name for c in verb.children if c.dep_ == "nsubj" for t in (c, *c.conjuncts) if (a := page.person_at(t))}
    others = any(c.dep_ == "nsubj" and c.pos_ != "PRON" for c in verb.children) and not names  # "the army rejected it"
    open_ = [d for d in reading.drafts if d.meeting.status == "possible"]
    asked = [d for d in open_ if others or names & set(d.meeting.participants)]
    if asked:
        status: Status = "planned" if verb.lemma_.lower() in page.rules.status.taking else "ruled_out"
        evidence = (Span(verb.sent.start_char, verb.sent.start_char + len(verb.sent.text.rstrip())),)
        answered = replace(asked[-1].meeting, status=status, evidence=evidence)
        reading.drafts.append(replace(asked[-1], meeting=answered, alone=False))


def _by_stops(draft: Draft, trigger: Trigger, page: Page) -> list[Draft]:
    """The draft, or one a stop where the verb has a programme: "will meet A on Monday and B on Tuesday"."""
    if _are_separate(trigger, page) and len(draft.meeting.participants) > 2:
        first, *others = draft.meeting.participants
        return [replace(draft, meeting=replace(draft.meeting, participants=(first, other))) for other in others]
    stops = find_stops(trigger, page) if trigger.kind not in ("visit", "summit") else ()
    common = [n for n in draft.meeting.participants if not any(n in s.names for s in stops)]
    if not stops or not common or not set(draft.meeting.participants) & set(stops[0].names):
        return [draft]
    return [
        replace(
            draft,
            meeting=replace(
                draft.meeting,
                participants=(*common, *stop.names),
                days=stop.days,
                place=stop.place,
                date_basis=draft.meeting.date_basis or "stated",
            ),
        )
        for stop in stops
    ]


def _are_separate(trigger: Trigger, page: Page) -> bool:
    """Whether one meets each of the others alone: "will hold separate meetings with A and B"."""
    several = not trigger.is_verb and trigger.token.tag_ in ("NNS", "NNPS")
    apart = page.rules.participants.apart
    beside = (*trigger.token.lefts, *(trigger.token.children if trigger.is_verb else ()))
    before = page.doc[trigger.token.left_edge.i : trigger.token.i].text.lower().split()  # "one-on-one" is taken apart
    return (several or trigger.is_verb) and (any(c.lower_ in apart for c in beside) or bool(apart & set(before)))


def _can_meet(trigger: Trigger, parties: list[str], page: Page) -> bool:
    """Whether these are enough for a meeting: two, a visitor, a body's summit, or a group."""
    group = bool(parties) and page.cast.named(parties[0]) is None and _is_group(parties[0], page)
    if trigger.kind == "visit" and trigger.token.lemma_.lower() in page.rules.triggers.journeys and group:
        return False  # "leaders began arriving": nobody's visit
    return group or len(parties) > 1 or (trigger.kind in ("visit", "summit") and bool(parties))


def _is_group(words: str, page: Page) -> bool:
    groups = page.rules.participants.groups
    return any(w.lower().rstrip("s") in groups and w.endswith("s") for w in words.split())


def _status_of_body(trigger: Trigger, told: Status | None, when: When | None, page: Page) -> Status | None:
    """A body's summit: planned or held by its days, unless it is itself what the verb cancels or moves.

    "She cancelled her meeting with him at the summit" says nothing of the summit. None without days.
    """
    if when is None or page.published is None:
        return None
    absent = trigger.verb is not None and trigger.verb.lemma_.lower() in page.rules.status.absent
    if told in ("cancelled", "postponed") and not absent and trigger.token.dep_ in ("nsubj", "nsubjpass", "dobj"):
        return told
    return "planned" if when.days.last > page.published else "held"


def _draft(trigger: Trigger, parties: list[str], reading: Reading, *, alone: bool, body: bool = False) -> Draft | None:
    page = reading.page
    host = find_occasion(trigger, page, reading.hosts) if trigger.kind not in ("summit", "visit") else None
    own = find_when(trigger, page)
    counted = find_counted(trigger, page, reading.drafts, reading.hosts)
    if counted is not None and (counted.sure or own is None or not own.sure):
        own = counted
    ending = ends_in(trigger, page)
    when = own = ending or own
    if host is not None and host.when is not None and (own is None or not own.sure or own.days == host.when.days):
        when = When(host.when.days, f"from the host event, {host.when.basis}", sure=host.when.sure)
    event = find_event(trigger.token, page, reading.hosts) if body else None
    loose = own is None or not own.sure
    if event is not None and (trigger.token.dep_ == "pobj" or own is None or (loose and event.when is not None)):
        when = event.when
    if when is not None and is_called_to(trigger, page):
        when = looking_ahead(when, page) or when
    status = read_status(trigger, page, when.days if when else None)
    if body:
        status = _status_of_body(trigger, status, when, page)
    if status is None:
        return None
    original = None
    if status in _LIVE and (moved := find_instead(trigger, page)) is not None:
        status, (when, original) = "postponed", moved
    elif status == "postponed":
        when, original = find_moved(trigger, page)
        when = when or (own if any(p in trigger.token.sent.text for p in page.rules.status.moved_phrases) else None)
    elif when is None and status in ("cancelled", "ruled_out"):
        when = find_when(trigger, page, recalled=True)
    if when and page.published and status in _LIVE and when.days.last < page.published:
        when = looking_ahead(when, page)
    titled = page.layout.role_at(trigger.token.idx) in ("headline", "standfirst")
    journey = find_journey(trigger, parties, reading) if not titled else None
    open_ = status in _LIVE or is_beside(trigger, page)
    if when is None and open_ and journey is not None and journey.days is not None:
        when = When(journey.days, f"from the {journey.kind}, {journey.date_basis}", sure=False)
    place = find_place(trigger, page) or (host.place if host else None)
    if place is None and event is not None:
        place = event.place
    if place is None and journey is not None and trigger.kind != "call":
        place = journey.place
    if place is None and is_there(trigger):
        place = last_place(trigger, page)
    if trigger.kind == "visit" and place is None and alone and not any(is_called_on(trigger, n, page) for n in parties):
        told = any(d.meeting.kind == "visit" and d.meeting.participants == tuple(parties) for d in reading.drafts)
        visitor = any(c.lower_ in ("by", "of") for c in trigger.token.children)  # "a visit by her planned for 4 May"
        dated = visitor and when is not None and when.sure and status in _LIVE and not told
        if trigger.is_verb or not (told or dated):
            return None
        alone = dated  # "hopes to make the journey in May": the visit told of before
    sent = trigger.token.sent
    named = all(page.cast.named(n) is not None for n in parties)
    grade = "named and dated" if named and when and when.sure else "named or described"
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
    return Draft(
        meeting,
        alone=alone,
        passing=is_passing(trigger, page, status),
        sure=when.sure if when else True,
        earlier=status == "held" and is_earlier(trigger, page),
        ends=ending is not None,
        another=is_another(trigger, page),
        instead=status == "planned" and is_instead(trigger, page),
    )


def _without_journeys(drafts: list[Draft]) -> list[Draft]:
    """The drafts without a visit whose purpose the same sentence gives: "will fly to Arden for talks"."""
    met = {
        (d.meeting.evidence, n)
        for d in drafts
        for n in d.meeting.participants
        if d.meeting.kind not in ("visit", "summit") or (d.meeting.kind == "summit" and len(d.meeting.participants) > 1)
    }
    return [
        d for d in drafts
        if d.meeting.kind != "visit" or not any((d.meeting.evidence, n) in met for n in d.meeting.participants)
    ]  # fmt: skip
