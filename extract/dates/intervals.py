"""Arithmetic on days: months, quarters, seasons and weeks as intervals, both ends inclusive."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from extract.model import Days

_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}


def month(year: int, number: int) -> Days:
    """Return all days of a month; ``number`` may run over: 13 is next January."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Days(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]))


def year(number: int) -> Days:
    """Return all days of a year."""
    return Days(date(number, 1, 1), date(number, 12, 31))


def week(day: date, offset: int = 0) -> Days:
    """Return Monday to Sunday of the week of ``day``, ``offset`` weeks on."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=offset)
    return Days(monday, monday + timedelta(days=6))


def quarter(number_of_year: int, quarter_number: int) -> Days:
    """Return the three months of a quarter, 1 to 4."""
    return Days(
        month(number_of_year, 3 * quarter_number - 2).first,
        month(number_of_year, 3 * quarter_number).last,
    )


def season(number_of_year: int, code: str) -> Days:
    """Return the three months of a northern season; winter begins in December of that year."""
    first, last = _SEASON_MONTHS[code]
    return Days(month(number_of_year, first).first, month(number_of_year + (last < first), last).last)


def part_of(days: Days, part: str) -> Days:
    """Return the early, mid or late part of a month (1-10, 11-20, 21-end) or a third of another interval."""
    if part in ("end",) and (days.last - days.first).days < 32:
        return Days(days.last, days.last)
    length = (days.last - days.first).days + 1
    whole_month = 28 <= length <= 31
    a, b = (10, 20) if whole_month else (length // 3, 2 * length // 3)
    if part in ("early", "earlier", "beginning", "start"):
        return Days(days.first, days.first + timedelta(days=a - 1))
    if part in ("mid", "middle"):
        return Days(days.first + timedelta(days=a), days.first + timedelta(days=b - 1))
    return Days(days.first + timedelta(days=b), days.last)


def shifted(day: date, count: int, unit: str) -> Days:
    """Return the day, month or year that lies ``count`` units from ``day``: a day for days, weeks and fortnights."""
    if unit == "D":
        moved = day + timedelta(days=count)
        return Days(moved, moved)
    if unit in ("W", "F"):
        moved = day + timedelta(weeks=count if unit == "W" else 2 * count)
        return Days(moved, moved)
    if unit == "M":
        return month(day.year, day.month + count)
    return year(day.year + count)
