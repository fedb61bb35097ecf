"""The day of publication (document creation time), from what the file says, else from the dateline and a weekday.

A dateline without a year is solved from a weekday in the report: "November 18" and "said on Sunday" leave 2018, 2012,
2007 …, of which the most recent one that is not after the day of adding is taken, and the others are kept.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from extract.dates.resolving import Scene, resolve
from extract.dates.words import WEEKDAYS, time_words
from extract.model import Article, Layout, Publication

YEARS_BACK: Final = 30
MOST_CANDIDATES: Final = 6
DRAFTED: Final = timedelta(days=31)  # by which a file may be older than the article in it
LEAD: Final = 1500  # characters after the dateline in which the reporting verb's weekday stands

_SAID_ON: Final = re.compile(
    rf"\b(?:said|told|announced|reported|confirmed|added|stated|warned|wrote)\b[^.\n]{{0,60}}?\bon\s+({'|'.join(WEEKDAYS)})\b"
    rf"|\bon\s+({'|'.join(WEEKDAYS)})\b",
    re.IGNORECASE,
)
# "Said on Friday, Sept. 11, 2026": what is said in the first lines was said on the day of publication or just before.
_JUST_SAID: Final = re.compile(
    rf"\b(?:said|told|announced|reported|confirmed|added|stated|warned|wrote)\b[^.\n]{{0,40}}?\b(?:on|late|early)"
    rf"(?:\s+(?:{'|'.join(WEEKDAYS)}),?)?\s*$",
    re.IGNORECASE,
)
_ORDINAL: Final = re.compile(r"(?<=\d)\.(?=\s+[A-Za-z])")  # "13. November"
_STAMP: Final = re.compile(r"(?im)^\s*(?:published|updated|posted|last updated|date)\b[^\n]{0,80}$")


def find_publication(article: Article, layout: Layout, today: date) -> Publication:
    """Return the day of publication, how it is known, and the other days it might be, the chosen one first.

    ``today`` is the last day it can be where the year must be inferred. Where the text says nothing, it is the day on
    which the file was made.
    """
    if article.published:
        return Publication(article.published, "given with the article", (article.published,))
    found = _stated(article.text, layout, min(today, article.made + DRAFTED) if article.made else today)
    if found.day is None and article.made:
        return Publication(article.made, "the day the file was made", (article.made,))
    return found


def _stated(text: str, layout: Layout, today: date) -> Publication:
    """The day that the text itself states or leaves to be inferred."""
    words = time_words()
    for place, basis in _places(text, layout):
        span = _ORDINAL.sub("", place)
        for name, form in words.forms:
            if name not in ("iso", "numeric", "md", "dm"):
                continue
            found = form.search(span)
            if not found:
                continue
            parts = found.groupdict()
            if parts.get("y"):
                meaning = resolve(name, parts, Scene(None, lambda: None, words))
                if meaning and meaning.days:
                    return Publication(meaning.days.first, basis, (meaning.days.first,))
                continue
            meaning = resolve(name, parts, Scene(None, lambda: None, words))
            if meaning and meaning.value:
                month, day = (int(x) for x in meaning.value.removeprefix("XXXX-").split("-"))
                return _solved(text, layout, (month, day), today, parts.get("wd"))
    return _said_at_first(text, layout, today)


def _said_at_first(text: str, layout: Layout, today: date) -> Publication:
    """The full date on which, by its first two paragraphs, something was said."""
    words = time_words()
    forms = [(name, form) for name, form in words.forms if name in ("md", "dm")]
    for block in [b for b in layout.blocks if b.role == "body"][:2]:
        for name, form in forms:
            for found in form.finditer(block.span.of(text)):
                told = found["y"] and _JUST_SAID.search(text[: block.span.start + found.start()][-120:])
                meaning = resolve(name, found.groupdict(), Scene(None, lambda: None, words)) if told else None
                if meaning and meaning.days and meaning.days.first <= today:
                    day = meaning.days.first
                    return Publication(day, "the day on which its first lines were said", (day,))
    return Publication(None, None)


def _places(text: str, layout: Layout) -> list[tuple[str, str]]:
    places = []
    if layout.dateline and layout.dateline.day:
        places.append((layout.dateline.day.of(text), "stated in the dateline"))
    places += [(b.span.of(text), "stated in the byline") for b in layout.blocks if b.role == "byline"]
    places += [(m.group(), "stated beside the article") for m in _STAMP.finditer(text[:2000])]
    return places


def _solved(text: str, layout: Layout, month_day: tuple[int, int], today: date, weekday: str | None) -> Publication:
    """Solve the year of a dateline."""
    years = [d for y in range(today.year, today.year - YEARS_BACK, -1) if (d := _day(y, month_day)) and d <= today]
    if not years:
        return Publication(None, None)
    start = layout.dateline.span.end if layout.dateline else 0
    told = weekday or _weekday(text[start : start + LEAD])
    if told is None:
        return Publication(years[0], "year not stated: the most recent one", tuple(years[:MOST_CANDIDATES]))
    number = WEEKDAYS.index(told.lower())
    # The report says "on Sunday" of that day itself or of the day before.
    for back, basis in ((0, "year inferred from the weekday"), (1, "year inferred from the weekday of the day before")):
        fitting = [d for d in years if (d - timedelta(days=back)).weekday() == number]
        if back == 0 and fitting:
            others = [d for d in years if (d - timedelta(days=1)).weekday() == number]
            recent = [d for d in others if d > fitting[0]]
            return Publication(fitting[0], basis, (*fitting[:MOST_CANDIDATES], *recent))
        if fitting:
            return Publication(fitting[0], basis, tuple(fitting[:MOST_CANDIDATES]))
    return Publication(years[0], "year not stated: the most recent one", tuple(years[:MOST_CANDIDATES]))


def _day(year: int, month_day: tuple[int, int]) -> date | None:
    try:
        return date(year, *month_day)
    except ValueError:  # 29 February
        return None


def _weekday(lead: str) -> str | None:
    found = _SAID_ON.search(lead)
    return (found[1] or found[2]) if found else None
