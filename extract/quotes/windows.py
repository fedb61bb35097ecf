"""What the tagger sees of a text: word pieces with their case and quotation marks, in windows of whole paragraphs.

Training and run time share this module. A change here needs new weights.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

MAX_PIECES = 256  # of a window, the three kinds of special piece included
CONTEXT = 48  # pieces of the paragraphs before that a window repeats: who spoke last
CLS, SEP = 101, 102  # of the BERT vocabulary; SEP stands between paragraphs

OUTSIDE, OPENING, INSIDE, CLOSING = range(4)
LOWER, TITLE, UPPER, DIGIT = range(4)

_LINE = re.compile(r"[^\n]+")
_MARK = re.compile(r"[“”„«»\"]|''|``|‘‘|’’")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word piece: vocabulary id, characters ``start`` to ``end``, case and place between quotation marks."""

    id: int
    start: int
    end: int
    case: int
    mark: int


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``first`` to ``last`` (half-open), read at once; ``breaks`` are the paragraphs' first pieces."""

    first: int
    last: int
    breaks: tuple[int, ...]


def read_tokenizer(source: str) -> Tokenizer:
    """Return the tokenizer that the JSON text ``source`` describes, without cutting and padding."""
    tokenizer = Tokenizer.from_str(source)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def split_pieces(text: str, tokenizer: Tokenizer) -> tuple[list[Piece], list[int]]:
    """Return the word pieces of ``text`` and the index of each paragraph's first one."""
    lines = [m.span() for m in _LINE.finditer(text) if not m.group().isspace()]
    encodings = tokenizer.encode_batch([text[s:e] for s, e in lines], add_special_tokens=False)
    pieces: list[Piece] = []
    paragraphs: list[int] = []
    for (start, end), encoding in zip(lines, encodings, strict=True):
        if not encoding.ids:
            continue
        paragraphs.append(len(pieces))
        marks = list(_marks(text, start, end))
        state, at = OUTSIDE, 0
        for id_, (left, right) in zip(encoding.ids, encoding.offsets, strict=True):
            s, e = left + start, right + start
            mark = state
            while at < len(marks) and marks[at][0] < e:
                mark = marks[at][1]
                state = INSIDE if mark == OPENING else OUTSIDE
                at += 1
            pieces.append(Piece(id_, s, e, _case(text[s:e]), mark))
    return pieces, paragraphs


def _marks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield each double quotation mark of a paragraph, opening or closing by its shape or by its neighbours."""
    inside, opener = False, ""
    for match in _MARK.finditer(text, start, end):
        mark = match.group()
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        if mark in ("“", "„", "«", "``", "‘‘"):
            inside = not (mark == "“" and opener == "„")
        elif mark in ("”", "»", "’’"):
            inside = False
        elif before.isspace() or before in "([—-–":
            inside = not after.isspace()
        elif after.isspace() or after in ".,;:!?)]—-–":
            inside = False
        else:
            inside = not inside
        opener = mark if inside else ""
        yield match.start(), OPENING if inside else CLOSING


def _case(word: str) -> int:
    if word[0].isdigit():
        return DIGIT
    if word[0].isupper():
        return UPPER if len(word) > 1 and word.isupper() else TITLE
    return LOWER


def split_windows(
    n_pieces: int, paragraphs: Sequence[int], *, first_room: int = MAX_PIECES, context: int = CONTEXT
) -> Iterator[Window]:
    """Yield windows of whole paragraphs; each repeats up to ``context`` pieces of what stands before it.

    A paragraph that fills more than a window is cut, with the same overlap.
    """
    bounds = [*paragraphs, n_pieces]
    room, done = first_room, 0
    while done < n_pieces:
        at = bisect_left(bounds, done)
        if bounds[at] == done:
            start = bisect_left(bounds, done - context, 0, at)
            first = bounds[start]
        else:  # inside a long paragraph
            start, first = at, max(0, done - context)
        last, end = done, at + (bounds[at] == done)
        while end < len(bounds) and bounds[end] - first + (end - start) + 2 <= room:
            last = bounds[end]
            end += 1
        if last == done:  # the paragraph alone is longer
            last = max(done + 1, min(bounds[end], first + room - 3 - (end - start)))
        yield Window(first, last, tuple(bounds[start : bisect_left(bounds, last)]))
        done, room = last, MAX_PIECES
