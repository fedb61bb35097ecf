"""The day that a date in a file's own data means: "2018-11-18T09:30:00Z", "Sun, 18 Nov 2018", "November 18, 2018"."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Final

FIRST_YEAR: Final = 1700  # earlier is a placeholder such as year 1
LAST_YEAR: Final = 2200
FIRST_STAMP: Final = 10**8  # seconds since 1970: smaller numbers are something else
MILLISECONDS: Final = 10**11  # from here a number counts milliseconds

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)|(\d{4})(\d\d)(\d\d)(?=$|T|\d{6})")
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_DAY_MONTH = re.compile(
    r"(?:[a-z]{3,9}\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})(?!\d)", re.I
)
_MONTH_DAY = re.compile(r"(?:[a-z]{6,9},?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)", re.I)
_STAMP = re.compile(r"\d{9,13}(?:\.\d+)?$")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read_day(value: object) -> date | None:
    """Return the day that ``value`` states, as it was written there; None where it states none or might be two.

    "03/04/2018" is one day in London and another in Washington; so it is none.
    """
    if isinstance(value, datetime):
        return _day(value.year, value.month, value.day)
    if isinstance(value, date):
        return _day(value.year, value.month, value.day)
    text = str(value).strip()[:60] if isinstance(value, str | int | float) else ""
    if _STAMP.match(text):
        return _stamp(float(text))
    if found := _ISO.match(text):
        year, month, day = (int(p) for p in found.groups() if p is not None)
        return _day(year, month, day)
    if found := _NUMBERS.match(text):
        one, two, year = int(found[1]), int(found[3]), int(found[4])
        if found[2] == "." or one > 12 or one == two:
            return _day(year, two, one)
        return _day(year, one, two) if two > 12 else None
    if found := _DAY_MONTH.match(text):
        return _day(int(found[3]), _month(found[2]), int(found[1]))
    if found := _MONTH_DAY.match(text):
        return _day(int(found[3]), _month(found[1]), int(found[2]))
    return None


def _month(name: str) -> int:
    short = name[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _stamp(seconds: float) -> date | None:
    if seconds >= MILLISECONDS:
        seconds /= 1000
    if seconds < FIRST_STAMP:
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC).date()
    except (OverflowError, ValueError, OSError):
        return None
