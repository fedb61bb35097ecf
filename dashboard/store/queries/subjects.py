"""What quotations are about, and one statement with all articles that carry it."""

from __future__ import annotations

from typing import Any

import pandas as pd
from sqlalchemy import Engine, func, select

from dashboard.store.dialect import step_of
from dashboard.store.filters import Filters
from dashboard.store.links import UNDATED
from dashboard.store.queries.scope import frame, of_quotes, scope
from dashboard.store.queries.speech import quotes_by_id
from dashboard.store.schema import quote, quote_topic, topic
from dashboard.store.transactions import reading

_Q, _T = quote.c, quote_topic.c


def about_topics(engine: Engine, filters: Filters, *, limit: int = 25) -> pd.DataFrame:
    """Return which topics are named most inside the quotations: ``topic``, ``quotes``."""
    with reading(engine) as connection:
        asked = scope(connection, of_quotes(filters))
        links: Any = select(_T.topic_key, func.count().label("n")).group_by(_T.topic_key)
        if asked.only_linked:  # the links hold only what is shown
            links = asked.linked(links, quote_topic, _T.entity_id)
        else:
            links = links.where(_T.quote_id.in_(asked.tally("id")))
        per = links.subquery()
        query = select(topic.c.title.label("topic"), per.c.n.label("quotes"))
        query = query.join_from(per, topic, topic.c.key == per.c.topic_key).where(topic.c.active)
        return frame(connection, query.order_by(per.c.n.desc(), topic.c.title).limit(limit))


def quote_months(engine: Engine, filters: Filters) -> pd.DataFrame:
    """Return how many quotations of named speakers are of each month: ``month`` (its first day), ``quotes``."""
    with reading(engine) as connection:
        asked = scope(connection, of_quotes(filters))
        days = asked.quote_days()
        if days is not None:
            totals = days.subquery().c
            query = select(totals.day, func.sum(totals.named).label("n"))
            per = query.where(totals.day != UNDATED, totals.named > 0).group_by(totals.day).subquery()
        else:
            said = asked.tally("day", "entity_id").subquery().c
            query = select(said.day, func.count().label("n"))
            per = query.where(said.day.is_not(None), said.entity_id.is_not(None)).group_by(said.day).subquery()
        month = step_of(connection, per.c.day, "month").label("month")
        query = select(month, func.sum(per.c.n).label("quotes")).group_by(month).order_by(month)
        return frame(connection, query)


def count_statements(engine: Engine, filters: Filters, *, most: int | None = None) -> int:
    """Return how many statements `speech.statements` would list without a limit; counting stops at ``most``."""
    with reading(engine) as connection:
        asked = scope(connection, of_quotes(filters))
        if asked.by_topic:
            links = asked.tally("id").subquery()
            query = select(_Q.statement_id).join_from(links, quote, _Q.id == links.c.id)
        else:
            query = asked.quotes(select(_Q.statement_id))
        each = query.distinct().limit(most).subquery()
        return int(connection.execute(select(func.count()).select_from(each)).scalar_one())


def carried_by(engine: Engine, statement_id: int) -> pd.DataFrame:
    """Return the quotations of one statement, as `speech.quotes`, the earliest article first."""
    with reading(engine) as connection:
        same = select(_Q.id).where(_Q.statement_id == statement_id, _Q.shown)
        ids = [int(i) for i in connection.execute(same).scalars()]
    table = quotes_by_id(engine, ids)
    return table.sort_values(["published", "quote_id"], ignore_index=True, na_position="last")
