"""What differs between SQLite and PostgreSQL: driver, settings, full-text search. The one place that knows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    column,
    create_engine,
    event,
    func,
    literal_column,
    select,
    text,
)
from sqlalchemy.engine import make_url

WAL_SAFE: Final = (3, 51, 3)  # older ones can lose a write-ahead log that two connections reset at once
BUSY_MS: Final = 30_000
TIDY_MS: Final = 500  # writers wait meanwhile; readers that are not done by then are left for the next time
WAL_LIMIT: Final = 16 * 2**20  # bytes: a longer log is brought back to nothing by whoever writes next
URGENT_MS: Final = 2_000  # where it has twice that length: many readers who overlap else let it grow without end
READING_KB: Final = 64 * 2**10  # of the file that a connection keeps: pages with charts walk tens of megabytes of index
WRITING_KB: Final = 16 * 2**10  # more makes adding no faster, and would be kept once for each connection that writes

SEARCHED: Final = {"article": ("no", ("title", "text")), "quote": ("id", ("text",))}
# SQLite folds diacritics itself; PostgreSQL's `unaccent` is an extension that a server may lack.
_ACCENTED: Final = "àáâãäåāăąçćčďđèéêëēėęěğìíîïīįıłľñńňòóôõöøōőřśšşșťţțùúûüūůűųýÿźżž"
_PLAIN: Final = "aaaaaaaaacccddeeeeeeeegiiiiiiillnnnoooooooorsssstttuuuuuuuuyyzzz"


def make_engine(url: str, *, read_only: bool = False) -> Engine:
    """Return an engine for ``url``; connections are opened per call, and SQLite's writers wait 30 s for each other.

    ``read_only`` opens a file of SQLite's without ever writing to it; PostgreSQL's users have their rights.
    """
    address = make_url(url)
    if not address.drivername.startswith("sqlite"):
        return create_engine(url)
    driver, safe = _driver()
    if read_only and address.database:
        return create_engine(f"sqlite:///{Path(address.database).resolve().as_uri()}?mode=ro&uri=true", module=driver)
    engine = create_engine(url, module=driver)

    @event.listens_for(engine, "connect")
    def settings(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy's "begin" below says which transaction
        for pragma in (
            f"busy_timeout={BUSY_MS}",  # first: the next may have to wait
            f"journal_mode={'WAL' if safe else 'DELETE'}",
            f"journal_size_limit={WAL_LIMIT}",
            "synchronous=NORMAL",
            "foreign_keys=ON",
            "temp_store=MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        # A deferred "look, then insert" loses to another writer; reads are short, so all wait their turn.
        options = connection.get_execution_options()
        if options.get("bare"):  # a statement that must stand outside of transactions
            return
        reads = bool(options.get("read_only"))
        connection.exec_driver_sql(f"PRAGMA cache_size=-{READING_KB if reads else WRITING_KB}")
        if reads:
            connection.exec_driver_sql("BEGIN")
            return
        connection.exec_driver_sql(f"PRAGMA synchronous={'FULL' if options.get('durable') else 'NORMAL'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def is_sqlite(bind: Engine | Connection) -> bool:
    """Say whether the store is a file of SQLite's."""
    return bind.dialect.name == "sqlite"


def is_read_only(bind: Engine | Connection) -> bool:
    """Say whether the store is a file that was opened as it is, never to be written to."""
    return is_sqlite(bind) and (bind.engine.url.database or "").startswith("file:")


def reading_options(engine: Engine) -> dict[str, Any]:
    """Return the options of a connection that reads: all its statements see one state of the store."""
    if is_sqlite(engine):
        return {"read_only": True}
    return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def lock_schema(connection: Connection) -> None:
    """Wait until no other process brings the schema up to date; SQLite's write lock does so by itself."""
    if not is_sqlite(connection):
        connection.execute(text("SELECT pg_advisory_xact_lock(7321)"))  # any number that all agree on


def file_of(engine: Engine) -> Path | None:
    """Return the file that holds the store; None where it is on a server."""
    return Path(engine.url.database.removeprefix("file://")) if is_sqlite(engine) and engine.url.database else None


def identity_of(connection: Connection) -> str:
    """Return what tells a store from all others that this process may open, even under the same name later on."""
    engine = connection.engine
    file = file_of(engine)
    if file is not None and file.exists():
        return f"{file.resolve()} {file.stat().st_ino}"
    return f"{engine.url.render_as_string()} {id(engine) if is_sqlite(engine) else ''}"


def shorten_log(engine: Engine) -> None:
    """Bring the write-ahead log back to nothing, as far as readers allow, where it has grown long.

    SQLite does so by itself only at a moment when nobody reads, which with many readers may never come.
    """
    file = file_of(engine)
    log = file.with_name(f"{file.name}-wal") if file else None
    size = log.stat().st_size if log and log.exists() else 0
    if size > WAL_LIMIT:
        with engine.connect().execution_options(bare=True) as connection, connection.begin():
            _truncate_log(connection, URGENT_MS if size > 2 * WAL_LIMIT else TIDY_MS)


def _truncate_log(connection: Connection, patience: int) -> None:
    connection.exec_driver_sql(f"PRAGMA busy_timeout={patience}")
    connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_MS}")


def tidy(engine: Engine) -> None:
    """Bring the write-ahead log back to nothing, as far as readers allow, and let the planner look at the tables."""
    with engine.connect().execution_options(bare=True) as connection, connection.begin():
        if is_sqlite(engine):
            _truncate_log(connection, TIDY_MS)
            connection.exec_driver_sql("PRAGMA analysis_limit=1000")
            connection.exec_driver_sql("PRAGMA optimize=0x10002")
        else:
            connection.exec_driver_sql("ANALYZE")


