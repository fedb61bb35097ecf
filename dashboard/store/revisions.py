"""The schema's revision: which this program knows, which the store has, and bringing the store to the newest."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from dashboard.store.faults import NEWER, place_of
from extract.errors import SidelinesError


def upgrade(connection: Connection) -> None:
    """Bring the schema to the newest revision.

    Raises:
        SidelinesError: a newer program wrote the store; it is left as it is.
    """
    current = MigrationContext.configure(connection).get_current_revision()
    if current is not None and current not in _known():
        raise SidelinesError(NEWER.format(where=place_of(connection.engine)))
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def check_schema(connection: Connection) -> None:
    """See that the store is of the revision that this program writes; a look at one row.

    Raises:
        SidelinesError: another program brought it to another revision meanwhile.
    """
    if connection.execute(text("SELECT version_num FROM alembic_version")).scalar() != _head():
        raise SidelinesError(NEWER.format(where=place_of(connection.engine)))


@cache
def _known() -> frozenset[str]:
    return frozenset(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


@cache
def _head() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("dashboard.store").joinpath("migrations")))
    return config
