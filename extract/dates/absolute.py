"""Days, months, quarters and years that are named: "4 May", "17-19 June", "early March", "the second quarter"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

from extract.dates import intervals
from extract.dates.meaning import COUNTED, STATED, UNDATED, YEAR, Meaning, Parts, Scene, a_day, integer
from extract.dates.relative import which_unit
from extract.dates.words import MONTHS, SEASONS
from extract.model import Days

TELLING: Final = 300  # days; a report gives the year with a day that is further off


def month_number(word: str | None) -> int:
    """Return 1 to 12 for a month in full or short."""
    return next(i for i, m in enumerate(MONTHS, 1) if m.startswith((word or "").lower().rstrip(".")[:3]))


def year_of(month: int, day: int | None, scene: Scene) -> int | None:
    """The year of a day without one: the nearest in the verb's direction, else the nearest of all."""
    if scene.day is None:
        return None
    years = [scene.day.year - 1, scene.day.year, scene.day.year + 1]

    def apart(y: int) -> int:
        return (date(y, month, min(day or 15, 28)) - scene.day).days if scene.day else 0

    if scene.ahead is None or min(abs(apart(y)) for y in years) < TELLING <= _told(years, apart, scene.ahead):
        return min(years, key=lambda y: abs(apart(y)))
    slack = 0 if day else 31
    if scene.ahead:
        return next(
            (y for y in years if apart(y) >= -slack and (day or (y, month) >= (scene.day.year, scene.day.month))),
            years[-1],
        )
    return next(
        (y for y in reversed(years) if apart(y) <= slack and (day or (y, month) <= (scene.day.year, scene.day.month))),
        years[0],
    )


def _told(years: Sequence[int], apart: Callable[[int], int], ahead: bool) -> int:
    """How far off the nearest year in the verb's direction is, in days."""
    return min((abs(apart(y)) for y in years if (apart(y) >= 0) == ahead), default=0)


def md(parts: Parts, scene: Scene) -> Meaning | None:
    """Read "4 May 2026", "May 4"."""
    month, day = month_number(parts["m"]), integer(parts["d"])
    year = integer(parts["y"]) if parts.get("y") else year_of(month, day, scene)
    if year is None:
        return Meaning("DATE", f"XXXX-{month:02}-{day:02}", None)
    found = date(year, month, day)
    return a_day(Days(found, found), STATED if parts.get("y") else YEAR)


def numeric(parts: Parts, scene: Scene) -> Meaning | None:
    """Read "18/11/2018", "7/8/07": day first, unless month first alone makes a day or one nearer to the publication."""
    a, b, y = integer(parts["d"]), integer(parts["m"]), integer(parts["y"])
    y += 2000 if y < 70 else 1900 if y < 100 else 0
    readings = [date(y, month, day) for day, month in ((a, b), (b, a)) if month <= 12 and day <= 31]
    found = readings[0]
    if scene.day is not None:
        published = scene.day
        found = min(readings, key=lambda d: abs((d - published).days))  # day first where both are as near
    return a_day(Days(found, found), STATED)


def iso(parts: Parts, scene: Scene) -> Meaning | None:
    """Read "2026-05-04"."""
    found = date(integer(parts["y"]), integer(parts["m"]), integer(parts["d"]))
    return a_day(Days(found, found), STATED)


def range_(parts: Parts, scene: Scene) -> Meaning | None:
    """Read "17-19 June", "November 30 through December 1"."""
    m1 = parts.get("m") or parts.get("m2")
    m2 = parts.get("m2") or parts.get("m")
    month, last_month = month_number(m1), month_number(m2)
    day, last_day = integer(parts["d"]), integer(parts["d2"])
    given = parts.get("y2") or parts.get("y")
    year = integer(given) if given else year_of(month, day, scene)
    if year is None:
        return Meaning("DATE", f"XXXX-{month:02}-{day:02}/XXXX-{last_month:02}-{last_day:02}", None)
    rolls = (last_month, last_day) < (month, day)
    start = date(year - (rolls and bool(given)), month, day)
    days = Days(start, date(start.year + rolls, last_month, last_day))
    return Meaning("DATE", f"{days.first}/{days.last}", days, STATED if given else YEAR)


def in_month(parts: Parts, scene: Scene) -> tuple[Days, str] | None:
    """Return the days of a named month and how its year is known; None without a day of publication."""
    month = month_number(parts["m"])
    if parts.get("y"):
        return intervals.month(integer(parts["y"]), month), STATED
    year = year_of(month, None, scene)
    if year is None:
        return None
    which = (parts.get("which") or "").lower()
    if which == "last" and scene.day and (year, month) >= (scene.day.year, scene.day.month):
        year -= 1
    if which == "next" and scene.day and (year, month) <= (scene.day.year, scene.day.month):
        year += 1
    return intervals.month(year, month), YEAR


