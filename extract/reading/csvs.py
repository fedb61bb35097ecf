"""Tables of comma-separated values, also with semicolons, tabs or bars."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import islice
from typing import Final

from extract.errors import ArticleError
from extract.reading.encodings import decode
from extract.reading.records import File, Item, Preview
from extract.reading.rows import MAX_COLUMNS, TEXT_LENGTH, Row, Table, preview_rows, read_rows, recognise
from extract.reading.texts import MAX_CHARACTERS, label

DELIMITERS: Final = (",", ";", "\t", "|")
SAMPLE_CHARACTERS: Final = 64_000
SAMPLE_ROWS: Final = 20


def read_csv(file: File) -> Iterator[Item]:
    """Yield an article or a refusal for each row below the header.

    Raises:
        ArticleError: no table, too wide, or without a column of text.
    """
    return read_rows(file.name, _table(file), file.columns)


def preview_csv(file: File) -> Preview:
    """Return the first rows and the columns recognised; raises as `read_csv`."""
    return preview_rows(_table(file))


def is_table_header(line: str) -> bool:
    """Say whether a line names columns, that of the text and one other at least."""
    if len(line) > SAMPLE_CHARACTERS or line.rstrip().endswith("."):
        return False
    return any("text" in (known := recognise(line.strip().split(d))) and len(known) > 1 for d in DELIMITERS)


def _table(file: File) -> Table:
    csv.field_size_limit(2 * MAX_CHARACTERS)
    text = decode(file.data, file.name).removeprefix("\ufeff").replace("\x00", "")
    delimiter = _delimiter(text[:SAMPLE_CHARACTERS])
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        first = next((row for row in rows if any(cell.strip() for cell in row)), None)
    except csv.Error as error:
        raise ArticleError(f"{file.name} is no table ({error}); save it as CSV again.") from error
    if first is None:
        raise ArticleError(f"{file.name} is empty; give it a row of column names and a row for each article.")
    if len(first) > MAX_COLUMNS:
        raise ArticleError(f"{file.name} has {len(first):,} columns; the most is {MAX_COLUMNS:,}: keep those you need.")
    header = _unique(first)
    if _is_header(first):
        return Table(header, _rows(rows, header, delimiter))
    header = tuple(f"column {i}" for i in range(1, len(first) + 1))
    return Table(header, _rows(rows, header, delimiter, first))


def _rows(
    rows: Iterator[list[str]], header: tuple[str, ...], delimiter: str, first: list[str] | None = None
) -> Iterator[tuple[str, Row]]:
    """The rows by the number that a spreadsheet shows; blank lines hold none."""
    number = 1
    if first is not None:
        yield "row 1", dict(zip(header, first, strict=False))
    while True:
        number += 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield f"row {number}", f"can't be read ({error}), nor what comes after it; save the table as CSV again."
            return
        if row is None:
            return
        if not any(cell.strip() for cell in row):
            continue
        if len(header) == 1:  # the delimiter is part of the text
            yield f"row {number}", {header[0]: delimiter.join(row)}
        elif any(cell.strip() for cell in row[len(header) :]):
            wrong = f"has {len(row)} cells under {len(header)} columns; put its text between double quotes."
            yield f"row {number}", wrong
        else:
            yield f"row {number}", dict(zip(header, row, strict=False))


def _delimiter(sample: str) -> str:
    """The delimiter by which most of the first rows have as many cells as the first, and more than one."""

    def score(delimiter: str) -> tuple[int, int]:
        try:
            rows = list(islice(csv.reader(StringIO(sample, newline=""), delimiter=delimiter), SAMPLE_ROWS))
        except csv.Error:
            return 0, 0
        rows = [row for row in rows if row]
        if not rows or len(rows[0]) < 2:
            return 0, 0
        if recognise(rows[0]).get("text"):
            return len(rows) + 1, len(rows[0])
        return sum(len(row) == len(rows[0]) for row in rows), len(rows[0])

    return max(DELIMITERS, key=score)


def _is_header(first: Sequence[str]) -> bool:
    """Whether a row names columns: a row of an article has a long cell or numbers."""
    if recognise(first).get("text"):
        return True
    cells = [cell.strip() for cell in first]
    return all(cell and len(cell) < TEXT_LENGTH and not cell[0].isdigit() for cell in cells)


def _unique(first: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns, those that are blank or stand there twice with their number."""
    names: list[str] = []
    seen: set[str] = set()
    for i, cell in enumerate(first, 1):
        name = label(cell) or f"column {i}"
        name = f"{name} ({i})" if name in seen else name
        seen.add(name)
        names.append(name)
    return tuple(names)
