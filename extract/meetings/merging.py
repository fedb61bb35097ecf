"""One meeting told of in several sentences is one meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from extract.model import Days, Meeting, Status

# What the news is, where several sentences speak of one meeting: the stronger word wins.
STRENGTH: Final[tuple[Status, ...]] = ("cancelled", "postponed", "ruled_out", "planned", "possible", "held")
AHEAD: Final = ("planned", "possible", "cancelled", "postponed", "ruled_out")
HOST_DAYS: Final = 6  # a host event lasts no longer
LASTING: Final = 30  # days; what "runs until" a day
PLANS: Final = ("planned", "cancelled")  # what a new plan may take the place of
_LOOSE: Final = ("meeting", "talks", "summit")  # words for one and the same meeting


@dataclass(frozen=True, slots=True)
class Draft:
    """One sentence's word on a meeting.

    ``alone`` is false where it only makes sense beside a fuller one ("the meeting will be short"); ``passing`` where it
    recalls the past of a plan; ``ends`` where it tells the last day only; ``sure`` where the parse ties the days to it;
    ``earlier`` where it is told of as another one than what the article is about ("their previous call"), ``another``
    where as one beside others ("a separate meeting"); ``instead`` where as the plan that stands now ("will now meet").
    """

    meeting: Meeting
    alone: bool = True
    passing: bool = False
    sure: bool = True
    earlier: bool = False
    ends: bool = False
    another: bool = False
    instead: bool = False


def merge(drafts: Sequence[Draft]) -> list[Meeting]:
    """Return the meetings in the order of their evidence, each once; what cannot stand alone joins or is dropped."""
    merged: list[Draft] = []
    early = [d for d in drafts if not _joins(d, merged) and not d.alone]
    for draft in early:  # "such a meeting is possible in May", of which only the headline says who
        _joins(draft, merged)
    return sorted((d.meeting for d in merged), key=lambda m: m.evidence[0])


def _joins(draft: Draft, merged: list[Draft]) -> bool:
    """Add the draft to what it is one with, or as one of its own where it can be; say whether it was added."""
    fitting = [i for i, other in enumerate(merged) if _same(draft, other)]
    if fitting:
        best = max(fitting, key=lambda i: (_shared(draft, merged[i]), -i if draft.alone else i))
        merged[best] = _joined(merged[best], draft)
    elif draft.alone:
        merged.append(draft)
    return bool(fitting) or draft.alone


def _shared(a: Draft, b: Draft) -> int:
    return len(set(a.meeting.participants) & set(b.meeting.participants))


def _same(a: Draft, b: Draft) -> bool:
    one, other = a.meeting, b.meeting
    mine, theirs = set(one.participants), set(other.participants)
    if not (mine <= theirs or theirs <= mine):
        return False
    if len(mine & theirs) < min(2, len(mine), len(theirs)):
        return False
    if (one.status in AHEAD) != (other.status in AHEAD):
        return False
    if a.earlier != b.earlier and not (one.days and other.days):
        return False
    if one.kind != other.kind and not (one.kind in _LOOSE and other.kind in _LOOSE) and a.alone and b.alone:
        return False
    if (one.kind == "visit") != (other.kind == "visit") or (one.kind == "call") != (other.kind == "call"):
        return False
    if mine != theirs and len(mine & theirs) > 1 and (a.another if mine < theirs else b.another):
        return False
    if mine != theirs and len(mine | theirs) > 2 and a.alone and b.alone and one.status != other.status:
        return False
    if a.ends != b.ends and one.days and other.days:
        last, first = (one.days, other.days) if a.ends else (other.days, one.days)
        return first.last <= last.last and (last.last - first.first).days <= LASTING
    if (a.instead or b.instead) and mine == theirs and one.status in PLANS and other.status in PLANS:
        return True
    if one.days and other.days and not one.days.overlaps(other.days):
        if _within_host(a, b) or _within_host(b, a):
            return True
        return bool(a.passing or b.passing) or "postponed" in (one.status, other.status)
    if one.place and other.place and not _one_place(one.place, other.place):
        return bool(one.days and one.days == other.days)
    return True


def _within_host(loose: Draft, sure: Draft) -> bool:
    """Whether a stated day lies in the days after a host opens of which only the first is told."""
    first, told = loose.meeting.days, sure.meeting.days
    if loose.sure or not loose.meeting.occasion or first is None or told is None:
        return False
    return 0 < (told.first - first.last).days <= HOST_DAYS


def _one_place(a: str, b: str) -> bool:
    return a in b or b in a


def _joined(a: Draft, b: Draft) -> Draft:
    one, other = a.meeting, b.meeting
    status = one.status
    if not b.passing:
        status = other.status if a.passing else min(one.status, other.status, key=STRENGTH.index)
    days, basis, sure = _days(a, b, status)
    new, old = (a, b) if a.instead else (b, a)
    if new.instead and new.meeting.days and old.meeting.days and not new.meeting.days.overlaps(old.meeting.days):
        status, days, basis = "postponed", new.meeting.days, new.meeting.date_basis
        one = replace(one, original_days=old.meeting.days)
    fuller = one if len(one.participants) >= len(other.participants) else other
    return Draft(
        replace(
            one,
            participants=fuller.participants,
            status=status,
            place=one.place or other.place,
            occasion=max((one.occasion, other.occasion), key=lambda o: len(o or ""))
            if one.occasion
            else other.occasion,
            days=days,
            date_basis=basis,
            original_days=(one.original_days or other.original_days) if status == "postponed" else None,
            evidence=tuple(dict.fromkeys((*one.evidence, *other.evidence))),
            confidence=max(one.confidence, other.confidence),
        ),
        alone=a.alone or b.alone,
        passing=a.passing and b.passing,
        sure=sure,
        earlier=a.earlier and b.earlier,
        ends=a.ends and b.ends,
        another=a.another or b.another,
        instead=a.instead or b.instead,
    )


def _to_the_end(drafts: Sequence[Draft]) -> Days | None:
    """From the first day that one tells to the last that another does: "opens on Monday", "will run until Friday"."""
    last = next((d.meeting.days for d in drafts if d.ends), None)
    first = next((d.meeting.days for d in drafts if not d.ends), None)
    return Days(first.first, last.last) if first is not None and last is not None else None


def _days(a: Draft, b: Draft, status: Status) -> tuple[Days | None, str | None, bool]:
    """The days of the draft that tells them best: of the news, then tied by the parse, then the narrower."""
    known = [d for d in (a, b) if d.meeting.days is not None and not (d.passing and not (a.passing and b.passing))]
    if status == "postponed":
        moved = [d for d in (a, b) if d.meeting.status == "postponed"]
        known = [d for d in moved if d.meeting.days is not None]
        old = [d.meeting.original_days for d in moved]
        if not known:  # "has postponed the talks. The two will now meet on 4 May"
            known = [d for d in (a, b) if d not in moved and d.meeting.days and d.meeting.days not in old]
    if not known:
        return None, None, True
    whole = _to_the_end(known)
    if whole is not None:
        return whole, next(d.meeting.date_basis for d in known if not d.ends), True

    def rank(draft: Draft) -> tuple[bool, int]:
        days = draft.meeting.days
        return not draft.sure, (days.last - days.first).days if days else 0

    best = min(known, key=rank)
    return best.meeting.days, best.meeting.date_basis, best.sure
