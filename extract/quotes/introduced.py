"""Quotations after a colon: "Vos, minutes ago: …" is said by whoever stands before the colon, not a line above."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from extract.model import Cast, Layout, Span
from extract.quotes.linking import Attribution


def with_introduction(found: Attribution, text: str, layout: Layout, cast: Cast) -> Attribution:
    """Return the attribution with the actor named before its colon, where its own source is of another paragraph.

    The first person there counts, else the first organisation.
    """
    start = found.said[0].span.start
    at = bisect_right(layout.blocks, start, key=lambda b: b.span.start) - 1
    block = layout.blocks[at].span if at >= 0 else None
    if block is None or found.label or not found.said[0].quoted:
        return found
    before = text[block.start : start].rstrip(" \xa0\"'“‘„«`")
    if not before.endswith(":") or (found.source is not None and block.contains(found.source)):
        return found
    for kinds in (("person",), ("organisation", "country")):
        for mention, actor in cast.within(Span(block.start, block.start + len(before))):
            if actor.kind in kinds and mention.form != "pronoun":
                return replace(found, source=mention.span, cue=None)
    return found
