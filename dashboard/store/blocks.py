"""What filters and charts ask, kept as columns of numbers beside the rows: five hundred rows' numbers are one value.

Rows are read one by one, at some three million a second; columns are compared and added up whole, a hundred times
faster. So a page's questions find out from the columns which rows they are about, and what these add up to, and read
from the tables only the rows that are shown. Triggers note which blocks a writing has changed, and `renew` makes these
anew before it ends: columns and rows are of one transaction. Who reads keeps the columns, and fetches what is newer.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import Any, Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import CompoundSelect, Connection, Table, bindparam, delete, insert, literal, select
from sqlalchemy.exc import DatabaseError

from dashboard.store.dialect import identity_of, is_read_only
from dashboard.store.faults import DAMAGED, DamagedError, place_of
from dashboard.store.schema import (
    article,
    block,
    entity,
    meeting,
    meta,
    plan,
    plan_participant,
    quote,
    quote_about,
    stale_block,
    topic_mention,
)
from dashboard.store.seals import MOST

SIZE: Final = 512  # rows (keys) a block: all are read and written again where one changed
AT_ONCE: Final = 100  # blocks whose rows are held in memory
KEPT: Final = 4  # stores whose columns this process keeps
VERSION: Final = "version"  # in `meta`: rises with each writing
STORE: Final = "store"  # in `meta`: a name of its own, since a file can be put in another's place
WORDS: Final = (
    *("", "found", "confirmed", "corrected", "rejected", "added"),
    *("direct", "indirect", "mixed"),
    *("meeting", "call", "visit", "summit", "talks"),
    *("planned", "possible", "held", "cancelled", "postponed", "ruled_out"),
    *("person", "organisation", "country", "place", "event", "treaty"),
)
"""What a column of `word` may hold, as its place here: only ever add at the end."""
_CODES: Final = {word: i for i, word in enumerate(WORDS)}

Column = NDArray[Any]
Columns = Mapping[str, Column]


def day_number(day: date | None) -> int:
    """Return a day as a column has it: days since the first of the year 1, which is 1; 0 where there is none."""
    return day.toordinal() if day else 0


@lru_cache(maxsize=4096)
def name_number(name: str | None) -> int:
    """Return a name as a column has it: 8 bytes of its sum, so that no list of names must be kept; 0 for none."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), signed=True) if name else 0


def codes(words: Iterable[str]) -> list[int]:
    """Return words of closed sets (kinds, statuses, states) as a column has them; unknown ones are left out."""
    return [_CODES[w] for w in words if _CODES.get(w)]


