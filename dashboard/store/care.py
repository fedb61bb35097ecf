"""Looking after the store: is all of it there and right, a copy while it is in use, and back from the copy."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.exc import DBAPIError

from dashboard.store import blocks, links
from dashboard.store.dialect import check_search, file_of, is_sqlite, rebuild_search
from dashboard.store.faults import DamagedError
from dashboard.store.schema import (
    SEAL,
    actor,
    article,
    entity,
    metadata,
    quote,
    quote_topic,
    topic_mention,
)
from dashboard.store.seals import is_sealed, seal
from dashboard.store.transactions import reading, writing
from extract.errors import SidelinesError

BATCH: Final = 500  # articles looked at between two words of progress
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it must be: a sentence for the analyst, and whether `repair` can put it right."""

    what: str
    repairable: bool


def check(engine: Engine, *, progress: Progress | None = None) -> list[Fault]:
    """Return what is wrong with the store; an empty list is a store in order. Nothing is written.

    Looked at: the file's pages and keys, that each text still has the sha-256 it was stored under, the full-text
    indexes, and that totals, links and columns equal what they are made from.
    """
    faults: list[Fault] = []
    try:
        with reading(engine) as connection:
            faults += _pages(connection)
            if faults:
                return faults
            faults += [
                *_rows(connection),
                *_clock(connection),
                *_keys(connection),
                *_texts(connection, progress),
                *_words(connection),
                *_derived(connection),
                *_columns(connection),
            ]
        with engine.connect() as connection:  # FTS5 looks at itself by a statement of the form of a writing one
            wrong = check_search(connection)
            connection.rollback()
    except SidelinesError as error:
        return [*faults, Fault(str(error), False)]
    except (DBAPIError, ValueError) as error:  # ValueError: a day or a list that is none
        reason = error.orig if isinstance(error, DBAPIError) else error
        return [*faults, Fault(f"The store can't be read ({reason}). Restore it from a backup.", False)]
    return faults + [Fault(f"The full-text index of {table} differs from its texts.", True) for table in wrong]


def repair(engine: Engine) -> None:
    """Make again all that is derived: links, totals, columns, full-text indexes; findings and decisions stay."""
    with reading(engine) as connection:
        nos = list(connection.execute(select(article.c.no).order_by(article.c.no)).scalars())
    with writing(engine, durable=True) as writer:
        for i in range(0, len(nos), BATCH):
            links.refresh(writer, nos[i : i + BATCH])
        writer.connection.execute(entity.update().values(dict.fromkeys(links.TOTALS, 0)))
        for i in range(0, len(nos), BATCH):
            links.count(writer, nos[i : i + BATCH], 1)
        for name in ("article", "quote"):
            rebuild_search(writer.connection, name)
        blocks.note_all(writer.connection)


def backup(engine: Engine, target: Path) -> None:
    """Write a copy of the store as it is now to ``target``, while it is in use.

    Raises:
        SidelinesError: the store is no file of SQLite's, or the copy can't be written.
    """
    source = file_of(engine)
    if source is None:
        raise SidelinesError(
            "This store is on PostgreSQL: back it up with `pg_dump --format=custom --file=FILE ADDRESS`."
        )
    if target.exists() and target.resolve() == source.resolve():
        raise SidelinesError(f"{target} is the store itself; name another file for the copy.")
    partial = target.with_name(target.name + ".part")
    try:
        partial.unlink(missing_ok=True)
        with engine.connect().execution_options(bare=True) as connection:
            # VACUUM INTO reads one state of the store in a transaction of its own, and other connections write on.
            connection.execute(text("VACUUM INTO :target"), {"target": str(partial)})
        with partial.open("rb+") as written:
            os.fsync(written.fileno())
        partial.replace(target)
    except (OSError, DBAPIError) as error:
        partial.unlink(missing_ok=True)
        reason = error.strerror if isinstance(error, OSError) else error.orig
        raise SidelinesError(f"The copy {target} can't be written ({reason}). Is there room in the folder?") from error


def restore(source: Path, target: Path) -> Path | None:
    """Put a backup in the place of the store's file ``target``; return where the former store was moved, if any.

    Stop the dashboard and `sidelines add` first: who has the old file open goes on in it.

    Raises:
        SidelinesError: the backup is missing or is not in order; the store is left as it is.
    """
    from dashboard.store.opening import open_store

    if not source.is_file():
        raise SidelinesError(f"There is no backup {source}.")
    new = target.with_name(target.name + ".restored")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, new)
        try:
            engine = open_store(f"sqlite:///{new}")
        except DamagedError as error:
            raise SidelinesError(f"The backup {source} is not in order: its file is damaged.") from error
        faults = check(engine)
        engine.dispose()
        if faults:
            raise SidelinesError(f"The backup {source} is not in order: {faults[0].what}")
        former = None
        if target.exists():
            former = target.with_name(f"{target.name}.{datetime.now(UTC):%Y%m%d-%H%M%S}.old")
            target.replace(former)
        for end in ("-wal", "-shm"):
            beside = target.with_name(target.name + end)
            if beside.exists():  # they belong to the former file
                beside.replace((former or target).with_name((former or target).name + end))
        new.replace(target)
    except OSError as error:
        raise SidelinesError(f"{source} can't be put back to {target}: {error.strerror}.") from error
    finally:
        for end in ("", "-wal", "-shm"):
            new.with_name(new.name + end).unlink(missing_ok=True)
    return former


