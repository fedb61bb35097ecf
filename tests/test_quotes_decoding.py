"""No inner tag stands without its first one."""

import numpy as np
import pytest

from extract.quotes.decoding import best_path, log_softmax, runs, softmax


def scores_of(*rows):
    """Each row the tags by falling chance: the first gets 0.6, the second 0.3."""
    made = np.full((len(rows), 7), 0.01, np.float32)
    for k, row in enumerate(rows):
        for tag, chance in zip(row, (0.6, 0.3), strict=False):
            made[k, tag] = chance
    return np.log(made)


@pytest.mark.parametrize(
    ("rows", "paragraphs", "tags"),
    [
        ([(1,), (2,), (0,), (5,)], [0], [1, 2, 0, 5]),
        ([(0, 1), (2,), (2,)], [0], [1, 2, 2]),  # the inner tags were right: the first becomes theirs
        ([(0,), (2, 0), (0,)], [0], [0, 0, 0]),  # the inner tag stands alone: it goes
        ([(1,), (2,), (2, 1)], [0, 2], [1, 2, 1]),  # a paragraph begins anew
        ([(1,), (4, 2), (2,)], [0], [1, 2, 2]),  # inner tags of another kind do not follow
    ],
)
def test_best_path(rows, paragraphs, tags):
    assert best_path(scores_of(*rows), paragraphs) == tags


def test_runs():
    assert list(runs([0, 1, 2, 2, 1, 0, 3, 5, 6])) == [(1, 4, 1), (4, 5, 1), (6, 7, 3), (7, 9, 5)]


def test_chances_add_up_to_one():
    scores = np.array([[1.0, 2.0, 3.0], [1000.0, 0.0, -1000.0]], np.float32)
    assert softmax(scores).sum(axis=1) == pytest.approx([1, 1])
    assert np.isfinite(log_softmax(scores)).all()
