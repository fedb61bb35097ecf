"""Days that count from the day of publication: "on Tuesday", "next week", "two days ago", "later this month"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from extract.dates import intervals
from extract.dates.lengths import duration
from extract.dates.meaning import COUNTED, UNDATED, Meaning, Parts, Scene, a_day, integer, number
from extract.dates.words import UNITS, WEEKDAYS
from extract.model import Days

PARTS_OF_DAY: Final = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}


def which_unit(which: str, unit: str, day: date) -> tuple[str, Days]:
    """Return the TIMEX3 value and the days of "next week", "last month", seen from ``day``."""
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


def which(parts: Parts, scene: Scene) -> Meaning | None:
    """Read "next week", "the past year"."""
    if "same" in (parts["which"] or "").lower() and (parts["unit"] or "").lower() == "day":
        return same_day(parts, scene)
    if scene.day is None:
        return UNDATED
    value, days = which_unit((parts["which"] or "").lower(), (parts["unit"] or "").lower(), scene.day)
    return Meaning("DATE", value, days, COUNTED)


def part_of_which(parts: Parts, scene: Scene) -> Meaning | None:
    """Read "later this week", "early next month"."""
    if scene.day is None:
        return UNDATED
    part = (parts["part"] or "").lower()
    value, days = which_unit((parts["which"] or "").lower(), (parts["unit"] or "").lower(), scene.day)
    if part == "later" and days.first <= scene.day < days.last:
        return Meaning("DATE", value, Days(scene.day + timedelta(days=1), days.last), COUNTED)
    if part == "earlier" and days.first < scene.day <= days.last:
        return Meaning("DATE", value, Days(days.first, scene.day), COUNTED)
    return Meaning("DATE", value, intervals.part_of(days, part), COUNTED)


def weekday(parts: Parts, scene: Scene) -> Meaning | None:
    """Read "on Tuesday": in the direction of the verb, the day of publication itself being that day.

    "Next Friday" is that of next week, as "next week" runs from Monday to Sunday: of this week's one says "on Friday".
    """
    if scene.day is None:
        return UNDATED
    number = WEEKDAYS.index((parts["wd"] or "").lower())
    which = (parts.get("which") or "").lower()
    forward = (number - scene.day.weekday()) % 7
    back = -((scene.day.weekday() - number) % 7)
    if "next" in which:
        step = number - scene.day.weekday() + 7
    elif "coming" in which:
        step = forward or 7
    elif "last" in which or "past" in which:
        step = back or -7
    else:
        step = forward if scene.ahead else back
    day = scene.day + timedelta(days=step)
    time = (parts.get("time") or "").lower()
    if time:
        return Meaning("TIME", f"{day}{PARTS_OF_DAY[time]}", Days(day, day), COUNTED)
    return a_day(Days(day, day), COUNTED)


def range_of_weekdays(parts: Parts, scene: Scene) -> Meaning | None:
    """Read "Monday to Wednesday"; with "and", two days in a row.

    Where something is moved "from Monday to Wednesday", the two are no range.
    """
    if scene.day is None:
        return UNDATED
    first, last = (WEEKDAYS.index((parts[k] or "").lower()) for k in ("wd", "wd2"))
    length, to = (last - first) % 7, (parts["to"] or "").strip().lower()
    if not length or (to == "and" and length > 1) or (to in ("to", "until", "till") and scene.is_moved()):
        return None
    step = (first - scene.day.weekday()) % 7 if scene.ahead else -((scene.day.weekday() - first) % 7)
    if not scene.ahead and step + length > 0:
        step -= 7
    day = scene.day + timedelta(days=step)
    days = Days(day, day + timedelta(days=length))
    return Meaning("DATE", f"{days.first}/{days.last}", days, COUNTED)


def day_of_month(parts: Parts, scene: Scene) -> Meaning | None:
    """Read "on the 14th", "on the 14th of next month": in the direction of the verb."""
    if scene.day is None:
        return UNDATED
    number, which = integer(parts["d"]), (parts["which"] or "").lower()
    first = scene.day.replace(day=1)
    step = 1 if which == "next" else 0
    if not which and scene.ahead is False and number > scene.day.day:
        step = -1
    elif not which and scene.ahead is not False and number < scene.day.day:
        step = 1
    day = intervals.month(first.year, first.month + step).first.replace(day=number)
    return a_day(Days(day, day), COUNTED)


def week_after(parts: Parts, scene: Scene) -> Meaning | None:
    """Read "a week from Monday", "Monday week"."""
    if scene.day is None:
        return UNDATED
    word = (parts["wd"] or parts["wd2"] or "").lower()
    step = 1 if word == "tomorrow" else 0 if word == "today" else (WEEKDAYS.index(word) - scene.day.weekday()) % 7
    day = scene.day + timedelta(days=step + 7)
    return a_day(Days(day, day), COUNTED)


def week_after_next(parts: Parts, scene: Scene) -> Meaning | None:
    """Read "the week after next"."""
    if scene.day is None:
        return UNDATED
    days = intervals.week(scene.day, 2)
    return Meaning("DATE", f"{days.first:%G-W%V}", days, COUNTED)


def weekday_week(parts: Parts, scene: Scene) -> Meaning | None:
    """Read "Tuesday next week"."""
    if scene.day is None:
        return UNDATED
    _, days = which_unit((parts["which"] or "").lower(), "week", scene.day)
    day = days.first + timedelta(days=WEEKDAYS.index((parts["wd"] or "").lower()))
    return a_day(Days(day, day), COUNTED)


def weekend(parts: Parts, scene: Scene) -> Meaning | None:
    """Read "the weekend", "next weekend": Saturday and Sunday."""
    if scene.day is None:
        return UNDATED
    which = (parts.get("which") or "").lower()
    offset = 1 if "next" in which else -1 if which == "last" else 0
    if which == "the" and scene.ahead is False and scene.day.weekday() < 5:
        offset = -1
    saturday = intervals.week(scene.day, offset).first + timedelta(days=5)
    return Meaning("DATE", f"{saturday:%G-W%V}-WE", Days(saturday, saturday + timedelta(days=1)), COUNTED)


def today(parts: Parts, scene: Scene) -> Meaning | None:
    """Read "tomorrow", "earlier today", "this morning"."""
    if scene.day is None:
        return UNDATED
    word = (parts.get("word") or "today").lower()
    day = scene.day + timedelta(days={"tomorrow": 1, "yesterday": -1}.get(word, 0))
    time = (parts.get("time") or "").lower() or ("night" if word == "tonight" else "")
    if time:
        return Meaning("TIME", f"{day}{PARTS_OF_DAY[time]}", Days(day, day), COUNTED)
    return a_day(Days(day, day), COUNTED)


def day_after(parts: Parts, scene: Scene) -> Meaning | None:
    """Read "the day after tomorrow"."""
    if scene.day is None:
        return UNDATED
    day = scene.day + timedelta(days=2 if (parts["side"] or "").lower().startswith("after") else -2)
    return a_day(Days(day, day), COUNTED)


def same_day(parts: Parts, scene: Scene) -> Meaning | None:
    """Read "the same day", "that day": the last day spoken of, else the day of publication."""
    day = scene.last_day or scene.day
    return a_day(Days(day, day), COUNTED) if day else UNDATED


def shift(parts: Parts, scene: Scene) -> Meaning | None:
    """Read "two days ago", "in three weeks"."""
    count = number(parts["n"], scene)
    unit = UNITS[(parts["unit"] or "").lower().rstrip("s")]
    side = (parts.get("side") or "in").lower()
    if count is None or (parts["unit"] or "").lower().startswith(("hour", "minute")):
        return None
    if side in ("later", "earlier", "before") or (side == "in" and scene.is_span()):
        return duration(parts, scene)  # counted from another event
    if scene.day is None:
        return UNDATED
    if (parts["unit"] or "").lower().startswith("decade"):
        count *= 10
    days = intervals.shifted(scene.day, -count if side == "ago" else count, unit)
    if side == "within":
        days = Days(scene.day, days.last)
    value = {"M": f"{days.first:%Y-%m}", "Y": f"{days.first:%Y}"}.get(unit, days.first.isoformat())
    return Meaning("DATE", value, days, COUNTED)


def coming(parts: Parts, scene: Scene) -> Meaning | None:
    """Read "the coming days": a length, no days."""
    unit = UNITS[(parts["unit"] or "").lower().rstrip("s")]
    return Meaning("DURATION", f"PX{unit}", None)
