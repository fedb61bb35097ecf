"""What is known of one meeting by now: its claims in order of the articles' days, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from extract.model import Days, MeetingKind, Status

AHEAD: Final = ("planned", "possible")
# Of claims of one day the later in this list is the later news.
_LATER: Final[tuple[Status, ...]] = ("possible", "planned", "ruled_out", "postponed", "cancelled", "held")


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

    ``days`` is None where no day was ever said, or where it was put off without a new one. ``sequence`` is how often
    days, status or place changed along the claims.
    """

    claims: tuple[Claim, ...]
    participants: frozenset[int]
    kind: MeetingKind
    status: Status
    days: Days | None
    place: str | None
    occasion: str | None
    sequence: int


def in_order(claim: Claim) -> tuple[date, int, int]:
    """Return what claims are sorted by: the article's day, an unknown one first, so that it never is the latest."""
    return claim.day or date.min, _LATER.index(claim.status), claim.id


def tell(claims: Iterable[Claim]) -> Plan:
    """Return the plan that the claims of one meeting, at least one, come to."""
    ordered = sorted(claims, key=in_order)
    days, place, occasion, kind = None, None, None, ordered[0].kind
    told: tuple[Status, Days | None, str | None] | None = None
    sequence = 0
    for claim in ordered:
        days = _days(days, claim)
        place = _fuller(place, claim.place)
        occasion = _fuller(occasion, claim.occasion)
        kind = claim.kind if kind == "talks" else kind  # the vaguest word gives way
        now = (claim.status, days, place)
        sequence += told is not None and now != told
        told = now
    return Plan(
        claims=tuple(ordered),
        participants=frozenset().union(*(c.participants for c in ordered)),
        kind=kind,
        status=ordered[-1].status,
        days=days,
        place=place,
        occasion=occasion,
        sequence=sequence,
    )


def _days(known: Days | None, claim: Claim) -> Days | None:
    """A narrower window or another one is news; a wider one around the known is not."""
    if claim.days is None:
        return None if claim.status == "postponed" else known
    if known is None or not known.overlaps(claim.days):
        return claim.days
    return claim.days if width(claim.days) < width(known) else known


def width(days: Days) -> int:
    """Return how many days it may be."""
    return (days.last - days.first).days + 1


def _fuller(known: str | None, told: str | None) -> str | None:
    """The latest, but "Harsk" takes nothing from "Harsk, Lorvia"."""
    if known and told and told.casefold() in known.casefold():
        return known
    return told or known


def is_due(plan: Plan, today: date) -> bool:
    """Say whether the plan's last day has passed without news that it was held or called off."""
    return plan.status in ("planned", "postponed") and plan.days is not None and plan.days.last < today
