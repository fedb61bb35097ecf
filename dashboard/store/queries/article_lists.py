"""Articles as lists, and one article with all that is marked in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Engine, func, select

from dashboard.store.filters import Filters
from dashboard.store.queries.counting import latest_first, ordered
from dashboard.store.queries.scope import scope
from dashboard.store.queries.tables import frame, rows_of
from dashboard.store.schema import (
    actor,
    article,
    entity,
    failure,
    meeting,
    meeting_participant,
    quote,
    topic,
    topic_mention,
)
from dashboard.store.transactions import reading

WAYS: Final = {
    "direct": "quoted word for word",
    "indirect": "in the reporter's words",
    "mixed": "partly word for word",
}
_A, _E = article.c, entity.c


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of an article with what it is and how it was found.

    ``finding`` and ``row_id`` say which quotation, meeting, topic mention or actor (its position) a decision is about;
    ``name`` is an actor's in this article. What was rejected is there too, in that state.
    """

    start: int
    end: int
    kind: str
    label: str
    why: str
    finding: str | None = None
    row_id: int | None = None
    state: str = "found"
    name: str | None = None


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article as its page shows it; ``copies`` are (id, source) of its near copies."""

    id: str
    title: str | None
    source: str | None
    published: date | None
    basis: str | None
    candidates: tuple[str, ...]
    text: str
    marks: tuple[Mark, ...]
    copies: tuple[tuple[str, str | None], ...] = ()


def articles(
    engine: Engine, filters: Filters, *, limit: int | None = None, offset: int = 0, added_last: bool = False
) -> pd.DataFrame:
    """Return the articles, newest first, with counts of what was found; ``story`` is the same for near copies.

    ``added_last`` puts those first that were added last, whenever they were published.
    """

    def count(table: Any) -> Any:
        return select(func.count()).where(table.c.article_no == _A.no, table.c.shown).scalar_subquery()

    with reading(engine) as connection:
        asked = scope(connection, filters)
        left = np.flatnonzero(asked.articles())
        keys = () if added_last else (latest_first(asked.columns["article"]["published"][left]),)
        page = ordered(left, *keys, -left, first=offset, most=limit)
        query: Any = select(
            _A.no,
            _A.id.label("article_id"),
            _A.title,
            _A.source,
            _A.file_name,
            _A.published,
            _A.published_basis,
            _A.candidates,
            _A.added_at,
            _A.words,
            _A.story_no.label("story"),
            count(quote).label("quotes"),
            count(meeting).label("meetings"),
            count(topic_mention).label("topics"),
        )
        return rows_of(connection, query, _A.no, page).drop(columns="no")


def count_articles(engine: Engine, filters: Filters) -> int:
    """Return how many articles `articles` would list without a limit."""
    with reading(engine) as connection:
        return int(np.count_nonzero(scope(connection, filters).articles()))


def article_page(engine: Engine, article_id: str) -> ArticlePage | None:
    """Return one article with its marks in reading order; None where it is not stored."""
    with reading(engine) as connection:
        row = connection.execute(select(article).where(_A.id == article_id)).mappings().first()
        if row is None:
            return None
        copies = connection.execute(
            select(_A.id, _A.source).where(_A.story_no == row["story_no"], _A.no != row["no"]).order_by(_A.no)
        )
        marks = sorted(_marks(connection, row["no"]), key=lambda m: (m.start, -m.end))
        return ArticlePage(
            row["id"],
            row["title"],
            row["source"],
            row["published"],
            row["published_basis"],
            tuple(row["candidates"]),
            row["text"],
            tuple(marks),
            tuple((c.id, c.source) for c in copies),
        )


def find_articles(engine: Engine, typed: str, *, limit: int = 20) -> pd.DataFrame:
    """Return articles that hold the words typed, newest first: what a search box offers. Any string is safe."""
    return articles(engine, Filters(search=typed), limit=limit)


def failures(engine: Engine) -> pd.DataFrame:
    """Return the files that could not be read, the latest first: ``file_name``, ``tries``, ``reason``, ``at``."""
    f = failure.c
    with reading(engine) as connection:
        return frame(connection, select(f.key, f.file_name, f.tries, f.reason, f.at).order_by(f.at.desc(), f.key))


def _marks(connection: Connection, no: int) -> Iterator[Mark]:
    yield from _quote_marks(connection, no)
    yield from _meeting_marks(connection, no)
    yield from _topic_marks(connection, no)
    yield from _actor_marks(connection, no)


def _topic_marks(connection: Connection, no: int) -> Iterator[Mark]:
    t = topic_mention.c
    query = select(t.id, t.start, t.end, t.state, topic.c.title).join_from(
        topic_mention, topic, topic.c.key == t.topic_key
    )
    for row in connection.execute(query.where(t.article_no == no, topic.c.active)):
        yield Mark(row.start, row.end, "topic", f"Topic: {row.title}", "one of your topics", "topic", row.id, row.state)


def _actor_marks(connection: Connection, no: int) -> Iterator[Mark]:
    a = actor.c
    query = select(a.spans, a.kind, a.position, a.name, a.state, _E.shown_name, _E.shown_kind)
    query = query.join_from(actor, entity, _E.id == a.entity_id)
    for row in connection.execute(query.where(a.article_no == no, ~_E.hidden)):
        for start, end, form, rule in row.spans:
            if form != "pronoun":
                of = ("actor", row.position, row.state, row.name)
                yield Mark(start, end, "actor", f"{row.shown_name} ({row.shown_kind})", rule, *of)


def _quote_marks(connection: Connection, no: int) -> Iterator[Mark]:
    q = quote.c
    who = func.coalesce(_E.shown_name, q.speaker).label("who")
    query = select(quote, who).join_from(quote, entity, _E.id == q.entity_id, isouter=True)
    for row in connection.execute(query.where(q.article_no == no, ~q.nested)).mappings():
        name = row["who"] or "speaker not named"
        of = ("quote", row["id"], row["state"])
        sure = f"{row['confidence']:.0%} sure; {row['method']}"
        for start, end in row["spans"] or [[row["start"], row["end"]]]:
            yield Mark(start, end, "quote", f"{name}: {WAYS[row['kind']]}", sure, *of)
        if row["speaker_start"] is not None:
            yield Mark(row["speaker_start"], row["speaker_end"], "speaker", f"Speaker: {name}", row["method"], *of)
        if row["cue_start"] is not None:
            yield Mark(row["cue_start"], row["cue_end"], "cue", f"Says that {name} speaks", row["method"], *of)


def _meeting_marks(connection: Connection, no: int) -> Iterator[Mark]:
    m, p = meeting.c, meeting_participant.c
    seated: dict[int, list[str]] = {}
    query = select(p.meeting_id, func.coalesce(_E.shown_name, p.name)).join_from(meeting, meeting_participant)
    query = query.outerjoin(entity, _E.id == p.entity_id).where(m.article_no == no).order_by(p.meeting_id, p.position)
    for meeting_id, name in connection.execute(query):
        seated.setdefault(meeting_id, []).append(name)
    for row in connection.execute(select(meeting).where(m.article_no == no)).mappings():
        label = f"{row['kind'].capitalize()}, {row['status'].replace('_', ' ')}: {', '.join(seated.get(row['id'], ()))}"
        for start, end in row["spans"]:
            yield Mark(start, end, "meeting", label, row["rule"], "meeting", row["id"], row["state"])
