"""Paragraphs of a printed page are told by indents, distances and the size of the type."""

from __future__ import annotations

import zlib

import pytest

from extract.reading.formats import read_file
from extract.reading.records import File, Found
from tests.sample_files import PARAGRAPHS, pdf_of, wrapped

Line = tuple[float, str]  # how far it is set in, and its words


def drawn(marks: str) -> bytes:
    """A page with these drawing orders."""
    stream = zlib.compress(marks.encode("cp1252"))
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    page = b"/Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >>"
    return pdf_of(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
            3: font,
            4: b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(stream) + stream + b"\nendstream",
            5: b"<< /Type /Page " + page + b" >>",
        }
    )


def column(x: float, y: float, lines: list[Line], *, size: float = 11, leading: float = 14) -> str:
    """The orders that draw lines below each other."""
    return "".join(
        f"BT /F1 {size} Tf 1 0 0 1 {x + set_in} {y - leading * i} Tm ({words}) Tj ET\n"
        for i, (set_in, words) in enumerate(lines)
    )


def paragraph(words: str, width: int, set_in: float = 0) -> list[Line]:
    return [(set_in if i == 0 else 0, line) for i, line in enumerate(wrapped(words, width))]


def paragraphs(data: bytes) -> list[str]:
    """What is read from a PDF file, a paragraph each."""
    [item] = read_file(File("a.pdf", data))
    assert isinstance(item, Found)
    return [line for line in item.article.text.split("\n") if line.strip()]


def test_indents() -> None:
    lines = [line for words in PARAGRAPHS for line in paragraph(words, 50, 12)]
    assert paragraphs(drawn(column(60, 780, lines))) == list(PARAGRAPHS)


def test_distances() -> None:
    marks, y = "", 780
    for words in PARAGRAPHS:
        lines = paragraph(words, 50)
        marks += column(60, y, lines)
        y -= 14 * len(lines) + 8
    assert paragraphs(drawn(marks)) == list(PARAGRAPHS)


def test_a_headline_of_two_lines_is_one_paragraph() -> None:
    headline: list[Line] = [(0, "Harbour of Velmora stays open all week, says the"), (0, "minister")]
    marks = column(60, 780, headline, size=20, leading=24) + column(60, 725, paragraph(PARAGRAPHS[0], 50))
    assert paragraphs(drawn(marks)) == ["Harbour of Velmora stays open all week, says the minister", PARAGRAPHS[0]]


@pytest.mark.parametrize("cut", [3, 5, 6])
def test_a_sentence_goes_on_in_the_next_column(cut: int) -> None:
    lines = [line for words in PARAGRAPHS for line in paragraph(words, 36, 10)]
    assert paragraphs(drawn(column(60, 780, lines[:cut]) + column(320, 780, lines[cut:]))) == list(PARAGRAPHS)
