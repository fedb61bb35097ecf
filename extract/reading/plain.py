"""Plain text files."""

from __future__ import annotations

from collections.abc import Iterator

from extract.model import Article
from extract.reading.encodings import decode
from extract.reading.records import File, Found, Item
from extract.reading.texts import article_from_text, normalise
from extract.reading.wrapping import unwrap_text


def read_plain(file: File) -> Iterator[Item]:
    """Yield the one article of a text file; raises as `read_text`."""
    yield Found(file.name, read_text(file.data, file.name))


def read_text(data: bytes, name: str) -> Article:
    """Return the article in ``data``, the bytes of a text file called ``name``, its hard-wrapped lines joined.

    Raises:
        ArticleError: empty, no text, too long, mostly noise, or not English; the text names the file and the remedy.
    """
    text = decode(data, name)
    # NULs and the like stay in for the check that it is text at all.
    return article_from_text(unwrap_text(text if "\x00" in text else normalise(text)), name=name)
