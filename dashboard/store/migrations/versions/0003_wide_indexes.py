"""Indexes that hold all that filters ask, links that know their quotation's kind and state, and quotations by day."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

Indexes = Sequence[tuple[str, str, str]]  # table, name, columns

WAS = (
    ("entity", "ix_entity_root_id", "root_id"),
    ("actor", "ix_actor_entity", "entity_id day article_no"),
    ("quote", "ix_quote_article", "article_no shown start"),
    ("quote", "ix_quote_statement_id", "statement_id"),
    ("quote_topic", "ix_quote_topic_day", "topic_key day quote_id"),
    ("quote_topic", "ix_quote_topic_speaker", "topic_key entity_id day quote_id"),
    ("quote_about", "ix_quote_about_entity", "entity_id speaker_id day quote_id"),
    ("quote_about", "ix_quote_about_speaker", "speaker_id entity_id day"),
    ("quote_about", "ix_quote_about_day", "day entity_id"),
    ("plan", "ix_plan_first", "first last"),
    ("meeting", "ix_meeting_article_no", "article_no"),
    ("meeting", "ix_meeting_plan_id", "plan_id"),
    ("meeting", "ix_meeting_day", "day"),
    ("topic_mention", "ix_topic_mention_article", "article_no topic_key start"),
)
WAS_OF_SHOWN = (
    ("quote", "ix_quote_speaker", "entity_id day kind id"),
    ("quote", "ix_quote_day", "day id entity_id kind"),
    ("quote", "ix_quote_unsure", "confidence state id"),
    ("meeting", "ix_meeting_unsure", "confidence state id"),
    ("topic_mention", "ix_topic_mention_topic", "topic_key day entity_id id"),
    ("topic_mention", "ix_topic_mention_day", "day topic_key id"),
    ("topic_mention", "ix_topic_mention_speaker", "entity_id topic_key day"),
)
MADE = (
    ("entity", "ix_entity_root", "root_id hidden shown_kind articles mentions quotes"),
    ("entity", "ix_entity_quotes", "quotes"),
    ("entity", "ix_entity_named", "named"),
    ("actor", "ix_actor_entity", "entity_id day article_no state"),
    ("actor", "ix_actor_seen", "entity_id name role day state"),
    ("quote", "ix_quote_article", "article_no shown day entity_id kind state statement_id"),
    ("quote", "ix_quote_statement", "statement_id shown article_no"),
    ("quote_topic", "ix_quote_topic_day", "topic_key day quote_id entity_id kind state"),
    ("quote_topic", "ix_quote_topic_speaker", "topic_key entity_id day quote_id kind state"),
    ("quote_about", "ix_quote_about_entity", "entity_id speaker_id day quote_id kind state"),
    ("quote_about", "ix_quote_about_speaker", "speaker_id entity_id day kind state"),
    ("quote_about", "ix_quote_about_day", "day entity_id speaker_id kind state"),
    ("plan", "ix_plan_first", "first last claims status"),
    ("meeting", "ix_meeting_article", "article_no shown day plan_id kind status state"),
    ("meeting", "ix_meeting_plan", "plan_id shown day kind status state article_no"),
    ("topic_mention", "ix_topic_mention_article", "article_no shown topic_key day entity_id state"),
)
OF_SHOWN = (
    ("quote", "ix_quote_speaker", "entity_id day kind state article_no statement_id id"),
    ("quote", "ix_quote_day", "day id entity_id kind state article_no statement_id"),
    ("quote", "ix_quote_unsure", "confidence state day entity_id kind article_no id"),
    ("meeting", "ix_meeting_day", "day plan_id kind status state article_no"),
    ("meeting", "ix_meeting_unsure", "confidence state day kind status article_no id"),
    ("topic_mention", "ix_topic_mention_topic", "topic_key day entity_id state article_no id"),
    ("topic_mention", "ix_topic_mention_day", "day topic_key entity_id state article_no id"),
    ("topic_mention", "ix_topic_mention_speaker", "entity_id topic_key day state article_no"),
)


def upgrade() -> None:
    _drop((*WAS, *WAS_OF_SHOWN))
    for table in ("quote_topic", "quote_about"):
        op.add_column(table, sa.Column("kind", sa.String(length=16)))
        op.add_column(table, sa.Column("state", sa.String(length=12)))
        for column in ("kind", "state"):
            op.execute(f"UPDATE {table} SET {column} = (SELECT {column} FROM quote WHERE quote.id = {table}.quote_id)")
    op.create_table(
        "quote_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("quotes", sa.Integer(), nullable=False),
        sa.Column("named", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "kind"),
        sqlite_with_rowid=False,
    )
    undated = "'0001-01-01'" if op.get_bind().dialect.name == "sqlite" else "DATE '0001-01-01'"
    op.execute(
        "INSERT INTO quote_day (day, kind, quotes, named) "
        f"SELECT coalesce(day, {undated}), kind, count(*), count(entity_id) FROM quote WHERE shown "
        f"GROUP BY coalesce(day, {undated}), kind"
    )
    _make(MADE, OF_SHOWN)


def downgrade() -> None:
    _drop((*MADE, *OF_SHOWN))
    op.drop_table("quote_day")
    for table in ("quote_topic", "quote_about"):
        for column in ("kind", "state"):
            op.drop_column(table, column)
    _make(WAS, WAS_OF_SHOWN)


def _drop(indexes: Indexes) -> None:
    for table, name, _ in indexes:
        op.drop_index(name, table)


def _make(indexes: Indexes, of_shown: Indexes) -> None:
    for table, name, columns in indexes:
        op.create_index(name, table, columns.split())
    shown = sa.text("shown")
    for table, name, columns in of_shown:
        op.create_index(name, table, columns.split(), sqlite_where=sa.text("shown = 1"), postgresql_where=shown)
