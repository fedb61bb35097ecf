"""Plain text files."""

from __future__ import annotations

from collections.abc import Iterator

from extract.reading.encodings import decode
from extract.reading.records import File, Item
from extract.reading.texts import accept, normalise
from extract.reading.wrapping import unwrap_text


def read_plain(file: File) -> Iterator[Item]:
    """Yield the one article of a text file, its hard-wrapped lines joined."""
    text = decode(file.data, file.name)
    # NULs and the like stay in for the check that it is text at all.
    yield accept(file.name, unwrap_text(text if "\x00" in text else normalise(text)))