def search_schema(dialect: str) -> list[str]:
    """Return the statements that make the full-text indexes: FTS5 beside the tables, or GIN over an expression."""
    if dialect != "sqlite":
        return [
            f"CREATE INDEX ix_{table}_words ON {table} USING gin ({_vector(columns)})"
            for table, (_, columns) in SEARCHED.items()
        ]
    statements = []
    for table, (key, columns) in SEARCHED.items():
        index, names = f"{table}_words", ", ".join(columns)
        new, old = (", ".join(f"{row}.{c}" for c in (key, *columns)) for row in ("new", "old"))
        drop = f"INSERT INTO {index}({index}, rowid, {names}) VALUES ('delete', {old});"
        add = f"INSERT INTO {index}(rowid, {names}) VALUES ({new});"
        statements += [
            f"CREATE VIRTUAL TABLE {index} USING fts5({names}, content='{table}', content_rowid='{key}', "
            "tokenize='unicode61 remove_diacritics 2')",
            f"CREATE TRIGGER {index}_added AFTER INSERT ON {table} BEGIN {add} END",
            f"CREATE TRIGGER {index}_removed AFTER DELETE ON {table} BEGIN {drop} END",
            f"CREATE TRIGGER {index}_changed AFTER UPDATE OF {names} ON {table} BEGIN {drop} {add} END",
        ]
    return statements


def block_schema(dialect: str, tables: Mapping[str, Sequence[str]], size: int) -> list[str]:
    """Return the statements that make the triggers by which a changed row's block (see `blocks`) is noted.

    ``tables`` has the columns of each that matter, the key first; ``size`` is how many keys a block has.
    """
    sqlite = dialect == "sqlite"
    statements = []
    for table, columns in tables.items():
        notes = {
            row: f"INSERT INTO stale_block (name, no) VALUES ('{table}', {row}.{columns[0]} / {size}) "
            "ON CONFLICT DO NOTHING;"
            for row in ("old", "new")
        }
        if not sqlite:
            statements.append(
                f"CREATE FUNCTION note_{table}_block() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"IF TG_OP <> 'INSERT' THEN {notes['old']} END IF; "
                f"IF TG_OP <> 'DELETE' THEN {notes['new']} END IF; RETURN NULL; END $$"
            )
        old, new = (", ".join(f"{row}.{c}" for c in columns) for row in notes)
        changed = f"WHEN (({old}) {'IS NOT' if sqlite else 'IS DISTINCT FROM'} ({new}))"
        for name, after, when, rows in (
            ("added", "INSERT", "", ("new",)),
            ("removed", "DELETE", "", ("old",)),
            ("changed", f"UPDATE OF {', '.join(columns)}", changed, ("old", "new")),
        ):
            note = " ".join(notes[row] for row in rows)
            does = f"BEGIN {note} END" if sqlite else f"EXECUTE FUNCTION note_{table}_block()"
            statements.append(
                f"CREATE TRIGGER {table}_block_{name} AFTER {after} ON {table} FOR EACH ROW {when} {does}"
            )
    return statements


def drop_block_schema(dialect: str, tables: Iterable[str]) -> list[str]:
    """Return the statements that take away what `block_schema` made."""
    if dialect != "sqlite":
        return [f"DROP FUNCTION note_{table}_block() CASCADE" for table in tables]
    return [f"DROP TRIGGER {table}_block_{name}" for table in tables for name in ("added", "removed", "changed")]


def matching(bind: Connection, table: str, words: Sequence[str]) -> Any:
    """Return a query for the keys of ``table``'s rows that hold all ``words``, the last one as a beginning.

    ``words`` hold letters and digits only, as `search.words_of` cuts them, and there is at least one.
    """
    key, columns = SEARCHED[table]
    if is_sqlite(bind):
        query = " ".join(f'"{word}"' for word in words) + "*"
        found = f"SELECT rowid AS no FROM {table}_words WHERE {table}_words MATCH :searched"
        return text(found).bindparams(searched=query).columns(column("no"))
    query = " & ".join(f"'{word}'" for word in map(_folded, words)) + ":*"
    vector: ColumnElement[str] = literal_column(_vector(columns))
    condition = vector.bool_op("@@")(func.to_tsquery(literal_column("'simple'"), query))
    return select(literal_column(key)).select_from(text(table)).where(condition)


def check_search(connection: Connection) -> list[str]:
    """Return the tables whose full-text index does not hold what the table holds; PostgreSQL keeps its own."""
    wrong = []
    if is_sqlite(connection):
        for table in SEARCHED:
            try:
                connection.exec_driver_sql(
                    f"INSERT INTO {table}_words({table}_words, rank) VALUES ('integrity-check', 1)"
                )
            except Exception:  # the driver's own class: sqlite3's or pysqlite3's
                wrong.append(table)
    return wrong


def rebuild_search(connection: Connection, table: str) -> None:
    """Make a full-text index again from its table."""
    if is_sqlite(connection):
        connection.exec_driver_sql(f"INSERT INTO {table}_words({table}_words) VALUES ('rebuild')")


def _vector(columns: Sequence[str]) -> str:
    joined = " || ' ' || ".join(f"coalesce({c}, '')" for c in columns)
    return f"to_tsvector('simple', translate(lower({joined}), '{_ACCENTED}', '{_PLAIN}'))"


def _folded(word: str) -> str:
    return word.lower().translate(str.maketrans(_ACCENTED, _PLAIN))


def _driver() -> tuple[ModuleType, bool]:
    if sqlite3.sqlite_version_info >= WAL_SAFE:
        return sqlite3, True
    try:
        import pysqlite3
    except ImportError:
        return sqlite3, False
    return pysqlite3, tuple(pysqlite3.sqlite_version_info) >= WAL_SAFE
