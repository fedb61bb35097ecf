"""Web pages: the article without menus and advertisements, by trafilatura."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trafilatura import bare_extraction
from trafilatura.settings import Document

from extract.reading.days import read_day
from extract.reading.encodings import decode
from extract.reading.records import File, Item, Refused
from extract.reading.texts import accept

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|encoding=[\"']([\w.:-]{2,40})", re.IGNORECASE)
_DECLARED_WITHIN = 2048  # bytes; the HTML standard looks at 1024
_WHOLE = re.compile(r"<(?:html|head|body)\b", re.IGNORECASE)
_WHOLE_WITHIN = 20_000  # characters
# Dates are taken from what the page says of itself, not from any that its text happens to mention.
_DATES = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"}


def read_page(file: File) -> Iterator[Item]:
    """Yield the one article of a web page, with the title, day and outlet that its metadata state."""
    yield page_article(file.name, decode(file.data, file.name, declared=_declared(file.data)))


def page_article(name: str, html: str) -> Item:
    """Return the article in ``html``, or its refusal."""
    html = html.replace("\x00", "")
    if not _WHOLE.search(html[:_WHOLE_WITHIN]):  # as in mail; trafilatura reads whole pages only
        html = f"<html><body>{html}</body></html>"
    page = bare_extraction(
        html,
        with_metadata=True,
        include_comments=False,
        date_extraction_params=_DATES,
    )
    if not isinstance(page, Document) or not page.text:
        return Refused(name, f"{name} holds no article that can be found; paste its text instead.")
    return accept(
        name, page.text, title=page.title, source=page.sitename or page.hostname, published=read_day(page.date)
    )


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data[:_DECLARED_WITHIN])
    return (found[1] or found[2]).decode("ascii", "ignore") if found else None
