"""What could not be read, how often it was tried, and when it is set aside."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Engine, delete, insert, select, update

from dashboard.store.schema import failure
from dashboard.store.search import storable
from dashboard.store.transactions import reading, writing

MOST_TRIES: Final = 3  # a file that fails so often is poisonous, not unlucky
_F = failure.c


def note_failure(engine: Engine, key: str, *, file_name: str, reason: str, tries: int = 1) -> int:
    """Note that a file of ``key`` (its article's id, or the sha-256 of its bytes) was not read; return how often.

    ``tries`` is how often it was tried this time.
    """
    values = {"file_name": storable(file_name), "reason": storable(reason), "at": datetime.now(UTC)}
    with writing(engine) as writer:
        before = writer.connection.execute(select(_F.tries).where(_F.key == key)).scalar()
        if before is None:
            writer.connection.execute(insert(failure).values(key=key, tries=tries, **values))
            return tries
        writer.connection.execute(update(failure).where(_F.key == key).values(tries=before + tries, **values))
        return int(before) + tries


def set_aside(engine: Engine, key: str) -> str | None:
    """Return the reason where a file failed so often that it is not tried again by itself, else None."""
    with reading(engine) as connection:
        return connection.execute(select(_F.reason).where(_F.key == key, _F.tries >= MOST_TRIES)).scalar()


def forgive(engine: Engine, key: str | None = None) -> None:
    """Let a file be tried again, or all."""
    with writing(engine) as writer:
        writer.connection.execute(delete(failure) if key is None else delete(failure).where(_F.key == key))
