"""`sidelines export`: a table of what was found, as a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from dashboard import export
from dashboard.store import Filters
from extract.errors import SidelinesError


def write_table(store: Engine, what: str, path: Path) -> int:
    """Write one of `export.TABLES` to ``path``, whose ending says the format; return 0.

    Raises:
        SidelinesError: there is no such format for it, or the file can't be written.
    """
    ending = path.suffix.lower()
    if ending not in export.endings(what):
        endings = ", ".join(export.endings(what))
        raise SidelinesError(f"{path.name}: {what} can be written as {endings}; choose one as the ending.")
    try:
        with path.open("wb") as file:
            rows = export.write(file, store, what, Filters(), ending, today=date.today())
    except OSError as error:
        raise SidelinesError(f"{path} can't be written: {error.strerror}.") from error
    print(f"{path}: {rows} rows of {what}.")
    return 0