def whole_month(parts: Parts, scene: Scene) -> Meaning | None:
    """Read "March", "next June", "May 2026": the whole month."""
    found = in_month(parts, scene)
    if found is None:
        return Meaning("DATE", f"XXXX-{month_number(parts['m']):02}", None)
    return Meaning("DATE", f"{found[0].first:%Y-%m}", *found)


def part_of_month(parts: Parts, scene: Scene) -> Meaning | None:
    """Read "early March": days 1-10, 11-20, 21-end."""
    found = in_month(parts, scene)
    if found is None:
        return Meaning("DATE", f"XXXX-{month_number(parts['m']):02}", None)
    days, basis = found
    part = (parts["part"] or "").lower()
    if part.endswith("days"):  # "the opening days of March"
        part = "early" if part.startswith(("first", "opening")) else "late"
    return Meaning("DATE", f"{days.first:%Y-%m}", intervals.part_of(days, part), basis)


def slice_of_month(parts: Parts, scene: Scene) -> Meaning | None:
    """Read "the first week of June", "the second half of May"."""
    found = in_month(parts, scene)
    if found is None:
        return Meaning("DATE", f"XXXX-{month_number(parts['m']):02}", None)
    days, basis = found
    n = (parts["n"] or "").lower()
    order = scene.words.ordinals[n]
    if (parts["what"] or "").lower() == "half":
        cut = date(days.first.year, days.first.month, 15)
        half = Days(days.first, cut) if order == 1 else Days(cut + timedelta(days=1), days.last)
        return Meaning("DATE", f"{days.first:%Y-%m}", half, basis)
    if (parts["what"] or "").lower().startswith("ten"):
        part = {1: "early", 2: "mid"}.get(order, "late")
        return Meaning("DATE", f"{days.first:%Y-%m}", intervals.part_of(days, part), basis)
    first = days.last - timedelta(days=6) if n == "last" else days.first + timedelta(weeks=order - 1)
    return Meaning("DATE", f"{first:%G-W%V}", Days(first, min(first + timedelta(days=6), days.last)), basis)


def quarter(parts: Parts, scene: Scene) -> Meaning | None:
    """Read "the second quarter", "the first half of 2026"."""
    n, what = (parts["n"] or "").lower(), (parts["what"] or "").lower()
    if parts.get("y"):
        year, basis = integer(parts["y"]), STATED
    elif scene.day is None:
        return UNDATED
    else:
        year, basis = scene.day.year + {"next": 1, "last": -1}.get((parts.get("which") or "").lower(), 0), COUNTED
    order = scene.words.ordinals[n]
    if n == "last" and what == "quarter" and not parts.get("y") and not parts.get("which") and scene.day:
        return Meaning("DATE", *which_unit("last", "quarter", scene.day), COUNTED)
    if what == "half":
        whole = intervals.year(year)
        mid = date(year, 6, 30)
        days = Days(whole.first, mid) if order == 1 else Days(mid + timedelta(days=1), whole.last)
        return Meaning("DATE", f"{year}-H{1 if order == 1 else 2}", days, basis)
    return Meaning("DATE", f"{year}-Q{order}", intervals.quarter(year, order), basis)


def part_of_year(parts: Parts, scene: Scene) -> Meaning | None:
    """Read "late 2026": thirds of a year."""
    year = intervals.year(integer(parts["y"]))
    return Meaning("DATE", parts["y"], intervals.part_of(year, (parts["part"] or "").lower()))


def season(parts: Parts, scene: Scene) -> Meaning | None:
    """Read "next summer", "the spring of 2026"."""
    code = SEASONS[(parts["season"] or "").lower()]
    if parts.get("y"):
        return Meaning("DATE", f"{parts['y']}-{code}", intervals.season(integer(parts["y"]), code))
    which = (parts.get("which") or "").lower()
    if scene.day is None or not which:
        return None if not which else UNDATED
    year = scene.day.year + {"next": 1, "last": -1}.get(which, 0)
    if which == "last" and intervals.season(scene.day.year, code).last < scene.day:
        year = scene.day.year
    if which == "the" and scene.ahead and intervals.season(year, code).last < scene.day:
        year += 1  # "will come in the spring", said in November
    return Meaning("DATE", f"{year}-{code}", intervals.season(year, code), COUNTED)


def decade(parts: Parts, scene: Scene) -> Meaning | None:
    """Read "the 1990s"."""
    year = integer(parts["y"])
    return Meaning("DATE", str(year)[:3], Days(date(year, 1, 1), date(year + 9, 12, 31)))


def year(parts: Parts, scene: Scene) -> Meaning | None:
    """Read "2026"."""
    return Meaning("DATE", parts["y"], intervals.year(integer(parts["y"])))
