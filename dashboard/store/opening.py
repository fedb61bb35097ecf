"""Where the store is, and its schema brought up to date."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy import Engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from dashboard.store import blocks, topics
from dashboard.store.dialect import BUSY_MS, lock_schema, make_engine
from dashboard.store.faults import told
from dashboard.store.revisions import upgrade
from dashboard.store.transactions import raise_number
from extract.errors import SidelinesError


def store_url() -> str:
    """Return the store's address: ``SIDELINES_STORE``, else a file in the user's data folder."""
    given = os.environ.get("SIDELINES_STORE")
    if given:
        return given if "://" in given else f"sqlite:///{Path(given).expanduser()}"
    return f"sqlite:///{user_data_path('sidelines', appauthor=False) / 'sidelines.sqlite'}"


def open_store(url: str | None = None, *, read_only: bool = False) -> Engine:
    """Return the store at ``url`` (default: `store_url`), made where there is none, with the newest schema.

    ``read_only`` opens a file as it is and never writes to it: what is left of a damaged one, or a copy.

    Raises:
        SidelinesError: it can't be opened; the text names the file and says what to do.
        DamagedError: its file is damaged; opening it ``read_only`` may still work.
    """
    url = url or store_url()
    address = make_url(url)
    try:
        if address.drivername.startswith("sqlite") and address.database and not read_only:
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        engine = make_engine(url, read_only=read_only)
        with told(engine, seconds=BUSY_MS / 1000):
            if read_only:
                with engine.connect() as connection:
                    connection.execute(text("SELECT count(*) FROM article"))
                return engine
            with engine.begin() as connection:
                lock_schema(connection)
                upgrade(connection)
                topics.seed(connection)
                if blocks.any_stale(connection):
                    blocks.renew(connection, raise_number(connection, blocks.VERSION))
    except (OSError, DBAPIError) as error:
        where = address.render_as_string(hide_password=True)
        reason = error.orig if isinstance(error, DBAPIError) else error.strerror
        raise SidelinesError(
            f"The store {where} can't be opened ({reason}). "
            "See that the folder exists and may be written to, or set SIDELINES_STORE to another file."
        ) from error
    return engine
