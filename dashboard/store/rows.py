"""Findings as rows, before anything is known of other articles."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from extract.agency import find_agency
from extract.model import Block, Cast, Findings, Layout, Meeting, Quote, Span

TOLD = ("person", "organisation", "country")  # whom a quotation can be about


def layout_rows(layout: Layout) -> list[list[Any]]:
    """Return the blocks as ``[start, end, role]``, for `read_layout`."""
    return [[b.span.start, b.span.end, b.role] for b in layout.blocks]


def read_layout(rows: Iterable[Sequence[Any]]) -> Layout:
    """Return the layout that `layout_rows` wrote, without its dateline."""
    return Layout(tuple(Block(Span(start, end), role) for start, end, role in rows), None)


def agency(findings: Findings) -> str | None:
    """Return the agency that the article is from, without its strokes or brackets."""
    return find_agency(findings.article.text, findings.layout)


def around(layout: Layout, span: Span) -> Span:
    """Return the paragraph that holds the span's beginning, long enough for all of the span."""
    i = bisect_right(layout.blocks, span.start, key=lambda b: b.span.start) - 1
    if i < 0:
        return span
    block = layout.blocks[i].span
    return Span(block.start, max(block.end, span.end))


def quote_row(quote: Quote, text: str, layout: Layout) -> dict[str, Any]:
    """Return a quotation's own columns."""
    start, end = quote.content[0].start, quote.content[-1].end
    paragraph = around(layout, Span(start, end))
    return {
        "kind": quote.kind,
        "speech": quote.speech,
        "nested": quote.nested,
        "speaker": quote.speaker_name,
        "method": quote.method,
        "confidence": quote.confidence,
        "start": start,
        "end": end,
        "around_start": paragraph.start,
        "around_end": paragraph.end,
        "spans": [[s.start, s.end] for s in quote.content] if len(quote.content) > 1 else None,
        "cue_start": quote.cue.start if quote.cue else None,
        "cue_end": quote.cue.end if quote.cue else None,
        "speaker_start": quote.speaker.start if quote.speaker else None,
        "speaker_end": quote.speaker.end if quote.speaker else None,
        "audience": quote.audience.of(text) if quote.audience else None,
        "venue": quote.venue.of(text) if quote.venue else None,
        "said_first": quote.said_on.first if quote.said_on else None,
        "said_last": quote.said_on.last if quote.said_on else None,
        "state": "found",
        "found": None,
        "text": " … ".join(s.of(text) for s in quote.content),
    }


def meeting_row(meeting: Meeting, text: str) -> dict[str, Any]:
    """Return a claim's own columns."""
    days, original = meeting.days, meeting.original_days
    return {
        "kind": meeting.kind,
        "status": meeting.status,
        "place": meeting.place,
        "occasion": meeting.occasion,
        "first": days.first if days else None,
        "last": days.last if days else None,
        "original_first": original.first if original else None,
        "original_last": original.last if original else None,
        "date_basis": meeting.date_basis,
        "rule": meeting.rule,
        "confidence": meeting.confidence,
        "start": meeting.evidence[0].start,
        "end": meeting.evidence[0].end,
        "spans": [[s.start, s.end] for s in meeting.evidence],
        "evidence": "\n".join(s.of(text) for s in meeting.evidence),
        "state": "found",
        "found": None,
    }


def actor_rows(findings: Findings) -> Iterator[dict[str, Any]]:
    """Yield the actors' own columns, in the findings' order."""
    for position, actor in enumerate(findings.actors):
        yield {
            "position": position,
            "name": actor.name,
            "kind": actor.kind,
            "role": actor.role,
            "mentions": len(actor.mentions),
            "spans": [[m.span.start, m.span.end, m.form, m.rule] for m in actor.mentions],
            "state": "found",
            "found": None,
        }


def named_in(cast: Cast, contents: Iterable[Span], entities: Mapping[str, int]) -> set[int]:
    """Return the entities that are named or described (not by a pronoun) inside the stretches of a quotation."""
    return {
        entities[actor.name]
        for span in contents
        for mention, actor in cast.within(span)
        if mention.form != "pronoun" and actor.kind in TOLD and actor.name in entities
    }
