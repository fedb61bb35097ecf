"""From scores a piece to the best sequence of tags: O, then B and I of content, source and cue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
INNER: Final = (2, 4, 6)  # I tags: only after their own B or I, never at the start of a paragraph


def log_softmax(scores: Floats) -> Floats:
    """Return log chances along the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    made: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return made


def softmax(scores: Floats) -> Floats:
    """Return chances along the last axis."""
    made: Floats = np.exp(log_softmax(scores))
    return made


def best_path(scores: Floats, paragraphs: Sequence[int]) -> list[int]:
    """Return the most likely tags in which no I tag stands without its B. ``scores`` are log chances a piece."""
    tags: list[int] = scores.argmax(axis=1).tolist()
    for first, last in zip(paragraphs, [*paragraphs[1:], len(tags)], strict=True):
        if not _is_valid(tags[first:last]):  # else the best of each piece is the best of all
            tags[first:last] = _viterbi(scores[first:last])
    return tags


def _is_valid(tags: Sequence[int]) -> bool:
    before = 0
    for tag in tags:
        if tag in INNER and before not in (tag, tag - 1):
            return False
        before = tag
    return True


def _viterbi(scores: Floats) -> list[int]:
    barred = np.zeros((7, 7), np.float32)
    for inner in INNER:
        barred[:, inner] = -1e9
        barred[[inner - 1, inner], inner] = 0
    total = scores[0].copy()
    total[list(INNER)] = -1e9
    came = np.zeros(scores.shape, np.int64)
    for k in range(1, len(scores)):
        options = total[:, None] + barred
        came[k] = options.argmax(axis=0)
        total = options.max(axis=0) + scores[k]
    tag = int(total.argmax())
    path = [tag]
    for k in range(len(scores) - 1, 0, -1):
        tag = int(came[k, tag])
        path.append(tag)
    return path[::-1]


def runs(tags: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield each tagged stretch: first piece, last piece (half-open) and its B tag."""
    k = 0
    while k < len(tags):
        tag = tags[k]
        first = k
        k += 1
        if tag == 0:
            continue
        begin = tag if tag % 2 else tag - 1
        while k < len(tags) and tags[k] == begin + 1:
            k += 1
        yield first, k, begin
