"""The analyst's topics, and finding them in all that is stored without reading it again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from dashboard.store import applying, links, rows
from dashboard.store.schema import article, decision, quote, quote_topic, topic, topic_mention
from dashboard.store.transactions import Writer, raise_number, reading, writing
from extract.model import Layout, Span
from extract.rulebook import read_rules
from extract.topics import Topic, check_topics, find_topics, read_topics, topic_key

BATCH = 250  # articles a transaction: readers and other writers come in between
TOPICS = "topics"  # the number in `meta` that rises with each change of a topic
Progress = Callable[[int, int], None]
_T = topic.c


def seed(connection: Connection) -> None:
    """Bring in the topics that come along, if the table has none."""
    if connection.execute(select(func.count()).select_from(topic)).scalar():
        return
    tables = read_rules("topics")
    connection.execute(
        insert(topic),
        [
            {**_columns(found), "key": key, "builtin": True, "position": i, "active": True}
            for i, (key, found) in enumerate(zip(tables, read_topics(tables), strict=True))
        ],
    )


def load_topics(engine: Engine) -> dict[str, Topic]:
    """Return the topics by key, in the order shown."""
    with reading(engine) as connection:
        return _load(connection)


def new_key(connection: Connection, title: str) -> str:
    """Return a key for a new topic: its title's letters and digits, with a number where that is taken."""
    return topic_key(title, set(connection.execute(select(_T.key)).scalars()))


def stored(connection: Connection, key: str) -> dict[str, Any] | None:
    """Return a topic's columns; None where there is none."""
    row = connection.execute(select(topic).where(_T.key == key)).mappings().first()
    return dict(row) if row else None


def put(writer: Writer, key: str, new: Topic) -> None:
    """Save a topic under its key, new or changed.

    Raises:
        RuleError: it would find nothing, or has a title or phrase of another.
    """
    before = stored(writer.connection, key)
    last = writer.connection.execute(select(func.max(_T.position))).scalar()
    base = before or {"builtin": False, "position": (last or 0) + 1}
    restore(writer, key, {"builtin": base["builtin"], "position": base["position"], **_columns(new), "active": True})


def restore(writer: Writer, key: str, columns: dict[str, Any] | None) -> None:
    """Write a topic's columns as they are given; None: there was none, so it is put out of use.

    Raises:
        RuleError: it would find nothing, or has a title or phrase of another that is in use.
    """
    if columns is not None and columns["active"]:
        check_topics([*(t for k, t in _load(writer.connection).items() if k != key), _topic(columns)])
    known = stored(writer.connection, key)
    if columns is None:
        writer.connection.execute(update(topic).where(_T.key == key).values(active=False))
    elif known is None:
        writer.connection.execute(insert(topic).values(**{**columns, "key": key}))
    else:
        writer.connection.execute(update(topic).where(_T.key == key).values(**{**columns, "key": key}))
    raise_number(writer.connection, TOPICS)


def tag(writer: Writer, no: int, text: str, layout: Layout, day: date | None, quotes: Sequence[dict[str, Any]]) -> None:
    """Insert the mentions of all topics in one article; ``quotes`` are the article's rows."""
    found = _mentions(writer, _load(writer.connection), text, layout, quotes)
    writer.many(topic_mention, [{**row, "article_no": no, "day": day} for row in found])


def retag(engine: Engine, keys: Sequence[str], *, progress: Progress | None = None) -> int:
    """Find the topics of ``keys`` in all stored articles, batch by batch; return the number of mentions.

    ``progress`` is told how many articles are done and how many there are. Stopping in the middle leaves each article
    as it was or as it shall be; run it again to finish. Removed topics lose their mentions.
    """
    with reading(engine) as connection:
        nos = list(connection.execute(select(article.c.no).order_by(article.c.no)).scalars())
    mentions = 0
    for i in range(0, len(nos), BATCH):
        with writing(engine) as writer:
            mentions += _retag(writer, nos[i : i + BATCH], keys)
        if progress:
            progress(min(i + BATCH, len(nos)), len(nos))
    return mentions


