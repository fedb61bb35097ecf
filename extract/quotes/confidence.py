"""How often is such a quotation right? The tagger's score, turned into the share that was right on the dev articles."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

# Lower bound of the score (tags x cue x source) and the share of such quotations that were right. See weights/card.md.
TABLE: Final = (
    (0.0, 0.4),
    (0.4, 0.55),
    (0.55, 0.66),
    (0.85, 0.8),
    (0.93, 0.85),
    (0.96, 0.87),
    (0.98, 0.92),
    (0.99, 0.97),
)


def calibrated(score: float) -> float:
    """Return the share of right quotations among those with about this score."""
    row = max(0, bisect_right([low for low, _ in TABLE], score) - 1)
    return TABLE[row][1]
