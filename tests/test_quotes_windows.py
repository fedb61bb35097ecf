"""Windows hold whole paragraphs, cover every piece, and never more than the network was trained with."""

from itertools import pairwise

import pytest

from extract.quotes.windows import CLOSING, INSIDE, MAX_PIECES, OPENING, OUTSIDE, _marks, split_windows


@pytest.mark.parametrize(
    ("n", "paragraphs"),
    [(10, [0]), (1000, [0]), (900, [0, 100, 200, 450, 460, 800]), (600, list(range(0, 600, 3))), (300, [0, 299])],
)
def test_windows_cover_everything(n, paragraphs):
    windows = list(split_windows(n, paragraphs))
    assert windows[0].first == 0
    assert windows[-1].last == n
    for before, after in pairwise(windows):
        assert before.first <= after.first <= before.last < after.last
    for window in windows:
        breaks = sum(b > window.first for b in window.breaks)
        assert window.last - window.first + breaks + 2 <= MAX_PIECES


def test_a_window_begins_with_a_paragraph_of_context():
    first, second = split_windows(300, [0, 200, 240])
    assert (first.first, first.last, second.first, second.last) == (0, 240, 200, 300)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("“Yes,” he said.", [OPENING, CLOSING]),
        ('He said "yes".', [OPENING, CLOSING]),
        ("„Ja“, said he.", [OPENING, CLOSING]),
        ("''Yes,'' he said.", [OPENING, CLOSING]),
        ("the leaders' plan", []),
    ],
)
def test_marks(text, marks):
    assert [m for _, m in _marks(text, 0, len(text))] == marks
    assert OUTSIDE < OPENING < INSIDE < CLOSING
