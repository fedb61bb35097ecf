"""The article's text keeps every character, escaped, with its marks around it."""

from __future__ import annotations

import re
from html import unescape

import pytest

from dashboard.highlight import to_html
from dashboard.store.queries import Mark
from tests.stored_articles import HOSTILE


def mark(start: int, end: int, kind: str = "quote") -> Mark:
    """A mark of some kind."""
    return Mark(start, end, kind, "label", "why")


def words(html: str) -> str:
    """The text that a browser shows."""
    return unescape(re.sub(r"<[^>]*>", "", html))


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], "abcdef"),
        ([mark(1, 3)], 'a<span class="sl-quote" data-m="0" data-first="0">bc</span>def'),
        (
            [mark(0, 4), mark(2, 6, "topic")],  # overlapping: three stretches, none inside another
            '<span class="sl-quote" data-m="0" data-first="0">ab</span>'
            '<span class="sl-quote sl-topic" data-m="0 1" data-first="1">cd</span>'
            '<span class="sl-topic" data-m="1">ef</span>',
        ),
        (
            [mark(0, 2), mark(2, 4)],  # touching: not one
            '<span class="sl-quote" data-m="0" data-first="0">ab</span>'
            '<span class="sl-quote" data-m="1" data-first="1">cd</span>ef',
        ),
        ([mark(3, 3), mark(4, 9), mark(-1, 2)], "abcdef"),  # empty, or outside the text
    ],
)
def test_marks(marks: list[Mark], expected: str) -> None:
    assert to_html("abcdef", marks) == expected


def test_the_same_stretch_of_two_kinds_tells_both() -> None:
    html = to_html("abc", [mark(0, 3), mark(0, 3, "meeting")])
    assert html == '<span class="sl-quote sl-meeting" data-m="0 1" data-first="0 1">abc</span>'


@pytest.mark.parametrize("at", [(1, 3), (0, 6)])
def test_the_place_looked_for(at: tuple[int, int]) -> None:
    html = to_html("abcdef", [mark(2, 4)], at)
    here = "".join(re.findall(r'<span class="[^"]*sl-here"[^>]*>(.*?)</span>', html))
    assert here == "abcdef"[at[0] : at[1]]


@pytest.mark.parametrize("at", [(3, 3), (4, 2), (2, 99), (-2, 1)])
def test_a_place_that_is_none(at: tuple[int, int]) -> None:
    assert to_html("abcdef", [], at) == "abcdef"


@pytest.mark.parametrize(
    "text", [HOSTILE, "<script>x</script> & \"quoted\" 'single'", "שלום עולם \u202e x", "a\n\n  b"]
)
def test_text_is_escaped_and_complete(text: str) -> None:
    html = to_html(text, [mark(0, 3), mark(2, len(text), "topic")], (1, 4))
    assert words(html) == text
    assert set(re.findall(r"<(/?\w+)", html)) == {"span", "/span"}
