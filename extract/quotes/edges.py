"""Where does a quotation begin and end? Corrects the tagger's edges with the quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.model import Layout, Marked, Span
from extract.quotes.tagger import Content

SKIPPED = ("byline", "caption", "credit", "boilerplate")
COVERED = 0.3  # share of a marked stretch that must be tagged for the rest to belong to it
TOUCHED = 0.25  # the same where nothing is tagged around the marks

_OPENERS = ("that", "whether", "if")  # tagged apart from what they open
CRUMBS = 2  # words after the closing mark that were tagged by mistake

_LEAD = re.compile(r"[\s,;:—–\-…“”„«»\"'‘’`]*(?:that\s+(?=\S))?[\s“„«\"‘`]*", re.IGNORECASE)
_TAIL = re.compile(r"[\s,;:—–\-“”«»\"`]+\Z")
_STOP = re.compile(r"(?<!\b[A-Z])(?<!\b(?:Jr|Sr|Mr|Dr))\.\Z")


@dataclass(frozen=True, slots=True)
class Said:
    """One stretch of words said.

    ``quoted``: all of it stands between marks, ``marks``: some of it does; ``unclosed``: no mark ends it.
    """

    span: Span
    content: Content
    quoted: bool
    marks: bool
    unclosed: bool = False


def outermost(marked: Iterable[Marked]) -> list[Marked]:
    """Return the stretches that stand in no other one; ``marked`` is in reading order, outer before inner."""
    found: list[Marked] = []
    for stretch in marked:
        if not found or stretch.outer.start >= found[-1].outer.end:
            found.append(stretch)
    return found


def settle(text: str, layout: Layout, marked: Sequence[Marked], contents: Iterable[Content]) -> list[Said]:
    """Return the stretches said, in reading order, none overlapping the next.

    A stretch that is tagged in good part is taken whole, from mark to mark; one that is hardly tagged is left out of
    what stands around it. What lies in a caption, credit, byline or boilerplate is dropped, and what has no letter.
    """
    outer = outermost(marked)
    found: list[Said] = []
    at = 0
    for content in contents:
        if layout.role_at(content.span.start) in SKIPPED:
            continue
        while at < len(outer) and outer[at].outer.end <= content.span.start:
            at += 1
        near = at
        touching = []
        while near < len(outer) and outer[near].outer.start < content.span.end:
            touching.append(outer[near])
            near += 1
        said = _settle_one(text, content, touching)
        if said is None:
            continue
        if found and _is_one(text, found[-1], said):
            said = _merge(text, found.pop(), said)
        found.append(said)
    return found


def _is_one(text: str, before: Said, after: Said) -> bool:
    """Say whether two stretches overlap, or the first is but the "that" of the second."""
    that = before.span.of(text).lower() in _OPENERS
    return after.span.start < before.span.end or (that and not text[before.span.end : after.span.start].strip())


def _settle_one(text: str, content: Content, touching: Sequence[Marked]) -> Said | None:
    start, end = content.span.start, content.span.end
    for stretch in touching:
        if (
            _ends_as_speech(text, stretch)
            and end > stretch.outer.end
            and text[stretch.outer.end : end].count(" ") <= CRUMBS
        ):
            end = stretch.outer.end
        common = min(end, stretch.content.end) - max(start, stretch.content.start)
        share = common / max(1, stretch.content.end - stretch.content.start)
        if stretch.outer.contains(Span(*_bare(text, start, end))):
            edge = start <= stretch.content.start + 1 or end >= stretch.content.end - 1
            if share >= TOUCHED or edge:
                trimmed = _strip(text, stretch.content)
                return Said(trimmed, content, quoted=True, marks=True, unclosed=not stretch.closed) if trimmed else None
        elif share >= COVERED:
            start, end = min(start, stretch.outer.start), max(end, stretch.outer.end)
            if start < stretch.outer.start and text[stretch.outer.end : stretch.outer.end + 1] in (":", ";"):
                end = stretch.outer.end  # what follows explains the words, and is the reporter's
        elif start < stretch.outer.start:
            end = min(end, stretch.outer.start)
        elif end > stretch.outer.end:
            start = max(start, stretch.outer.end)
    span = trim(text, Span(start, end))
    if span is None:
        return None
    return Said(span, content, quoted=False, marks=any(m.outer.overlaps(span) for m in touching))


def _ends_as_speech(text: str, stretch: Marked) -> bool:
    """Say whether a comma or stop stands before the closing mark: what follows is the reporter's."""
    return stretch.closed and text[stretch.content.end - 1] in ",.!?…"


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space, and without a full stop after the closing mark."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip(" \t\n\xa0.,;:"))


def _strip(text: str, span: Span) -> Span | None:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    end = span.end - len(words) + len(words.rstrip())
    return Span(start, end) if any(c.isalnum() for c in text[start:end]) else None


def trim(text: str, span: Span) -> Span | None:
    """Return the span without "that", marks, commas and full stop at its edges; None when no letter remains."""
    words = span.of(text)
    lead = _LEAD.match(words)
    start = span.start + (lead.end() if lead else 0)
    words = text[start : span.end]
    for edge in (_TAIL, _STOP, _TAIL):
        words = edge.sub("", words)
    return Span(start, start + len(words)) if any(c.isalnum() for c in words) else None


def _merge(text: str, first: Said, second: Said) -> Said:
    """Two tagged stretches that belong to one marked one: the surer tells of cue and source."""
    if first.span.of(text).lower() in _OPENERS:
        return second
    surer = first if first.content.score >= second.content.score else second
    span = Span(min(first.span.start, second.span.start), max(first.span.end, second.span.end))
    return Said(span, surer.content, first.quoted and second.quoted, first.marks or second.marks, second.unclosed)
