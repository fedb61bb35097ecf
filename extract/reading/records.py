"""What goes into reading a file and what comes out: an article or a refusal for each that the file holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extract.model import Article


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table (keys of its rows) hold what; ``text`` must be there, None is "no such column"."""

    text: str
    title: str | None = None
    published: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of a table, cells cut to `PREVIEW_CHARACTERS`, and the columns that were recognised.

    ``columns`` is None where none of them is known to hold the text: then they must be chosen.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    columns: Columns | None


@dataclass(frozen=True, slots=True)
class File:
    """The bytes of one file; ``inside`` an archive, where no further archive is opened."""

    name: str
    data: bytes
    columns: Columns | None = None
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """An article that a file holds.

    ``name`` is the file's, with the place inside where it holds several ("news.zip: a.txt", "rows.csv, row 3").
    ``note`` is a sentence about anything that was unexpected, such as an ending that does not fit.
    """

    name: str
    article: Article
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that can't be read; ``reason`` is one sentence with the name, what is wrong and what to do."""

    name: str
    reason: str


Item = Found | Refused
Read = Callable[[File], Iterator[Item]]
