"""From the parts of a time expression to its TIMEX3 value and the days it can mean.

Values follow TimeML's TIMEX3 (ISO 8601 with weeks, seasons, quarters); relative words count from the day of
publication.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from extract.dates import intervals
from extract.dates.words import MONTHS, SEASONS, UNITS, WEEKDAYS, TimeWords
from extract.model import Days, TimexType

STATED = "stated"
COUNTED = "counted from the day of publication"
YEAR = "year from the day of publication"
_PARTS_OF_DAY = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
_ADVERBS = {"daily": "D", "weekly": "W", "monthly": "M", "annually": "Y", "yearly": "Y", "annual": "Y"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means."""

    type: TimexType
    value: str | None
    days: Days | None
    basis: str = STATED


@dataclass(frozen=True, slots=True)
class Scene:
    """What an expression is read against: the day of publication, and where the verb looks (True: ahead)."""

    day: date | None
    ahead: bool | None
    words: TimeWords


Parts = dict[str, str | None]


def resolve(form: str, parts: Parts, scene: Scene) -> Meaning | None:
    """Return the meaning of an expression of that form; None where its parts make no sense ("31 June")."""
    try:
        return _FORMS[form](parts, scene)
    except (ValueError, OverflowError):  # no such day, or a year out of the calendar
        return None


def _month(word: str | None) -> int:
    return next(i for i, m in enumerate(MONTHS, 1) if m.startswith((word or "").lower().rstrip(".")[:3]))


def _number(word: str | None, scene: Scene) -> int | None:
    low = (word or "").lower()
    return int(low) if low.isdigit() else scene.words.numbers.get(low)


def _int(word: str | None) -> int:
    return int(re.sub(r"\D", "", word or ""))


def _a_day(days: Days, basis: str) -> Meaning:
    return Meaning("DATE", days.first.isoformat(), days, basis)


def _year_of(month: int, day: int | None, scene: Scene) -> int | None:
    """The year of a day without one: the nearest in the verb's direction, else the nearest of all."""
    if scene.day is None:
        return None
    years = [scene.day.year - 1, scene.day.year, scene.day.year + 1]

    def apart(y: int) -> int:
        return (date(y, month, min(day or 15, 28)) - scene.day).days if scene.day else 0

    if scene.ahead is None:
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


def _md(parts: Parts, scene: Scene) -> Meaning | None:
    month, day = _month(parts["m"]), _int(parts["d"])
    year = _int(parts["y"]) if parts.get("y") else _year_of(month, day, scene)
    if year is None:
        return Meaning("DATE", f"XXXX-{month:02}-{day:02}", None)
    found = date(year, month, day)
    return _a_day(Days(found, found), STATED if parts.get("y") else YEAR)


def _numeric(parts: Parts, scene: Scene) -> Meaning | None:
    a, b, y = _int(parts["d"]), _int(parts["m"]), _int(parts["y"])
    y += 2000 if y < 70 else 1900 if y < 100 else 0
    # Day first; month first where that alone makes a day.
    found = date(y, b, a) if b <= 12 else date(y, a, b)
    return _a_day(Days(found, found), STATED)


def _iso(parts: Parts, scene: Scene) -> Meaning | None:
    found = date(_int(parts["y"]), _int(parts["m"]), _int(parts["d"]))
    return _a_day(Days(found, found), STATED)


def _range(parts: Parts, scene: Scene) -> Meaning | None:
    m1 = parts.get("m") or parts.get("m2")
    m2 = parts.get("m2") or parts.get("m")
    month, last_month = _month(m1), _month(m2)
    day, last_day = _int(parts["d"]), _int(parts["d2"])
    given = parts.get("y2") or parts.get("y")
    year = _int(given) if given else _year_of(month, day, scene)
    if year is None:
        return Meaning("DATE", f"XXXX-{month:02}-{day:02}/XXXX-{last_month:02}-{last_day:02}", None)
    rolls = (last_month, last_day) < (month, day)
    start = date(year - (rolls and bool(given)), month, day)
    days = Days(start, date(start.year + rolls, last_month, last_day))
    return Meaning("DATE", f"{days.first}/{days.last}", days, STATED if given else YEAR)