def _pages(connection: Connection) -> Iterator[Fault]:
    if is_sqlite(connection):
        for (line,) in connection.execute(text("PRAGMA integrity_check(10)")):
            if line != "ok":
                yield Fault(f"The file is damaged: {line}. Restore it from a backup.", False)


def _rows(connection: Connection) -> Iterator[Fault]:
    """Every value of every table is read: one that is none of its kind raises; a row must have its sum."""
    for table in metadata.tables.values():
        changed = 0
        rows = connection.execution_options(yield_per=BATCH).execute(select(table)).mappings()
        for row in rows:
            if is_sealed(table) and row[SEAL] is not None and row[SEAL] != seal(table, row):
                changed += 1
        if changed:
            count = "1 row" if changed == 1 else f"{changed} rows"
            yield Fault(f"{count} of {table.name} changed since stored. Restore the store from a backup.", False)


def _clock(connection: Connection) -> Iterator[Fault]:
    newest = connection.execute(select(func.max(article.c.added_at))).scalar()
    now = datetime.now(UTC)
    if newest is not None and newest.replace(tzinfo=newest.tzinfo or UTC) > now + timedelta(days=1):
        yield Fault(
            f"The clock says {now:%Y-%m-%d}, but an article was added on {newest:%Y-%m-%d}. Set the clock of this "
            "machine: days without a year are counted from the day of adding.",
            False,
        )


def _keys(connection: Connection) -> Iterator[Fault]:
    if is_sqlite(connection):
        for table, count in connection.execute(
            text('SELECT "table", count(*) FROM pragma_foreign_key_check GROUP BY "table"')
        ):
            yield Fault(f"{count} rows of {table} point to nothing. Restore the store from a backup.", False)
    e = entity.c
    root = entity.alias("root")
    chained = (
        select(func.count()).select_from(entity).join(root, root.c.id == e.root_id).where(root.c.root_id != root.c.id)
    )
    if count := connection.execute(chained).scalar():
        yield Fault(f"{count} actors are joined into one that is itself joined into another.", False)


def _texts(connection: Connection, progress: Progress | None) -> Iterator[Fault]:
    a = article.c
    total = connection.execute(select(func.count()).select_from(article)).scalar_one()
    rows = connection.execution_options(yield_per=BATCH).execute(select(a.id, a.title, a.text).order_by(a.no))
    for done, row in enumerate(rows, 1):
        if hashlib.sha256(row.text.encode()).hexdigest() != row.id:
            yield Fault(f"The text of “{row.title or row.id[:12]}” changed since it was stored.", False)
        if progress and (done % BATCH == 0 or done == total):
            progress(done, total)


def _words(connection: Connection) -> Iterator[Fault]:
    """Quotations whose words are not those at their place."""
    q = quote.c
    query = select(q.article_no, article.c.title, article.c.text, q.text.label("words"), q.spans, q.start, q.end)
    rows = connection.execution_options(yield_per=BATCH).execute(query.join_from(quote, article))
    for row in rows:
        if row.words != " … ".join(row.text[start:end] for start, end in row.spans or [[row.start, row.end]]):
            yield Fault(f"A quotation of “{row.title or row.article_no}” differs from its article's words.", False)


def _derived(connection: Connection) -> Iterator[Fault]:
    a, q, t, e = actor.c, quote.c, topic_mention.c, entity.c
    seen = a.state != links.REJECTED
    totals: dict[str, Any] = {
        "articles": select(a.entity_id, func.count(func.distinct(a.article_no)).label("n")).where(seen),
        "mentions": select(a.entity_id, func.sum(a.mentions).label("n")).where(seen),
        "quotes": select(q.entity_id, func.count().label("n")).where(q.shown),
    }
    for name, query in totals.items():
        real = query.group_by(query.selected_columns[0]).subquery()
        wrong = select(func.count()).select_from(entity).outerjoin(real, real.c.entity_id == e.id)
        if count := connection.execute(wrong.where(e[name] != func.coalesce(real.c.n, 0))).scalar():
            yield Fault(f"The total “{name}” of {count} actors is not what is stored.", True)
    shown = select(q.id).where(q.shown != ((q.speech) & (~q.nested) & (q.state != links.REJECTED)))
    published = select(article.c.published).where(article.c.no == q.article_no).scalar_subquery()
    moved = select(q.id).where(q.day.is_distinct_from(func.coalesce(q.said_first, published)))
    if connection.execute(shown.limit(1)).first() or connection.execute(moved.limit(1)).first():
        yield Fault("Days or states of quotations are not what they derive from.", True)
    kept = select(quote_topic.c.topic_key, quote_topic.c.quote_id)
    linked = select(t.topic_key, q.id).join_from(topic_mention, quote, q.id == t.quote_id).where(t.shown, q.shown)
    if any(connection.execute(one.except_(other).limit(1)).first() for one, other in ((kept, linked), (linked, kept))):
        yield Fault("The links between quotations and topics are not what is stored.", True)


def _columns(connection: Connection) -> Iterator[Fault]:
    for name in blocks.differing(connection):
        yield Fault(f"The columns of {name} that pages count by are not what is stored.", True)
