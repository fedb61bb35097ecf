"""A sum beside each finding and decision; rows that are there already have none."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

SEALED = ("article", "entity", "actor", "quote", "meeting", "meeting_participant", "topic_mention", "decision")


def upgrade() -> None:
    for table in SEALED:
        op.add_column(table, sa.Column("seal", sa.Integer()))