def _in_month(parts: Parts, scene: Scene) -> tuple[Days, str] | None:
    month = _month(parts["m"])
    if parts.get("y"):
        return intervals.month(_int(parts["y"]), month), STATED
    year = _year_of(month, None, scene)
    if year is None:
        return None
    which = (parts.get("which") or "").lower()
    if which == "last" and scene.day and (year, month) >= (scene.day.year, scene.day.month):
        year -= 1
    if which == "next" and scene.day and (year, month) <= (scene.day.year, scene.day.month):
        year += 1
    return intervals.month(year, month), YEAR


def _whole_month(parts: Parts, scene: Scene) -> Meaning | None:
    found = _in_month(parts, scene)
    if found is None:
        return Meaning("DATE", f"XXXX-{_month(parts['m']):02}", None)
    return Meaning("DATE", f"{found[0].first:%Y-%m}", *found)


def _part_of_month(parts: Parts, scene: Scene) -> Meaning | None:
    found = _in_month(parts, scene)
    if found is None:
        return Meaning("DATE", f"XXXX-{_month(parts['m']):02}", None)
    days, basis = found
    return Meaning("DATE", f"{days.first:%Y-%m}", intervals.part_of(days, (parts["part"] or "").lower()), basis)


def _slice_of_month(parts: Parts, scene: Scene) -> Meaning | None:
    found = _in_month(parts, scene)
    if found is None:
        return Meaning("DATE", f"XXXX-{_month(parts['m']):02}", None)
    days, basis = found
    n = (parts["n"] or "").lower()
    order = scene.words.ordinals[n]
    if (parts["what"] or "").lower() == "half":
        cut = date(days.first.year, days.first.month, 15)
        half = Days(days.first, cut) if order == 1 else Days(cut + timedelta(days=1), days.last)
        return Meaning("DATE", f"{days.first:%Y-%m}", half, basis)
    first = days.last - timedelta(days=6) if n == "last" else days.first + timedelta(weeks=order - 1)
    return Meaning("DATE", f"{first:%G-W%V}", Days(first, min(first + timedelta(days=6), days.last)), basis)


def _quarter(parts: Parts, scene: Scene) -> Meaning | None:
    n, what = (parts["n"] or "").lower(), (parts["what"] or "").lower()
    if parts.get("y"):
        year, basis = _int(parts["y"]), STATED
    elif scene.day is None:
        return Meaning("DATE", None, None)
    else:
        year, basis = scene.day.year + {"next": 1, "last": -1}.get((parts.get("which") or "").lower(), 0), COUNTED
    order = scene.words.ordinals[n]
    if n == "last" and what == "quarter" and not parts.get("y") and not parts.get("which") and scene.day:
        return Meaning("DATE", *_which_unit("last", "quarter", scene.day), COUNTED)
    if what == "half":
        whole = intervals.year(year)
        mid = date(year, 6, 30)
        days = Days(whole.first, mid) if order == 1 else Days(mid + timedelta(days=1), whole.last)
        return Meaning("DATE", f"{year}-H{1 if order == 1 else 2}", days, basis)
    return Meaning("DATE", f"{year}-Q{order}", intervals.quarter(year, order), basis)


def _which_unit(which: str, unit: str, day: date) -> tuple[str, Days]:
    step = {"next": 1, "coming": 1, "following": 1, "last": -1, "past": -1, "previous": -1}
    offset = next((s for word, s in step.items() if word in which), 0)
    if unit == "day":
        moved = day + timedelta(days=offset)
        return moved.isoformat(), Days(moved, moved)
    if unit == "week":
        days = intervals.week(day, offset)
        return f"{days.first:%G-W%V}", days
    if unit == "month":
        days = intervals.month(day.year, day.month + offset)
        return f"{days.first:%Y-%m}", days
    if unit == "quarter":
        number = (day.month - 1) // 3 + offset
        year, q = day.year + number // 4, number % 4 + 1
        return f"{year}-Q{q}", intervals.quarter(year, q)
    if unit == "decade":
        start = day.year - day.year % 10 + 10 * offset
        return str(start)[:3], Days(date(start, 1, 1), date(start + 9, 12, 31))
    days = intervals.year(day.year + offset)
    return f"{days.first:%Y}", days


