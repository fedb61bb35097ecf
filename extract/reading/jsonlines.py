"""JSON Lines: an object a line. A list of objects, or a single one, in one JSON text is read as well."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import StringIO
from itertools import chain, islice
from typing import Final

from extract.errors import ArticleError
from extract.reading.encodings import decode
from extract.reading.records import File, Item, Preview
from extract.reading.rows import HEAD_ROWS, MAX_COLUMNS, Row, Table, preview_rows, read_rows
from extract.reading.texts import MAX_CHARACTERS

MAX_LINE: Final = 8 * MAX_CHARACTERS
NO_ROW: Final = 'is no JSON object with an article; write it as {"text": …} on one line.'


def read_jsonlines(file: File) -> Iterator[Item]:
    """Yield an article or a refusal for each line that is not blank.

    Raises:
        ArticleError: no JSON, or without a key for the text.
    """
    return read_rows(file.name, _table(file), file.columns)


def preview_jsonlines(file: File) -> Preview:
    """Return the first rows and the keys recognised; raises as `read_jsonlines`."""
    return preview_rows(_table(file))


def is_row(line: bytes) -> bool:
    """Say whether a line is a JSON object."""
    return isinstance(_parse(line.decode("utf-8", "replace")), dict)


def _table(file: File) -> Table:
    text = decode(file.data, file.name).removeprefix("\ufeff")
    if not text.strip():
        raise ArticleError(f"{file.name} is empty; give it one JSON object a line.")
    rows = _whole(text) or _lines(text)
    head = list(islice(rows, HEAD_ROWS))
    keys = dict.fromkeys(key for _, row in head if not isinstance(row, str) for key in row)
    if not keys:
        first = head[0]
        raise ArticleError(f"{file.name}, {first[0]} {first[1] if isinstance(first[1], str) else NO_ROW}")
    if len(keys) > MAX_COLUMNS:
        raise ArticleError(f"{file.name} has {len(keys):,} keys; the most is {MAX_COLUMNS:,}: keep those you need.")
    return Table(tuple(keys), chain(head, rows))


def _lines(text: str) -> Iterator[tuple[str, Row]]:
    for number, line in enumerate(StringIO(text, newline="\n"), 1):
        if line.strip():
            yield f"line {number}", _parse(line)


def _whole(text: str) -> Iterator[tuple[str, Row]] | None:
    """The rows of a text that is one JSON value, over several lines or a list; None where it is none."""
    lead = text.lstrip()[:1]
    first_line = text.lstrip().partition("\n")[0]
    if lead != "[" and (lead != "{" or isinstance(_parse(first_line), dict)):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    values = value if isinstance(value, list) else [value]
    return ((f"entry {i}", v if isinstance(v, dict) else NO_ROW) for i, v in enumerate(values, 1))


def _parse(line: str) -> Row:
    if len(line) > MAX_LINE:
        return f"has {len(line):,} characters; the most is {MAX_LINE:,}."
    try:
        value = json.loads(line)
    except RecursionError:
        return 'is nested too deeply; write it as {"text": …} on one line.'
    except ValueError:
        return NO_ROW
    return value if isinstance(value, dict) else NO_ROW
