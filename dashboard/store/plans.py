"""One meeting across articles: which claims are of one meeting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dashboard.store.plan_groups import (
    NIGHT,
    Calendar,
    Group,
    absorb,
    agrees,
    begun,
    both,
    contradicts,
    differ,
    in_time,
    months,
    over_by,
    share,
)
from dashboard.store.plan_history import AHEAD, Claim, Plan, in_order, is_due, tell, width

__all__ = ["NIGHT", "SOON", "Claim", "Plan", "is_due", "join", "regroup"]

NARROW: Final = 7  # days: "next week" names one meeting of two people, "in December" perhaps several
SAME_DAY: Final = 3  # days: within them the same people meet once, whatever place or occasion an article names
SOON: Final = timedelta(days=183)  # how far ahead a meeting is that is spoken of without a day
JUST: Final = timedelta(days=14)  # how long "met", without a day, is said after a meeting
TOGETHER: Final = timedelta(days=30)  # between two articles that speak of one meeting without a day


def regroup(claims: Iterable[Claim]) -> list[Plan]:
    """Return the plans that the claims tell of, in order of their first claim; the same whatever the claims' order.

    Claims of the same people are one meeting where the days that both allow meet and nothing contradicts: place and
    occasion (unless both name the same few days), a telephone call and a meeting, held and afterwards planned. The
    narrowest days group first; a wide window ("in December"), or none, joins the only group that it fits. A postponed
    claim ties its old days to its new ones, or to the plan that comes next. Fewer of the same people are one meeting
    with more of them where place or occasion agree and no article tells the two apart.
    """
    of_people: dict[frozenset[int], list[Claim]] = defaultdict(list)
    for claim in claims:
        of_people[claim.participants].append(claim)
    groups = [g for people, told in of_people.items() for g in _of_same_people(people, told)]
    return sorted((tell(g.claims) for g in _with_fewer(groups)), key=lambda p: in_order(p.claims[0]))


def join(claim: Claim, plans: Sequence[Plan]) -> list[Plan]:
    """Return ``plans`` after ``claim`` is known: it extends one, begins one, or shows that two were one.

    ``plans`` are those that share a participant with the claim; the result is `regroup` of all their claims and it. A
    claim that is among them already is replaced.
    """
    return regroup((claim, *(c for p in plans for c in p.claims if c.id != claim.id)))


def _of_same_people(people: frozenset[int], claims: Sequence[Claim]) -> list[Group]:
    if not people:
        return [begun(c) for c in claims]  # nobody is named: nothing says that it is one
    ordered = sorted(claims, key=in_order)
    groups: list[Group] = []
    calendar = Calendar()

    def put(claim: Claim, group: Group | None) -> None:
        if group is None:
            group = begun(claim)
            groups.append(group)
        else:
            group.add(claim)
        calendar.file(group)

    dated = [(c.days, c) for c in ordered if c.days is not None]
    for days, claim in sorted(dated, key=lambda d: width(d[0])):  # stable: in order within a width
        fitting = [g for g in calendar.near(days.first, days.last) if _fits(claim, g)]
        put(claim, _chosen(claim, fitting, only=width(days) > NARROW))
    for claim in ordered:
        if claim.days is None:
            fitting = [g for g in calendar.near(*_about(claim)) if _fits_undated(claim, g)]
            on_days = _chosen(claim, [g for g in fitting if g.window is not None], only=True)
            put(claim, on_days or _chosen(claim, [g for g in fitting if g.window is None], only=True))
    return _with_moved(groups, calendar)


def _about(claim: Claim) -> tuple[date, date]:
    """The days about which a claim without a day may speak."""
    if claim.original_days is not None:
        return claim.original_days.first, claim.original_days.last
    day = claim.day or date.min
    return day - min(TOGETHER, day - date.min), day + min(SOON, date.max - day)


def _chosen(claim: Claim, groups: Sequence[Group], *, only: bool) -> Group | None:
    """The group that agrees best; where the claim's own days tell little, none unless there is but one such."""
    if not groups:
        return None
    agreeing = {id(g): agrees(claim.place, g.places) + agrees(claim.occasion, g.occasions) for g in groups}
    most = max(agreeing.values())
    best = [g for g in groups if agreeing[id(g)] == most]
    if only and len(best) > 1:
        return None
    return min(best, key=lambda g: g.first)


def _fits(claim: Claim, group: Group) -> bool:
    if claim.days is None or group.window is None or not group.window.overlaps(claim.days):
        return False
    few = len(claim.participants) > 1 and max(width(claim.days), width(group.window)) <= SAME_DAY
    return _allows(claim, group, places_may_differ=few)


