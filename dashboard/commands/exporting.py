"""`sidelines export`: a table of what was found, as a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from pandas import DataFrame
from sqlalchemy import Engine

from dashboard import export
from dashboard.store import Filters, queries
from extract.errors import SidelinesError

Write = Callable[[DataFrame], bytes]
FORMATS: Final[dict[str, Write]] = {".csv": export.to_csv, ".xlsx": export.to_xlsx, ".jsonl": export.to_jsonl}
CALENDAR: Final[dict[str, Write]] = {".ics": export.to_calendar}


def write_table(store: Engine, what: str, path: Path) -> int:
    """Write one of the tables to ``path``, whose ending says the format; return 0.

    Raises:
        SidelinesError: there is no such format for it, or the file can't be written.
    """
    formats = FORMATS | (CALENDAR if what == "meetings" else {})
    write = formats.get(path.suffix.lower())
    if write is None:
        raise SidelinesError(f"{path.name}: {what} can be written as {', '.join(formats)}; choose one as the ending.")
    table = getattr(queries, what)(store, Filters())
    try:
        path.write_bytes(write(table))
    except OSError as error:
        raise SidelinesError(f"{path} can't be written: {error.strerror}.") from error
    print(f"{path}: {len(table)} rows of {what}.")
    return 0
