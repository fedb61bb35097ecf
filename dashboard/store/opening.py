"""Where the store is, and its schema brought up to date."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

from alembic import command
from alembic.config import Config
from platformdirs import user_data_path
from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from dashboard.store import topics
from dashboard.store.dialect import lock_schema, make_engine
from extract.errors import SidelinesError


def store_url() -> str:
    """Return the store's address: ``SIDELINES_STORE``, else a file in the user's data folder."""
    given = os.environ.get("SIDELINES_STORE")
    if given:
        return given if "://" in given else f"sqlite:///{Path(given).expanduser()}"
    return f"sqlite:///{user_data_path('sidelines', appauthor=False) / 'sidelines.sqlite'}"


def open_store(url: str | None = None) -> Engine:
    """Return the store at ``url`` (default: `store_url`), made where there is none, with the newest schema.

    Raises:
        SidelinesError: it can't be opened; the text names the file and says what to do.
    """
    url = url or store_url()
    address = make_url(url)
    try:
        if address.drivername.startswith("sqlite") and address.database:
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        engine = make_engine(url)
        _migrate(engine)
    except (OSError, DBAPIError) as error:
        where = address.render_as_string(hide_password=True)
        raise SidelinesError(
            f"The store {where} can't be opened ({error.__class__.__name__}: {error}). "
            "See that the folder exists and may be written to, or set SIDELINES_STORE to another file."
        ) from error
    return engine


def _migrate(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(files("dashboard.store").joinpath("migrations")))
    with engine.begin() as connection:
        lock_schema(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        topics.seed(connection)
