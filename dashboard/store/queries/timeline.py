"""Plans on a timeline: in which months they lie, who takes part most, and those of a stretch of days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import pandas as pd
from sqlalchemy import Engine, func, select

from dashboard.store.dialect import step_of
from dashboard.store.filters import Filters
from dashboard.store.queries.gatherings import claims, finished, plans_asked, with_participants
from dashboard.store.queries.scope import busiest, frame, paged
from dashboard.store.schema import entity, meeting, plan, plan_participant
from dashboard.store.search import storable
from dashboard.store.transactions import reading

CHUNK: Final = 5000  # numbers in one statement; databases bound them
_E, _M, _P, _S = entity.c, meeting.c, plan.c, plan_participant.c

Stretch = tuple[date, date]  # first and last day


def plan_months(engine: Engine, filters: Filters, *, today: date) -> pd.DataFrame:
    """Return in which months plans begin: ``month`` (its first day), ``last`` (the latest day of them), ``plans``.

    Plans without a day are the last row, whose ``month`` and ``last`` are None; so the sum counts all plans.
    """
    with reading(engine) as connection:
        asked = plans_asked(connection, filters, today).subquery().c
        per = select(asked.start, func.max(asked.end).label("last"), func.count().label("n"))
        days = per.group_by(asked.start).subquery().c  # along the index; then added up by months
        month = step_of(connection, days.start, "month").label("month")
        query = select(month, func.max(days.last).label("last"), func.sum(days.n).label("plans"))
        return frame(connection, query.group_by(month).order_by(month.nulls_last()))


def plan_lanes(
    engine: Engine, filters: Filters, *, today: date, within: Stretch | None = None, limit: int = 200
) -> pd.DataFrame:
    """Return who takes part in most of the plans that have a day: ``entity_id`` (root), ``actor``, ``plans``."""
    with reading(engine) as connection:
        asked = _within(plans_asked(connection, filters, today), within).subquery()
        per: Any = select(_S.entity_id, func.count().label("n"))
        per = per.where(_S.plan_id.in_(select(asked.c.plan_id))).group_by(_S.entity_id)
        return frame(connection, busiest(per, limit, "actor", "plans"))


def plans_within(
    engine: Engine,
    filters: Filters,
    *,
    today: date,
    within: Stretch | None = None,
    of: Sequence[int] = (),
    limit: int | None = None,
) -> pd.DataFrame:
    """Return the plans that touch the days ``within``, by day, as `gatherings.plans`; ``of`` are roots of actors."""
    with reading(engine) as connection:
        query = _within(plans_asked(connection, filters, today), within)
        if of:
            members = select(_E.id).where(_E.root_id.in_(list(of)))
            query = query.where(_P.id.in_(select(_S.plan_id).where(_S.entity_id.in_(members))))
        return finished(connection, frame(connection, paged(query.order_by(_P.first, _P.id), limit, 0)))


def plans_listed(
    engine: Engine, filters: Filters, *, today: date, dated: bool | None = None, limit: int, offset: int = 0
) -> pd.DataFrame:
    """Return the plans as `gatherings.plans`, but the latest day first; ``dated`` narrows to those with or without."""
    with reading(engine) as connection:
        query = plans_asked(connection, filters, today)
        if dated is not None:
            query = query.where(_P.first.is_not(None) if dated else _P.first.is_(None))
        query = query.order_by(_P.first.desc().nulls_last(), _P.id.desc())
        return finished(connection, frame(connection, paged(query, limit, offset)))


def plan_of(engine: Engine, uid: str, *, today: date) -> pd.DataFrame:
    """Return the plan of this uid, as `gatherings.plans`: a row, or none where there is no such plan (any more)."""
    with reading(engine) as connection:
        query = plans_asked(connection, Filters(), today).where(_P.uid == storable(uid))
        return finished(connection, frame(connection, query))


def claims_of(engine: Engine, plan_ids: Sequence[int]) -> pd.DataFrame:
    """Return all claims of some plans, as `gatherings.meetings`, by plan and the article's day."""
    tables = []
    with reading(engine) as connection:
        for i in range(0, len(plan_ids), CHUNK) or (0,):
            chosen = claims().where(_M.plan_id.in_(plan_ids[i : i + CHUNK]), _M.shown)
            tables.append(frame(connection, chosen.order_by(_M.plan_id, _M.day.nulls_first(), _M.id)))
        return with_participants(connection, pd.concat(tables, ignore_index=True))


def _within(query: Any, within: Stretch | None) -> Any:
    query = query.where(_P.first.is_not(None))
    return query.where(_P.first <= within[1], _P.last >= within[0]) if within else query
