"""Quotations by day know the states of review, so that what nobody looked at yet is counted from them too."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    _make("day", "kind", "state")


def downgrade() -> None:
    _make("day", "kind")


def _make(*key: str) -> None:
    op.drop_table("quote_day")
    kinds: dict[str, Any] = {"day": sa.Date(), "kind": sa.String(length=16), "state": sa.String(length=12)}
    op.create_table(
        "quote_day",
        *(sa.Column(name, kinds[name], nullable=False) for name in key),
        sa.Column("quotes", sa.Integer(), nullable=False),
        sa.Column("named", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(*key),
        sqlite_with_rowid=False,
    )
    undated = "'0001-01-01'" if op.get_bind().dialect.name == "sqlite" else "DATE '0001-01-01'"
    by = ", ".join((f"coalesce(day, {undated})", *key[1:]))
    op.execute(
        f"INSERT INTO quote_day ({', '.join(key)}, quotes, named) "
        f"SELECT {by}, count(*), count(entity_id) FROM quote WHERE shown GROUP BY {by}"
    )
