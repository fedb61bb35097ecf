"""Who said what: quotations, who speaks most and when, the same statement in several articles, and about whom."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Engine, func, select

from dashboard.store.blocks import WORDS, Column
from dashboard.store.filters import Filters
from dashboard.store.queries.counting import (
    busiest,
    latest_first,
    looked_up,
    marked,
    names_of_roots,
    ordered,
    ranked,
    roots_of,
    step_of,
    tally,
    topics_in_use,
)
from dashboard.store.queries.scope import Scope, of_quotes, scope
from dashboard.store.queries.tables import days_of, excerpt, rows_of, table, with_lists
from dashboard.store.schema import article, entity, quote, quote_topic, topic
from dashboard.store.transactions import reading

_A, _E, _Q = article.c, entity.c, quote.c
_COLUMNS: Final[Any] = (
    select(
        _Q.id.label("quote_id"),
        _A.id.label("article_id"),
        _A.title,
        _A.source,
        _A.published,
        _Q.day,
        _E.root_id.label("entity_id"),
        func.coalesce(_E.shown_name, _Q.speaker).label("speaker"),
        _Q.text,
        excerpt(_Q.around_start, _Q.around_end).label("sentence"),
        _Q.kind,
        _Q.speech,
        _Q.method,
        _Q.confidence,
        _Q.state,
        _Q.audience,
        _Q.venue,
        _Q.said_first,
        _Q.said_last,
        _Q.statement_id,
        _Q.start,
        _Q.end,
    )
    .join_from(quote, article)
    .outerjoin(entity, _E.id == _Q.entity_id)
)


def quotes(engine: Engine, filters: Filters, *, limit: int | None = None, offset: int = 0) -> pd.DataFrame:
    """Return the quotations of speech, newest first; ``topics`` is a tuple, ``entity_id`` the speaker's root.

    ``day`` is the day it was said on where the article tells, else that of publication; ``copies`` is how many
    articles carry the statement.
    """
    with reading(engine) as connection:
        asked = scope(connection, filters)
        left = np.flatnonzero(asked.quotes())
        days = asked.columns["quote"]["day"][left]
        return quote_rows(connection, ordered(left, latest_first(days), first=offset, most=limit))


def quotes_by_id(engine: Engine, quote_ids: list[int]) -> pd.DataFrame:
    """Return quotations of these numbers, as `quotes` does; those that are gone are left out."""
    with reading(engine) as connection:
        found = quote_rows(connection, quote_ids)
    days = found["day"].map(lambda day: -day.toordinal() if day else 0)
    return found.assign(at=days).sort_values(["at", "quote_id"], ignore_index=True).drop(columns="at")


def count_quotes(engine: Engine, filters: Filters) -> int:
    """Return how many quotations `quotes` would list without a limit."""
    with reading(engine) as connection:
        return int(np.count_nonzero(scope(connection, of_quotes(filters)).quotes()))


def top_speakers(engine: Engine, filters: Filters, *, limit: int = 25) -> pd.DataFrame:
    """Return who speaks most: ``entity_id`` (root), ``speaker``, ``quotes``; hidden actors are left out."""
    with reading(engine) as connection:
        asked = scope(connection, of_quotes(filters))
        speakers = asked.columns["quote"]["entity_id"][asked.quotes()]
        return busiest(asked.columns, speakers, limit, "speaker", "quotes")


def quotes_by_day(engine: Engine, filters: Filters, *, speakers: int = 25, every: str = "day") -> pd.DataFrame:
    """Return quotations a speaker, day and kind: ``speaker``, ``entity_id``, ``day``, ``kind``, ``quotes``.

    Only the busiest ``speakers``, in that order; ``every`` is "day", "week" or "month". `top_speakers` has the totals.
    """
    with reading(engine) as connection:
        asked = scope(connection, of_quotes(filters))
        q = asked.columns["quote"]
        left = np.flatnonzero(asked.quotes())
        roots = roots_of(asked.columns, q["entity_id"][left])
        top, _ = ranked(roots, speakers)
        place = np.zeros(int(roots.max(initial=0)) + 1, np.int64)
        place[top] = np.arange(1, len(top) + 1)
        places = place[roots]
        drawn = (places > 0) & (q["day"][left] > 0)
        left = left[drawn]
        (who, days, kinds), counts = tally(places[drawn], step_of(q["day"][left], every), q["kind"][left])
        names = names_of_roots(connection, top)
    whose = [int(top[i - 1]) for i in who]
    return table(
        {
            "speaker": [names[root] for root in whose],
            "entity_id": whose,
            "day": days_of(days),
            "kind": [WORDS[k] for k in kinds],
            "quotes": counts.tolist(),
        }
    )


def statements(engine: Engine, filters: Filters, *, limit: int = 50, offset: int = 0) -> pd.DataFrame:
    """Return each statement once, newest first: as `quotes`, with ``sources`` (a tuple), ``copies`` of them.

    Of a statement's quotations within the filters the newest is shown.
    """
    with reading(engine) as connection:
        asked = scope(connection, filters)
        found = quote_rows(connection, _newest_of_each(asked, limit, offset))
        where: Any = select(_Q.statement_id, func.coalesce(_A.source, "source unknown")).join_from(quote, article)
        where = where.where(_Q.shown).order_by(_Q.id)
        return with_lists(connection, found, "statement_id", "sources", where, _Q.statement_id)


def _newest_of_each(asked: Scope, limit: int, offset: int) -> Column:
    """The newest quotation of each statement of a page: most statements have but one, so few more are looked at."""
    q = asked.columns["quote"]
    left = np.flatnonzero(asked.quotes())
    keys = latest_first(q["day"][left])
    wanted, window = offset + limit, offset + 2 * limit
    while True:
        page = ordered(left, keys, most=window)
        _, first = np.unique(q["statement_id"][page], return_index=True)
        if len(first) >= wanted or len(page) == len(left):
            return page[np.sort(first)][offset:wanted]
        window *= 4


def about_whom(engine: Engine, filters: Filters, *, limit: int = 25) -> pd.DataFrame:
    """Return who is named most inside the quotations: ``entity_id`` (root), ``about``, ``quotes``."""
    with reading(engine) as connection:
        asked = scope(connection, of_quotes(filters))
        b = asked.columns["quote_about"]
        named = b["entity_id"][looked_up(asked.quotes(), b["quote_id"])]
        return busiest(asked.columns, named, limit, "about", "quotes")


def about_topics(engine: Engine, filters: Filters, *, limit: int = 25) -> pd.DataFrame:
    """Return which topics are named most inside the quotations: ``topic``, ``quotes``."""
    with reading(engine) as connection:
        asked = scope(connection, of_quotes(filters))
        q, t = asked.columns["quote"], asked.columns["topic_mention"]
        left = asked.quotes() & (q["shown"] > 0)
        left[0] = False  # a mention outside of quotations
        topics = topics_in_use(connection)
        places = asked.topic_places(row.key for row in topics)
        told = (t["shown"] > 0) & (places > 0) & looked_up(left, t["quote_id"])
        (of, _), _ = tally(places[told], t["quote_id"][told])  # a topic that is named twice in a quotation counts once
    counts = np.bincount(of, minlength=len(topics) + 1)[1:].tolist()
    most = sorted(((n, row.title) for n, row in zip(counts, topics, strict=True) if n), key=lambda r: (-r[0], r[1]))
    return table({"topic": [title for _, title in most[:limit]], "quotes": [n for n, _ in most[:limit]]})


def quote_months(engine: Engine, filters: Filters) -> pd.DataFrame:
    """Return how many quotations of named speakers are of each month: ``month`` (its first day), ``quotes``."""
    with reading(engine) as connection:
        asked = scope(connection, of_quotes(filters))
        q = asked.columns["quote"]
        (days,), counts = tally(q["day"][asked.quotes() & (q["day"] > 0) & (q["entity_id"] > 0)])
    months, places = np.unique(step_of(days, "month"), return_inverse=True)
    said = np.bincount(places, counts, len(months)).astype(np.int64)
    return table({"month": days_of(months), "quotes": said.tolist()})


def count_statements(engine: Engine, filters: Filters) -> int:
    """Return how many statements `statements` would list without a limit."""
    with reading(engine) as connection:
        asked = scope(connection, of_quotes(filters))
        told = asked.columns["quote"]["statement_id"][asked.quotes()]
        return int(np.count_nonzero(marked(told, int(told.max(initial=0)) + 1)))


def carried_by(engine: Engine, statement_id: int) -> pd.DataFrame:
    """Return the quotations of one statement, as `quotes`, the earliest article first."""
    same = select(_Q.id).where(_Q.statement_id == statement_id, _Q.shown)
    with reading(engine) as connection:
        ids = [int(i) for i in connection.execute(same).scalars()]
    found = quotes_by_id(engine, ids)
    return found.sort_values(["published", "quote_id"], ignore_index=True, na_position="last")


def quote_rows(connection: Connection, numbers: Column | list[int]) -> pd.DataFrame:
    """Return quotations by their numbers, in this order: as `quotes`."""
    found = rows_of(connection, _COLUMNS, _Q.id, numbers)
    t = quote_topic.c
    query: Any = select(t.quote_id, topic.c.title).join_from(quote_topic, topic, topic.c.key == t.topic_key)
    query = query.where(topic.c.active).order_by(topic.c.position)
    found = with_lists(connection, found, "quote_id", "topics", query, t.quote_id)
    carried: Any = select(_Q.statement_id, _Q.article_no).where(_Q.shown).distinct()
    found = with_lists(connection, found, "statement_id", "copies", carried, _Q.statement_id)
    found["copies"] = [len(articles) or 1 for articles in found["copies"]]
    return found
