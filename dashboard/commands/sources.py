"""Files and folders to articles, for any number of them: parsed under limits, long tables piece by piece."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from extract.reading import SUFFIXES, Found, Parser, Refused

PIECE: Final = 2**20  # bytes of JSON Lines that are parsed at a time
PATIENCE: Final = 0.1  # seconds that each article earns its file: many times what one takes
LINES: Final = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Given:
    """A file that was named, or found in a folder that was."""

    path: Path
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Item:
    """An article or a refusal, and the bytes of its file that are done with it; None: the file's end.

    ``key``, the sha-256 of the bytes, is given with the last refusal where all that they hold is refused.
    """

    read: Found | Refused | None
    size: int
    key: str | None = None


def list_files(paths: Iterable[Path], refuse: Callable[[str, str], None]) -> list[Given]:
    """Return the files that are named, and those in folders that can be read by their ending, in order, each once.

    ``refuse`` is told (name, reason) of what is not there.
    """
    found: dict[Path, Given] = {}
    for path in paths:
        inside = path.is_dir()
        files = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file()) if inside else [path]
        if not files:
            refuse(str(path), f"holds no file that can be read; these can: {' '.join(SUFFIXES)}")
        for file in files:
            try:
                name = file.relative_to(path).as_posix() if inside else file.name
                found.setdefault(file.resolve(), Given(file, name, file.stat().st_size))
            except OSError as error:
                refuse(str(file), f"can't be opened: {error.strerror}")
    return list(found.values())


def read_items(files: Iterable[Given], skip: Callable[[str, str], bool]) -> Iterator[Item]:
    """Yield what the files hold, in their order; ``skip`` is asked (key, name) before a file's bytes are parsed."""
    with Parser(patience=PATIENCE) as parser:
        for file in files:
            spent = 0
            for name, data, start in _pieces(file):
                if isinstance(data, Refused):
                    yield Item(data, 0)
                    continue
                key = hashlib.sha256(data).hexdigest()
                if skip(key, file.name):
                    continue
                last: Refused | None = None
                any_found = False
                with closing(parser.read(name, b"\n" * start + data)) as items:
                    for read in items:
                        if isinstance(read, Refused):
                            if last is not None:
                                yield Item(last, 0)
                            last = read
                            continue
                        any_found = True
                        size = min(len(read.article.text), file.size - spent)
                        spent += size
                        yield Item(read, size)
                if last is not None:
                    yield Item(last, 0, None if any_found else key)
            yield Item(None, file.size - spent)


def _pieces(file: Given) -> Iterator[tuple[str, bytes | Refused, int]]:
    """The file's bytes, whole or in pieces, each with the number of lines before it."""
    try:
        with file.path.open("rb") as opened:
            if file.path.suffix.lower() in LINES and file.size > PIECE and _is_row(opened.readline(PIECE)):
                opened.seek(0)
                yield from _lines(file.name, opened)
            else:
                opened.seek(0)
                yield file.name, opened.read(), 0
    except OSError as error:
        yield file.name, Refused(file.name, f"{file.path} can't be opened: {error.strerror}."), 0


def _is_row(line: bytes) -> bool:
    """Whether a file that begins so holds an object a line, and not a list over many or another encoding."""
    line = line.removeprefix(b"\xef\xbb\xbf").strip()
    return line.startswith(b"{") and line.endswith(b"}")


def _lines(name: str, opened: BinaryIO) -> Iterator[tuple[str, bytes, int]]:
    before = 0
    while lines := opened.readlines(PIECE):
        yield name, b"".join(lines), before
        before += len(lines)