def _which(parts: Parts, scene: Scene) -> Meaning | None:
    if scene.day is None:
        return Meaning("DATE", None, None)
    value, days = _which_unit((parts["which"] or "").lower(), (parts["unit"] or "").lower(), scene.day)
    return Meaning("DATE", value, days, COUNTED)


def _part_of_which(parts: Parts, scene: Scene) -> Meaning | None:
    if scene.day is None:
        return Meaning("DATE", None, None)
    part = (parts["part"] or "").lower()
    value, days = _which_unit((parts["which"] or "").lower(), (parts["unit"] or "").lower(), scene.day)
    if part == "later" and days.first <= scene.day < days.last:
        return Meaning("DATE", value, Days(scene.day + timedelta(days=1), days.last), COUNTED)
    if part == "earlier" and days.first < scene.day <= days.last:
        return Meaning("DATE", value, Days(days.first, scene.day), COUNTED)
    return Meaning("DATE", value, intervals.part_of(days, part), COUNTED)


def _part_of_year(parts: Parts, scene: Scene) -> Meaning | None:
    year = intervals.year(_int(parts["y"]))
    return Meaning("DATE", parts["y"], intervals.part_of(year, (parts["part"] or "").lower()))


def _weekday(parts: Parts, scene: Scene) -> Meaning | None:
    if scene.day is None:
        return Meaning("DATE", None, None)
    number = WEEKDAYS.index((parts["wd"] or "").lower())
    which = (parts.get("which") or "").lower()
    forward = (number - scene.day.weekday()) % 7
    back = -((scene.day.weekday() - number) % 7)
    if "next" in which or "coming" in which:
        step = forward or 7
    elif "last" in which or "past" in which:
        step = back or -7
    else:
        step = forward if scene.ahead else back
    day = scene.day + timedelta(days=step)
    time = (parts.get("time") or "").lower()
    if time:
        return Meaning("TIME", f"{day}{_PARTS_OF_DAY[time]}", Days(day, day), COUNTED)
    return _a_day(Days(day, day), COUNTED)


def _weekday_week(parts: Parts, scene: Scene) -> Meaning | None:
    if scene.day is None:
        return Meaning("DATE", None, None)
    _, days = _which_unit((parts["which"] or "").lower(), "week", scene.day)
    day = days.first + timedelta(days=WEEKDAYS.index((parts["wd"] or "").lower()))
    return _a_day(Days(day, day), COUNTED)


def _weekend(parts: Parts, scene: Scene) -> Meaning | None:
    if scene.day is None:
        return Meaning("DATE", None, None)
    which = (parts.get("which") or "").lower()
    offset = 1 if "next" in which else -1 if which == "last" else 0
    if which == "the" and scene.ahead is False and scene.day.weekday() < 5:
        offset = -1
    saturday = intervals.week(scene.day, offset).first + timedelta(days=5)
    return Meaning("DATE", f"{saturday:%G-W%V}-WE", Days(saturday, saturday + timedelta(days=1)), COUNTED)


def _today(parts: Parts, scene: Scene) -> Meaning | None:
    if scene.day is None:
        return Meaning("DATE", None, None)
    word = (parts.get("word") or "today").lower()
    day = scene.day + timedelta(days={"tomorrow": 1, "yesterday": -1}.get(word, 0))
    time = (parts.get("time") or "").lower() or ("night" if word == "tonight" else "")
    if time:
        return Meaning("TIME", f"{day}{_PARTS_OF_DAY[time]}", Days(day, day), COUNTED)
    return _a_day(Days(day, day), COUNTED)


def _day_after(parts: Parts, scene: Scene) -> Meaning | None:
    if scene.day is None:
        return Meaning("DATE", None, None)
    day = scene.day + timedelta(days=2 if (parts["side"] or "").lower().startswith("after") else -2)
    return _a_day(Days(day, day), COUNTED)


def _same_day(parts: Parts, scene: Scene) -> Meaning | None:
    return _a_day(Days(scene.day, scene.day), COUNTED) if scene.day else Meaning("DATE", None, None)