def _fits_undated(claim: Claim, group: Group) -> bool:
    if claim.day is None or not _allows(claim, group, places_may_differ=False):
        return False
    if claim.original_days is not None:
        return group.window is not None and group.window.overlaps(claim.original_days)
    if group.window is None:
        latest = max(c.day or date.min for c in group.claims)
        return latest > date.min and claim.day - latest <= TOGETHER
    if claim.status == "held":
        return group.window.first <= claim.day and claim.day - group.window.last <= JUST
    if claim.status not in AHEAD and group.first[0] > claim.day:
        return False  # what is called off was planned before
    return claim.day <= group.window.last and group.window.first - claim.day <= SOON


def _allows(claim: Claim, group: Group, *, places_may_differ: bool) -> bool:
    if claim.article_id in group.articles:
        return False  # the article tells them apart
    if (group.called and claim.kind != "call") or (group.met and claim.kind == "call"):
        return False
    if len(claim.participants) == 1 and not (
        agrees(claim.place, group.places) or agrees(claim.occasion, group.occasions)
    ):
        return False  # one person's journeys are told apart by where they lead
    if not places_may_differ and (
        contradicts(claim.place, group.places) or contradicts(claim.occasion, group.occasions)
    ):
        return False
    over = min(filter(None, (group.over, over_by(claim) if claim.status == "held" else None)), default=None)
    ahead = max(filter(None, (group.ahead, claim.day if claim.status in AHEAD else None)), default=None)
    return over is None or ahead is None or ahead <= over + NIGHT


def _with_moved(groups: Sequence[Group], calendar: Calendar) -> list[Group]:
    """Tie the old days of a postponed meeting to its new ones, and one put off without a day to the next plan."""
    group_of = {c.id: g for g in groups for c in g.claims}
    moved = [c for g in groups for c in g.claims if c.original_days is not None or c.status == "postponed"]
    for claim in sorted(moved, key=in_order):
        own = group_of[claim.id]
        if claim.days is None:
            about = _about(replace(claim, original_days=None))
            tied = [g for g in calendar.near(*about) if _comes_next(g, claim, own)]
        elif claim.original_days is not None:
            about = claim.original_days.first, claim.original_days.last
            tied = [g for g in calendar.near(*about) if _was_before(g, claim)]
        else:
            continue
        tied = [g for g in tied if g is not own and not differ(g, own)]
        if len(tied) == 1:
            calendar.forget(tied[0])
            absorb(own, tied[0], own.window if claim.days is not None else tied[0].window)
            calendar.file(own)
            group_of |= dict.fromkeys((c.id for c in tied[0].claims), own)
    return list({id(g): g for g in group_of.values()}.values())


def _was_before(group: Group, claim: Claim) -> bool:
    """Whether the group is the plan as it was: its days are the claim's old ones, and it was told of first."""
    old = claim.original_days
    known = claim.day is None or group.first[0] <= claim.day
    if old is None or not known or group.over is not None:
        return False
    return any(days is not None and days.overlaps(old) for days in (group.window, *group.before))


def _comes_next(group: Group, claim: Claim, own: Group) -> bool:
    """Whether the group is the new day of a meeting that was put off: nobody had spoken of it before."""
    if claim.day is None or group.window is None or group.first[0] <= claim.day:
        return False
    newer = any(c.days is not None and c.day is not None and c.day > claim.day for c in own.claims)
    return not newer and claim.day <= group.window.last and group.window.first - claim.day <= SOON


def _with_fewer(groups: Iterable[Group]) -> list[Group]:
    """Join what names fewer of the people with the only group that names more of them, at that place or occasion."""
    filed: dict[tuple[int, str, int], dict[int, Group]] = defaultdict(dict)
    kept: list[Group] = []
    for each in sorted(groups, key=lambda g: (-len(g.participants), g.first)):
        words = frozenset[str]().union(*each.places, *each.occasions)
        when = months(each.window.first, each.window.last) if each.window is not None else ()
        someone = min(each.participants, default=0)
        near = {i: g for word in words for month in when for i, g in filed[someone, word, month].items()}
        more = [g for g in near.values() if _has_more(g, each)]
        if len(more) == 1:
            absorb(more[0], each, both(more[0].window, each.window))
        else:
            kept.append(each)
        group = more[0] if len(more) == 1 else each
        for person in group.participants:
            for word in words:
                for month in when:
                    filed[person, word, month][id(group)] = group
    return kept


def _has_more(group: Group, fewer: Group) -> bool:
    if not (len(fewer.participants) > 1 and fewer.participants < group.participants):
        return False
    if group.window is None or fewer.window is None or not group.window.overlaps(fewer.window):
        return False
    alike = share(group.places, fewer.places) or share(group.occasions, fewer.occasions)
    return alike and not differ(group, fewer) and in_time(group, fewer)
