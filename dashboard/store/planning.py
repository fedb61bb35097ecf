"""One meeting across articles: which plan each article's claim is of, kept up as articles and decisions come."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import delete, func, insert, or_, select, update

from dashboard.store.plan_groups import NIGHT
from dashboard.store.plans import SOON, Claim, Plan, regroup
from dashboard.store.schema import article, entity, meeting, meeting_participant, plan, plan_participant
from dashboard.store.transactions import Writer
from extract.model import Days

APART: Final = SOON + NIGHT  # claims whose days lie further apart are of two meetings, whatever they say
CHUNK: Final = 5000  # numbers in one statement; databases bound them
_M, _P = meeting.c, meeting_participant.c


def place(writer: Writer, article_nos: Sequence[int], left: Iterable[int] = ()) -> None:
    """Find the plans of the articles' claims that have none yet; rejected claims have none.

    ``left`` are plans of which a former reading's claims are gone: a new claim of the same people takes one over.
    """
    query = select(_M.id).where(_M.article_no.in_(article_nos), _M.shown, _M.plan_id.is_(None)).order_by(_M.id)
    new = list(writer.connection.execute(query).scalars())
    if new or left:
        _regroup(writer, new, left)


def place_again(writer: Writer, entity_ids: Sequence[int]) -> None:
    """Work out anew the plans of the actors that the entities are now, after they were joined or taken apart."""
    roots = select(entity.c.root_id).where(entity.c.id.in_(entity_ids))
    members = select(entity.c.id).where(entity.c.root_id.in_(roots))
    query = select(_M.id, _M.plan_id).join_from(meeting_participant, meeting).where(_P.entity_id.in_(members), _M.shown)
    rows = writer.connection.execute(query.distinct()).all()
    held = {row.plan_id for row in rows if row.plan_id is not None}
    ids = {row.id for row in rows}
    for chunk in _chunks(held):  # a plan is worked out with all its claims
        whole = select(_M.id).where(_M.plan_id.in_(chunk), _M.shown)
        ids.update(writer.connection.execute(whole).scalars())
    _save(writer, regroup(_load(writer, ids).values()), held)


def regroup_plans(writer: Writer, plan_ids: Iterable[int]) -> None:
    """Work out plans anew of which claims went or changed."""
    plan_ids = sorted(plan_ids)
    if not plan_ids:
        return
    connection = writer.connection
    connection.execute(update(meeting).where(_M.plan_id.in_(plan_ids), ~_M.shown).values(plan_id=None))
    left = list(connection.execute(select(_M.id).where(_M.plan_id.in_(plan_ids))).scalars())
    _regroup(writer, left, plan_ids)


def _regroup(writer: Writer, claim_ids: Sequence[int], plan_ids: Iterable[int] = ()) -> None:
    plan_ids = set(plan_ids)
    claims = _load(writer, claim_ids)
    near = _near(writer, claims.values()) | plan_ids
    query = select(_M.id).where(_M.plan_id.in_(near), _M.shown)
    known = writer.connection.execute(query).scalars()
    claims |= _load(writer, [i for i in known if i not in claims])
    near |= set(_plans_of(writer, claims).values())
    _save(writer, regroup(claims.values()), near)


def _load(writer: Writer, ids: Iterable[int]) -> dict[int, Claim]:
    claims: dict[int, Claim] = {}
    for chunk in _chunks(ids):
        seated: dict[int, set[int]] = {}
        query = select(_P.meeting_id, entity.c.root_id).join_from(
            meeting_participant, entity, entity.c.id == _P.entity_id
        )
        for meeting_id, root in writer.connection.execute(query.where(_P.meeting_id.in_(chunk))):
            seated.setdefault(meeting_id, set()).add(root)
        columns = (
            _M.id, article.c.id.label("article_id"), _M.day, _M.kind, _M.status, _M.place, _M.occasion, _M.first,
            _M.last, _M.original_first, _M.original_last,
        )  # fmt: skip
        for r in writer.connection.execute(select(*columns).join_from(meeting, article).where(_M.id.in_(chunk))):
            people = frozenset(seated.get(r.id, ()))
            days = Days(r.first, r.last) if r.first else None
            original = Days(r.original_first, r.original_last) if r.original_first else None
            claims[r.id] = Claim(
                r.id, r.article_id, r.day, people, r.kind, r.status, r.place, r.occasion, days, original
            )
    return claims


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(ids)
    for i in range(0, len(ordered), CHUNK):
        yield ordered[i : i + CHUNK]


def _near(writer: Writer, claims: Iterable[Claim]) -> set[int]:
    """The plans of which a claim may be: two of the same participants, or the only one, at about its days."""
    found: set[int] = set()
    for claim in claims:
        if not claim.participants:
            continue
        shared = func.count(func.distinct(entity.c.root_id))
        query = select(_P.meeting_id).join_from(meeting_participant, entity, entity.c.id == _P.entity_id)
        query = query.where(entity.c.root_id.in_(claim.participants))
        days = [(s.first, s.last) for s in (claim.days, claim.original_days) if s]
        days = days or ([(claim.day, claim.day)] if claim.day else [])
        if days:
            at = [_P.near.between(first - APART, last + APART) for first, last in days]
            query = query.where(or_(*at, _P.near.is_(None)))
        same = query.group_by(_P.meeting_id).having(shared >= min(2, len(claim.participants)))
        plans = select(_M.plan_id).where(_M.id.in_(same), _M.plan_id.is_not(None))
        if len(claim.participants) == 1:
            seats = select(func.count()).where(_P.meeting_id == _M.id).scalar_subquery()
            plans = plans.where(seats == 1)
        found |= {i for i in writer.connection.execute(plans.distinct()).scalars() if i is not None}
    return found


def _plans_of(writer: Writer, ids: Iterable[int]) -> dict[int, int]:
    query = select(_M.id, _M.plan_id).where(_M.plan_id.is_not(None))
    found = (writer.connection.execute(query.where(_M.id.in_(chunk))) for chunk in _chunks(ids))
    return {row.id: row.plan_id for rows in found for row in rows}


def _save(writer: Writer, plans: Sequence[Plan], old_ids: set[int]) -> None:
    """Write the plans over those they continue: the one most of its claims were of keeps number and uid."""
    connection = writer.connection
    held = _plans_of(writer, (c.id for p in plans for c in p.claims))
    old, seats = _saved(writer, old_ids)
    free = set(old)
    without = free - set(held.values())  # their claims are gone, as after a re-reading
    for new in sorted(plans, key=lambda p: (-len(p.claims), p.claims[0].id)):
        votes = Counter(held[c.id] for c in new.claims if held.get(c.id) in free)
        if votes:
            plan_id = min(votes, key=lambda i: (-votes[i], i))
        else:
            same = (i for i in without & free if seats.get(i) == sorted(new.participants))
            plan_id = min(same, default=None) or writer.take(plan)
        free.discard(plan_id)
        _save_plan(writer, new, plan_id, old.get(plan_id), seats.get(plan_id))
        moved = [c.id for c in new.claims if held.get(c.id) != plan_id]
        if moved:
            connection.execute(update(meeting).where(_M.id.in_(moved)).values(plan_id=plan_id))
    for chunk in _chunks(free):
        connection.execute(delete(plan_participant).where(plan_participant.c.plan_id.in_(chunk)))
        connection.execute(delete(plan).where(plan.c.id.in_(chunk)))


def _saved(writer: Writer, plan_ids: set[int]) -> tuple[dict[int, dict[str, Any]], dict[int, list[int]]]:
    """The plans' rows as they are, and their participants."""
    p = plan_participant.c
    old: dict[int, dict[str, Any]] = {}
    seats: dict[int, list[int]] = {}
    for chunk in _chunks(plan_ids):
        for row in writer.connection.execute(select(plan).where(plan.c.id.in_(chunk))).mappings():
            old[row["id"]] = dict(row)
        query = select(p.plan_id, p.entity_id).where(p.plan_id.in_(chunk)).order_by(p.plan_id, p.position)
        for plan_id, entity_id in writer.connection.execute(query):
            seats.setdefault(plan_id, []).append(entity_id)
    return old, seats