def _shift(parts: Parts, scene: Scene) -> Meaning | None:
    count = _number(parts["n"], scene)
    unit = UNITS[(parts["unit"] or "").lower().rstrip("s")]
    side = (parts.get("side") or "in").lower()
    if count is None or (parts["unit"] or "").lower().startswith(("hour", "minute")):
        return None
    if side in ("later", "earlier", "before"):
        return _duration(parts, scene)  # counted from another event
    if scene.day is None:
        return Meaning("DATE", None, None)
    if (parts["unit"] or "").lower().startswith("decade"):
        count *= 10
    days = intervals.shifted(scene.day, -count if side == "ago" else count, unit)
    value = {"M": f"{days.first:%Y-%m}", "Y": f"{days.first:%Y}"}.get(unit, days.first.isoformat())
    return Meaning("DATE", value, days, COUNTED)


def _duration(parts: Parts, scene: Scene) -> Meaning | None:
    unit = (parts["unit"] or "").lower().rstrip("s")
    word = (parts["n"] or "").lower()
    count = _number(word, scene)
    if count is None:
        if word not in ("several", "few", "many", "some", "recent"):
            return None
        amount = "X"
    else:
        amount = str(count * 10 if unit == "decade" else count)
    time = "T" if unit in ("hour", "minute") else ""
    if word in ("a", "an") and unit in ("day", "week", "month", "year"):
        return None  # "three times a day", "a year of trouble": more often a rate or a story than a length
    return Meaning("DURATION", f"P{time}{amount}{UNITS[unit]}", None)


def _coming(parts: Parts, scene: Scene) -> Meaning | None:
    unit = UNITS[(parts["unit"] or "").lower().rstrip("s")]
    return Meaning("DURATION", f"PX{unit}", None)


def _season(parts: Parts, scene: Scene) -> Meaning | None:
    code = SEASONS[(parts["season"] or "").lower()]
    if parts.get("y"):
        return Meaning("DATE", f"{parts['y']}-{code}", intervals.season(_int(parts["y"]), code))
    which = (parts.get("which") or "").lower()
    if scene.day is None or not which:
        return None if not which else Meaning("DATE", None, None)
    year = scene.day.year + {"next": 1, "last": -1}.get(which, 0)
    if which == "last" and intervals.season(scene.day.year, code).last < scene.day:
        year = scene.day.year
    return Meaning("DATE", f"{year}-{code}", intervals.season(year, code), COUNTED)


def _decade(parts: Parts, scene: Scene) -> Meaning | None:
    year = _int(parts["y"])
    return Meaning("DATE", str(year)[:3], Days(date(year, 1, 1), date(year + 9, 12, 31)))


def _clock(parts: Parts, scene: Scene) -> Meaning | None:
    if not parts.get("min") and not parts.get("half"):
        return None
    hour = _int(parts["h"]) % 12 if parts.get("half") else _int(parts["h"])
    hour += 12 if (parts.get("half") or "").lower().startswith("p") else 0
    minute = parts.get("min") or "00"
    day = scene.day.isoformat() if scene.day else "XXXX-XX-XX"
    zone = "Z" if (parts.get("zone") or "").strip().lower() in ("gmt", "utc") else ""
    return Meaning("TIME", f"{day}T{hour:02}:{minute}{zone}", None, COUNTED)


def _set(parts: Parts, scene: Scene) -> Meaning | None:
    unit = UNITS[(parts["unit"] or "").lower()] if parts.get("unit") else _ADVERBS[(parts["adv"] or "").lower()]
    return Meaning("SET", f"P1{unit}", None)


def _year(parts: Parts, scene: Scene) -> Meaning | None:
    return Meaning("DATE", parts["y"], intervals.year(_int(parts["y"])))


_FORMS: dict[str, Callable[[Parts, Scene], Meaning | None]] = {
    "iso": _iso, "numeric": _numeric, "range_md": _range, "range_dm": _range, "md": _md, "dm": _md,
    "part_of_month": _part_of_month, "slice_of_month": _slice_of_month, "month": _whole_month, "quarter": _quarter,
    "part_of_which": _part_of_which, "part_of_year": _part_of_year, "weekday_week": _weekday_week, "weekday": _weekday,
    "weekend": _weekend, "day_after": _day_after, "today": _today, "this_part": _today, "ago": _shift, "hence": _shift,
    "span_of": _duration, "coming": _coming, "season": _season, "which": _which, "same_day": _same_day,
    "decade": _decade, "clock": _clock, "set": _set, "duration": _duration, "year": _year,
}  # fmt: skip
