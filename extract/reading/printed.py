"""The lines of a printed page, with a blank one where type, distance or indent say that a paragraph ends."""

from __future__ import annotations

from ctypes import byref, c_double
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from pypdfium2 import PdfTextPage
from pypdfium2.raw import FPDFText_GetCharOrigin, FPDFText_GetFontSize

LARGER: Final = 1.15  # times the size of the type: a headline above its text
APART: Final = 1.3  # times the usual distance between two lines
INDENT: Final = (0.5, 4.0)  # times the size of the type, at least and at most: the first line of a paragraph

_BREAK = "\r\n"  # what pdfium writes between lines; it counts as two characters
_BLANK_EDGE = 2  # characters: a stray mark is no line


class _Line(NamedTuple):
    text: str
    x: float
    y: float
    size: float


def page_lines(page: PdfTextPage) -> str:
    """Return the text of a page, a line of it a line, with blank lines between paragraphs that look apart."""
    text: str = page.get_text_range()
    if page.count_chars() != len(text):  # characters outside Unicode's first plane: places would not fit
        return text.replace(_BREAK, "\n")
    lines: list[_Line] = []
    at = 0
    for words in text.split(_BREAK):
        lead = len(words) - len(words.lstrip())
        lines.append(_Line(words, *_place(page, at + lead)))
        at += len(words) + len(_BREAK)
    usual = _usual_distance(lines)
    shown = [lines[0].text]
    for i in range(1, len(lines)):
        if _is_apart(lines, i, usual):
            shown.append("")
        shown.append(lines[i].text)
    return "\n".join(shown)


def _place(page: PdfTextPage, at: int) -> tuple[float, float, float]:
    x, y = c_double(), c_double()
    FPDFText_GetCharOrigin(page, at, byref(x), byref(y))
    return x.value, y.value, FPDFText_GetFontSize(page, at)


def _usual_distance(lines: list[_Line]) -> float:
    """Of a line to the next, in sizes of their type."""
    down = [(a.y - b.y) / a.size for a, b in pairwise(lines) if a.y > b.y and a.size == b.size > 0]
    return median(down) if down else 0.0


def _is_apart(lines: list[_Line], i: int, usual: float) -> bool:
    """Whether line ``i`` begins a paragraph, as it looks."""
    above, line = lines[i - 1], lines[i]
    if len(line.text.strip()) < _BLANK_EDGE:
        return False
    if max(above.size, line.size) > LARGER * min(above.size, line.size):
        return True
    down = above.y - line.y
    if usual and down > APART * usual * line.size:
        return True
    # A new column begins higher up: its first line may well go on with the sentence.
    if down <= 0 or i + 1 >= len(lines):
        return False
    in_by = line.x - above.x
    below = lines[i + 1]
    back = abs(below.x - above.x) < INDENT[0] * line.size
    return INDENT[0] * line.size < in_by < INDENT[1] * line.size and back and below.y < line.y