def _save_plan(
    writer: Writer, new: Plan, plan_id: int, before: dict[str, Any] | None, seated: list[int] | None
) -> None:
    connection = writer.connection
    last = new.claims[-1]
    row = {
        "kind": new.kind,
        "status": new.status,
        "first": new.days.first if new.days else None,
        "last": new.days.last if new.days else None,
        "original_first": last.original_days.first if last.original_days else None,
        "original_last": last.original_days.last if last.original_days else None,
        "place": new.place,
        "occasion": new.occasion,
        "claims": len(new.claims),
    }
    if before is None:
        connection.execute(
            insert(plan).values(
                id=plan_id, uid=_uid(writer, new), sequence=new.sequence, updated=datetime.now(UTC), **row
            )
        )
    elif {c: before[c] for c in row} != row:
        news = any(before[c] != row[c] for c in ("status", "first", "last", "place"))
        sequence = max(new.sequence, before["sequence"] + news)
        values = {**row, "sequence": sequence, "updated": datetime.now(UTC)}
        connection.execute(update(plan).where(plan.c.id == plan_id).values(**values))
    seats = sorted(new.participants)
    if seats != (seated or []):
        connection.execute(delete(plan_participant).where(plan_participant.c.plan_id == plan_id))
        rows = [{"plan_id": plan_id, "entity_id": e, "position": i} for i, e in enumerate(seats)]
        writer.many(plan_participant, rows)


def _uid(writer: Writer, new: Plan) -> str:
    """A name for calendars, the same in a store that is built again: the first claim's article and place."""
    first = new.claims[0]
    at = writer.connection.execute(select(_M.start, _M.end).where(_M.id == first.id)).one()
    for again in range(1000):  # several meetings can be read from one sentence
        uid = hashlib.sha256(f"{first.article_id} {at.start} {at.end} {again}".encode()).hexdigest()[:32]
        if not writer.connection.execute(select(plan.c.id).where(plan.c.uid == uid)).first():
            return uid
    raise AssertionError("a sentence tells of a thousand meetings")
