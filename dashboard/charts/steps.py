"""How wide a dot or bar over time is: a day, a week or a month, whichever keeps it wide enough to hit."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

MOST_BARS: Final = 70  # in a row; more are thinner than a finger or a pointer can hit


def step_for(first: date, last: date) -> str:
    """Return "day", "week" or "month" for a chart of these days."""
    length = (last - first).days
    return "day" if length <= MOST_BARS else "week" if length <= 7 * MOST_BARS else "month"


def wider(step: str) -> str | None:
    """Return the step after "day" or "week"; None after "month"."""
    return {"day": "week", "week": "month"}.get(step)


def last_of(first: date, step: str) -> date:
    """Return the last day of the day, week or month that begins on ``first``."""
    if step == "week":
        return first + timedelta(days=6)
    return (first.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1) if step == "month" else first
