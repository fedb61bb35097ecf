"""The schema's revision: which this program knows, which the store has, and bringing the store to the newest."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from sqlalchemy import Connection, inspect, text

from dashboard.store.faults import NEWER, place_of
from extract.errors import SidelinesError


def upgrade(connection: Connection) -> None:
    """Bring the schema to the newest revision.

    Raises:
        SidelinesError: a newer program wrote the store; it is left as it is.
    """
    there = inspect(connection).has_table("alembic_version")
    current = _current(connection) if there else None
    if current is not None and current not in _known():
        raise SidelinesError(NEWER.format(where=place_of(connection.engine)))
    if current == _known()[-1]:
        return
    from alembic import command  # loaded only where there is work for it: every start of the server waits for it
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_migrations()))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def check_schema(connection: Connection) -> None:
    """See that the store is of the revision that this program writes; a look at one row.

    Raises:
        SidelinesError: another program brought it to another revision meanwhile.
    """
    if _current(connection) != _known()[-1]:
        raise SidelinesError(NEWER.format(where=place_of(connection.engine)))


def _current(connection: Connection) -> str | None:
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


@cache
def _known() -> tuple[str, ...]:
    """The revisions in order: each is what its file's name begins with."""
    names = (file.name for file in _migrations().joinpath("versions").iterdir())
    return tuple(sorted(name.split("_")[0] for name in names if name.endswith(".py") and name[0].isdigit()))


def _migrations() -> Traversable:
    return files("dashboard.store").joinpath("migrations")
