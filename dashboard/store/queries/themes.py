"""Topics: their mentions, how they go over time, who speaks of which, and which rise or fall."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pandas as pd
from sqlalchemy import Engine, func, or_, select

from dashboard.store.dialect import step_of
from dashboard.store.filters import Filters
from dashboard.store.links import REJECTED
from dashboard.store.queries.scope import CANDIDATES, Scope, excerpt, frame, of_mentions, paged, scope
from dashboard.store.schema import article, entity, quote, topic, topic_day, topic_mention
from dashboard.store.transactions import reading

_A, _E, _Q, _T, _M, _D = article.c, entity.c, quote.c, topic.c, topic_mention.c, topic_day.c


def topic_mentions(
    engine: Engine, filters: Filters, *, limit: int | None = None, offset: int = 0, by_nobody: bool = False
) -> pd.DataFrame:
    """Return the mentions of topics, newest article first, with the speaker of the quotation each stands in.

    ``by_nobody`` narrows to those that no named actor says.
    """
    with reading(engine) as connection:
        asked = scope(connection, of_mentions(filters))
        order = (_M.day.desc().nulls_last(), _M.article_no, _M.start)
        mine = asked.mentions(select(_M.id)).join_from(topic_mention, topic, _T.key == _M.topic_key).where(_T.active)
        mine = mine.where(_M.entity_id.is_(None)) if by_nobody else mine
        page = paged(mine.order_by(*order), limit, offset).subquery()
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
        return frame(connection, query.where(_M.id.in_(select(page.c.id))).order_by(*order))


def count_topic_mentions(engine: Engine, filters: Filters) -> int:
    """Return how many mentions `topic_mentions` would list without a limit."""
    with reading(engine) as connection:
        asked = scope(connection, of_mentions(filters))
        query = asked.mentions(select(func.count()).select_from(topic_mention))
        return int(connection.execute(query.join(topic, _T.key == _M.topic_key).where(_T.active)).scalar_one())


def topics_by_day(engine: Engine, filters: Filters, *, every: str = "day") -> pd.DataFrame:
    """Return mentions a topic and day: ``topic``, ``day``, ``mentions``; ``every`` is "day", "week" or "month"."""
    with reading(engine) as connection:
        asked = scope(connection, of_mentions(filters))
        if asked.only_days:
            days: Any = _within(asked, select(_D.topic_key, _D.day, _D.mentions.label("n")).where(_D.mentions > 0))
        else:
            days = asked.mentions(select(_M.topic_key, _M.day, func.count().label("n")))
            days = days.where(_M.day.is_not(None)).group_by(_M.topic_key, _M.day)
        per = days.subquery()
        step = step_of(connection, per.c.day, every).label("day")
        query = select(_T.title.label("topic"), step, func.sum(per.c.n).label("mentions"))
        query = query.join_from(per, topic, _T.key == per.c.topic_key).where(_T.active)
        return frame(connection, query.group_by(_T.position, _T.title, step).order_by(_T.position, _T.title, step))


def actor_by_topic(engine: Engine, filters: Filters, *, actors: int = 50) -> pd.DataFrame:
    """Return who names which topic how often: ``speaker``, ``entity_id``, ``topic``, ``mentions``, the busiest first.

    ``entity_id`` and ``speaker`` are None for what no named actor says: the article itself.
    """
    with reading(engine) as connection:
        asked = scope(connection, of_mentions(filters))
        times = func.count().label("n")
        busy = asked.mentions(select(_M.entity_id, times)).where(_M.entity_id.is_not(None)).group_by(_M.entity_id)
        ids = list(connection.execute(busy.order_by(times.desc()).limit(max(CANDIDATES, actors))).scalars())
        own = asked.mentions(select(_M.entity_id, _M.topic_key, times)).group_by(_M.entity_id, _M.topic_key)
        whose: list[Any] = [_M.entity_id.in_(ids), _M.entity_id.is_(None)]  # each along the index of speakers
        if asked.words:  # else the articles that hold the words are walked through twice
            whose = [or_(*whose)]
        counted = [row for chosen in whose for row in connection.execute(own.where(chosen))]
        query = select(_E.id, _E.root_id, _E.shown_name).where(_E.id.in_(ids), ~_E.hidden)
        roots: dict[int | None, tuple[int | None, str | None]] = {None: (None, None)}
        roots.update({row.id: (row.root_id, row.shown_name) for row in connection.execute(query)})
        titles = dict(connection.execute(select(_T.key, _T.title).where(_T.active)).all())
    cells: Counter[tuple[int | None, str | None, str]] = Counter()
    for entity_id, key, n in counted:
        if key in titles and entity_id in roots:
            cells[(*roots[entity_id], titles[key])] += n
    whole: Counter[int | None] = Counter()
    for (root, _, _), n in cells.items():
        whole[root] += n
    top = {root: rank for rank, (root, _) in enumerate(whole.most_common(actors))}
    rows = [(name, root, title, n) for (root, name, title), n in cells.items() if root in top]
    rows.sort(key=lambda r: (top[r[1]], -r[3], r[2]))
    columns = {"speaker": 0, "entity_id": 1, "topic": 2, "mentions": 3}
    return pd.DataFrame({name: pd.Series([r[i] for r in rows], dtype=object) for name, i in columns.items()})


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


def _within(asked: Scope, query: Any) -> Any:
    if asked.topics is not None:
        query = query.where(_D.topic_key.in_(asked.topics))
    return asked.within_days(query, _D.day)
