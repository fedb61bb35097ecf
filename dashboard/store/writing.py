"""Findings to rows: one article, one transaction."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select

from dashboard.store import schema
from extract.model import Findings, Quote, Span

WAYS = {
    "direct": "quoted word for word",
    "indirect": "in the reporter's words",
    "mixed": "partly word for word",
}


def has_article(engine: Engine, article_id: str) -> bool:
    """Say whether the article is stored."""
    with engine.connect().execution_options(read_only=True) as connection:
        return _has(connection, article_id)


def add_findings(engine: Engine, findings: Findings, *, file_name: str) -> bool:
    """Store an article with its findings; return False, and change nothing, where it is there already."""
    with engine.begin() as connection:
        if _has(connection, findings.article.id):
            return False
        _insert(connection, findings, file_name)
    return True


def remove_article(engine: Engine, article_id: str) -> None:
    """Remove an article and all its findings."""
    with engine.begin() as connection:
        connection.execute(delete(schema.article).where(schema.article.c.id == article_id))


def _has(connection: Connection, article_id: str) -> bool:
    return connection.execute(select(schema.article.c.id).where(schema.article.c.id == article_id)).first() is not None


def _insert(connection: Connection, findings: Findings, file_name: str) -> None:
    article, publication = findings.article, findings.publication
    text = article.text
    connection.execute(
        insert(schema.article).values(
            id=article.id,
            title=findings.title,
            source=article.source or _agency(findings),
            file_name=file_name,
            published=publication.day,
            published_basis=publication.basis,
            candidates=[d.isoformat() for d in publication.candidates],
            added_at=datetime.now(UTC),
            words=len(text.split()),
            text=text,
        )
    )
    _many(
        connection,
        schema.actor,
        [
            {"article_id": article.id, "name": a.name, "kind": a.kind, "role": a.role, "mentions": len(a.mentions)}
            for a in findings.actors
        ],
    )
    blocks = [b.span for b in findings.layout.blocks]
    for quote in findings.quotes:
        if quote.nested:
            continue
        start, end = quote.content[0].start, quote.content[-1].end
        quote_id = connection.execute(
            insert(schema.quote)
            .values(
                article_id=article.id,
                speaker=quote.speaker_name,
                text=" … ".join(s.of(text) for s in quote.content),
                sentence=_around(text, blocks, Span(start, end)),
                kind=quote.kind,
                speech=quote.speech,
                method=quote.method,
                confidence=quote.confidence,
                start=start,
                end=end,
            )
            .returning(schema.quote.c.id)
        ).scalar_one()
        _many(connection, schema.quote_topic, [{"quote_id": quote_id, "topic": t} for t in quote.topics])
    for meeting in findings.meetings:
        first = meeting.evidence[0]
        meeting_id = connection.execute(
            insert(schema.meeting)
            .values(
                article_id=article.id,
                kind=meeting.kind,
                status=meeting.status,
                place=meeting.place,
                occasion=meeting.occasion,
                start=meeting.days.first if meeting.days else None,
                end=meeting.days.last if meeting.days else None,
                original_start=meeting.original_days.first if meeting.original_days else None,
                date_basis=meeting.date_basis,
                rule=meeting.rule,
                confidence=meeting.confidence,
                evidence="\n".join(s.of(text) for s in meeting.evidence),
                evidence_start=first.start,
                evidence_end=first.end,
            )
            .returning(schema.meeting.c.id)
        ).scalar_one()
        _many(
            connection,
            schema.meeting_participant,
            [{"meeting_id": meeting_id, "position": i, "name": n} for i, n in enumerate(meeting.participants)],
        )
    _many(
        connection,
        schema.topic_mention,
        [
            {
                "article_id": article.id,
                "topic": t.topic,
                "speaker": _speaker_at(findings.quotes, t.span),
                "text": t.span.of(text),
                "sentence": _around(text, blocks, t.span),
                "start": t.span.start,
                "end": t.span.end,
            }
            for t in findings.topics
        ],
    )
    _many(connection, schema.mark, [{"article_id": article.id, **m} for m in _marks(findings)])


def _many(connection: Connection, table: Any, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), list(rows))


def _agency(findings: Findings) -> str | None:
    """The agency of the dateline, without its strokes or brackets."""
    dateline = findings.layout.dateline
    if dateline is None or dateline.agency is None:
        return None
    return dateline.agency.of(findings.article.text).strip("/()[] ") or None


def _around(text: str, blocks: Sequence[Span], span: Span) -> str:
    """The paragraph that holds the span's beginning."""
    i = bisect_right(blocks, span.start, key=lambda b: b.start) - 1
    return blocks[i].of(text) if i >= 0 else span.of(text)


def _speaker_at(quotes: Sequence[Quote], span: Span) -> str | None:
    return next((q.speaker_name for q in quotes if not q.nested and any(c.contains(span) for c in q.content)), None)


def _marks(findings: Findings) -> Iterator[dict[str, Any]]:
    for quote in findings.quotes:
        if quote.nested:
            continue
        who = quote.speaker_name or "speaker not named"
        sure = f"{quote.confidence:.0%} sure; {quote.method}"
        for span in quote.content:
            yield _mark(span, "quote", f"{who}: {WAYS[quote.kind]}", sure)
        if quote.speaker:
            yield _mark(quote.speaker, "speaker", f"Speaker: {who}", quote.method)
        if quote.cue:
            yield _mark(quote.cue, "cue", f"Says that {who} speaks", quote.method)
    for meeting in findings.meetings:
        label = f"{meeting.kind.capitalize()}, {meeting.status.replace('_', ' ')}: {', '.join(meeting.participants)}"
        for span in meeting.evidence:
            yield _mark(span, "meeting", label, meeting.rule)
    for topic in findings.topics:
        yield _mark(topic.span, "topic", f"Topic: {topic.topic}", "topics.toml")
    for actor in findings.actors:
        for mention in actor.mentions:
            if mention.form != "pronoun":
                yield _mark(mention.span, "actor", f"{actor.name} ({actor.kind})", mention.rule)


def _mark(span: Span, kind: str, label: str, why: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "kind": kind, "label": label, "why": why}
