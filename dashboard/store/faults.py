"""What stands in the way of the store, in words that say what to do: a full disk, a lock, a damaged or newer file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from extract.errors import SidelinesError


class LockedError(SidelinesError):
    """Another program has kept the store locked for as long as a writer waits."""


class DamagedError(SidelinesError):
    """The store's file is damaged; what is left can be read, and a backup put in its place."""


DAMAGED: Final = (
    "The store {where} is damaged. What is left can be read, but nothing added or decided. Stop Sidelines, see with "
    "`sidelines check` what is wrong, and put the newest backup in its place with `sidelines restore`."
)
# What the databases say (of PostgreSQL its five-letter states), the kind of fault, and what an analyst is told:
# the first that fits.
TOLD: Final = (
    (
        ("database or disk is full", "disk i/o error", "no space left", "53100"),
        SidelinesError,
        "There is no room left on the disk that holds the store {where}, or it can't be written. Nothing of this was "
        "stored, and what was stored before is there. Make room, then do it again.",
    ),
    (
        ("is locked", "55p03"),
        LockedError,
        "Another program has kept the store {where} locked for {seconds} seconds; nothing was changed. See whether "
        "files are being added elsewhere or a copy program holds the file, and try again.",
    ),
    (
        ("malformed", "not a database", "disk image", "could not decode", "xx001", "xx002"),
        DamagedError,
        DAMAGED,
    ),
    (
        ("readonly database", "read-only", "25006"),
        SidelinesError,
        "The store {where} can only be read; nothing was changed. Allow this account to write to the file and its "
        "folder.",
    ),
    (
        ("no such column", "no such table", "42703", "42p01"),
        SidelinesError,
        "The store {where} was written by another version of Sidelines. Stop Sidelines, start it again and reload the "
        "page.",
    ),
)
NEWER: Final = (
    "The store {where} was brought up to date by a newer Sidelines, and this one would harm it; nothing was changed. "
    "Install the newer version, stop and start Sidelines, and reload the page."
)


def place_of(engine: Engine) -> str:
    """Return the store's file, or its address without the password."""
    if engine.dialect.name == "sqlite" and engine.url.database:
        return str(engine.url.database).removeprefix("file://")
    return engine.url.render_as_string(hide_password=True)


@contextmanager
def told(engine: Engine, *, seconds: float) -> Iterator[None]:
    """Turn what the database raises inside the block into a sentence that says what to do, where there is one.

    Raises:
        SidelinesError: in the place of a known error of the database; others pass as they are.
    """
    try:
        yield
    except DBAPIError as error:
        said = f"{error.orig} {getattr(error.orig, 'sqlstate', None) or ''}".lower()
        for signs, kind, sentence in TOLD:
            if any(sign in said for sign in signs):
                raise kind(sentence.format(where=place_of(engine), seconds=round(seconds))) from error
        raise
    except ValueError as error:  # a day, a list or a text that can't be made of what the file holds
        if isinstance(error, json.JSONDecodeError | UnicodeDecodeError) or "isoformat" in str(error):
            raise DamagedError(DAMAGED.format(where=place_of(engine))) from error
        raise
