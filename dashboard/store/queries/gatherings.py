"""Meetings: each plan once with where it stands, its history claim by claim, and what is next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Engine, and_, case, func, select

from dashboard.store.blocks import Column, codes, day_number
from dashboard.store.filters import Filters
from dashboard.store.queries.counting import among, earliest_first, marked, ordered
from dashboard.store.queries.scope import Scope, of_meetings, scope
from dashboard.store.queries.tables import CHUNK, frame, ids_of, rows_of, with_lists
from dashboard.store.schema import article, entity, meeting, meeting_participant, plan, plan_participant
from dashboard.store.transactions import reading

OPEN: Final = ("planned", "postponed", "possible")
OVER: Final = ("cancelled", "ruled_out", "held")
DUE: Final = "due"  # its last day is past and no article said what became of it: known at the time of asking only
_A, _E, _M, _P = article.c, entity.c, meeting.c, plan.c


def meetings(engine: Engine, filters: Filters, *, limit: int | None = None, offset: int = 0) -> pd.DataFrame:
    """Return the claims by the meeting's day, undated ones last; ``participants`` is a tuple in the article's order."""
    with reading(engine) as connection:
        asked = scope(connection, filters)
        left = np.flatnonzero(asked.meetings())
        days = asked.columns["meeting"]["first"][left]
        page = ordered(left, earliest_first(days), first=offset, most=limit)
        return with_participants(connection, rows_of(connection, claims(), _M.id, page))


def meetings_by_id(engine: Engine, meeting_ids: list[int]) -> pd.DataFrame:
    """Return claims of these numbers, rejected ones too, as `meetings` does; those that are gone are left out."""
    with reading(engine) as connection:
        return with_participants(connection, rows_of(connection, claims(), _M.id, sorted(meeting_ids)))


def count_meetings(engine: Engine, filters: Filters) -> int:
    """Return how many claims `meetings` would list without a limit."""
    with reading(engine) as connection:
        return int(np.count_nonzero(scope(connection, filters).meetings()))


def unsure_meetings(
    engine: Engine, filters: Filters, *, below: float = 0.7, limit: int = 50, offset: int = 0
) -> pd.DataFrame:
    """Return the claims nobody looked at that are less sure than ``below``, the least sure first: as `meetings`."""
    with reading(engine) as connection:
        asked = scope(connection, filters)
        left = np.flatnonzero(asked.meetings() & asked.unsure("meeting", below))
        page = ordered(left, asked.columns["meeting"]["confidence"][left], first=offset, most=limit)
        return with_participants(connection, rows_of(connection, claims(), _M.id, page))


def plan_history(engine: Engine, plan_id: int) -> pd.DataFrame:
    """Return what each article says of one plan, in order of the articles' days: columns as `meetings`."""
    with reading(engine) as connection:
        query = claims().where(_M.plan_id == plan_id, _M.shown).order_by(_M.day.nulls_first(), _M.id)
        return with_participants(connection, frame(connection, query))


def plans(engine: Engine, filters: Filters, *, today: date, limit: int | None = None, offset: int = 0) -> pd.DataFrame:
    """Return the plans that a claim within the filters tells of, by day, undated ones last.

    ``start`` and ``end`` are days inclusive; ``status`` is the latest article's, but "due" where a plan's last day is
    before ``today`` and nothing was said since; ``statuses`` in the filters narrow by it. ``participants`` is a tuple
    of shown names; ``claims`` counts articles' sentences; ``meeting_id`` and ``article_id`` are of the latest one.
    """
    with reading(engine) as connection:
        asked = scope(connection, of_meetings(filters))
        left = np.flatnonzero(plans_left(asked, today))
        days = asked.columns["plan"]["first"][left]
        return plan_rows(connection, ordered(left, earliest_first(days), first=offset, most=limit), today)


def count_plans(engine: Engine, filters: Filters, *, today: date) -> int:
    """Return how many plans `plans` would list without a limit."""
    with reading(engine) as connection:
        return int(np.count_nonzero(plans_left(scope(connection, of_meetings(filters)), today)))


