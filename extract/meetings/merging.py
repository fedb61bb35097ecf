"""One meeting told of in several sentences is one meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from extract.model import Meeting, Status

# What the news is, where several sentences speak of one meeting: the stronger word wins.
STRENGTH: Final[tuple[Status, ...]] = ("cancelled", "postponed", "ruled_out", "planned", "possible", "held")
AHEAD: Final = ("planned", "possible", "cancelled", "postponed", "ruled_out")


def merge(meetings: Sequence[Meeting]) -> list[Meeting]:
    """Return the meetings, those of the same people, time and side of the present joined, in reading order."""
    merged: list[Meeting] = []
    for meeting in meetings:
        for i, other in enumerate(merged):
            if _same(meeting, other):
                merged[i] = _joined(other, meeting)
                break
        else:
            merged.append(meeting)
    return merged


def _same(a: Meeting, b: Meeting) -> bool:
    mine, theirs = set(a.participants), set(b.participants)
    if not (mine <= theirs or theirs <= mine) or len(mine & theirs) < min(2, len(mine), len(theirs)):
        return False
    if (a.status in AHEAD) != (b.status in AHEAD):
        return False
    if a.days and b.days and not a.days.overlaps(b.days):
        return False
    return not (a.place and b.place and a.place != b.place and a.days and b.days)


def _joined(a: Meeting, b: Meeting) -> Meeting:
    status = min(a.status, b.status, key=STRENGTH.index)
    dated = _closer(a, b)
    participants = a.participants if len(a.participants) >= len(b.participants) else b.participants
    return replace(
        a,
        participants=participants,
        status=status,
        place=a.place or b.place,
        occasion=a.occasion or b.occasion,
        days=dated.days,
        date_basis=dated.date_basis,
        original_days=a.original_days or b.original_days,
        evidence=tuple(dict.fromkeys((*a.evidence, *b.evidence))),
        kind=a.kind if a.kind != "talks" else b.kind,
        confidence=max(a.confidence, b.confidence),
    )


def _closer(a: Meeting, b: Meeting) -> Meeting:
    """The one with the narrower days."""
    if not a.days or not b.days:
        return a if a.days else b
    return a if (a.days.last - a.days.first) <= (b.days.last - b.days.first) else b
