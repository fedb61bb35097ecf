"""How often is such a quotation right? The tagger's score and the way the speaker was resolved, as a measured share."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

# Lower bound of the score (tags x cue x source) and the share of such quotations that were right. See weights/card.md.
TABLE: Final = (
    (0.0, 0.4),
    (0.4, 0.52),
    (0.55, 0.66),
    (0.85, 0.75),
    (0.93, 0.85),
    (0.96, 0.87),
    (0.98, 0.94),
    (0.99, 0.97),
)

# Share of right names where a source stands for somebody, on the desk articles; other ways were right nearly always.
RESOLVED: Final = {
    "pronoun": 0.88,
    "pronoun: speaker before": 0.88,
    "pronoun: nearest": 0.7,
    "carried": 0.8,
    "role": 0.85,
    "pair": 0.9,
}


def calibrated(score: float, method: str = "name") -> float:
    """Return the share of right quotations among those with about this score whose speaker was resolved this way."""
    row = max(0, bisect_right([low for low, _ in TABLE], score) - 1)
    return round(TABLE[row][1] * RESOLVED.get(method, 1.0), 2)
