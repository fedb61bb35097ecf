"""The tables. Offsets are characters of ``article.text``, half-open; days inclusive."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()


def _article_id() -> Column[str]:
    return Column("article_id", String(64), ForeignKey("article.id", ondelete="CASCADE"), nullable=False, index=True)


article = Table(
    "article",
    metadata,
    Column("id", String(64), primary_key=True),  # sha-256 of the normalised text
    Column("title", Text),
    Column("source", Text),
    Column("file_name", Text),
    Column("published", Date, index=True),
    Column("published_basis", Text),
    Column("candidates", JSON, nullable=False),  # the days it might be, ISO, the chosen one first
    Column("added_at", DateTime(timezone=True), nullable=False),
    Column("words", Integer, nullable=False),
    Column("text", Text, nullable=False),
)

actor = Table(
    "actor",
    metadata,
    _article_id(),
    Column("name", Text, nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("role", Text),
    Column("mentions", Integer, nullable=False),
)

quote = Table(
    "quote",
    metadata,
    Column("id", Integer, primary_key=True),
    _article_id(),
    Column("speaker", Text, index=True),
    Column("text", Text, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("speech", Boolean, nullable=False),
    Column("method", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

quote_topic = Table(
    "quote_topic",
    metadata,
    Column("quote_id", Integer, ForeignKey("quote.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("topic", Text, nullable=False, index=True),
)

meeting = Table(
    "meeting",
    metadata,
    Column("id", Integer, primary_key=True),
    _article_id(),
    Column("kind", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("place", Text),
    Column("occasion", Text),
    Column("start", Date),
    Column("end", Date),
    Column("original_start", Date),
    Column("date_basis", Text),
    Column("rule", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("evidence_start", Integer, nullable=False),
    Column("evidence_end", Integer, nullable=False),
)

meeting_participant = Table(
    "meeting_participant",
    metadata,
    Column("meeting_id", Integer, ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False, index=True),
)

topic_mention = Table(
    "topic_mention",
    metadata,
    _article_id(),
    Column("topic", Text, nullable=False, index=True),
    Column("speaker", Text),  # of the quotation it stands in
    Column("text", Text, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

mark = Table(
    "mark",
    metadata,
    _article_id(),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("kind", String(16), nullable=False),  # quote, speaker, cue, meeting, topic, actor
    Column("label", Text, nullable=False),
    Column("why", Text, nullable=False),
)

Index("actor_article_name", actor.c.article_id, actor.c.name)
