"""Headlines that name a speaker without a verb: "Claim - Kremlin spokesman", "Orlan: claim"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from extract.model import Layout, Span
from extract.quotes.edges import Said, trim
from extract.quotes.linking import Attribution
from extract.quotes.tagger import Content

LONGEST_NAME: Final = 6  # words of the part that names the speaker
SCORE: Final = 0.8

_BEHIND: Final = re.compile(r"\s+[-–—]\s+(?=[^-–—]*\Z)")  # the last dash
_BEFORE: Final = re.compile(r":\s+")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a headline can mean: this part named, that part said."""

    source: Span
    content: Span


def find_claims(text: str, layout: Layout) -> list[Claim]:
    """Return the readings of a headline, the name after a dash first; none where there is no dash or colon."""
    title = layout.title
    if title is None:
        return []
    found = []
    words = title.of(text)
    if cut := _BEHIND.search(words):
        found.append((Span(title.start + cut.end(), title.end), Span(title.start, title.start + cut.start())))
    if cut := _BEFORE.search(words):
        found.append((Span(title.start, title.start + cut.start()), Span(title.start + cut.end(), title.end)))
    claims = []
    for source, content in found:
        trimmed = trim(text, content)
        if trimmed is not None and 0 < len(source.of(text).split()) <= LONGEST_NAME:
            claims.append(Claim(source, trimmed))
    return claims


def attribute(claim: Claim, tagged: Sequence[Attribution]) -> Attribution:
    """Return the claim as an attribution; where the tagger saw part of it, with the tagger's score."""
    inside = [a for a in tagged if any(s.span.overlaps(claim.content) for s in a.said)]
    content = Content(claim.content, max((a.score for a in inside), default=SCORE))
    said = Said(
        claim.content, content, quoted=all(s.quoted for a in inside for s in a.said) and bool(inside), marks=False
    )
    whole = Attribution((said,), None, claim.source, content.score, 1.0, 1.0)
    if len(inside) == 1 and inside[0].said[0].quoted:  # the marks told where it ends
        return replace(inside[0], source=claim.source, cue=None)
    return whole
