"""What quotations are about, and one statement with all articles that carry it."""

from __future__ import annotations

from typing import Any

import pandas as pd
from sqlalchemy import Engine, func, select

from dashboard.store.dialect import step_of
from dashboard.store.filters import Filters
from dashboard.store.queries.scope import frame, scope
from dashboard.store.queries.speech import quotes_by_id
from dashboard.store.schema import quote, quote_topic, topic
from dashboard.store.transactions import reading

_Q, _T = quote.c, quote_topic.c


def about_topics(engine: Engine, filters: Filters, *, limit: int = 25) -> pd.DataFrame:
    """Return which topics are named most inside the quotations: ``topic``, ``quotes``."""
    with reading(engine) as connection:
        asked = scope(connection, filters)
        query: Any = select(topic.c.title.label("topic"), func.count().label("quotes"))
        query = query.join_from(quote_topic, topic, topic.c.key == _T.topic_key).where(topic.c.active)
        if not filters.is_empty:  # the links hold only what is shown
            query = query.where(_T.quote_id.in_(asked.quotes(select(_Q.id))))
        query = query.group_by(topic.c.key, topic.c.title).order_by(func.count().desc(), topic.c.title)
        return frame(connection, query.limit(limit))


def quote_months(engine: Engine, filters: Filters) -> pd.DataFrame:
    """Return how many quotations of named speakers are of each month: ``month`` (its first day), ``quotes``."""
    with reading(engine) as connection:
        days: Any = select(_Q.day, func.count().label("n")).where(_Q.day.is_not(None), _Q.entity_id.is_not(None))
        per = scope(connection, filters).quotes(days).group_by(_Q.day).subquery()
        month = step_of(connection, per.c.day, "month").label("month")
        query = select(month, func.sum(per.c.n).label("quotes")).group_by(month).order_by(month)
        return frame(connection, query)


def count_statements(engine: Engine, filters: Filters) -> int:
    """Return how many statements `speech.statements` would list without a limit."""
    with reading(engine) as connection:
        query = scope(connection, filters).quotes(select(func.count(func.distinct(_Q.statement_id))).select_from(quote))
        return int(connection.execute(query).scalar_one())


def carried_by(engine: Engine, statement_id: int) -> pd.DataFrame:
    """Return the quotations of one statement, as `speech.quotes`, the earliest article first."""
    with reading(engine) as connection:
        same = select(_Q.id).where(_Q.statement_id == statement_id, _Q.shown)
        ids = [int(i) for i in connection.execute(same).scalars()]
    table = quotes_by_id(engine, ids)
    return table.sort_values(["published", "quote_id"], ignore_index=True, na_position="last")
