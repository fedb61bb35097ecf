"""Reading and writing: many read at once, one writes, and each writing has its number."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from dashboard.store.blocks import VERSION, renew
from dashboard.store.dialect import BUSY_MS, reading_options, shorten_log
from dashboard.store.faults import told
from dashboard.store.revisions import check_schema
from dashboard.store.schema import SEAL, meta
from dashboard.store.seals import is_sealed, seal


@dataclass(slots=True)
class Writer:
    """A transaction that writes. All others that write wait for it, so that numbers can be given out beforehand."""

    engine: Engine
    connection: Connection
    _free: dict[str, int] = field(default_factory=dict)

    def take(self, table: Table) -> int:
        """Return the next free number of the table's first column."""
        if table.name not in self._free:
            last = self.connection.execute(select(func.max(table.columns[0]))).scalar()
            self._free[table.name] = (last or 0) + 1
        self._free[table.name] += 1
        return self._free[table.name] - 1

    def many(self, table: Table, rows: list[dict[str, Any]]) -> None:
        """Insert rows, if there are any, with their seals."""
        if is_sealed(table):
            rows = [{**row, SEAL: seal(table, row)} for row in rows]
        if rows:
            self.connection.execute(insert(table), rows)

    def change(self, table: Table, number: int, **values: Any) -> None:
        """Change columns of the row of a sealed table whose first column is ``number``, and its seal with them."""
        mine = table.columns[0] == number
        row = self.connection.execute(select(table).where(mine)).mappings().one()
        values[SEAL] = seal(table, {**row, **values})
        self.connection.execute(update(table).where(mine).values(**values))


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Yield a connection that sees one state of the store and never waits for writers.

    Raises:
        SidelinesError: the store is damaged, locked or of another version; see `faults`.
    """
    options = reading_options(engine)
    with told(engine, seconds=BUSY_MS / 1000), engine.connect().execution_options(**options) as connection:
        yield connection


@contextmanager
def writing(engine: Engine, *, durable: bool = False) -> Iterator[Writer]:
    """Yield the writer of one transaction; ``durable`` waits until the disk has it, for what an analyst decided.

    The version rises, and on PostgreSQL its row is the lock that writers queue at. At the end the columns are made anew
    that the block's changes are of, see `blocks`.

    Raises:
        SidelinesError: nothing was written, since the disk is full, the store is locked, damaged or can only be read,
            or since a newer program brought its schema up to date while this one was running.
    """
    with (
        told(engine, seconds=BUSY_MS / 1000),
        engine.connect().execution_options(durable=durable) as connection,
        connection.begin(),
    ):
        check_schema(connection)
        version = raise_number(connection, VERSION)
        yield Writer(engine, connection)
        renew(connection, version)
    with suppress(DBAPIError):  # all is written: what hinders this will hinder, and be told by, the next to write
        shorten_log(engine)


def data_version(engine: Engine) -> int:
    """Return what changes whenever anything in the store does.

    Pages ask it before each question, so it is one statement without a transaction around it.

    Raises:
        SidelinesError: as `reading`.
    """
    with told(engine, seconds=BUSY_MS / 1000), engine.connect().execution_options(bare=True) as connection:
        return number(connection, VERSION)


def number(connection: Connection, key: str) -> int:
    """Return a number that is kept in ``meta``; 0 where it was never raised."""
    value = connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()
    return int(value or 0)


def raise_number(connection: Connection, key: str) -> int:
    """Raise a number that is kept in ``meta`` and return it."""
    # Two may be the first at once: one inserts, the other waits for it.
    connection.execute(
        text("INSERT INTO meta (key, value) VALUES (:key, '0') ON CONFLICT (key) DO NOTHING"), {"key": key}
    )
    value = connection.execute(select(meta.c.value).where(meta.c.key == key).with_for_update()).scalar_one()
    new = int(value) + 1
    connection.execute(update(meta).where(meta.c.key == key).values(value=str(new)))
    return new
