"""A damaged file of the store is found by `sidelines check`, is opened for reading, and a backup takes its place.

Bits are flipped, stretches overwritten, ends cut off. Damage to what holds nothing is not counted.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from bench.generator import articles
from dashboard.store import Filters, add_many, care, decisions, open_store, queries
from dashboard.store.dialect import make_engine
from dashboard.store.schema import metadata
from dashboard.store.transactions import reading
from extract.errors import SidelinesError

ARTICLES = 50
LEAST_FOUND = 0.99
Harm = Callable[[bytearray, random.Random], None]


def flip(data: bytearray, rng: random.Random) -> None:
    """One bit the other way round."""
    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def overwrite(data: bytearray, rng: random.Random) -> None:
    """A stretch of noise, up to a page."""
    at, length = rng.randrange(len(data)), rng.randint(2, 4096)
    data[at : at + length] = rng.randbytes(len(data[at : at + length]))


def blank(data: bytearray, rng: random.Random) -> None:
    """A sector of zeros, as a disk gives for one that it lost."""
    at = rng.randrange(len(data) // 512) * 512
    data[at : at + 512] = bytes(512)


def truncate(data: bytearray, rng: random.Random) -> None:
    """The end is missing."""
    del data[rng.randrange(len(data)) :]


HARMS: tuple[Harm, ...] = (flip, flip, overwrite, blank, truncate)


def held(store: Engine) -> dict[str, list[Any]] | None:
    """Return all rows of all tables; None where they can't be read."""
    try:
        with reading(store) as connection:
            return {name: sorted(map(repr, connection.execute(select(t)))) for name, t in metadata.tables.items()}
    except Exception:  # whatever a damaged file makes of it
        return None


def trial(count: int, folder: Path, *, seed: int = 1) -> tuple[list[str], dict[str, int]]:
    """Damage ``count`` files so that their content changes; return what is wrong, and the figures."""
    file, copy = folder / "store.sqlite", folder / "backup.sqlite"
    store = open_store(f"sqlite:///{file}")
    add_many(store, [(found, "made.txt") for found in articles(ARTICLES, actors=400)])
    for number in queries.quotes(store, Filters(), limit=20)["quote_id"]:
        decisions.confirm(store, "quote", int(number), note="checked")
    care.backup(store, copy)
    whole = held(store)
    store.dispose()
    rng = random.Random(seed)
    figures = {"damaged": 0, "found": 0, "harmless": 0, "opened for reading": 0, "read in part": 0}
    wrong: list[str] = []
    sound = copy.read_bytes()
    while figures["damaged"] < count:
        harm = HARMS[(figures["damaged"] + figures["harmless"]) % len(HARMS)]
        data = bytearray(sound)
        harm(data, rng)
        for path in folder.glob("store.sqlite*"):
            path.unlink()
        file.write_bytes(data)
        faults = is_found(f"sqlite:///{file}")
        if not faults and _content(file) == whole:
            figures["harmless"] += 1
            continue
        figures["damaged"] += 1
        figures["found"] += bool(faults)
        if not faults:
            wrong.append(f"{harm.__name__} was not found: {_difference(whole, _content(file))}")
        before = file.read_bytes()
        try:
            opened = open_store(f"sqlite:///{file}", read_only=True)
            figures["opened for reading"] += 1
            figures["read in part"] += _read_in_part(opened)
            opened.dispose()
        except SidelinesError as error:
            if len(str(error)) < 40:
                wrong.append(f"no plain sentence: {error}")
        if file.read_bytes() != before:
            wrong.append(f"{harm.__name__}: the damaged file was written to")
        care.restore(copy, file)
        restored = open_store(f"sqlite:///{file}")
        if care.check(restored) or held(restored) != whole:
            wrong.append("the restored store is not what was backed up")
        restored.dispose()
    if figures["found"] >= LEAST_FOUND * count:
        wrong = [w for w in wrong if "was not found" not in w]
    return wrong, figures


def is_found(url: str) -> list[str]:
    """Return what the check says of the file, or why it can't be opened."""
    store = make_engine(url)
    try:
        return [fault.what for fault in care.check(store)]
    finally:
        store.dispose()


def _content(file: Path) -> dict[str, list[Any]] | None:
    store = make_engine(f"sqlite:///{file}")
    try:
        return held(store)
    finally:
        store.dispose()


def _difference(whole: dict[str, list[Any]] | None, now: dict[str, list[Any]] | None) -> str:
    if whole is None or now is None:
        return "a table can't be read"
    return "; ".join(f"{n}: {b}" for n in whole for a, b in zip(whole[n], now[n], strict=False) if a != b)[:300]


def _read_in_part(store: Engine) -> bool:
    try:
        return len(queries.articles(store, Filters())) > 0
    except SidelinesError:
        return False


def run(count: int) -> tuple[list[str], str]:
    """Damage so many files; return what is wrong, and the figures."""
    with tempfile.TemporaryDirectory(prefix="sidelines-soak-") as folder:
        wrong, figures = trial(count, Path(folder))
    return wrong, ", ".join(f"{n:,} {kind}" for kind, n in figures.items())
