"""A sum beside each finding and decision, so that a single flipped bit on the disk is found by `sidelines check`.

SQLite keeps no sums of its pages, and much of what is stored stands nowhere else: whom an article names, why a meeting
was taken for one. Columns that follow from other rows are left out, since they change without the row being written
anew, and `care` compares them with what they follow from.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final
from zlib import crc32

from sqlalchemy import Column, ColumnDefault, Float, Table

from dashboard.store.schema import (
    SEAL,
    actor,
    article,
    decision,
    entity,
    meeting,
    meeting_participant,
    quote,
    topic_mention,
)

# Not in the sum: what follows from other rows.
OUTSIDE: Final[Mapping[Table, frozenset[str]]] = {
    article: frozenset(("text", "story_no")),  # the text has a sha-256 of its own
    entity: frozenset(("articles", "mentions", "quotes")),
    actor: frozenset(("entity_id", "day")),
    quote: frozenset(("entity_id", "day", "shown", "statement_id")),
    meeting: frozenset(("plan_id", "day", "shown")),
    meeting_participant: frozenset(("entity_id", "near")),
    topic_mention: frozenset(("entity_id", "day", "shown", "quote_id")),
    decision: frozenset(("undone", "lost")),
}
_COLUMNS: Final = {
    table: [c for c in table.columns if c.name != SEAL and c.name not in outside] for table, outside in OUTSIDE.items()
}
MOST: Final = 0x7FFFFFFF  # PostgreSQL's integers have a sign


def is_sealed(table: Table) -> bool:
    """Say whether the table's rows carry a sum."""
    return table in _COLUMNS


def seal(table: Table, row: Mapping[Any, Any]) -> int:
    """Return the sum of a row of a sealed table, a CRC-32 of its columns; one left out has its default.

    It is the same before the row is written and after it is read, on SQLite and on PostgreSQL.
    """
    values = [_stored(column, row) for column in _COLUMNS[table]]
    written = json.dumps(values, default=_plain, sort_keys=True, separators=(",", ":"))
    return crc32(written.encode()) & MOST


def _stored(column: Column[Any], row: Mapping[Any, Any]) -> Any:
    if column.name not in row:
        return column.default.arg if isinstance(column.default, ColumnDefault) else None
    value = row[column.name]
    return float(value) if isinstance(column.type, Float) and value is not None else value


def _plain(value: Any) -> str:
    if isinstance(value, datetime):  # SQLite keeps none of the zone: it is UTC
        return (value.astimezone(UTC) if value.tzinfo else value).replace(tzinfo=None).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no sum of {type(value).__name__}")
