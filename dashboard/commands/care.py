"""`sidelines check`, `backup` and `restore`: is the store in order, a copy of it, and back from the copy."""

from __future__ import annotations

import sys
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.engine import make_url

from dashboard.commands.progress import Progress, on_progress
from dashboard.store import care
from extract.errors import SidelinesError


def check(store: Engine, *, repair: bool) -> int:
    """Tell what is wrong with the store; return 0 where nothing is, or all of it was repaired, else 1."""
    faults = _look(store)
    if not faults:
        print("The store is in order.")
        return 0
    if repair and any(fault.repairable for fault in faults):
        print("Making again what is derived …")
        care.repair(store)
        faults = _look(store)
        if not faults:
            print("The store is in order now.")
            return 0
    if any(fault.repairable for fault in faults):
        print("Run `sidelines check --repair` to make again what is derived.", file=sys.stderr)
    return 1


def _look(store: Engine) -> list[care.Fault]:
    with Progress(1) as progress:
        faults = care.check(store, progress=on_progress(progress))
    for fault in faults:
        print(fault.what, file=sys.stderr)
    return faults


def backup(store: Engine, target: Path) -> int:
    """Write a copy of the store; articles may be added meanwhile.

    Raises:
        SidelinesError: it can't be written, or the store is on a server that has its own means.
    """
    care.backup(store, target)
    print(f"{target}: a copy of the store, {target.stat().st_size / 2**20:,.1f} MB.")
    return 0


def restore(url: str, source: Path) -> int:
    """Put a copy in the place of the store at ``url``, which may be damaged; its file is kept beside it.

    Raises:
        SidelinesError: the copy is missing or damaged, or the store is on a server that has its own means.
    """
    address = make_url(url)
    if not address.drivername.startswith("sqlite") or not address.database:
        raise SidelinesError(
            "This store is on PostgreSQL: bring it back with `pg_restore --clean --dbname=ADDRESS FILE`."
        )
    target = Path(address.database)
    former = care.restore(source, target)
    print(f"{target} is what {source} holds." + (f" What was there before is kept as {former}." if former else ""))
    return 0
