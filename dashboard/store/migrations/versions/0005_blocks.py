"""Blocks of columns beside the rows, triggers that note which a writing has changed, and a name of the store's own.

What was kept so that filters found all in an index goes: totals by day, copies beside links, and wide indexes.
"""

import uuid
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from dashboard.store.dialect import block_schema, drop_block_schema

revision = "0005"
down_revision = "0004"

Indexes = Sequence[tuple[str, str, str]]  # table, name, columns

SIZE = 512
BLOCKS = {  # the columns that blocks hold, the key first
    "article": "no published source",
    "entity": "id root_id hidden shown_kind",
    "quote": "id article_no entity_id day shown speech nested kind state confidence statement_id",
    "quote_about": "quote_id entity_id",
    "plan": "id first last status claims",
    "plan_participant": "plan_id entity_id",
    "meeting": "id article_no plan_id day first shown kind status state confidence",
    "topic_mention": "id article_no topic_key quote_id entity_id day start shown state",
}
WAS = (
    ("entity", "ix_entity_quotes", "quotes"),
    ("entity", "ix_entity_named", "named"),
    ("quote", "ix_quote_article", "article_no shown day entity_id kind state statement_id"),
    ("plan", "ix_plan_first", "first last claims status"),
    ("plan", "ix_plan_last", "last status"),
    ("plan_participant", "ix_plan_participant_entity", "entity_id plan_id"),
    ("meeting", "ix_meeting_article", "article_no shown day plan_id kind status state"),
    ("meeting", "ix_meeting_plan", "plan_id shown day kind status state article_no"),
    ("topic_mention", "ix_topic_mention_article", "article_no shown topic_key day entity_id state"),
)
WAS_OF_SHOWN = (
    ("quote", "ix_quote_speaker", "entity_id day kind state article_no statement_id id"),
    ("quote", "ix_quote_day", "day id entity_id kind state article_no statement_id"),
    ("quote", "ix_quote_unsure", "confidence state day entity_id kind article_no id"),
    ("meeting", "ix_meeting_day", "day plan_id kind status state article_no"),
    ("meeting", "ix_meeting_unsure", "confidence state day kind status article_no id"),
    ("topic_mention", "ix_topic_mention_topic", "topic_key day entity_id state article_no id"),
    ("topic_mention", "ix_topic_mention_day", "day topic_key entity_id state article_no id"),
    ("topic_mention", "ix_topic_mention_speaker", "entity_id topic_key day state article_no"),
)
MADE = (
    ("quote", "ix_quote_article", "article_no shown"),
    ("meeting", "ix_meeting_article", "article_no shown"),
    ("meeting", "ix_meeting_plan", "plan_id shown"),
    ("topic_mention", "ix_topic_mention_article", "article_no shown"),
)
OF_SHOWN = (("quote", "ix_quote_speaker", "entity_id day"),)
LINKS_WERE = (
    ("quote_topic", "ix_quote_topic_quote_id", "quote_id"),
    ("quote_topic", "ix_quote_topic_day", "topic_key day quote_id entity_id kind state"),
    ("quote_topic", "ix_quote_topic_speaker", "topic_key entity_id day quote_id kind state"),
    ("quote_about", "ix_quote_about_entity", "entity_id speaker_id day quote_id kind state"),
    ("quote_about", "ix_quote_about_speaker", "speaker_id entity_id day kind state"),
    ("quote_about", "ix_quote_about_day", "day entity_id speaker_id kind state"),
)
LINKS = (("quote_about", "ix_quote_about_entity", "entity_id quote_id"),)


