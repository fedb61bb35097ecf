"""What differs between databases: the driver, and SQLite's settings. The one place that knows."""

from __future__ import annotations

import sqlite3
from types import ModuleType
from typing import Any, Final

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url

WAL_SAFE: Final = (3, 51, 3)  # older ones can lose a write-ahead log that two connections reset at once
BUSY_MS: Final = 30_000


def make_engine(url: str) -> Engine:
    """Return an engine for ``url``; connections are opened per call, and SQLite's writers wait 30 s for each other."""
    if not make_url(url).drivername.startswith("sqlite"):
        return create_engine(url)
    driver, safe = _driver()
    engine = create_engine(url, module=driver)

    @event.listens_for(engine, "connect")
    def settings(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy's "begin" below says which transaction
        for pragma in (
            f"busy_timeout={BUSY_MS}",  # first: the next may have to wait
            f"journal_mode={'WAL' if safe else 'DELETE'}",
            "synchronous=NORMAL",
            "foreign_keys=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        # A deferred "look, then insert" loses to another writer; reads are short, so all wait their turn.
        options = connection.get_execution_options()
        connection.exec_driver_sql("BEGIN" if options.get("read_only") else "BEGIN IMMEDIATE")

    return engine


def _driver() -> tuple[ModuleType, bool]:
    if sqlite3.sqlite_version_info >= WAL_SAFE:
        return sqlite3, True
    try:
        import pysqlite3
    except ImportError:
        return sqlite3, False
    return pysqlite3, tuple(pysqlite3.sqlite_version_info) >= WAL_SAFE
