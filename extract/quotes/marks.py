"""Where do quotation marks open and close? Pairs them, character by character, within each block.

Knows “ ” " ' ' '' '' `` „ “ « » and the wrong shape in the right place. An odd mark never costs more than its block.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extract.model import Layout, Marked, Span

Family = Literal["double", "low", "guillemet"]
Shape = Literal["open", "close"]

_DOUBLE = re.compile(r"``|‘‘|’’|''|[“”„«»\"]")
_SINGLE_OPEN = re.compile(r"(?<![\w.,!?;:'’‘`])[‘'](?=[\w\[(“\"])(?![‘'])")
_SINGLE_CLOSE = re.compile(r"(?<=[^\s'‘’])['’](?![\w'’])")
# Letters left out, not a quotation: 'em, 'til, the '90s. A closing mark later in the block does not change that.
_ELISION = re.compile(r"[‘'](?:\d\ds?\b|(?:em|til|till|tis|twas|cause|bout|n)\b)", re.IGNORECASE)
_PLURAL_POSSESSIVE = re.compile(r"s['’](?=\s+\w)", re.IGNORECASE)  # "the leaders' plan"


MAX_DOUBLES = 200  # stretches of one block; where there are more it is no prose, and single marks are passed over


@dataclass(slots=True)
class _Open:
    start: int
    end: int
    family: Family


def find_marked(text: str, layout: Layout) -> list[Marked]:
    """Return the stretches between quotation marks, in reading order, an outer one before those inside it.

    A stretch that no mark ends runs to the next opening mark or to the end of its block, and is not ``closed``. A
    closing mark that none opened is passed over. Apostrophes, inches and elisions are no marks.
    """
    found: list[Marked] = []
    for block in layout.blocks:
        doubles = list(_pair_doubles(text, block.span))
        found += doubles
        if len(doubles) <= MAX_DOUBLES:
            found += _pair_singles(text, block.span, doubles)
    return sorted(found, key=lambda m: (m.outer.start, -m.outer.end))


def _pair_doubles(text: str, block: Span) -> Iterator[Marked]:
    stack: list[_Open] = []
    opened: list[int] = []
    depth: Counter[Family] = Counter()
    for match in _DOUBLE.finditer(text, block.start, block.end):
        family, shape = _read_sign(text, match, block, depth)
        if shape == "open":
            stack.append(_Open(match.start(), match.end(), family))
            opened.append(match.start())
            depth[family] += 1
        elif depth[family] or (family == "double" and depth["low"]):
            while stack:
                first = stack.pop()
                depth[first.family] -= 1
                if first.family == family or (first.family == "low" and family == "double"):
                    if match.start() > first.end:
                        yield Marked(Span(first.end, match.start()), Span(first.start, match.end()))
                    break
                yield _unclosed(text, first, block, opened)
    yield from (_unclosed(text, left, block, opened) for left in stack)


def _read_sign(text: str, match: re.Match[str], block: Span, depth: Counter[Family]) -> tuple[Family, Shape]:
    """Say of what family a mark is, and whether it opens or closes, by its shape, then by its neighbours."""
    sign = match.group()
    before = text[match.start() - 1] if match.start() > block.start else " "
    after = text[match.end()] if match.end() < block.end else " "
    starts = before.isspace() or before in "([{—–-‘'/:"
    ends = after.isspace() or after in ".,;:!?)]}—–-’'/"
    if sign == "„":
        return "low", "open"
    if sign in "«»" and len(sign) == 1:
        return "guillemet", "close" if depth["guillemet"] else "open"
    if sign == "“" and depth["low"]:
        return "double", "close"
    is_open = depth["double"] > 0
    if sign in ("“", "``", "‘‘"):
        wrong = is_open and not before.isspace() and after.isspace()
        return "double", "close" if wrong else "open"
    if sign in ("”", "’’"):
        wrong = not is_open and before.isspace() and not ends
        return "double", "open" if wrong else "close"
    if before.isspace() and not after.isspace():
        return "double", "open"
    if ends and not before.isspace():
        return "double", "close"
    if starts and not after.isspace() and not is_open:
        return "double", "open"
    inches = before.isdigit() and not is_open
    return "double", "close" if is_open or inches else "open"


def _unclosed(text: str, left: _Open, block: Span, opened: list[int]) -> Marked:
    after = bisect_right(opened, left.start)
    end = opened[after] if after < len(opened) else block.end
    end = left.end + len(text[left.end : end].rstrip())
    return Marked(Span(left.end, max(end, left.end)), Span(left.start, max(end, left.end)), closed=False)


def _pair_singles(text: str, block: Span, doubles: list[Marked]) -> Iterator[Marked]:
    at = block.start
    while opening := _next_single(text, at, block.end):
        at = opening.end()
        around = [m.content for m in doubles if m.content.start <= opening.start() < m.content.end]
        limit = min((s.end for s in around), default=block.end)
        following = _next_single(text, at, limit)
        closing = _single_close(text, at, following.start() if following else limit, doubles)
        if closing is not None:
            yield Marked(Span(opening.end(), closing), Span(opening.start(), closing + 1))
            at = closing + 1


def _next_single(text: str, start: int, end: int) -> re.Match[str] | None:
    return next((m for m in _SINGLE_OPEN.finditer(text, start, end) if not _ELISION.match(text, m.start())), None)


def _single_close(text: str, start: int, end: int, doubles: list[Marked]) -> int | None:
    """Return where a single mark closes: after punctuation, else the first that is no plural's possessive."""
    possessive: int | None = None
    for match in _SINGLE_CLOSE.finditer(text, start, min(end + 1, len(text))):
        within = any(start <= m.outer.start < match.start() < m.outer.end for m in doubles)
        if within or match.start() >= end:
            continue
        if not _PLURAL_POSSESSIVE.match(text, match.start() - 1):
            return match.start()
        possessive = match.start()
    return possessive
