"""A stretch of an article around what is looked at, with the words marked, as escaped HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

ROOM: Final = 160  # characters on both sides

Place = tuple[int, int]
Mark = tuple[int, int, str]  # and its kind: "found", "speaker" or "cue"


def around(text: str, start: int, end: int, room: int = ROOM) -> Place:
    """Return the stretch of its line around ``start`` to ``end``: ``room`` on both sides, cut between words."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = line_end if line_end >= 0 else len(text)
    first, last = max(line_start, start - room), min(line_end, end + room)
    if first > line_start:
        first = text.find(" ", first, start) + 1 or first
    if last < line_end:
        last = text.rfind(" ", end, last) if text.rfind(" ", end, last) >= 0 else last
    return first, last


def marked(text: str, marks: Sequence[Mark], within: Place) -> str:
    """Return the stretch ``within`` of a text as HTML with its marks; of marks that overlap the first is whole."""
    at, last = within
    parts = ["… " if at and text[at - 1] != "\n" else ""]
    for start, end, kind in sorted(marks):
        start, end = max(start, at), min(end, last)
        if start >= end:
            continue
        parts += [escape(text[at:start]), f'<mark class="sl-hit sl-hit-{kind}">{escape(text[start:end])}</mark>']
        at = end
    parts += [escape(text[at:last]), " …" if last < len(text) and text[last] != "\n" else ""]
    return "".join(parts)


def card(
    text: str, marks: Sequence[Mark], meta: str, within: Place, *, head: str = "", facts: Sequence[str] = ()
) -> str:
    """Return a card: the stretch ``within`` of a text and its marks, ``head`` and ``facts`` over it, ``meta`` below."""
    tags = "".join(f'<span class="sl-tag">{escape(fact)}</span>' for fact in facts)
    over = f'<div class="sl-head"><strong>{escape(head)}</strong>{tags}</div>' if head else ""
    return (
        f'<div class="sl-card">{over}<blockquote dir="auto">{marked(text, marks, within)}</blockquote>'
        f'<div class="sl-meta">{escape(meta)}</div></div>'
    )