def _retag(writer: Writer, nos: Sequence[int], keys: Sequence[str]) -> int:
    connection = writer.connection
    a, q, t = article.c, quote.c, topic_mention.c
    active = {k: v for k, v in _load(connection).items() if k in keys}
    connection.execute(delete(topic_mention).where(t.article_no.in_(nos), t.topic_key.in_(keys)))
    spoken = select(q.id).where(q.article_no.in_(nos))
    connection.execute(delete(quote_topic).where(quote_topic.c.topic_key.in_(keys), quote_topic.c.quote_id.in_(spoken)))
    inserted: list[dict[str, Any]] = []
    if active:
        quotes: dict[int, list[dict[str, Any]]] = {}
        columns = (q.id, q.article_no, q.start, q.end, q.entity_id, q.nested, q.state, q.spans)
        for said in connection.execute(select(*columns).where(q.article_no.in_(nos)).order_by(q.start)).mappings():
            quotes.setdefault(said["article_no"], []).append(dict(said))
        for row in connection.execute(select(a.no, a.text, a.layout, a.published).where(a.no.in_(nos))):
            found = _mentions(writer, active, row.text, rows.read_layout(row.layout), quotes.get(row.no, ()))
            inserted += [{**m, "article_no": row.no, "day": row.published} for m in found]
        writer.many(topic_mention, inserted)
    decided = _decided(connection, nos)
    if decided:
        applying.apply_all(writer, decided)
        links.refresh(writer, decided)
    if active:
        plain = [no for no in nos if no not in decided]
        for key in active:
            connection.execute(links.link_topics(plain, key))
    return len(inserted)


def _decided(connection: Connection, nos: Sequence[int]) -> list[int]:
    query = select(article.c.no).join_from(article, decision, decision.c.article_id == article.c.id)
    return list(connection.execute(query.where(article.c.no.in_(nos)).distinct()).scalars())


def _mentions(
    writer: Writer, topics: dict[str, Topic], text: str, layout: Layout, quotes: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    keys = {found.title: key for key, found in topics.items()}
    outer = sorted((q for q in quotes if not q["nested"]), key=lambda q: q["start"])
    mentions = []
    for found in find_topics(text, layout, list(topics.values())):
        said = _said_in(outer, found.span)
        paragraph = rows.around(layout, found.span)
        mentions.append(
            {
                "id": writer.take(topic_mention),
                "topic_key": keys[found.topic],
                "quote_id": said["id"] if said else None,
                "entity_id": said["entity_id"] if said and said["state"] != links.REJECTED else None,
                "shown": True,
                "start": found.span.start,
                "end": found.span.end,
                "around_start": paragraph.start,
                "around_end": paragraph.end,
                "state": "found",
            }
        )
    return mentions


def _said_in(quotes: Sequence[dict[str, Any]], span: Span) -> Any:
    """The quotation of which a stretch holds the span; ``quotes`` are by start and do not lie in each other."""
    last = bisect_right(quotes, span.start, key=lambda q: q["start"])
    for said in reversed(quotes[max(last - 3, 0) : last]):  # a split one may reach over the next two
        stretches = said["spans"] or [[said["start"], said["end"]]]
        if any(start <= span.start and span.end <= end for start, end in stretches):
            return said
    return None


def _load(connection: Connection) -> dict[str, Topic]:
    found = connection.execute(select(topic).where(_T.active).order_by(_T.position, _T.key)).mappings().all()
    return {row["key"]: _topic(dict(row)) for row in found}


def _topic(columns: Mapping[str, Any]) -> Topic:
    return Topic(columns["title"], tuple(columns["phrases"]), tuple(columns["not_in"]), columns["pattern"])


def _columns(found: Topic) -> dict[str, Any]:
    return {
        "title": found.title,
        "phrases": list(found.phrases),
        "not_in": list(found.not_in),
        "pattern": found.pattern,
    }
