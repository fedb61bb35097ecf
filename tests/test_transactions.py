"""The write-ahead log stays short, whoever reads, and who writes keeps little of the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from dashboard.store import dialect, open_store
from dashboard.store.transactions import reading, writing

LONG = "x" * 200_000


def write(store: Engine, key: str) -> None:
    with writing(store) as writer:
        writer.connection.execute(
            text("INSERT INTO meta (key, value) VALUES (:key, :value)"), {"key": key, "value": LONG}
        )


def test_a_log_that_readers_let_grow_is_shortened_by_the_next_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    log = tmp_path / "store.sqlite-wal"
    if not log.exists():
        pytest.skip("this SQLite is too old for a write-ahead log")
    monkeypatch.setattr(dialect, "WAL_LIMIT", len(LONG))
    monkeypatch.setattr(dialect, "TIDY_MS", 20)
    monkeypatch.setattr(dialect, "URGENT_MS", 40)
    with reading(store) as connection:
        connection.execute(text("SELECT count(*) FROM meta")).scalar()
        for key in "abc":
            write(store, key)
        assert log.stat().st_size > 3 * len(LONG)  # what is being read must stay
        assert connection.execute(text("SELECT count(*) FROM meta WHERE value = :value"), {"value": LONG}).scalar() == 0
    write(store, "d")
    assert log.stat().st_size == 0


def test_who_writes_keeps_less_of_the_file_than_who_reads(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    kept = text("PRAGMA cache_size")
    for _ in range(2):  # one connection serves both, by turns
        with reading(store) as connection:
            assert connection.execute(kept).scalar() == -dialect.READING_KB
        with writing(store) as writer:
            assert writer.connection.execute(kept).scalar() == -dialect.WRITING_KB
