"""What a time expression means, and what it is read against.

Values follow TimeML's TIMEX3 (ISO 8601 with weeks, seasons, quarters); relative words count from the day of
publication.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from extract.dates.words import TimeWords
from extract.model import Days, TimexType

STATED: Final = "stated"
COUNTED: Final = "counted from the day of publication"
YEAR: Final = "year from the day of publication"

Parts = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means."""

    type: TimexType
    value: str | None
    days: Days | None
    basis: str = STATED


@dataclass(frozen=True, slots=True)
class Scene:
    """What an expression is read against: day of publication, where its verb looks (True: ahead), last day told of.

    ``is_span`` tells whether "in three years" is a length that ends today: "the first meeting in three years";
    ``is_moved`` whether the sentence moves something from a day to another.
    """

    day: date | None
    look: Callable[[], bool | None]
    words: TimeWords
    last_day: date | None = None
    is_span: Callable[[], bool] = lambda: False
    is_moved: Callable[[], bool] = lambda: False

    @property
    def ahead(self) -> bool | None:
        """Where the verb looks; asked only by forms that need it, since it walks the parse."""
        return self.look()


UNDATED: Final = Meaning("DATE", None, None)


def number(word: str | None, scene: Scene) -> int | None:
    """Return the number that a word or figure says; None for other words."""
    low = (word or "").lower()
    return int(low) if low.isdigit() else scene.words.numbers.get(low)


def integer(word: str | None) -> int:
    """Return the figure in a word: 3 for "3rd"."""
    return int(re.sub(r"\D", "", word or ""))


def a_day(days: Days, basis: str) -> Meaning:
    """Return the meaning of one full day."""
    return Meaning("DATE", days.first.isoformat(), days, basis)
