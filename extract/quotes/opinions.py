"""Opinions told by "of" ("in the opinion of Ms Brun, …"), and what is agreed on, which is nobody's words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from extract.model import Span
from extract.quotes.linking import Attribution

_OF: Final = re.compile(r"(?:in )?the (?:estimation|judge?ment|opinion|view) of", re.IGNORECASE)
_HELD: Final = re.compile(rf"(?P<cue>{_OF.pattern}) (?P<who>[^,.;:\n\"“”]+),\s+[\"“]?\Z", re.IGNORECASE)
LONGEST: Final = 120  # characters before the words in which their holder stands
_HOLDER: Final = re.compile(r"[^,.;:\n\"“”]*[A-Z][^,.;:\n\"“”]*")
_CLAUSE: Final = re.compile(r",\s+(?P<said>[^\n]+?)(?=[.!?](?:\s|\Z)|[.!?][\"”]|\n|\Z)")
_ON: Final = re.compile(r"agree[sd]?(?:\s+\w+)?\s+(?:up)?on\s*")


def with_opinion(found: Attribution, text: str) -> list[Attribution]:
    """Return the attribution with the holder as its source, where the tagger took him for the words or passed him over.

    What another says after the opinion is an attribution of its own.
    """
    first = found.said[0]
    held = _HELD.search(text, max(0, first.span.start - LONGEST), first.span.start)
    if held is None or (found.source is not None and found.source.overlaps(Span(*held.span("who")))):
        return [_with_holder(found, text)]
    own = replace(found, said=(first,), cue=Span(*held.span("cue")), source=Span(*held.span("who")))
    return [own, *([replace(found, said=found.said[1:])] if found.said[1:] else [])]


def _with_holder(found: Attribution, text: str) -> Attribution:
    cue, first = found.cue, found.said[0]
    if cue is None or first.marks or _OF.fullmatch(cue.of(text)) is None or not _HOLDER.fullmatch(first.span.of(text)):
        return found
    clause = _CLAUSE.match(text, first.span.end)
    if clause is None:
        return found
    return replace(found, said=(replace(first, span=Span(*clause.span("said"))),), source=first.span)


def is_agreement(found: Attribution, text: str) -> bool:
    """Say whether it is something agreed on, in nobody's words: "agreed on a price"."""
    cue, first = found.cue, found.said[0]
    if cue is None or first.marks or cue.start >= first.span.start:
        return False
    return _ON.fullmatch(text, cue.start, first.span.start) is not None
