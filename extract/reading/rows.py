"""Rows of a table to articles: which column is the text, the title, the day, the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from typing import Final

from extract.errors import ArticleError
from extract.reading.days import read_day
from extract.reading.records import Columns, Item, Preview, Refused
from extract.reading.texts import accept, label
from extract.rulebook import check_keys, check_unique, read_rules

ROLES: Final = ("text", "title", "published", "source")
HEAD_ROWS: Final = 20  # from which the columns are told
PREVIEW_ROWS: Final = 5
PREVIEW_CHARACTERS: Final = 200
MAX_COLUMNS: Final = 1000
TEXT_LENGTH: Final = 100  # mean characters of a column that holds articles, whatever its name

Row = Mapping[str, object] | str  # the cells by column, or what is wrong with the row


@dataclass(frozen=True, slots=True)
class Table:
    """A table's columns, and its rows with the place where each stands ("row 3")."""

    header: tuple[str, ...]
    rows: Iterator[tuple[str, Row]]


def read_rows(name: str, table: Table, columns: Columns | None) -> Iterator[Item]:
    """Yield an article or a refusal for each row; ``columns`` are those chosen, by default those recognised.

    Raises:
        ArticleError: a chosen column is missing, or none is known to hold the text.
    """
    head = list(islice(table.rows, HEAD_ROWS))
    columns = columns or propose(table.header, [row for _, row in head if not isinstance(row, str)])
    shown = ", ".join(filter(None, map(label, table.header[:12])))
    if columns is None:
        raise ArticleError(
            f"{name}: none of its columns ({shown}) is known to hold the text; choose it, or name it text."
        )
    missing = [c for role in ROLES if (c := getattr(columns, role)) is not None and c not in table.header]
    if missing:
        raise ArticleError(f"{name} has no column {label(missing[0])}; its columns are {shown}: choose among these.")
    for place, row in chain(head, table.rows):
        where = f"{name}, {place}"
        yield Refused(where, f"{where} {row}") if isinstance(row, str) else _item(where, row, columns)


def preview_rows(table: Table) -> Preview:
    """Return the first rows as they are to be shown, and the columns that were recognised."""
    head = [row for _, row in islice(table.rows, HEAD_ROWS) if not isinstance(row, str)]
    header = table.header[:MAX_COLUMNS]
    shown = tuple(
        tuple((label(_shown(row.get(c))) or "")[:PREVIEW_CHARACTERS] for c in header) for row in head[:PREVIEW_ROWS]
    )
    return Preview(header, shown, propose(header, head))


def propose(header: Sequence[str], rows: Sequence[Mapping[str, object]]) -> Columns | None:
    """Return the columns known by name; where the text is not, the one that is long enough to be it, else None."""
    known = recognise(header)
    text = known.get("text")
    if text is None and rows:
        free = [c for c in header if c not in known.values()]
        lengths = {c: sum(len(_words(row.get(c))) for row in rows) / len(rows) for c in free}
        longest = max(lengths, key=lambda c: lengths[c], default=None)
        text = longest if longest is not None and lengths[longest] >= TEXT_LENGTH else None
    if text is None:
        return None
    return Columns(text, known.get("title"), known.get("published"), known.get("source"))


def recognise(header: Sequence[str]) -> dict[str, str]:
    """Return, for each role that a column is known to have by its name, that column."""
    plain = {re.sub(r"[\W_]+", "_", name.strip().lower()).strip("_"): name for name in reversed(header)}
    return {
        role: plain[known]
        for role, names in _names().items()
        if (known := next((n for n in names if n in plain), None)) is not None
    }


def _item(where: str, row: Mapping[str, object], columns: Columns) -> Item:
    def cell(column: str | None) -> str:
        return _words(row.get(column)) if column is not None else ""

    raw = row.get(columns.published) if columns.published is not None else None
    day = read_day(raw)
    stated = None if raw is None else label(str(raw)[:PREVIEW_CHARACTERS])
    return accept(
        where,
        cell(columns.text),
        title=cell(columns.title),
        source=cell(columns.source),
        published=day,
        note=f"The day “{stated}” is not clear and was left open." if stated and day is None else None,
    )


def _words(cell: object) -> str:
    """A cell as text; a list of paragraphs as lines."""
    if isinstance(cell, list) and all(isinstance(part, str) for part in cell):
        return "\n".join(cell)
    return cell if isinstance(cell, str) else ""


def _shown(cell: object) -> str:
    return "" if cell is None else _words(cell) or str(cell)


@cache
def _names() -> dict[str, tuple[str, ...]]:
    rules = read_rules("columns")
    check_keys("columns.toml", rules, ROLES)
    check_unique("columns.toml", [name for names in rules.values() for name in names])
    return {role: tuple(rules[role]) for role in ROLES}
