"""The tables. Offsets are characters of ``article.text``, half-open; days inclusive.

Findings point to an article by its number, not by its 64-character id: that halves the file. ``day``, ``shown`` and
``entity_id`` are kept where filters ask for them, so that a table's columns (see `blocks`) need no other; `links`
writes them. Indexes are for finding rows by number, and for what comes in to find what it belongs to.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

metadata = MetaData()


def _number(name: str = "id") -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=False)  # given out by `transactions.Writer`


def _article_no(**given: Any) -> Column[int]:
    return Column("article_no", Integer, ForeignKey("article.no", ondelete="CASCADE"), nullable=False, **given)


def _quote_id(name: str = "quote_id", **given: Any) -> Column[int]:
    return Column(name, Integer, ForeignKey("quote.id", ondelete="CASCADE"), nullable=False, **given)


def _entity_id(name: str = "entity_id", *, nullable: bool = False, **given: Any) -> Column[int]:
    return Column(name, Integer, ForeignKey("entity.id"), nullable=nullable, **given)


def _shown_index(name: str, *columns: str) -> Index:
    """An index over the rows that lists and charts show; SQLite wants the condition as queries write it."""
    return Index(name, *columns, sqlite_where=text("shown = 1"), postgresql_where=text("shown"))


SEAL = "seal"


def _seal() -> Column[Any]:
    """The sum of the row's other columns, see `seals`; NULL in rows of older stores."""
    return Column(SEAL, Integer)


def _review() -> tuple[Column[str], Column[Any]]:
    """Whether an analyst looked at a finding, and what was found before a decision changed it (NULL: unchanged)."""
    return Column("state", String(12), nullable=False, default="found"), Column("found", JSON(none_as_null=True))


article = Table(
    "article",
    metadata,
    _number("no"),
    Column("id", String(64), nullable=False, unique=True),  # sha-256 of the normalised text
    Column("title", Text),
    Column("source", Text),
    Column("file_name", Text),
    Column("published", Date),
    Column("published_basis", Text),
    Column("candidates", JSON, nullable=False),  # the days it might be, ISO, the chosen one first
    Column("added_at", DateTime(timezone=True), nullable=False),
    Column("words", Integer, nullable=False),
    Column("language", String(8), nullable=False),
    Column("reader_version", Text),  # of the rules and weights that read it
    Column("story_no", Integer, nullable=False, index=True),  # near copies share the oldest one's number
    Column("found", JSON(none_as_null=True)),  # day and basis before an analyst settled them
    Column("layout", JSON, nullable=False),  # [start, end, role] a block; topics are searched again with it
    Column("text", Text, nullable=False),
    _seal(),
    Index("ix_article_published", "published", "no"),
    Index("ix_article_source", "source", "published", "no"),
)

entity = Table(
    "entity",
    metadata,
    _number(),
    Column("key", Text, nullable=False, unique=True),  # the matching key: what makes two names the same without a doubt
    Column("name", Text, nullable=False),  # as first found
    Column("kind", String(16), nullable=False),
    Column("nation", Text),
    Column("role", Text),  # the latest, and the day of its article
    Column("role_day", Date),
    _entity_id("root_id"),  # whom it was joined into: itself where not joined, never a chain
    Column("shown_name", Text, nullable=False, index=True),  # the same in all rows of a root
    Column("shown_kind", String(16), nullable=False),
    Column("hidden", Boolean, nullable=False),
    Column("articles", Integer, nullable=False, default=0),
    Column("mentions", Integer, nullable=False, default=0),
    Column("quotes", Integer, nullable=False, default=0),
    _seal(),
    Index("ix_entity_root", "root_id", "hidden", "shown_kind", "articles", "mentions", "quotes"),
)

entity_block = Table(
    "entity_block",
    metadata,
    Column("block", Text, primary_key=True),  # names that may mean one actor share a block
    _entity_id(primary_key=True),
    sqlite_with_rowid=False,
)

proposal = Table(
    "proposal",
    metadata,
    _entity_id("entity_a", primary_key=True),  # the smaller id
    _entity_id("entity_b", primary_key=True, index=True),
    Column("score", Float, nullable=False),
    Column("strength", String(8), nullable=False),  # strong: joined by itself; weak: put up to the analyst
    Column("why", Text, nullable=False),
    Column("state", String(8), nullable=False, index=True),  # joined, open, merged, apart
)

