"""What the pages are narrowed to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Filters:
    """Actors, topics and sources by the names shown (empty: all); days ``first`` to ``last``, inclusive.

    A day is that of publication; for a quotation the day it was said on, where the article tells. An actor is given by
    the shown name, or as "Name #17" with the number of the entity where two share a name. ``about`` are actors named
    inside a quotation. ``kinds`` holds kinds of quotations and of meetings, each narrowing its own. ``review`` holds
    states of findings ("found", "confirmed", "corrected", "rejected", "added"); empty is all but the rejected.
    ``search`` is what was typed: any string, all its words must be there, the last one as a beginning.
    """

    actors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    sources: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    search: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filtered."""
        return self == Filters()
