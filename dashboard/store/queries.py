"""One function a question. Each reads rows that the page shows, narrowed by the filters, into a table."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Engine, and_, exists, func, or_, select

from dashboard.store import schema
from dashboard.store.filters import Filters

_ARTICLE = schema.article.c


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be filtered by, the commonest first, and the first and last day of publication."""

    actors: tuple[str, ...]
    topics: tuple[str, ...]
    sources: tuple[str, ...]
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of an article with what it is and how it was found."""

    start: int
    end: int
    kind: str
    label: str
    why: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article as its page shows it."""

    id: str
    title: str | None
    source: str | None
    published: date | None
    basis: str | None
    candidates: tuple[str, ...]
    text: str
    marks: tuple[Mark, ...]


def data_version(engine: Engine) -> tuple[int, str]:
    """Return what changes whenever articles are added or removed: their number and the last time of adding."""
    with _reading(engine) as connection:
        count, last = connection.execute(select(func.count(), func.max(_ARTICLE.added_at))).one()
        return int(count), str(last)


def articles(engine: Engine, filters: Filters) -> pd.DataFrame:
    """Return the articles, newest first, with counts of what was found."""

    def count(table: Any) -> Any:
        return select(func.count()).where(table.c.article_id == _ARTICLE.id).scalar_subquery()

    query: Any = select(
        _ARTICLE.id.label("article_id"),
        _ARTICLE.title,
        _ARTICLE.source,
        _ARTICLE.file_name,
        _ARTICLE.published,
        _ARTICLE.published_basis,
        _ARTICLE.candidates,
        _ARTICLE.added_at,
        _ARTICLE.words,
        count(schema.quote).label("quotes"),
        count(schema.meeting).label("meetings"),
        count(schema.topic_mention).label("topics"),
    )
    query = _in_articles(query, filters)
    if filters.actors:
        query = query.where(
            exists().where(schema.actor.c.article_id == _ARTICLE.id, schema.actor.c.name.in_(filters.actors))
        )
    if filters.topics:
        query = query.where(_article_has_topic(filters))
    return _frame(engine, query.order_by(_ARTICLE.published.desc(), _ARTICLE.added_at.desc()))


def quotes(engine: Engine, filters: Filters) -> pd.DataFrame:
    """Return the quotations of speech, newest article first and in reading order; ``topics`` is a tuple."""
    q = schema.quote.c
    query: Any = select(
        q.id.label("quote_id"),
        q.article_id,
        _ARTICLE.title,
        _ARTICLE.source,
        _ARTICLE.published,
        q.speaker,
        q.text,
        q.sentence,
        q.kind,
        q.speech,
        q.method,
        q.confidence,
        q.start,
        q.end,
    ).join_from(schema.quote, schema.article)
    query = _in_articles(query.where(q.speech), filters)
    if filters.actors:
        query = query.where(q.speaker.in_(filters.actors))
    if filters.topics:
        query = query.where(
            exists().where(schema.quote_topic.c.quote_id == q.id, schema.quote_topic.c.topic.in_(filters.topics))
        )
    table = _frame(engine, query.order_by(_ARTICLE.published.desc(), q.article_id, q.start))
    t = schema.quote_topic.c
    return _with_lists(engine, table, "quote_id", "topics", select(t.quote_id, t.topic))


def meetings(engine: Engine, filters: Filters) -> pd.DataFrame:
    """Return the meetings by day, undated ones last; ``participants`` is a tuple in the article's order."""
    m = schema.meeting.c
    p = schema.meeting_participant.c
    query: Any = select(
        m.id.label("meeting_id"),
        m.article_id,
        _ARTICLE.title,
        _ARTICLE.source,
        _ARTICLE.published,
        m.kind,
        m.status,
        m.place,
        m.occasion,
        m.start,
        m.end,
        m.original_start,
        m.date_basis,
        m.rule,
        m.confidence,
        m.evidence,
        m.evidence_start,
        m.evidence_end,
    ).join_from(schema.meeting, schema.article)
    query = _in_articles(query, filters)
    if filters.actors:
        query = query.where(exists().where(p.meeting_id == m.id, p.name.in_(filters.actors)))
    if filters.topics:
        query = query.where(_article_has_topic(filters))
    table = _frame(engine, query.order_by(m.start.is_(None), m.start, m.id))
    return _with_lists(
        engine, table, "meeting_id", "participants", select(p.meeting_id, p.name).order_by(p.meeting_id, p.position)
    )


