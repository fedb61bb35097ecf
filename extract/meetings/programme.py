"""One verb, several meetings: "will meet Ms Brun in Arden on Monday and Mr Katz in Oslo on Tuesday"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from extract.meetings.counted import step_in
from extract.meetings.page import Page
from extract.meetings.schedule import DAYS
from extract.meetings.triggers import Trigger
from extract.model import Days, Timex

_JOINING: Final = (",", "and", "then", "with", "before")
_WORDS: Final = 60  # words of a programme at most


@dataclass(slots=True)
class Stop:
    """Whom one meets at one point of a programme, on which days and, where it is told, in which place."""

    names: list[str] = field(default_factory=list)
    days: Days | None = None
    place: str | None = None


def find_stops(trigger: Trigger, page: Page) -> Sequence[Stop]:
    """Return the points of the programme behind the word of meeting, in reading order; none where it is one meeting.

    Each has the names of its own before its own day; a point without either ends the programme.
    """
    dates = {t.span.start: t for t, _ in page.timexes_of.get(trigger.token.sent.start, ()) if t.days is not None}
    stops, stop = [], Stop()
    passed = 0
    for token in page.doc[trigger.token.i + 1 : min(trigger.token.sent.end, trigger.token.i + _WORDS)]:
        if token.pos_ == "VERB" or token.lower_ in ("who", "which", "where", "while", "after") or token.text in '"“;':
            break
        timex = dates.get(token.idx)
        person = page.named_person_at(token)
        if person is not None and not _owns(token.i, page):
            if stop.days is not None:
                if not _is_joined(_opening(token.i, page) - 1, trigger, page):
                    break
                stops.append(stop)
                stop = Stop()
            if person.name not in stop.names:
                stop.names.append(person.name)
        elif token.dep_ == "pobj" and token.head.lower_ in ("in", "at") and page.may_be_place(token) and stop.names:
            found = page.mention_at(token)
            stop.place = stop.place or (found[0].span.of(page.text) if found else token.text)
        elif stop.names and stop.days is None and token.idx >= passed:
            stop.days, passed = _days(token.idx, timex, stops, page)
            counted = step_in(page.text[token.idx : token.idx + 20]) is not None
            if (
                stop.days
                and not counted
                and stops
                and (last := stops[-1].days)
                and 0 < (last.first - stop.days.first).days < DAYS
            ):
                shift = timedelta(days=DAYS)  # "on Tuesday and on Wednesday", told on a Wednesday
                stop.days = Days(stop.days.first + shift, stop.days.last + shift)
    stops += [stop] if stop.names and stop.days is not None else []
    return stops if len(stops) > 1 else ()


def _days(start: int, timex: Timex | None, stops: Sequence[Stop], page: Page) -> tuple[Days | None, int]:
    """The days of the expression that opens at ``start`` and where it ends; "a day later" counts from the last stop."""
    words = " ".join(page.text[start : start + 20].split(" ")[:3]).rstrip(".,")
    step = step_in(words) if stops else None
    if timex is not None and step is None:
        return timex.days, timex.span.end
    if step is None or stops[-1].days is None:
        return None, start
    day = stops[-1].days.last + timedelta(days=step)
    return Days(day, day), start + len(words)


def _is_joined(i: int, trigger: Trigger, page: Page) -> bool:
    """Whether the word joins another point: "and", or the verb's own preposition: "and on Ms Brun on Friday"."""
    again = page.doc[i].dep_ in ("prep", "conj") and page.doc[i - 1].lower_ in _JOINING
    return page.doc[i].lower_ in _JOINING or (again and page.doc[i].pos_ == "ADP" and trigger.is_verb)


def _owns(i: int, page: Page) -> bool:
    """Whether a name but tells whose: "Danovia's" taken for a person, "his aide's"."""
    following = page.doc[i + 1 : i + 2]
    return bool(len(following)) and following[0].lower_ in ("'s", "’s")


def _opening(i: int, page: Page) -> int:
    """Where the noun phrase begins that ends with the name: its titles and nations go before."""
    first = i
    while first > 0 and page.doc[first - 1].pos_ in ("PROPN", "ADJ", "NOUN", "DET", "PART"):
        if any(t.ent_type_ in ("DATE", "TIME") for t in page.doc[first - 1 : first]):
            break
        first -= 1
    return first
