"""Lines that were broken to fit a page or a screen, joined to paragraphs again.

The steps read a line as a paragraph, so that a sentence broken over two lines would be read as two.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

NARROWEST: Final = 50  # characters: shorter lines are verses, lists or headlines
WIDEST: Final = 100  # characters: a longer line was not broken to fit
LEAST_BROKEN: Final = 3  # such lines, before a text counts as broken
TEXT_SLACK: Final = 8  # characters: programs count tabs, trailing blanks and joined words in their own way
LEAST_FULL: Final = 0.75  # of the lines with another below, that could not have taken its first word
LONGEST_WORD: Final = 60  # characters: a longer one is no word that was divided
PAGE_SLACK: Final = 12  # characters by which lines of one width differ in a font of varying letters

_ITEM = re.compile(r"\s*(?:[-*•–—]|\d{1,3}[.)])\s")
_ENDS = re.compile(r"[.!?:][\"”’')\]]*$")
_HYPHEN = "\ufffe"  # what pdfium writes for a hyphen at the end of a line, whose end it leaves out


def unwrap_text(text: str) -> str:
    """Return a plain text with hard-wrapped lines joined, or as it is where it does not look wrapped."""
    lines = text.split("\n")
    width = max(map(len, lines))
    pairs = [(one, two) for one, two in pairwise(lines) if one.strip() and two.strip()]
    if not NARROWEST <= width <= WIDEST or len(pairs) < LEAST_BROKEN:
        return text
    full = [one for one, two in pairs if _is_full(one, two, width, TEXT_SLACK)]
    sentences = sum(bool(_ENDS.search(line.rstrip())) for line in full)
    if len(full) < max(LEAST_BROKEN, LEAST_FULL * len(pairs)) or sentences > len(full) / 2:
        return text
    return _join(lines, width, TEXT_SLACK, drop_hyphens=False)


def unwrap_page(text: str) -> str:
    """Return the text of a printed page, where every line is broken to fit, as paragraphs."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace(_HYPHEN, f"{_HYPHEN}\n").split("\n")
    lengths = sorted(len(line) for line in lines if line.strip())
    if not lengths:
        return ""
    return _join(
        lines, lengths[int(len(lengths) * 0.9) - 1] if len(lengths) > 1 else lengths[0], PAGE_SLACK, drop_hyphens=True
    )


def _is_full(line: str, below: str, width: int, slack: int) -> bool:
    return len(line.rstrip()) + 1 + len(below.split(None, 1)[0]) > width - slack


def _goes_on(line: str, below: str, width: int, slack: int) -> bool:
    """Whether the line below belongs to the same paragraph."""
    if not line.strip() or not below.strip() or _ITEM.match(below):
        return False
    if line.endswith(_HYPHEN):
        return True
    if below.lstrip()[0].islower() and not _ENDS.search(line.rstrip()) and len(line) > width / 2:
        return True
    return _is_full(line, below, width, slack)


def _join(lines: list[str], width: int, slack: int, *, drop_hyphens: bool) -> str:
    whole = "\n".join(lines)
    words: set[str] = set(re.findall(r"\w+(?:-\w+)*", whole.lower())) if drop_hyphens else set()
    parts: list[str] = []
    for i, line in enumerate(lines):
        joins = i > 0 and _goes_on(lines[i - 1], line, width, slack)
        if not joins:
            parts.append("\n" if i else "")
            parts.append(line.strip())
            continue
        line = line.strip()
        before = parts[-1]
        if before.endswith(_HYPHEN) or (before.endswith("-") and not before.endswith(" -")):
            divided = drop_hyphens and line[:1].islower()
            parts[-1] = _mend(before[:-1], line, words) if divided else before[:-1] + "-"
        else:
            parts.append(" ")
        parts.append(line)
    return "".join(parts)


def _mend(before: str, after: str, words: set[str]) -> str:
    """The part before a hyphen at a line's end, with or without it, as the word stands elsewhere; else without."""
    head, tail = re.search(r"\w*$", before[-LONGEST_WORD:]), re.match(r"\w+", after)
    if head and tail:
        joined = (head[0] + tail[0]).lower()
        with_hyphen = f"{head[0]}-{tail[0]}".lower()
        if joined not in words and (with_hyphen in words or not head[0]):
            return before + "-"
    return before