_KINDS: Final[dict[str, tuple[np.dtype[Any], Callable[[Any], Any]]]] = {  # the same on every machine
    "number": (np.dtype("<i4"), lambda value: value or 0),
    "sure": (np.dtype("<f4"), lambda value: value),
    "flag": (np.dtype("u1"), bool),
    "day": (np.dtype("<i4"), day_number),
    "word": (np.dtype("u1"), lambda value: _CODES[value or ""]),
    "name": (np.dtype("<i8"), name_number),
}


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's columns, the key first, with what each holds; a key divided by `SIZE` says the block.

    Where the key is ``single``, columns are read with the key as index: what no row has is 0.
    """

    table: Table
    columns: Mapping[str, str]
    single: bool = True

    @property
    def key(self) -> str:
        """The column that says in which block a row is."""
        return next(iter(self.columns))


LAYOUTS: Final = {
    layout.table.name: layout
    for layout in (
        Layout(article, {"no": "number", "published": "day", "source": "name"}),
        Layout(entity, {"id": "number", "root_id": "number", "hidden": "flag", "shown_kind": "word"}),
        Layout(
            quote,
            {
                "id": "number",
                "article_no": "number",
                "entity_id": "number",
                "day": "day",
                "shown": "flag",
                "speech": "flag",
                "nested": "flag",
                "kind": "word",
                "state": "word",
                "confidence": "sure",
                "statement_id": "number",
            },
        ),
        Layout(quote_about, {"quote_id": "number", "entity_id": "number"}, single=False),
        Layout(
            plan,
            {
                "id": "number",
                "first": "day",
                "last": "day",
                "status": "word",
                "claims": "number",
            },
        ),
        Layout(plan_participant, {"plan_id": "number", "entity_id": "number"}, single=False),
        Layout(
            meeting,
            {
                "id": "number",
                "article_no": "number",
                "plan_id": "number",
                "day": "day",
                "first": "day",
                "shown": "flag",
                "kind": "word",
                "status": "word",
                "state": "word",
                "confidence": "sure",
            },
        ),
        Layout(
            topic_mention,
            {
                "id": "number",
                "article_no": "number",
                "topic_key": "name",
                "quote_id": "number",
                "entity_id": "number",
                "day": "day",
                "start": "number",
                "shown": "flag",
                "state": "word",
            },
        ),
    )
}


def encode(connection: Connection, name: str, first: int | None = None, last: int | None = None) -> dict[int, bytes]:
    """Return a table's blocks by number, made from its rows: all, or those of ``first`` to ``last``, inclusive.

    Raises:
        DamagedError: a row has a value that none can have.
    """
    layout = LAYOUTS[name]
    key = layout.table.c[layout.key]
    query = select(*(layout.table.c[c] for c in layout.columns)).order_by(*layout.table.primary_key)
    if first is not None and last is not None:
        query = query.where(key >= first * SIZE, key < (last + 1) * SIZE)
    values = list(zip(*connection.execute(query).all(), strict=True))
    if not values:
        return {}
    columns: list[Column] = []
    try:
        for kind, found in zip(layout.columns.values(), values, strict=True):
            dtype, of = _KINDS[kind]
            columns.append(np.array(list(map(of, found)), dtype))
    except (KeyError, TypeError, ValueError, OverflowError) as error:  # what no program of ours has written
        raise DamagedError(DAMAGED.format(where=place_of(connection.engine))) from error
    numbers = columns[0] // SIZE
    starts = [0, *(np.flatnonzero(np.diff(numbers)) + 1).tolist(), len(numbers)]
    return {
        int(numbers[start]): b"".join(column[start:end].tobytes() for column in columns)
        for start, end in pairwise(starts)
    }


def _decoded(layout: Layout, data: bytes) -> Columns:
    """The columns of one block, which are one after the other in it."""
    dtypes = [_KINDS[kind][0] for kind in layout.columns.values()]
    rows, at, columns = len(data) // sum(d.itemsize for d in dtypes), 0, {}
    for name, dtype in zip(layout.columns, dtypes, strict=True):
        columns[name] = np.frombuffer(data, dtype, rows, at)
        at += rows * dtype.itemsize
    return columns


def any_stale(connection: Connection) -> bool:
    """Say whether a block is not yet made again: after an upgrade, or where another program wrote rows."""
    return connection.execute(select(stale_block.c.no).limit(1)).first() is not None


def renew(connection: Connection, version: int) -> None:
    """Make those blocks again whose rows were changed, as of the store's ``version``, and forget that they were."""
    s = stale_block.c
    stale: dict[str, list[int]] = {}
    for name, no in connection.execute(select(s.name, s.no).order_by(s.name, s.no)):
        stale.setdefault(name, []).append(no)
    if not stale:
        return
    for name, numbers in stale.items():
        found: dict[int, bytes] = {}
        for first, last in _runs(numbers):
            found |= encode(connection, name, first, last)
        # A block whose rows are gone stays, empty: who keeps the former one is told by its version.
        rows = [
            {"name": name, "no": no, "version": version, "sum": _sum(data), "data": data}
            for no in numbers
            for data in (found.get(no, b""),)
        ]
        b = block.c
        former = delete(block).where(b.name == name, b.no == bindparam("former"))
        connection.execute(former, [{"former": no} for no in numbers])
        connection.execute(insert(block), rows)
    connection.execute(delete(stale_block))


def note_all(connection: Connection) -> None:
    """Note all blocks as changed, so that `renew` makes them again: those that are there, and those of all rows."""
    connection.execute(delete(stale_block))
    for name in LAYOUTS:
        numbers = _numbers(name).subquery()
        connection.execute(insert(stale_block).from_select(["name", "no"], select(literal(name), numbers.c.no)))


def differing(connection: Connection) -> list[str]:
    """Return the tables of which a block is not what its rows come to, or is still to be made.

    Raises:
        DamagedError: a row has a value that none can have.
    """
    b = block.c
    wrong = set(connection.execute(select(stale_block.c.name).distinct()).scalars())
    for name in LAYOUTS:
        numbers = connection.execute(_numbers(name).order_by("no")).scalars().all()
        for first, last in _runs(numbers):
            query = select(b.no, b.sum, b.data).where(b.name == name, b.no.between(first, last))
            kept = {no: data if _sum(data) == kept_sum else None for no, kept_sum, data in connection.execute(query)}
            if {no: data for no, data in kept.items() if data != b""} != encode(connection, name, first, last):
                wrong.add(name)
    return sorted(wrong)


