"""Turns of a transcript or interview: "SMITH: …", "Q: …", each said by the one its label names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extract.model import Block, Layout, Span

LEAST_TURNS: Final = 3  # of which one label returns; fewer are captions, notes or times
LONGEST_LABEL: Final = 40  # characters

_UPPER: Final = re.compile(
    r"[\"“]?(?:\[?\d{1,2}[:.]\d\d\]?\s+)?([A-Z][A-Z.'’\-]*(?: [A-Z][A-Z.'’\-]*){0,4})\s?:\s+(?=\S)"
)
_NAME: Final = re.compile(r"[\"“]?([A-Z][a-z'’\-]+(?: [A-Z][\w.'’\-]+){0,3})\s?:\s+(?=\S)")
_STAGE: Final = re.compile(r"\W*[(\[][A-Z .]+[)\]]\W*")  # "(CROSSTALK)", said by nobody
_MARKS: Final = '“”"«»„'


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says before the next: a span a paragraph, without the label."""

    label: Span
    content: tuple[Span, ...]


def find_turns(text: str, layout: Layout) -> list[Turn]:
    """Return the turns of a transcript, in reading order; none where the article is no transcript.

    Paragraphs without a label go on with the speaker before, but not after the last label: that is the reporter again.
    """
    body = [b for b in layout.blocks if b.role == "body"]
    for pattern in (_UPPER, _NAME):
        labels = _labels(text, body, pattern)
        counted = Counter(label.of(text) for label, _ in labels.values())
        if len(labels) >= LEAST_TURNS and max(counted.values()) > 1 and len(counted) > 1:
            return _turns(text, body, labels)
    return []


def _labels(text: str, body: Sequence[Block], pattern: re.Pattern[str]) -> dict[int, tuple[Span, int]]:
    """The blocks that begin with a label: the label and where the words begin."""
    found = {}
    for k, block in enumerate(body):
        match = pattern.match(text, block.span.start, min(block.span.end, block.span.start + LONGEST_LABEL))
        if match:
            found[k] = (Span(*match.span(1)), match.end())
    return found


def _turns(text: str, body: Sequence[Block], labels: dict[int, tuple[Span, int]]) -> list[Turn]:
    turns: list[Turn] = []
    last = max(labels)
    for k in range(min(labels), last + 1):
        if k in labels:
            label, start = labels[k]
            turns.append(Turn(label, (_bare(text, Span(start, body[k].span.end)),)))
        elif not _STAGE.fullmatch(body[k].span.of(text)):
            turns[-1] = Turn(turns[-1].label, (*turns[-1].content, _bare(text, body[k].span)))
    return [t for t in turns if any(c.isalnum() for c in t.content[0].of(text))]


def _bare(text: str, span: Span) -> Span:
    """Without white space, and without marks where they stand around the whole."""
    words = span.of(text)
    start, end = span.start + len(words) - len(words.lstrip()), span.start + len(words.rstrip())
    if text[start] in '"“' and not set(text[start + 1 : end]) & set('"”'):
        return Span(start + 1, end)
    if (
        end - start > 1
        and text[start] in _MARKS
        and text[end - 1] in _MARKS
        and not set(text[start + 1 : end - 1]) & set(_MARKS)
    ):
        return Span(start + 1, end - 1)
    return Span(start, end)
