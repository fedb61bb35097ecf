"""From the parts of a time expression to what it means: one function a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from extract.dates import absolute, lengths, relative
from extract.dates.meaning import Meaning, Parts, Scene

__all__ = ["Meaning", "Scene", "resolve"]

_FORMS: Final[dict[str, Callable[[Parts, Scene], Meaning | None]]] = {
    "iso": absolute.iso, "numeric": absolute.numeric, "range_md": absolute.range_, "range_dm": absolute.range_,
    "md": absolute.md, "dm": absolute.md, "part_of_month": absolute.part_of_month,
    "slice_of_month": absolute.slice_of_month, "month": absolute.whole_month, "quarter": absolute.quarter,
    "part_of_year": absolute.part_of_year, "season": absolute.season, "decade": absolute.decade,
    "year": absolute.year,
    "part_of_which": relative.part_of_which, "weekday_week": relative.weekday_week, "weekday": relative.weekday,
    "weekend": relative.weekend, "day_after": relative.day_after, "today": relative.today,
    "this_part": relative.today, "ago": relative.shift, "hence": relative.shift, "from_now": relative.shift,
    "day_of_month": relative.day_of_month, "range_weekdays": relative.range_of_weekdays,
    "week_after": relative.week_after, "week_after_next": relative.week_after_next, "coming": relative.coming,
    "which": relative.which, "same_day": relative.same_day,
    "span_of": lengths.duration, "clock": lengths.clock, "clock_half": lengths.clock,
    "set": lengths.set_, "duration": lengths.duration,
}  # fmt: skip


def resolve(form: str, parts: Parts, scene: Scene) -> Meaning | None:
    """Return the meaning of an expression of that form; None where its parts make no sense ("31 June")."""
    try:
        return _FORMS[form](parts, scene)
    except (ValueError, OverflowError):  # no such day, or a year out of the calendar
        return None
