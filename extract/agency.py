"""Which agency an article is from, by its dateline, its byline, its opening or its last line."""

from __future__ import annotations

import re
from typing import Final

from extract.model import Layout

_NAME: Final = r"[A-Z][\w.&’'-]*(?: (?:&|of|[A-Z][\w.&’'-]*)){0,3}"
# "(Source: Unity News)", "— GLOBUS": the whole of the last line.
CLOSING: Final = re.compile(rf"\(?[Ss]ource:\s*(?P<source>{_NAME})\)?\.?|(?:[—–]|--?)\s?(?P<signed>{_NAME})\.?")
_BYLINE: Final = re.compile(rf"[Bb]y [^/\n]{{3,60}}/\s?(?P<name>{_NAME})\s*")
# "Unity News - Ferry crews …": a word of agencies tells it from a town's name.
_OPENING: Final = re.compile(
    r"(?P<name>(?:[A-Z][\w.&’'-]* ){1,3}(?:Agency|News|Newswire|Press|Service|Wire))\s(?:[—–]|--?)\s"
)


def find_agency(text: str, layout: Layout) -> str | None:
    """Return the agency as the article writes it, without strokes or brackets; None where none is told."""
    if layout.dateline is not None and layout.dateline.agency is not None:
        return layout.dateline.agency.of(text).strip("/()[] ") or None
    for block in layout.blocks:
        words = block.span.of(text)
        if block.role == "byline" and (found := _BYLINE.fullmatch(words)) is not None:
            return found["name"]
    body = next((b for b in layout.blocks if b.role == "body"), None)
    if body is not None and (found := _OPENING.match(text, body.span.start, body.span.end)) is not None:
        return found["name"]
    last = layout.blocks[-1].span.of(text) if layout.blocks else ""
    found = CLOSING.fullmatch(last)
    return (found["source"] or found["signed"]) if found is not None and len(layout.blocks) > 1 else None
