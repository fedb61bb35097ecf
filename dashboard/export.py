"""What was found as files: CSV, Excel, JSON Lines, a calendar of the meetings, and a report as a page.

A row names its article, source and days, and where in the article's text its words stand: ``start`` to ``end``,
characters, half-open, with the ``sentence`` around them.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, BinaryIO, Final

import pandas as pd
from sqlalchemy import Engine

from dashboard.store import Filters, queries
from extract.errors import SidelinesError

TABLES: Final = ("articles", "quotes", "meetings", "topic_mentions")
CHUNK: Final = 5000  # rows read at once: memory does not grow with the store
MOST_ROWS: Final = 1_048_575  # of an Excel sheet, without its heading
MOST_LETTERS: Final = 32_767  # of an Excel cell
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")  # what makes a spreadsheet run a cell (OWASP, CSV injection)
PLAN: Final = ("plan_id", "uid", "sequence", "status", "start", "end", "claims")  # of a plan, beside each of its claims

Tables = Iterator[pd.DataFrame]


def endings(what: str) -> tuple[str, ...]:
    """Return the formats in which a table of `TABLES` can be written, as endings of file names."""
    return (*_WRITERS, *((".ics",) if what == "meetings" else ()), ".html")


def write(file: BinaryIO, store: Engine, what: str, filters: Filters, ending: str, *, today: date) -> int:
    """Write all rows of a table that the filters leave; return how many rows (for a report: how many it tells of).

    Meetings are written claim by claim, with the plan each is of; in a calendar plan by plan.

    Raises:
        SidelinesError: that table has no such format, or it is longer than the format can hold.
    """
    if ending not in endings(what):
        raise SidelinesError(f"{what} can be written as {', '.join(endings(what))}, not as {ending or 'that'}.")
    if ending == ".ics":
        from dashboard.calendars import to_calendar

        plans = queries.plans(store, filters, today=today)
        file.write(to_calendar(plans))
        return len(plans)
    if ending == ".html":
        from dashboard.report import write_report

        return write_report(file, store, what, filters, today=today)
    return _WRITERS[ending](file, tables(store, what, filters, today=today))


def tables(store: Engine, what: str, filters: Filters, *, today: date) -> Tables:
    """Yield all rows of a table in pieces; at least one, which may be empty."""
    if what == "meetings":
        yield from _claims(store, filters, today)
        return
    ask: Callable[..., pd.DataFrame] = getattr(queries, what)
    offset = 0
    while True:
        piece = ask(store, filters, limit=CHUNK, offset=offset)
        if offset == 0 or not piece.empty:
            yield piece
        if len(piece) < CHUNK:
            return
        offset += CHUNK


def _claims(store: Engine, filters: Filters, today: date) -> Tables:
    offset = 0
    while True:
        plans = queries.plans(store, filters, today=today, limit=CHUNK, offset=offset)
        told = queries.claims_of(store, [int(i) for i in plans["plan_id"]])
        told = told.rename(columns={"start": "first_day", "end": "last_day", "evidence": "sentence"})
        told = told.rename(columns={"evidence_start": "start", "evidence_end": "end"})
        of = plans[list(PLAN)].rename(columns={c: f"plan_{c}" for c in PLAN if c != "plan_id"})
        if offset == 0 or not told.empty:
            yield told.merge(of, on="plan_id", how="left")
        if len(plans) < CHUNK:
            return
        offset += CHUNK


def to_csv(file: BinaryIO, pieces: Tables) -> int:
    """Write UTF-8 CSV with a byte order mark, as Excel wants it; no cell can run as a formula."""
    text = io.TextIOWrapper(file, "utf-8-sig", newline="")
    writer, rows = csv.writer(text), 0
    for names, cells in _flat(pieces):
        if rows == 0 and names:
            writer.writerow(names)
        writer.writerows(cells)
        rows += len(cells)
    text.flush()
    text.detach()
    return rows


def to_xlsx(file: BinaryIO, pieces: Tables) -> int:
    """Write an Excel workbook of one sheet; texts stay texts, never formulas or links."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    rows = 0
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet("Sidelines")
        bold = book.add_format({"bold": True})
        for names, cells in _flat(pieces):
            if rows == 0:
                sheet.write_row(0, 0, names, bold)
                sheet.freeze_panes(1, 0)
            if rows + len(cells) > MOST_ROWS:
                raise SidelinesError(
                    f"An Excel sheet holds {MOST_ROWS:,} rows and there are more. Write CSV, or narrow the filters."
                )
            for row in cells:
                rows += 1
                sheet.write_row(rows, 0, [c[:MOST_LETTERS] if isinstance(c, str) else c for c in row])
    return rows


def to_jsonl(file: BinaryIO, pieces: Tables) -> int:
    """Write one JSON object a line; days in ISO form, unknown as null."""
    rows = 0
    for piece in pieces:
        for row in piece.to_dict("records"):
            line = {str(name): _plain(value) for name, value in row.items()}
            file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
            rows += 1
    return rows


_WRITERS: Final[dict[str, Callable[[BinaryIO, Tables], int]]] = {".csv": to_csv, ".xlsx": to_xlsx, ".jsonl": to_jsonl}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    return value.item() if hasattr(value, "item") else value


def _cell(value: Any) -> Any:
    plain = _plain(value)
    if isinstance(plain, list):
        plain = "; ".join(str(v) for v in plain)
    return "'" + plain if isinstance(plain, str) and plain.startswith(FORMULA_STARTS) else plain


def _flat(pieces: Tables) -> Iterator[tuple[list[str], list[list[Any]]]]:
    for piece in pieces:
        columns = [[_cell(v) for v in piece[name]] for name in piece.columns]
        yield [str(c) for c in piece.columns], [list(row) for row in zip(*columns, strict=True)]
