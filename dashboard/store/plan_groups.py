"""Claims that are taken for one meeting, what the next claim is compared with, and where to find it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from dashboard.store.names import fold
from dashboard.store.plan_history import AHEAD, Claim, in_order
from extract.model import Days

NIGHT: Final = timedelta(days=1)  # time zones, and papers printed the morning after


@dataclass(slots=True)
class Group:
    """Claims of one meeting, with what the next one is compared with."""

    participants: frozenset[int]
    claims: list[Claim] = field(default_factory=list)
    window: Days | None = None  # the days that all its dated claims allow, since it was last moved
    before: list[Days] = field(default_factory=list)  # the windows before
    articles: set[str] = field(default_factory=set)
    places: set[frozenset[str]] = field(default_factory=set)
    occasions: set[frozenset[str]] = field(default_factory=set)
    called: bool = False  # by telephone
    met: bool = False
    over: date | None = None  # the earliest day by which an article has it held
    ahead: date | None = None  # the latest day on which an article has it planned

    @property
    def first(self) -> tuple[date, int, int]:
        """What groups are sorted by: where their first claim stands in order."""
        return min(map(in_order, self.claims))

    def add(self, claim: Claim) -> None:
        """Take a claim in."""
        self.claims.append(claim)
        self.articles.add(claim.article_id)
        if claim.days is not None:
            self.window = common(self.window, claim.days)
        _put(self.places, claim.place)
        _put(self.occasions, claim.occasion)
        self.called |= claim.kind == "call"
        self.met |= claim.kind != "call"
        if claim.status == "held":
            over = over_by(claim)
            self.over = min(filter(None, (self.over, over)), default=None)
        elif claim.status in AHEAD and claim.day is not None:
            self.ahead = max(self.ahead or claim.day, claim.day)


class Calendar:
    """Groups by the months of their days, so that a claim is compared with those about its own days only."""

    def __init__(self) -> None:
        self._months: dict[int, dict[int, Group]] = defaultdict(dict)

    def file(self, group: Group) -> None:
        """File a group, anew where its days have changed."""
        for days in (group.window, *group.before):
            if days is not None:
                for month in months(days.first, days.last):
                    self._months[month][id(group)] = group
        if group.window is None:
            for day in filter(None, (c.day for c in group.claims)):
                self._months[_month(day)][id(group)] = group

    def forget(self, group: Group) -> None:
        """Take a group out."""
        for groups in self._months.values():
            groups.pop(id(group), None)

    def near(self, first: date, last: date) -> list[Group]:
        """Return the groups with days in the months from ``first`` to ``last``."""
        found = {i: g for month in months(first, last) for i, g in self._months.get(month, {}).items()}
        return list(found.values())


def _month(day: date) -> int:
    return day.year * 12 + day.month


def months(first: date, last: date) -> range:
    """Return the months from one day to another, numbered through the years."""
    return range(_month(first), _month(last) + 1)


def begun(claim: Claim) -> Group:
    """Return a group of one claim."""
    group = Group(claim.participants)
    group.add(claim)
    return group


def over_by(claim: Claim) -> date | None:
    """Return the day by which a claim of a held meeting has it over."""
    ends = [d for d in (claim.days.last if claim.days else None, claim.day) if d is not None]
    return min(ends, default=None)


def differ(a: Group, b: Group) -> bool:
    """Say whether place, occasion, telephone or an article that has both tell two groups apart."""
    return (
        (a.called and b.met)
        or (a.met and b.called)
        or bool(a.articles & b.articles)
        or any(_contradicts_words(words, b.places) for words in a.places)
        or any(_contradicts_words(words, b.occasions) for words in a.occasions)
    )


def absorb(group: Group, other: Group, window: Days | None) -> None:
    """Put the claims of one group into another, of which the days are now ``window``."""
    before = [d for d in (group.window, other.window, *group.before, *other.before) if d is not None and d != window]
    group.participants |= other.participants
    for claim in other.claims:
        group.add(claim)
    group.window, group.before = window, before


def in_time(a: Group, b: Group) -> bool:
    """Say whether neither is planned after the other was held."""
    return all(x.over is None or y.ahead is None or y.ahead <= x.over + NIGHT for x, y in ((a, b), (b, a)))


def both(a: Days | None, b: Days | None) -> Days | None:
    """Return the days of two groups that become one."""
    return a if b is None else common(a, b)


def common(known: Days | None, days: Days) -> Days:
    """Return the days that both allow; where none is left, a plan was moved, and the later told ones count."""
    if known is None or not known.overlaps(days):
        return days
    return Days(max(known.first, days.first), min(known.last, days.last))


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).replace(",", " ").split()) - {"the", "of", "in", "a"}


def _put(known: set[frozenset[str]], text: str | None) -> None:
    if text and (words := _words(text)):
        known.add(words)


def agrees(text: str | None, known: Iterable[frozenset[str]]) -> bool:
    """Say whether a place or occasion is one of the known, in more or fewer words."""
    return bool(text) and share([_words(text or "")], known)


def share(known: Iterable[frozenset[str]], others: Iterable[frozenset[str]]) -> bool:
    """Say whether two groups name one place or occasion."""
    return any(a <= b or b <= a for a in known for b in others)


def contradicts(text: str | None, known: Iterable[frozenset[str]]) -> bool:
    """Say whether a place or occasion is another than one of the known."""
    return bool(text) and _contradicts_words(_words(text or ""), known)


def _contradicts_words(words: frozenset[str], known: Iterable[frozenset[str]]) -> bool:
    """Whether one of the known is neither part of it nor the whole: "Harsk" and "Harsk, Lorvia" are one place."""
    return any(not (words <= other or other <= words) for other in known)
