"""The filters in words."""

from __future__ import annotations

from typing import Any

from dashboard.store import Filters
from dashboard.wording import MEETING_KINDS, QUOTE_KINDS, REVIEW, STATUS, day


def parts(filters: Filters) -> list[tuple[str, Any, str]]:
    """Return the filters that are set: name, value (None where it has but one), and how it is written."""
    found: list[tuple[str, Any, str]] = [("words", None, f"“{filters.search}”")] if filters.search else []
    found += [("actor", v, v) for v in filters.actors]
    found += [("about", v, f"about {v}") for v in filters.about]
    found += [("topic", v, v) for v in filters.topics]
    found += [("said" if v in QUOTE_KINDS else "meeting", v, (QUOTE_KINDS | MEETING_KINDS)[v]) for v in filters.kinds]
    found += [("status", v, STATUS[v]) for v in filters.statuses]
    found += [("source", v, v) for v in filters.sources]
    found += [("review", v, REVIEW[v]) for v in filters.review]
    found += [("from", None, f"from {day(filters.first)}")] if filters.first else []
    found += [("to", None, f"to {day(filters.last)}")] if filters.last else []
    return found
