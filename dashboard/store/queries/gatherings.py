"""Meetings: each plan once with where it stands, its history claim by claim, and what is next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd
from sqlalchemy import Connection, Engine, and_, case, exists, func, or_, select

from dashboard.store.filters import Filters
from dashboard.store.queries.scope import frame, ids_of, of_meetings, paged, scope, with_lists
from dashboard.store.schema import article, entity, meeting, meeting_participant, plan, plan_participant
from dashboard.store.transactions import reading

DUE: Final = "due"  # its last day is past and no article said what became of it: known at the time of asking only
_A, _E, _M, _P = article.c, entity.c, meeting.c, plan.c


def meetings(engine: Engine, filters: Filters, *, limit: int | None = None, offset: int = 0) -> pd.DataFrame:
    """Return the claims by the meeting's day, undated ones last; ``participants`` is a tuple in the article's order."""
    with reading(engine) as connection:
        asked = scope(connection, filters)
        order = (_M.first.nulls_last(), _M.id)
        page = paged(asked.meetings(select(_M.id)).order_by(*order), limit, offset).subquery()
        return with_participants(
            connection, frame(connection, claims().where(_M.id.in_(select(page.c.id))).order_by(*order))
        )


def meetings_by_id(engine: Engine, meeting_ids: list[int]) -> pd.DataFrame:
    """Return claims of these numbers, rejected ones too, as `meetings` does; those that are gone are left out."""
    with reading(engine) as connection:
        query = claims().where(_M.id.in_(meeting_ids)).order_by(_M.id)
        return with_participants(connection, frame(connection, query))


def count_meetings(engine: Engine, filters: Filters) -> int:
    """Return how many claims `meetings` would list without a limit."""
    with reading(engine) as connection:
        query = scope(connection, filters).meetings(select(func.count()).select_from(meeting))
        return int(connection.execute(query).scalar_one())


def unsure_meetings(
    engine: Engine, filters: Filters, *, below: float = 0.7, limit: int = 50, offset: int = 0
) -> pd.DataFrame:
    """Return the claims nobody looked at that are less sure than ``below``, the least sure first: as `meetings`."""
    with reading(engine) as connection:
        asked = replace(scope(connection, filters), walked=True)
        page = asked.meetings(select(_M.id)).where(_M.confidence < below, _M.state == "found")
        page = page.order_by(_M.confidence, _M.id).limit(limit).offset(offset).subquery()
        query = claims().where(_M.id.in_(select(page.c.id))).order_by(_M.confidence, _M.id)
        return with_participants(connection, frame(connection, query))


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
        query = plans_asked(connection, filters, today).order_by(_P.first.nulls_last(), _P.id)
        return finished(connection, frame(connection, paged(query, limit, offset)))


def count_plans(engine: Engine, filters: Filters, *, today: date) -> int:
    """Return how many plans `plans` would list without a limit."""
    with reading(engine) as connection:
        asked = scope(connection, of_meetings(filters))
        if asked.filters.is_empty or filters.statuses:
            query = select(func.count()).select_from(plans_asked(connection, filters, today).subquery())
        else:  # the claims alone tell it
            query = select(func.count()).select_from(asked.meetings(select(_M.plan_id).distinct()).subquery())
        return int(connection.execute(query).scalar_one())


def next_plans(engine: Engine, filters: Filters, *, today: date, days: int = 7, limit: int = 50) -> pd.DataFrame:
    """Return the plans that fall on ``today`` or the ``days`` after it and are not called off: as `plans`."""
    with reading(engine) as connection:
        query = plans_asked(connection, filters, today).where(
            _P.first <= today + timedelta(days=days),
            _P.last >= today,
            _P.status.not_in(("cancelled", "ruled_out", "held")),
        )
        query = query.order_by(_P.first, _P.last, _P.id).limit(limit)
        return finished(connection, frame(connection, query))


def plans_asked(connection: Connection, filters: Filters, today: date) -> Any:
    """Return the query for the plans that a claim within the filters tells of, not in order."""
    asked = scope(connection, replace(of_meetings(filters), statuses=()))
    due = and_(_P.status.in_(("planned", "postponed", "possible")), _P.last < today)
    status = case((due, DUE), else_=_P.status)
    query: Any = select(
        _P.id.label("plan_id"),
        _P.uid,
        _P.sequence,
        _P.kind,
        status.label("status"),
        _P.first.label("start"),
        _P.last.label("end"),
        _P.original_first.label("original_start"),
        _P.original_last.label("original_end"),
        _P.place,
        _P.occasion,
        _P.claims,
        _P.updated,
    )
    if asked.filters.is_empty:
        query = query.where(_P.claims > 0)
    elif asked.actors is not None or asked.few_claims():  # walk from there
        query = query.where(_P.id.in_(asked.meetings(select(_M.plan_id))))
    else:
        query = query.where(exists(asked.meetings(select(_M.id)).where(_M.plan_id == _P.id).correlate(plan)))
    if filters.statuses:
        wanted: list[Any] = [_P.status.in_(filters.statuses) & ~func.coalesce(due, False)]
        if DUE in filters.statuses:
            wanted.append(due)
        query = query.where(or_(*wanted))
    return query


def finished(connection: Connection, table: pd.DataFrame) -> pd.DataFrame:
    """Add participants, and the latest claim's article, sentence and sureness."""
    s, root = plan_participant.c, entity.alias("root")
    ids = ids_of(table, "plan_id")
    query: Any = select(s.plan_id, root.c.shown_name).join_from(plan_participant, entity, _E.id == s.entity_id)
    query = query.join(root, root.c.id == _E.root_id).where(s.plan_id.in_(ids)).distinct()
    table = with_lists(connection, table, "plan_id", "participants", query.order_by(s.plan_id, root.c.shown_name))
    latest: dict[int, Any] = {}
    told = claims().where(_M.plan_id.in_(ids), _M.shown).order_by(_M.day.nulls_first(), _M.id)
    for row in connection.execute(told):
        latest[row.plan_id] = row
    columns = (
        "meeting_id", "article_id", "title", "source", "published", "date_basis", "rule", "confidence", "state",
        "evidence", "evidence_start", "evidence_end",
    )  # fmt: skip
    for column in columns:
        table[column] = pd.Series([getattr(latest.get(i), column, None) for i in ids], dtype=object)
    return table


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


def with_participants(connection: Connection, table: pd.DataFrame) -> pd.DataFrame:
    """Add the claims' participants in the article's order."""
    s = meeting_participant.c
    query: Any = select(s.meeting_id, func.coalesce(_E.shown_name, s.name)).join_from(
        meeting_participant, entity, _E.id == s.entity_id, isouter=True
    )
    ids = ids_of(table, "meeting_id")
    chosen = s.meeting_id.in_(ids) if len(ids) < 20_000 else s.meeting_id.between(min(ids), max(ids))
    return with_lists(
        connection, table, "meeting_id", "participants", query.where(chosen).order_by(s.meeting_id, s.position)
    )
