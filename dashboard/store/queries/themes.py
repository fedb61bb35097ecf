"""Topics: their mentions, how they go over time, who speaks of which, and which rise or fall."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Engine, func, select

from dashboard.store.filters import Filters
from dashboard.store.links import REJECTED
from dashboard.store.queries.counting import (
    latest_first,
    names_of_roots,
    ordered,
    ranked,
    roots_of,
    step_of,
    tally,
    topics_in_use,
)
from dashboard.store.queries.scope import scope
from dashboard.store.queries.tables import days_of, excerpt, rows_of, table
from dashboard.store.schema import article, entity, quote, topic, topic_mention
from dashboard.store.transactions import reading

_A, _E, _Q, _T, _M = article.c, entity.c, quote.c, topic.c, topic_mention.c


def topic_mentions(
    engine: Engine, filters: Filters, *, limit: int | None = None, offset: int = 0, by_nobody: bool = False
) -> pd.DataFrame:
    """Return the mentions of topics, newest article first, with the speaker of the quotation each stands in.

    ``by_nobody`` narrows to those that no named actor says.
    """
    with reading(engine) as connection:
        asked = scope(connection, filters)
        t = asked.columns["topic_mention"]
        left = asked.mentions() & (asked.topic_places(row.key for row in topics_in_use(connection)) > 0)
        numbers = np.flatnonzero(left & (t["entity_id"] == 0) if by_nobody else left)
        keys = (latest_first(t["day"][numbers]), t["article_no"][numbers], t["start"][numbers])
        query: Any = select(
            _M.id.label("mention_id"),
            _T.title.label("topic"),
            _A.id.label("article_id"),
            _A.title,
            _A.source,
            _A.published,
            _E.root_id.label("entity_id"),
            func.coalesce(_E.shown_name, _Q.speaker).label("speaker"),
            _M.quote_id,
            _M.state,
            excerpt(_M.start, _M.end).label("text"),
            excerpt(_M.around_start, _M.around_end).label("sentence"),
            _M.start,
            _M.end,
        )
        query = query.join_from(topic_mention, article).join(topic, _T.key == _M.topic_key)
        query = query.outerjoin(entity, _E.id == _M.entity_id).outerjoin(
            quote, (_Q.id == _M.quote_id) & (_Q.state != REJECTED)
        )
        return rows_of(connection, query, _M.id, ordered(numbers, *keys, first=offset, most=limit))


def count_topic_mentions(engine: Engine, filters: Filters) -> int:
    """Return how many mentions `topic_mentions` would list without a limit."""
    with reading(engine) as connection:
        asked = scope(connection, filters)
        in_use = asked.topic_places(row.key for row in topics_in_use(connection)) > 0
        return int(np.count_nonzero(asked.mentions() & in_use))


def topics_by_day(engine: Engine, filters: Filters, *, every: str = "day") -> pd.DataFrame:
    """Return mentions a topic and day: ``topic``, ``day``, ``mentions``; ``every`` is "day", "week" or "month"."""
    with reading(engine) as connection:
        asked = scope(connection, filters)
        topics = topics_in_use(connection)
        places, days = asked.topic_places(row.key for row in topics), asked.columns["topic_mention"]["day"]
        left = asked.mentions() & (places > 0) & (days > 0)
    (of, steps), counts = tally(places[left], step_of(days[left], every))
    titles = [topics[i - 1].title for i in of.tolist()]
    return table({"topic": titles, "day": days_of(steps), "mentions": counts.tolist()})


def actor_by_topic(engine: Engine, filters: Filters, *, actors: int = 50) -> pd.DataFrame:
    """Return who names which topic how often: ``speaker``, ``entity_id``, ``topic``, ``mentions``, the busiest first.

    ``entity_id`` and ``speaker`` are None for what no named actor says: the article itself.
    """
    with reading(engine) as connection:
        asked = scope(connection, filters)
        topics = topics_in_use(connection)
        places = asked.topic_places(row.key for row in topics)
        left = asked.mentions() & (places > 0)
        speakers = asked.columns["topic_mention"]["entity_id"][left]
        roots = np.where(speakers > 0, roots_of(asked.columns, speakers) + 1, 1)  # 1: nobody; hidden ones are below
        roots[(speakers > 0) & (roots == 1)] = 0
        top, _ = ranked(roots, actors)
        (whose, of), counts = tally(roots, places[left])
        names = names_of_roots(connection, top - 1)
    rank = {root: i for i, root in enumerate(top.tolist())}
    cells = zip(whose.tolist(), of.tolist(), counts.tolist(), strict=True)
    rows = [(rank[root], -n, topics[place - 1].title, root - 1) for root, place, n in cells if root in rank]
    rows.sort(key=lambda row: row[:3])
    columns = {
        "speaker": [names.get(root) for *_, root in rows],
        "entity_id": [root or None for *_, root in rows],
        "topic": [title for _, _, title, _ in rows],
        "mentions": [-n for _, n, _, _ in rows],
    }
    return pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in columns.items()})


def rising(engine: Engine, filters: Filters | None = None, *, until: date, days: int = 30) -> pd.DataFrame:
    """Return each topic's mentions in the last ``days`` to ``until`` and in as many before: the most risen first.

    Columns: ``topic``, ``now``, ``before``, ``change``. The days of the filters do not count: these do.
    """
    start = until - timedelta(days=days - 1)
    around = replace(filters or Filters(), first=start - timedelta(days=days), last=until)
    table = topics_by_day(engine, around)
    recent = table["day"].map(lambda day: day >= start).astype(bool)
    sums = {
        name: table[rows].groupby("topic")["mentions"].sum() for name, rows in (("now", recent), ("before", ~recent))
    }
    found = pd.DataFrame(sums).fillna(0).astype(int).rename_axis("topic").reset_index()
    found["change"] = found["now"] - found["before"]
    return found.sort_values(["change", "topic"], ascending=[False, True], ignore_index=True)