def topic_mentions(engine: Engine, filters: Filters) -> pd.DataFrame:
    """Return the mentions of topics, newest article first, with the speaker of the quotation each stands in."""
    t = schema.topic_mention.c
    query: Any = select(
        t.topic,
        t.article_id,
        _ARTICLE.title,
        _ARTICLE.source,
        _ARTICLE.published,
        t.speaker,
        t.text,
        t.sentence,
        t.start,
        t.end,
    ).join_from(schema.topic_mention, schema.article)
    query = _in_articles(query, filters)
    if filters.topics:
        query = query.where(t.topic.in_(filters.topics))
    if filters.actors:
        query = query.where(t.speaker.in_(filters.actors))
    return _frame(engine, query.order_by(_ARTICLE.published.desc(), t.article_id, t.start))


def choices(engine: Engine) -> Choices:
    """Return what can be filtered by."""
    a, t = schema.actor.c, schema.topic_mention.c
    with _reading(engine) as connection:
        names = connection.execute(
            select(a.name)
            .where(a.kind.in_(("person", "organisation", "country")))
            .group_by(a.name)
            .order_by(func.sum(a.mentions).desc(), a.name)
        ).scalars()
        topics = connection.execute(select(t.topic).group_by(t.topic).order_by(func.count().desc(), t.topic)).scalars()
        sources = connection.execute(
            select(_ARTICLE.source).where(_ARTICLE.source.is_not(None)).distinct().order_by(_ARTICLE.source)
        ).scalars()
        first, last = connection.execute(select(func.min(_ARTICLE.published), func.max(_ARTICLE.published))).one()
        return Choices(tuple(names), tuple(topics), tuple(str(s) for s in sources), first, last)


def article(engine: Engine, article_id: str) -> ArticlePage | None:
    """Return one article with its marks in reading order; None where it is not stored."""
    with _reading(engine) as connection:
        row = connection.execute(select(schema.article).where(_ARTICLE.id == article_id)).mappings().first()
        if row is None:
            return None
        m = schema.mark.c
        marks = connection.execute(
            select(m.start, m.end, m.kind, m.label, m.why)
            .where(m.article_id == article_id)
            .order_by(m.start, m.end.desc())
        )
        return ArticlePage(
            row["id"],
            row["title"],
            row["source"],
            row["published"],
            row["published_basis"],
            tuple(row["candidates"]),
            row["text"],
            tuple(Mark(*mark) for mark in marks),
        )


def _reading(engine: Engine) -> Any:
    return engine.connect().execution_options(read_only=True)


def _in_articles(query: Any, filters: Filters) -> Any:
    if filters.first:
        query = query.where(_ARTICLE.published >= filters.first)
    if filters.last:
        query = query.where(_ARTICLE.published <= filters.last)
    if filters.sources:
        query = query.where(_ARTICLE.source.in_(filters.sources))
    return query


def _article_has_topic(filters: Filters) -> Any:
    t = schema.topic_mention.c
    return exists().where(and_(t.article_id == _ARTICLE.id, or_(t.topic.in_(filters.topics))))


def _frame(engine: Engine, query: Any) -> pd.DataFrame:
    with _reading(engine) as connection:
        result = connection.execute(query)
        return pd.DataFrame(result.all(), columns=list(result.keys()))


def _with_lists(engine: Engine, table: pd.DataFrame, key: str, name: str, query: Any) -> pd.DataFrame:
    """Add a column of tuples: the second column of ``query`` by its first, which is the table's ``key``."""
    wanted = set(table[key])
    lists: dict[int, list[str]] = defaultdict(list)
    with _reading(engine) as connection:
        for row_id, value in connection.execute(query):
            if row_id in wanted:
                lists[row_id].append(value)
    table[name] = [tuple(lists[i]) for i in table[key]]
    return table