def next_plans(engine: Engine, filters: Filters, *, today: date, days: int = 7, limit: int = 50) -> pd.DataFrame:
    """Return the plans that fall on ``today`` or the ``days`` after it and are not called off: as `plans`."""
    with reading(engine) as connection:
        asked = scope(connection, of_meetings(filters))
        p = asked.columns["plan"]
        left = plans_left(asked, today) & (p["first"] > 0) & ~among(p["status"], codes(OVER))
        left &= (p["first"] <= day_number(today + timedelta(days=days))) & (p["last"] >= day_number(today))
        soon = np.flatnonzero(left)
        return plan_rows(connection, ordered(soon, p["first"][soon], p["last"][soon], most=limit), today)


def plans_left(asked: Scope, today: date) -> Column:
    """Return which plans a claim within the filters tells of, and are of a status asked for: flags by their numbers."""
    p, f = asked.columns["plan"], asked.filters
    left: Column = p["claims"] > 0
    narrowed = replace(asked, filters=replace(f, statuses=()))
    if not narrowed.filters.is_empty:
        told = asked.columns["meeting"]["plan_id"][narrowed.meetings()]
        left &= marked(told, len(left))
        left[0] = False  # claims that no plan was made of
    if f.statuses:
        due = among(p["status"], codes(OPEN)) & (p["last"] > 0) & (p["last"] < day_number(today))
        wanted = among(p["status"], codes(f.statuses)) & ~due
        left &= wanted | due if DUE in f.statuses else wanted
    return left


def plan_rows(connection: Connection, numbers: Column, today: date) -> pd.DataFrame:
    """Return plans by their numbers, in this order: as `plans`."""
    due = and_(_P.status.in_(OPEN), _P.last < today)
    query: Any = select(
        _P.id.label("plan_id"),
        _P.uid,
        _P.sequence,
        _P.kind,
        case((due, DUE), else_=_P.status).label("status"),
        _P.first.label("start"),
        _P.last.label("end"),
        _P.original_first.label("original_start"),
        _P.original_last.label("original_end"),
        _P.place,
        _P.occasion,
        _P.claims,
        _P.updated,
    )
    return _finished(connection, rows_of(connection, query, _P.id, numbers))


def _finished(connection: Connection, rows: pd.DataFrame) -> pd.DataFrame:
    """Add participants, and the latest claim's article, sentence and sureness."""
    s, root = plan_participant.c, entity.alias("root")
    query: Any = select(s.plan_id, root.c.shown_name).join_from(plan_participant, entity, _E.id == s.entity_id)
    query = query.join(root, root.c.id == _E.root_id).distinct().order_by(s.plan_id, root.c.shown_name)
    rows = with_lists(connection, rows, "plan_id", "participants", query, s.plan_id)
    ids = ids_of(rows, "plan_id")
    latest: dict[int, Any] = {}
    for i in range(0, len(ids), CHUNK):
        told = claims().where(_M.plan_id.in_(ids[i : i + CHUNK]), _M.shown).order_by(_M.day.nulls_first(), _M.id)
        for row in connection.execute(told):
            latest[row.plan_id] = row
    columns = (
        "meeting_id", "article_id", "title", "source", "published", "date_basis", "rule", "confidence", "state",
        "evidence", "evidence_start", "evidence_end",
    )  # fmt: skip
    for column in columns:
        rows[column] = pd.Series([getattr(latest.get(i), column, None) for i in ids], dtype=object)
    return rows


def claims() -> Any:
    """Return the query for all claims with their articles."""
    query: Any = select(
        _M.id.label("meeting_id"),
        _M.plan_id,
        _A.id.label("article_id"),
        _A.title,
        _A.source,
        _A.published,
        _M.kind,
        _M.status,
        _M.place,
        _M.occasion,
        _M.first.label("start"),
        _M.last.label("end"),
        _M.original_first.label("original_start"),
        _M.original_last.label("original_end"),
        _M.date_basis,
        _M.rule,
        _M.confidence,
        _M.state,
        _M.evidence,
        _M.start.label("evidence_start"),
        _M.end.label("evidence_end"),
    )
    return query.join_from(meeting, article)


def with_participants(connection: Connection, rows: pd.DataFrame) -> pd.DataFrame:
    """Add the claims' participants in the article's order."""
    s = meeting_participant.c
    query: Any = select(s.meeting_id, func.coalesce(_E.shown_name, s.name)).join_from(
        meeting_participant, entity, _E.id == s.entity_id, isouter=True
    )
    query = query.order_by(s.meeting_id, s.position)
    return with_lists(connection, rows, "meeting_id", "participants", query, s.meeting_id)
