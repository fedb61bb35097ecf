"""Plans on a timeline: in which months they lie, who takes part most, and those of a stretch of days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd
from sqlalchemy import Engine, select

from dashboard.store.blocks import Column, day_number
from dashboard.store.filters import Filters
from dashboard.store.queries.counting import busiest, latest_first, looked_up, marked, ordered, step_of
from dashboard.store.queries.gatherings import claims, plan_rows, plans_left, with_participants
from dashboard.store.queries.scope import Scope, of_meetings, scope
from dashboard.store.queries.tables import CHUNK, days_of, frame, table
from dashboard.store.schema import meeting, plan
from dashboard.store.search import storable
from dashboard.store.transactions import reading

_M, _P = meeting.c, plan.c

Stretch = tuple[date, date]  # first and last day


def plan_months(engine: Engine, filters: Filters, *, today: date) -> pd.DataFrame:
    """Return in which months plans begin: ``month`` (its first day), ``last`` (the latest day of them), ``plans``.

    Plans without a day are the last row, whose ``month`` and ``last`` are None; so the sum counts all plans.
    """
    with reading(engine) as connection:
        asked = scope(connection, of_meetings(filters))
        p, left = asked.columns["plan"], plans_left(asked, today)
    first, last = p["first"][left], p["last"][left]
    months, places = np.unique(np.where(first > 0, step_of(first, "month"), 0), return_inverse=True)
    latest = np.zeros(len(months), np.int64)
    np.maximum.at(latest, places, last)
    counts = np.bincount(places, minlength=len(months))
    undated_last = np.argsort(months == 0, kind="stable")
    return table(
        {
            "month": days_of(months[undated_last]),
            "last": days_of(latest[undated_last]),
            "plans": counts[undated_last].tolist(),
        }
    )


def plan_lanes(
    engine: Engine, filters: Filters, *, today: date, within: Stretch | None = None, limit: int = 200
) -> pd.DataFrame:
    """Return who takes part in most of the plans that have a day: ``entity_id`` (root), ``actor``, ``plans``."""
    with reading(engine) as connection:
        asked = scope(connection, of_meetings(filters))
        s = asked.columns["plan_participant"]
        seated = s["entity_id"][looked_up(_within(asked, today, within), s["plan_id"])]
        return busiest(asked.columns, seated, limit, "actor", "plans")


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
        asked = scope(connection, of_meetings(filters))
        left = _within(asked, today, within)
        if of:
            s, e = asked.columns["plan_participant"], asked.columns["entity"]
            members = looked_up(marked(of, len(e["id"])), e["root_id"])
            left &= marked(s["plan_id"][looked_up(members, s["entity_id"])], len(left))
        numbers = np.flatnonzero(left)
        return plan_rows(connection, ordered(numbers, asked.columns["plan"]["first"][numbers], most=limit), today)


def plans_listed(
    engine: Engine, filters: Filters, *, today: date, dated: bool | None = None, limit: int, offset: int = 0
) -> pd.DataFrame:
    """Return the plans as `gatherings.plans`, but the latest day first; ``dated`` narrows to those with or without."""
    with reading(engine) as connection:
        asked = scope(connection, of_meetings(filters))
        first, left = asked.columns["plan"]["first"], plans_left(asked, today)
        if dated is not None:
            left &= first > 0 if dated else first == 0
        numbers = np.flatnonzero(left)
        page = ordered(numbers, latest_first(first[numbers]), -numbers, first=offset, most=limit)
        return plan_rows(connection, page, today)


def plan_of(engine: Engine, uid: str, *, today: date) -> pd.DataFrame:
    """Return the plan of this uid, as `gatherings.plans`: a row, or none where there is no such plan (any more)."""
    query = select(_P.id).where(_P.uid == storable(uid), _P.claims > 0)
    with reading(engine) as connection:
        numbers = np.array(connection.execute(query).scalars().all(), np.int64)
        return plan_rows(connection, numbers, today)


def claims_of(engine: Engine, plan_ids: Sequence[int]) -> pd.DataFrame:
    """Return all claims of some plans, as `gatherings.meetings`, by plan and the article's day."""
    tables = []
    with reading(engine) as connection:
        for i in range(0, len(plan_ids), CHUNK) or (0,):
            chosen = claims().where(_M.plan_id.in_(plan_ids[i : i + CHUNK]), _M.shown)
            tables.append(frame(connection, chosen.order_by(_M.plan_id, _M.day.nulls_first(), _M.id)))
        return with_participants(connection, pd.concat(tables, ignore_index=True))


def _within(asked: Scope, today: date, within: Stretch | None) -> Column:
    """Which plans are left that have a day, and touch the days ``within``."""
    p = asked.columns["plan"]
    left = plans_left(asked, today) & (p["first"] > 0)
    return left & (p["first"] <= day_number(within[1])) & (p["last"] >= day_number(within[0])) if within else left