def upgrade() -> None:
    op.drop_table("quote_day")
    op.drop_table("topic_day")
    _drop((*WAS, *WAS_OF_SHOWN))
    op.drop_column("entity", "named")
    _make(MADE, OF_SHOWN)
    _link_anew("quote_topic", "quote_id", "topic_key")
    _link_anew("quote_about", "quote_id", "entity_id")
    _make(LINKS)
    op.create_table(
        "block",
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sum", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", "no"),
    )
    op.create_index("ix_block_version", "block", ["name", "version"])
    op.create_table(
        "stale_block",
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("no", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("name", "no"),
        sqlite_with_rowid=False,
    )
    op.execute(f"INSERT INTO meta (key, value) VALUES ('store', '{uuid.uuid4().hex}')")
    columns = {table: names.split() for table, names in BLOCKS.items()}
    for statement in block_schema(op.get_bind().dialect.name, columns, SIZE):
        op.execute(statement)
    for table, (key, *_) in columns.items():  # `open_store` makes them
        op.execute(f"INSERT INTO stale_block (name, no) SELECT DISTINCT '{table}', {key} / {SIZE} FROM {table}")


def downgrade() -> None:
    for statement in drop_block_schema(op.get_bind().dialect.name, BLOCKS):
        op.execute(statement)
    op.drop_table("stale_block")
    op.drop_table("block")
    op.execute("DELETE FROM meta WHERE key = 'store'")
    _drop((*MADE, *OF_SHOWN))
    op.add_column("entity", sa.Column("named", sa.Integer(), nullable=False, server_default="0"))
    _make(WAS, WAS_OF_SHOWN)
    _link_anew("quote_topic", "topic_key", "quote_id", speaker="entity_id")
    _link_anew("quote_about", "quote_id", "entity_id", speaker="speaker_id")
    op.execute(
        "UPDATE entity SET named = (SELECT count(*) FROM quote_about JOIN quote ON quote.id = quote_about.quote_id "
        "WHERE quote_about.entity_id = entity.id AND quote.shown)"
    )
    _make(LINKS_WERE)
    op.create_table(
        "topic_day",
        sa.Column("topic_key", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("topic_key", "day"),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO topic_day (topic_key, day, mentions) SELECT topic_key, day, count(*) FROM topic_mention "
        "WHERE shown AND day IS NOT NULL GROUP BY topic_key, day"
    )
    op.create_table(
        "quote_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("quotes", sa.Integer(), nullable=False),
        sa.Column("named", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "kind", "state"),
        sqlite_with_rowid=False,
    )
    undated = "'0001-01-01'" if op.get_bind().dialect.name == "sqlite" else "DATE '0001-01-01'"
    by = f"coalesce(day, {undated}), kind, state"
    op.execute(
        "INSERT INTO quote_day (day, kind, state, quotes, named) "
        f"SELECT {by}, count(*), count(entity_id) FROM quote WHERE shown GROUP BY {by}"
    )


def _link_anew(table: str, *key: str, speaker: str | None = None) -> None:
    """Make a table of links again with its rows; with ``speaker``, the column's name, also what its quotation says."""
    kinds: dict[str, Any] = {"quote_id": sa.Integer(), "entity_id": sa.Integer(), "topic_key": sa.String(length=64)}
    copied: dict[str, Any] = {}
    if speaker:
        copied = {"day": sa.Date(), speaker: sa.Integer(), "kind": sa.String(length=16), "state": sa.String(length=12)}
    entities = [name for name in (*key, speaker) if name in ("entity_id", "speaker_id")]
    op.execute(f"CREATE TEMPORARY TABLE former AS SELECT {', '.join(key)} FROM {table}")
    op.drop_table(table)
    op.create_table(
        table,
        *(sa.Column(name, kinds[name], nullable=False) for name in key),
        *(sa.Column(name, kind) for name, kind in copied.items()),
        *(sa.ForeignKeyConstraint([name], ["entity.id"]) for name in entities),
        sa.ForeignKeyConstraint(["quote_id"], ["quote.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint(*key),
        sqlite_with_rowid=False,
    )
    of = {"day": "quote.day", speaker: "quote.entity_id", "kind": "quote.kind", "state": "quote.state"}
    columns = ", ".join((*key, *copied))
    values = ", ".join((*(f"former.{name}" for name in key), *(of[name] for name in copied)))
    op.execute(f"INSERT INTO {table} ({columns}) SELECT {values} FROM former JOIN quote ON quote.id = former.quote_id")
    op.execute("DROP TABLE former")


def _drop(indexes: Indexes) -> None:
    for table, name, _ in indexes:
        op.drop_index(name, table)


def _make(indexes: Indexes, of_shown: Indexes = ()) -> None:
    for table, name, columns in indexes:
        op.create_index(name, table, columns.split())
    shown = sa.text("shown")
    for table, name, columns in of_shown:
        op.create_index(name, table, columns.split(), sqlite_where=sa.text("shown = 1"), postgresql_where=shown)
