"""Who meets whom, where and when: planned, possible, held, cancelled, postponed or ruled out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc

from extract.meetings.arguments import find_days, find_occasion, find_participants, find_place
from extract.meetings.merging import merge
from extract.meetings.rules import MeetingRules
from extract.meetings.status import read_status
from extract.meetings.triggers import Trigger, find_triggers
from extract.model import Cast, Layout, Meeting, Span, Timex

__all__ = ["MeetingRules", "find_meetings"]


def find_meetings(
    doc: Doc, layout: Layout, published: date | None, timexes: Sequence[Timex], cast: Cast, rules: MeetingRules
) -> list[Meeting]:
    """Return the meetings of an article in reading order, each once.

    Dropped: what has fewer than two participants (one for a visit), and what no word tells to be planned, possible,
    held, cancelled, postponed or ruled out.
    """
    found: list[Meeting] = []
    events: dict[str, str] = {}
    for trigger in find_triggers(doc, layout, rules):
        meeting = _read(trigger, doc, layout, published, timexes, cast, rules, events)
        if meeting is not None:
            found.append(meeting)
    return merge(found)


def _read(
    trigger: Trigger,
    doc: Doc,
    layout: Layout,
    published: date | None,
    timexes: Sequence[Timex],
    cast: Cast,
    rules: MeetingRules,
    events: dict[str, str],
) -> Meeting | None:
    text = doc.text
    sent = trigger.token.sent
    participants = find_participants(trigger, cast, layout, text)
    if len(participants) < (1 if trigger.kind == "visit" else 2) or trigger.kind == "summit":
        return None
    place = find_place(trigger, cast, text)
    if trigger.kind == "visit" and place is None:
        return None
    timex = find_days(trigger, timexes, rules)
    days = timex.days if timex else None
    ahead = days.last > published if days and published else None
    status = read_status(trigger, rules, dated_ahead=ahead)
    if status is None:
        return None
    if days and published and status in ("planned", "possible") and days.last < published:
        days, timex = None, None
    occasion = find_occasion(trigger, rules, text)
    name = _event(occasion[0], text, trigger.token.idx, cast) if occasion else None
    basis = timex.basis if timex else None
    if timex and occasion and timex.span.start > occasion[1].end:
        basis = f"from the host event, {timex.basis}"
    evidence = Span(sent.start_char, sent.start_char + len(sent.text.rstrip()))
    return Meeting(
        participants=tuple(a.name for a in participants),
        kind=trigger.kind,
        status=status,
        evidence=(evidence,),
        rule=f"meetings.toml: {trigger.token.lemma_.lower()}",
        place=place,
        occasion=name,
        days=days,
        date_basis=basis if days else None,
        confidence=0.8 if timex or status == "held" else 0.7,
    )


def _event(name: str, text: str, offset: int, cast: Cast) -> str:
    """The name of the event that "the forum" or "the summit" means: the last one named before."""
    if " " in name:
        return name
    before = [
        (m.span.start, m.span.of(text))
        for a in cast
        if a.kind in ("event", "organisation", "place")
        for m in a.mentions
        if m.span.start < offset and m.form == "name"
    ]
    for start, words in sorted(before, reverse=True):
        tail = text[start : start + len(words) + 12].split()
        last = words.split()[-1].lower()
        if last in ("summit", "forum", "conference", "assembly"):
            return words.removeprefix("the ").removeprefix("The ")
        if len(tail) > len(words.split()) and tail[len(words.split())].strip(".,").lower() in ("summit", "forum"):
            return f"{words} {tail[len(words.split())].strip('.,')}".removeprefix("the ").removeprefix("The ")
    return name
