"""Who said what: quotations, who speaks most and when, the same statement in several articles, and about whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pandas as pd
from sqlalchemy import Engine, func, select

from dashboard.store.dialect import step_of
from dashboard.store.filters import Filters
from dashboard.store.queries.scope import (
    CANDIDATES,
    Scope,
    busiest,
    excerpt,
    frame,
    ids_of,
    of_quotes,
    paged,
    scope,
    with_lists,
)
from dashboard.store.schema import article, entity, quote, quote_about, quote_topic, topic
from dashboard.store.transactions import reading

_A, _E, _Q = article.c, entity.c, quote.c


def quotes(engine: Engine, filters: Filters, *, limit: int | None = None, offset: int = 0) -> pd.DataFrame:
    """Return the quotations of speech, newest first; ``topics`` is a tuple, ``entity_id`` the speaker's root.

    ``day`` is the day it was said on where the article tells, else that of publication; ``copies`` is how many
    articles carry the statement.
    """
    with reading(engine) as connection:
        asked = scope(connection, filters)
        page = (asked.listing() if limit else asked).quotes(select(_Q.id)).order_by(_Q.day.desc().nulls_last(), _Q.id)
        page = paged(page, limit, offset).subquery()
        query = _columns().where(_Q.id.in_(select(page.c.id))).order_by(_Q.day.desc().nulls_last(), _Q.id)
        return _with_topics(asked, frame(connection, query))


def quotes_by_id(engine: Engine, quote_ids: list[int]) -> pd.DataFrame:
    """Return quotations of these numbers, as `quotes` does; those that are gone are left out."""
    with reading(engine) as connection:
        query = _columns().where(_Q.id.in_(quote_ids)).order_by(_Q.day.desc().nulls_last(), _Q.id)
        return _with_topics(scope(connection, Filters()), frame(connection, query))


def count_quotes(engine: Engine, filters: Filters) -> int:
    """Return how many quotations `quotes` would list without a limit."""
    with reading(engine) as connection:
        asked = scope(connection, of_quotes(filters))
        days = asked.quote_days()
        if days is not None:
            query = select(func.coalesce(func.sum(days.subquery().c.quotes), 0))
        else:
            query = select(func.count()).select_from(asked.tally("id").subquery())
        return int(connection.execute(query).scalar_one())


def top_speakers(engine: Engine, filters: Filters, *, limit: int = 25) -> pd.DataFrame:
    """Return who speaks most: ``entity_id`` (root), ``speaker``, ``quotes``; hidden actors are left out."""
    with reading(engine) as connection:
        asked = scope(connection, of_quotes(filters))
        known = _among_the_busiest(asked, limit)
        return frame(connection, _top(asked, limit)) if known is None else known


def quotes_by_day(engine: Engine, filters: Filters, *, speakers: int = 25, every: str = "day") -> pd.DataFrame:
    """Return quotations a speaker, day and kind: ``speaker``, ``entity_id``, ``day``, ``kind``, ``quotes``.

    Only the busiest ``speakers``, in that order; ``every`` is "day", "week" or "month". `top_speakers` has the totals.
    """
    with reading(engine) as connection:
        asked = scope(connection, of_quotes(filters))
        if asked.actors is None:
            roots = ids_of(frame(connection, _top(asked, speakers)), "entity_id")
            members = select(_E.id).where(_E.root_id.in_(roots))
            asked = replace(asked, actors=tuple(connection.execute(members).scalars()))
        theirs = asked.tally("entity_id", "day", "kind").subquery().c
        own: Any = select(theirs.entity_id, theirs.day, theirs.kind, func.count().label("n"))
        per = own.group_by(theirs.entity_id, theirs.day, theirs.kind).subquery()  # along the index; then added up
        step, total = step_of(connection, per.c.day, every).label("day"), func.sum(per.c.n).label("quotes")
        query = select(_E.shown_name.label("speaker"), _E.root_id.label("entity_id"), step, per.c.kind, total)
        query = query.join_from(per, entity, _E.id == per.c.entity_id).where(~_E.hidden)
        table = frame(connection, query.group_by(_E.root_id, _E.shown_name, step, per.c.kind))
    totals = table.groupby("entity_id")["quotes"].sum()
    busiest_first = sorted(totals.index, key=lambda root: (-totals[root], root))[:speakers]
    rank = table["entity_id"].map({root: i for i, root in enumerate(busiest_first)})
    dated = table.assign(rank=rank)[rank.notna() & table["day"].notna()]
    return dated.sort_values(["rank", "day", "kind"], ignore_index=True).drop(columns="rank")


def statements(engine: Engine, filters: Filters, *, limit: int = 50, offset: int = 0) -> pd.DataFrame:
    """Return each statement once, newest first: as `quotes`, with ``sources`` (a tuple), ``copies`` of them.

    Of a statement's quotations within the filters the newest is shown.
    """
    with reading(engine) as connection:
        asked = scope(connection, filters)
        ids = _newest_of_each(asked, limit, offset)
        query = _columns().where(_Q.id.in_(ids)).order_by(_Q.day.desc().nulls_last(), _Q.id)
        table = _with_topics(asked, frame(connection, query))
        where = select(_Q.statement_id, func.coalesce(_A.source, "source unknown")).join_from(quote, article)
        where = where.where(_Q.statement_id.in_(ids_of(table, "statement_id")), _Q.shown).order_by(_Q.id)
        return with_lists(connection, table, "statement_id", "sources", where)


def _newest_of_each(asked: Scope, limit: int, offset: int) -> list[int]:
    """The newest quotation of each statement of a page: most statements have but one, so few more are read."""
    if asked.by_topic:
        links = asked.tally("id", "day")
        links = links.order_by(links.selected_columns.day.desc().nulls_last(), links.selected_columns.id)
    else:
        query = asked.listing().quotes(select(_Q.id, _Q.statement_id)).order_by(_Q.day.desc().nulls_last(), _Q.id)
    wanted, window = offset + limit, offset + 2 * limit
    while True:
        if asked.by_topic:
            page = links.limit(window).subquery()
            query = select(_Q.id, _Q.statement_id).join_from(page, quote, _Q.id == page.c.id)
            query = query.order_by(page.c.day.desc().nulls_last(), page.c.id)
        rows = asked.connection.execute(query.limit(window)).all()
        first = {row.statement_id: row.id for row in reversed(rows)}
        if len(first) >= wanted or len(rows) < window:
            shown = set(first.values())
            return [row.id for row in rows if row.id in shown][offset:wanted]
        window *= 4


def about_whom(engine: Engine, filters: Filters, *, limit: int = 25) -> pd.DataFrame:
    """Return who is named most inside the quotations: ``entity_id`` (root), ``about``, ``quotes``."""
    filters = of_quotes(filters)
    with reading(engine) as connection:
        b = quote_about.c
        asked = scope(connection, filters)
        per: Any = select(b.entity_id, func.count().label("n"))
        if filters.is_empty:
            per = select(_E.id.label("entity_id"), _E.named.label("n")).where(_E.named > 0)
        elif asked.only_linked:
            per = asked.linked(per, quote_about, b.speaker_id).group_by(b.entity_id)
        else:
            per = per.where(b.quote_id.in_(asked.tally("id"))).group_by(b.entity_id)
        return frame(connection, busiest(per, limit, "about", "quotes"))


def _among_the_busiest(asked: Scope, limit: int) -> pd.DataFrame | None:
    """`top_speakers`, counted for those only who speak most at all; None where somebody else may come before them.

    That saves sorting all that the filters leave: each one's quotations are a stretch of an index.
    """
    if asked.actors is not None or asked.words or not asked.only_linked or asked.filters.is_empty:
        return None
    bound = select(_E.quotes).order_by(_E.quotes.desc()).offset(CANDIDATES).limit(1)
    others_at_most = asked.connection.execute(bound).scalar() or 0
    first = select(_E.id).where(_E.quotes > 0).order_by(_E.quotes.desc()).limit(CANDIDATES).subquery()
    roots = select(_E.root_id).where(_E.id.in_(select(first.c.id)))
    own = asked.quotes(select(func.count()).select_from(quote)).where(_Q.entity_id == _E.id).correlate(entity)
    each = select(_E.root_id, _E.shown_name, own.scalar_subquery().label("n"))
    said: Counter[tuple[int, str]] = Counter()
    for row in asked.connection.execute(each.where(_E.root_id.in_(roots), ~_E.hidden)):
        said[row.root_id, row.shown_name] += row.n
    top = sorted(((n, *who) for who, n in said.items() if n), key=lambda t: (-t[0], t[1]))[:limit]
    if others_at_most and (len(top) < limit or top[-1][0] < others_at_most):
        return None
    columns = {"entity_id": [t[1] for t in top], "speaker": [t[2] for t in top], "quotes": [t[0] for t in top]}
    return pd.DataFrame(
        {name: pd.Series(v, dtype=None if v and name != "speaker" else object) for name, v in columns.items()}
    )


def _top(asked: Scope, limit: int) -> Any:
    """The busiest speakers: from the totals where nothing else is filtered, else counted."""
    if asked.filters == Filters(actors=asked.filters.actors):
        per: Any = select(_E.id.label("entity_id"), _E.quotes.label("n")).where(_E.quotes > 0)
        if asked.actors is not None:
            per = per.where(_E.id.in_(asked.actors))
    else:
        said = asked.tally("entity_id").subquery().c
        per = select(said.entity_id, func.count().label("n")).where(said.entity_id.is_not(None))
        per = per.group_by(said.entity_id)
    return busiest(per, limit, "speaker", "quotes")


def _columns() -> Any:
    query: Any = select(
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
    return query.join_from(quote, article).outerjoin(entity, _E.id == _Q.entity_id)


def _with_topics(asked: Scope, table: pd.DataFrame) -> pd.DataFrame:
    connection = asked.connection
    t = quote_topic.c
    query = select(t.quote_id, topic.c.title).join_from(quote_topic, topic, topic.c.key == t.topic_key)
    ids = ids_of(table, "quote_id")
    chosen = t.quote_id.in_(ids) if len(ids) < 20_000 else t.quote_id.between(min(ids), max(ids))
    table = with_lists(
        connection, table, "quote_id", "topics", query.where(chosen, topic.c.active).order_by(topic.c.position)
    )
    same = ids_of(table, "statement_id")
    if not same or len(same) >= 20_000:
        table["copies"] = 1
        return table
    counts = select(_Q.statement_id, func.count(func.distinct(_Q.article_no))).where(_Q.shown)
    found: dict[int, int] = dict(
        connection.execute(counts.where(_Q.statement_id.in_(same)).group_by(_Q.statement_id)).all()
    )
    table["copies"] = [found.get(i, 1) for i in same]
    return table