actor = Table(
    "actor",
    metadata,
    _article_no(primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    _entity_id(),
    Column("day", Date),
    Column("name", Text, nullable=False),  # in this article
    Column("kind", String(16), nullable=False),
    Column("role", Text),
    Column("mentions", Integer, nullable=False),
    Column("spans", JSON, nullable=False),  # [start, end, form, rule] a mention
    *_review(),
    _seal(),
    Index("ix_actor_entity", "entity_id", "day", "article_no", "state"),
    Index("ix_actor_seen", "entity_id", "name", "role", "day", "state"),
)

quote = Table(
    "quote",
    metadata,
    _number(),
    _article_no(),
    _entity_id(nullable=True),  # NULL: unnamed, then `speaker` describes it
    Column("day", Date),  # said on, else published
    Column("shown", Boolean, nullable=False),  # speech, not inside another quotation, not rejected
    Column("kind", String(16), nullable=False),
    Column("speech", Boolean, nullable=False),
    Column("nested", Boolean, nullable=False),
    Column("speaker", Text),
    Column("method", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("around_start", Integer, nullable=False),  # the paragraph
    Column("around_end", Integer, nullable=False),
    Column("spans", JSON(none_as_null=True)),  # where the quotation is split
    Column("cue_start", Integer),
    Column("cue_end", Integer),
    Column("speaker_start", Integer),
    Column("speaker_end", Integer),
    Column("audience", Text),
    Column("venue", Text),
    Column("said_first", Date),
    Column("said_last", Date),
    Column("statement_id", Integer, nullable=False),  # the first quotation of the same words
    *_review(),
    Column("text", Text, nullable=False),
    _seal(),
    Index("ix_quote_article", "article_no", "shown"),
    Index("ix_quote_statement", "statement_id", "shown", "article_no"),
    _shown_index("ix_quote_speaker", "entity_id", "day"),  # who reports the same statement
)

quote_topic = Table(
    "quote_topic",
    metadata,
    _quote_id(primary_key=True),
    Column("topic_key", String(64), primary_key=True),
    sqlite_with_rowid=False,
)

quote_about = Table(
    "quote_about",
    metadata,
    _quote_id(primary_key=True),
    _entity_id(primary_key=True),  # named inside the quotation
    Index("ix_quote_about_entity", "entity_id", "quote_id"),
    sqlite_with_rowid=False,
)

plan = Table(
    "plan",
    metadata,
    _number(),
    Column("uid", String(64), nullable=False, unique=True),  # stable, for calendars
    Column("sequence", Integer, nullable=False),  # rises when days, status or place change (RFC 5545)
    Column("kind", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("first", Date),
    Column("last", Date),
    Column("original_first", Date),
    Column("original_last", Date),
    Column("place", Text),
    Column("occasion", Text),
    Column("claims", Integer, nullable=False),
    Column("updated", DateTime(timezone=True), nullable=False),
)

plan_participant = Table(
    "plan_participant",
    metadata,
    Column("plan_id", Integer, ForeignKey("plan.id", ondelete="CASCADE"), primary_key=True),
    _entity_id(primary_key=True),
    Column("position", Integer, nullable=False),
    sqlite_with_rowid=False,
)

meeting = Table(  # a claim: what one article says of a plan
    "meeting",
    metadata,
    _number(),
    _article_no(),
    Column("plan_id", Integer, ForeignKey("plan.id")),
    Column("day", Date),  # of the article
    Column("shown", Boolean, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("place", Text),
    Column("occasion", Text),
    Column("first", Date),
    Column("last", Date),
    Column("original_first", Date),
    Column("original_last", Date),
    Column("date_basis", Text),
    Column("rule", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("start", Integer, nullable=False),  # of the first stretch of evidence
    Column("end", Integer, nullable=False),
    Column("spans", JSON, nullable=False),
    Column("evidence", Text, nullable=False),
    *_review(),
    _seal(),
    Index("ix_meeting_article", "article_no", "shown"),
    Index("ix_meeting_plan", "plan_id", "shown"),
)

meeting_participant = Table(
    "meeting_participant",
    metadata,
    Column("meeting_id", Integer, ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    _entity_id(nullable=True),
    Column("near", Date),  # the meeting's first day, else the article's: where other claims of it are looked for
    Column("name", Text, nullable=False),
    _seal(),
    Index("ix_meeting_participant_entity", "entity_id", "near", "meeting_id"),
    sqlite_with_rowid=False,
)

topic = Table(
    "topic",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("title", Text, nullable=False),
    Column("phrases", JSON, nullable=False),
    Column("not_in", JSON, nullable=False),
    Column("pattern", Text),
    Column("builtin", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
    Column("active", Boolean, nullable=False),  # a removed topic stays, so that it can come back
)

topic_mention = Table(
    "topic_mention",
    metadata,
    _number(),
    _article_no(),
    Column("topic_key", String(64), nullable=False),
    Column("quote_id", Integer, index=True),  # the quotation it stands in
    _entity_id(nullable=True),  # who says it; NULL: the article, or an unnamed speaker
    Column("day", Date),
    Column("shown", Boolean, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("around_start", Integer, nullable=False),
    Column("around_end", Integer, nullable=False),
    *_review(),
    _seal(),
    Index("ix_topic_mention_article", "article_no", "shown"),
)

twin_band = Table(
    "twin_band",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("article_no", Integer, primary_key=True),  # no foreign key: it would need an index as large as the table
    sqlite_with_rowid=False,
)

decision = Table(
    "decision",
    metadata,
    _number(),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("article_id", String(64), index=True),  # no foreign key: it outlives a removed article
    Column("target", JSON, nullable=False),  # what survives a re-reading: finding, offsets, words; or keys of entities
    Column("payload", JSON, nullable=False),
    Column("undoes", Integer),
    Column("undone", Integer),
    Column("lost", Boolean, nullable=False, default=False),  # a re-reading no longer finds its target
    Column("note", Text),
    _seal(),
    Index("ix_decision_kind", "kind"),
)

block = Table(  # see `blocks`
    "block",
    metadata,
    Column("name", String(16), primary_key=True),  # of the table whose rows' numbers it has
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),  # of the store when it was written: who reads fetches what is newer
    Column("sum", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Index("ix_block_version", "name", "version"),
)

stale_block = Table(  # whose rows the running transaction has changed; empty between two
    "stale_block",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("no", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

failure = Table(
    "failure",
    metadata,
    Column("key", String(64), primary_key=True),  # of the article, or a hash of the file
    Column("file_name", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)

meta = Table("meta", metadata, Column("key", String(32), primary_key=True), Column("value", Text, nullable=False))
