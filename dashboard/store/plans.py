"""One meeting across articles: what each article claims of it becomes one plan with a history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from extract.model import Days, MeetingKind, Status


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article says of a meeting. ``day`` is the article's, ``participants`` are ids of actors (roots)."""

    id: int
    article_id: str
    day: date | None
    participants: frozenset[int]
    kind: MeetingKind
    status: Status
    place: str | None = None
    occasion: str | None = None
    days: Days | None = None
    original_days: Days | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A meeting as its claims tell it, ``claims`` in order of the article's day; the other fields are the latest news.

    ``sequence`` is how often days, status or place changed along the claims.
    """

    claims: tuple[Claim, ...]
    participants: frozenset[int]
    kind: MeetingKind
    status: Status
    days: Days | None
    place: str | None
    occasion: str | None
    sequence: int


def regroup(claims: Iterable[Claim]) -> list[Plan]:
    """Return the plans that the claims tell of, the same whatever the claims' order."""
    return [Plan((c,), c.participants, c.kind, c.status, c.days, c.place, c.occasion, 0) for c in claims]


def join(claim: Claim, plans: Sequence[Plan]) -> list[Plan]:
    """Return ``plans`` after ``claim`` is known: it extends one, begins one, or shows that two were one.

    ``plans`` are those that share a participant with the claim; the result is `regroup` of all their claims and it.
    """
    return regroup((claim, *(c for p in plans for c in p.claims)))


def is_due(plan: Plan, today: date) -> bool:
    """Say whether the plan's last day has passed without news that it was held or called off."""
    return plan.status in ("planned", "postponed") and plan.days is not None and plan.days.last < today