def _numbers(name: str) -> CompoundSelect[Any]:
    """The query for the numbers of a table's blocks: those that are there, and those of all rows."""
    key = LAYOUTS[name].table.c[LAYOUTS[name].key]
    return select(block.c.no).where(block.c.name == name).union(select(key.op("/")(SIZE)))


def _sum(data: bytes) -> int:
    return crc32(data) & MOST


def _runs(numbers: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Numbers in order as stretches without a gap, of so many as are held at once."""
    first = 0
    for i, no in enumerate(numbers, 1):
        if i == len(numbers) or numbers[i] != no + 1 or i - first == AT_ONCE:
            yield numbers[first], no
            first = i


@dataclass(slots=True)
class _Kept:
    """The columns of one store that this process has read, each table's as of a version."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    versions: dict[str, int] = field(default_factory=dict)
    blocks: dict[str, dict[int, Columns]] = field(default_factory=dict)  # of tables whose rows have no key of their own
    columns: dict[str, Columns] = field(default_factory=dict)


_stores: OrderedDict[str, _Kept] = OrderedDict()
_stores_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Store:
    """The columns of a store's tables, in the state that a connection reads."""

    connection: Connection
    place: str  # which store it is
    version: int
    _kept: _Kept
    _has_blocks: bool  # not so an older store that is open for reading only

    def __getitem__(self, name: str) -> Columns:
        """Return a table's columns by name; nobody may change them."""
        kept, layout = self._kept, LAYOUTS[name]
        with kept.lock:
            have = kept.versions.get(name, -1)
            if have > self.version:  # another reader has gone on to a newer state
                whole = self._newer(layout, -1)
                return _by_key(layout, {}, whole) if layout.single else _one_after_another(layout, whole)
            newer = self._newer(layout, have) if have < self.version else {}
            if newer or name not in kept.columns:
                if layout.single:
                    kept.columns[name] = _by_key(layout, kept.columns.get(name, {}), newer)
                else:
                    kept.blocks[name] = {**kept.blocks.get(name, {}), **newer}
                    kept.columns[name] = _one_after_another(layout, kept.blocks[name])
            kept.versions[name] = self.version
            return kept.columns[name]

    def _newer(self, layout: Layout, than: int) -> dict[int, Columns]:
        b, name = block.c, layout.table.name
        if not self._has_blocks:
            return self._from_rows(layout)
        query = select(b.no, b.sum, b.data).where(b.name == name, b.version > than)
        try:
            rows = self.connection.execute(query).all()
        except DatabaseError:
            if not is_read_only(self.connection):
                raise
            return self._from_rows(layout)  # the blocks' part of a damaged file: what follows from rows is not lost
        found = {}
        for no, kept_sum, data in rows:
            if _sum(data) != kept_sum:  # damaged on the disk: the rows themselves have it
                data = encode(self.connection, name, no, no).get(no, b"")
            found[no] = _decoded(layout, data)
        return found

    def _from_rows(self, layout: Layout) -> dict[int, Columns]:
        return {no: _decoded(layout, data) for no, data in encode(self.connection, layout.table.name).items()}


def _by_key(layout: Layout, before: Columns, newer: Mapping[int, Columns]) -> Columns:
    """Columns with the key as index, in which some blocks are put in the place of former ones."""
    keys = _one_after_another(layout, newer)
    former = len(before[layout.key]) if before else 1
    size = max(former, int(keys[layout.key].max(initial=0)) + 1)
    columns = {}
    for name, values in keys.items():
        columns[name] = np.zeros(size, values.dtype)
        if before:
            columns[name][:former] = before[name]
            for no in newer:
                columns[name][no * SIZE : (no + 1) * SIZE] = 0
        columns[name][keys[layout.key]] = values
    return columns


def _one_after_another(layout: Layout, blocks: Mapping[int, Columns]) -> Columns:
    """The columns of blocks, in the order of their numbers."""
    parts = [_decoded(layout, b""), *(blocks[no] for no in sorted(blocks))]
    return {name: np.concatenate([part[name] for part in parts]) for name in layout.columns}


def read(connection: Connection) -> Store:
    """Return the columns in the state that the connection reads."""
    wanted = select(meta.c.key, meta.c.value).where(meta.c.key.in_((VERSION, STORE)))
    known = {row.key: row.value for row in connection.execute(wanted)}
    place = f"{identity_of(connection)} {known.get(STORE)}"
    with _stores_lock:
        kept = _stores.setdefault(place, _Kept())
        _stores.move_to_end(place)
        while len(_stores) > KEPT:
            _stores.popitem(last=False)
    return Store(connection, place, int(known.get(VERSION) or 0), kept, STORE in known)
