"""Findings into the store: an article whole or not at all, and each only once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Engine, delete, select

from dashboard.store import applying, copies, links, planning, resolving, rows, statements, topics
from dashboard.store.dialect import tidy
from dashboard.store.faults import LockedError
from dashboard.store.schema import (
    actor,
    article,
    meeting,
    meeting_participant,
    quote,
    quote_about,
    quote_topic,
    topic_mention,
)
from dashboard.store.search import storable
from dashboard.store.transactions import Writer, reading, writing
from extract.model import Article, Cast, Findings

BATCH = 50  # articles a transaction in bulk
PATIENCE = 10  # times that adding waits for the lock, half a minute each
TIDY_EVERY = 400  # articles between two bringings back of the write-ahead log
_CHILDREN = (quote_topic, quote_about, quote, meeting_participant, meeting, actor, topic_mention)


@dataclass(frozen=True, slots=True)
class Changes:
    """What a new reading of an article found that the former did not, and the other way round, by kind."""

    gained: dict[str, int]
    lost: dict[str, int]

    @property
    def any(self) -> bool:
        """Whether something changed."""
        return bool(self.gained or self.lost)


def has_article(engine: Engine, article_id: str) -> bool:
    """Say whether the article is stored."""
    with reading(engine) as connection:
        return _number(connection, article_id) is not None


def add_findings(engine: Engine, findings: Findings, *, file_name: str, reader_version: str | None = None) -> bool:
    """Store an article with its findings; return False, and change nothing, where it is there already."""
    return add_many(engine, [(findings, file_name)], reader_version=reader_version)[0]


def add_many(engine: Engine, batch: Sequence[tuple[Findings, str]], *, reader_version: str | None = None) -> list[bool]:
    """Store articles (findings, file name), fifty a transaction; return which were new. Analysts' decisions on an
    article that was stored before come back with it.

    Topics are searched anew, with the store's own as they are now: a topic that was saved while an article was read
    is found in it too.
    """
    if len(batch) > BATCH:
        return [
            new
            for i in range(0, len(batch), BATCH)
            for new in add_many(engine, batch[i : i + BATCH], reader_version=reader_version)
        ]
    fresh = _unknown(engine, [f.article.id for f, _ in batch])
    if not fresh:
        return [False] * len(batch)
    for _ in range(PATIENCE - 1):
        with suppress(LockedError):  # SQLite keeps no queue: of many who write, one may wait in vain
            return _add_batch(engine, batch, reader_version)
    return _add_batch(engine, batch, reader_version)


def _add_batch(engine: Engine, batch: Sequence[tuple[Findings, str]], reader_version: str | None) -> list[bool]:
    added: list[int] = []
    told: list[bool] = []
    with writing(engine) as writer:
        for findings, file_name in batch:
            new = _number(writer.connection, findings.article.id) is None
            told.append(new)
            if new:
                added.append(_insert_article(writer, findings, file_name, reader_version))
                _insert_findings(writer, findings, added[-1])
        _settle(writer, added)
    if added and added[-1] // TIDY_EVERY != (added[0] - 1) // TIDY_EVERY:
        tidy(engine)
    return told


def replace_findings(engine: Engine, findings: Findings, *, reader_version: str | None = None) -> Changes:
    """Put what a newer reading found in the place of what the former did; every decision is applied again.

    Raises:
        LookupError: the article is not stored.
    """
    with writing(engine, durable=True) as writer:
        connection = writer.connection
        a, publication = article.c, findings.publication
        known = connection.execute(select(a.no, a.found, a.published).where(a.id == findings.article.id)).first()
        if known is None:
            raise LookupError(findings.article.id)
        no = int(known.no)
        before = _tally(connection, no)
        plans = _clear(writer, no)
        changed: dict[str, Any] = {
            "language": findings.language,
            "reader_version": reader_version,
            "layout": rows.layout_rows(findings.layout),
        }
        if known.found is None or publication.day != known.published:
            # Else it was read with the day an analyst settled: what the article itself says is kept for the undo.
            changed.update(_published(findings), found=None)
        writer.change(article, no, **changed)
        _insert_findings(writer, findings, no)
        _settle(writer, [no], plans)
        after = _tally(connection, no)
    return Changes(_by_kind(after - before), _by_kind(before - after))


def remove_article(engine: Engine, article_id: str) -> None:
    """Remove an article and all its findings. Decisions on it are kept, and come back if it is added again."""
    with writing(engine) as writer:
        no = _number(writer.connection, article_id)
        if no is None:
            return
        plans = _clear(writer, no)
        copies.forget(writer, no)
        writer.connection.execute(delete(article).where(article.c.no == no))
        planning.regroup_plans(writer, plans)


def stored_article(engine: Engine, article_id: str, *, settled: bool = True) -> Article | None:
    """Return an article as it is to be read again; a day that an analyst settled is its day of publication.

    Without ``settled`` it is returned as it first came, with the day that was given with it, if one was.
    """
    a = article.c
    with reading(engine) as connection:
        row = connection.execute(select(article).where(a.id == article_id)).first()
    if row is None:
        return None
    if row.found is not None and settled:
        return Article(row.id, row.text, row.title, row.source, row.published)
    first = row.found or {"published": row.published and row.published.isoformat(), "basis": row.published_basis}
    given = first["published"] if (first["basis"] or "").startswith("given") else None
    return Article(row.id, row.text, row.title, row.source, date.fromisoformat(given) if given else None)


def unread_by(engine: Engine, reader_version: str, *, limit: int = 1000) -> list[str]:
    """Return ids of articles that another version of the rules read, the oldest first: what reading again is for."""
    a = article.c
    query = select(a.id).where(a.reader_version.is_distinct_from(reader_version)).order_by(a.no).limit(limit)
    with reading(engine) as connection:
        return list(connection.execute(query).scalars())


def _number(connection: Connection, article_id: str) -> int | None:
    return connection.execute(select(article.c.no).where(article.c.id == article_id)).scalar()


def _unknown(engine: Engine, ids: Sequence[str]) -> set[str]:
    """Which are not stored yet: looked up before writing, so that the same again does not raise the version."""
    with reading(engine) as connection:
        known = connection.execute(select(article.c.id).where(article.c.id.in_(ids))).scalars()
        return set(ids) - set(known)


def _insert_article(writer: Writer, findings: Findings, file_name: str, reader_version: str | None) -> int:
    given = findings.article
    no = writer.take(article)
    row = {
        "no": no,
        "id": given.id,
        "title": storable(findings.title) if findings.title else None,
        "source": storable(given.source) if given.source else rows.agency(findings),
        "file_name": storable(file_name),
        **_published(findings),
        "added_at": datetime.now(UTC),
        "words": len(given.text.split()),
        "language": findings.language,
        "reader_version": reader_version,
        "story_no": copies.file_copy(writer, no, given.text),
        "layout": rows.layout_rows(findings.layout),
        "text": given.text,
    }
    writer.many(article, [row])
    return no


def _published(findings: Findings) -> dict[str, Any]:
    found = findings.publication
    return {
        "published": found.day,
        "published_basis": found.basis,
        "candidates": [d.isoformat() for d in found.candidates],
    }


def _insert_findings(writer: Writer, findings: Findings, no: int) -> None:
    text, day, layout = findings.article.text, findings.publication.day, findings.layout
    entities = resolving.resolve(writer, findings.actors, day)
    cast = Cast(findings.actors)
    base = {"article_no": no, "day": day}
    writer.many(actor, [{**base, "entity_id": entities[r["name"]], **r} for r in rows.actor_rows(findings)])
    quotes: list[dict[str, Any]] = []
    about: list[dict[str, Any]] = []
    for found in findings.quotes:
        speaker = entities.get(found.speaker_name) if found.speaker_name else None
        said = found.said_on.first if found.said_on else day
        row = {"id": writer.take(quote), "article_no": no, "entity_id": speaker, **rows.quote_row(found, text, layout)}
        row.update(day=said, shown=found.speech and not found.nested, statement_id=row["id"])
        quotes.append(row)
        if row["shown"]:
            others = rows.named_in(cast, found.content, entities) - {speaker}
            about += [{"quote_id": row["id"], "entity_id": e} for e in sorted(others)]
    writer.many(quote, quotes)
    writer.many(quote_about, about)
    meetings: list[dict[str, Any]] = []
    participants: list[dict[str, Any]] = []
    for claim in findings.meetings:
        row = {"id": writer.take(meeting), **base, "shown": True, **rows.meeting_row(claim, text)}
        meetings.append(row)
        participants += [
            {
                "meeting_id": row["id"],
                "position": i,
                "entity_id": entities.get(name),
                "near": row["first"] or day,
                "name": name,
            }
            for i, name in enumerate(claim.participants)
        ]
    writer.many(meeting, meetings)
    writer.many(meeting_participant, participants)
    topics.tag(writer, no, text, layout, day, quotes)


def _settle(writer: Writer, article_nos: Sequence[int], left: Iterable[int] = ()) -> None:
    """Apply decisions, count, and join what the articles say with what others say."""
    if not article_nos:
        return
    decided = applying.apply_all(writer, article_nos)
    if decided:
        links.refresh(writer, decided)
    plain = [no for no in article_nos if no not in decided]
    if plain:
        writer.connection.execute(links.link_topics(plain))
    links.count(writer, article_nos, 1)
    statements.join_statements(writer, article_nos)
    planning.place(writer, article_nos, left)


def _clear(writer: Writer, no: int) -> set[int]:
    """Remove an article's findings and return the plans that they told of."""
    connection = writer.connection
    links.count(writer, [no], -1)
    plans = set(
        connection.execute(
            select(meeting.c.plan_id).where(meeting.c.article_no == no, meeting.c.plan_id.is_not(None))
        ).scalars()
    )
    statements.forget(writer, no)
    quotes, meetings = (select(t.c.id).where(t.c.article_no == no) for t in (quote, meeting))
    for table in _CHILDREN:
        if "article_no" in table.c:
            mine = table.c.article_no == no
        elif "quote_id" in table.c:
            mine = table.c.quote_id.in_(quotes)
        else:
            mine = table.c.meeting_id.in_(meetings)
        connection.execute(delete(table).where(mine))
    return plans


def _tally(connection: Connection, no: int) -> Counter[tuple[Any, ...]]:
    """The article's findings as what can be compared between two readings."""
    q, m, a, p = quote.c, meeting.c, actor.c, meeting_participant.c
    queries = {
        "quotations": select(q.start, q.end, q.speaker, q.kind).where(q.article_no == no),
        "actors": select(a.name, a.kind, a.role).where(a.article_no == no),
    }
    found = Counter((kind, *row) for kind, query in queries.items() for row in connection.execute(query))
    named = (
        select(m.id, m.start, m.end, m.status, m.first, m.last, p.name)
        .outerjoin_from(meeting, meeting_participant)
        .where(m.article_no == no)
        .order_by(m.id, p.position)
    )
    for _, rows_of_one in groupby(connection.execute(named).all(), key=lambda row: row[:-1]):
        whole = [tuple(row) for row in rows_of_one]
        found["meetings", *whole[0][1:-1], *(row[-1] for row in whole)] += 1
    return found


def _by_kind(tally: Counter[tuple[Any, ...]]) -> dict[str, int]:
    return dict(Counter(row[0] for row in tally.elements()))
