"""Where years lie empty, the stretches of news are told apart."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.periods import MOST, split

A, B, C = date(2018, 11, 18), date(2026, 7, 1), date(2026, 9, 1)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], []),
        ([A], [(A, A)]),
        ([B, C, B, None], [(B, C)]),  # two months apart: one stretch
        ([C, A, B], [(A, A), (B, C)]),
        (  # years without a gap: one at a time
            [date(2024, m, 5) for m in range(1, 13)] + [date(2025, m, 5) for m in range(1, 13)],
            [(date(2024, 1, 1), date(2024, 12, 31)), (date(2025, 1, 1), date(2025, 12, 31))],
        ),
        ([date(y, 6, 1) for y in range(1990, 2020)], None),  # never more than can be chosen from
    ],
)
def test_split(days: list[date], expected: list[tuple[date, date]] | None) -> None:
    found = split(days)
    assert found == expected if expected is not None else len(found) <= MOST
