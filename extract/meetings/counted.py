"""Days that count from another meeting or event: "the next day", "a day earlier", "on the eve of the summit"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from extract.meetings.merging import Draft
from extract.meetings.occasions import Host, find_event
from extract.meetings.page import Page
from extract.meetings.schedule import When
from extract.meetings.ties import is_reported, tie_of
from extract.meetings.triggers import Trigger
from extract.model import Days, Span

_COUNTED: Final = re.compile(
    r"\b(?:the same day|the (?P<next>next|following) day"
    r"|(?P<count>a|one|two|three) days? (?P<side>later|after|earlier|before)"
    r"|the day (?P<whole>after|before))\b(?! tomorrow| yesterday)",
    re.IGNORECASE,
)
_EVE: Final = re.compile(r"\b(?:on the eve of|(?:a|one|the) day (?:before|ahead of))\b", re.IGNORECASE)
_NUMBERS: Final = {"two": 2, "three": 3}


def find_counted(trigger: Trigger, page: Page, drafts: Sequence[Draft], hosts: Sequence[Host]) -> When | None:
    """Return the day that the words beside the meeting count from another one; None where none do.

    What "the next day" follows is the day told of last before it in the sentence, else that of the meeting before, of a
    visit its first. The eve of an event is the day before it opens.
    """
    sent = trigger.token.sent
    eve = _eve(trigger, page, hosts)
    if eve is not None:
        return eve
    for found in _COUNTED.finditer(sent.text):
        words = page.tokens(Span(sent.start_char + found.start(), sent.start_char + found.end()))
        anchor = _anchor(sent.start_char + found.start(), trigger, page, drafts)
        if words is None or anchor is None:
            continue
        day = anchor + timedelta(days=_step(found))
        tie = tie_of(words.root, Days(day, day), trigger, page, recalled=False)
        if tie is not None:
            return When(Days(day, day), f"counted from {anchor}", sure=tie < 2)
    return None


def step_in(words: str) -> int | None:
    """Return how many days "a day later" leads on; None where the words count from nothing."""
    found = _COUNTED.search(words)
    return _step(found) if found is not None else None


def _step(found: re.Match[str]) -> int:
    side = (found["side"] or found["whole"] or ("after" if found["next"] else "")).lower()
    count = _NUMBERS.get((found["count"] or "").lower(), 1)
    return -count if side in ("earlier", "before") else count if side else 0


def _anchor(start: int, trigger: Trigger, page: Page, drafts: Sequence[Draft]) -> date | None:
    """The day from which is counted."""
    for timex, root in reversed(page.timexes_of.get(trigger.token.sent.start, ())):
        told = timex.days is not None and timex.days.first == timex.days.last and timex.span.end <= start
        if timex.days is not None and told and not is_reported(timex, root, trigger, page):
            return timex.days.first
    days = drafts[-1].meeting.days if drafts else None
    if days is None or (days.first != days.last and drafts[-1].meeting.kind != "visit"):
        return None
    return days.first


def _eve(trigger: Trigger, page: Page, hosts: Sequence[Host]) -> When | None:
    sent = trigger.token.sent
    found = _EVE.search(sent.text)
    if found is None:
        return None
    rest = page.tokens(Span(sent.start_char + found.end(), sent.end_char))
    for token in rest or ():
        if token.text in (",", ".", ";") or token.pos_ == "VERB":
            return None
        if token.lemma_.lower() in page.rules.occasion.events and token != trigger.token:
            when = find_event(token, page, hosts).when
            day = when.days.first - timedelta(days=1) if when is not None else None
            return When(Days(day, day), "the day before the event", sure=False) if day else None
    return None
