"""Months, quarters, seasons and parts of them as days, both ends inclusive."""

from __future__ import annotations

from datetime import date

import pytest

from extract.dates import intervals
from extract.model import Days


def days(first: str, last: str) -> Days:
    return Days(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (intervals.month(2026, 2), days("2026-02-01", "2026-02-28")),
        (intervals.month(2024, 2), days("2024-02-01", "2024-02-29")),
        (intervals.month(2026, 13), days("2027-01-01", "2027-01-31")),
        (intervals.month(2026, 0), days("2025-12-01", "2025-12-31")),
        (intervals.quarter(2026, 4), days("2026-10-01", "2026-12-31")),
        (intervals.season(2026, "WI"), days("2026-12-01", "2027-02-28")),
        (intervals.week(date(2026, 3, 4), 1), days("2026-03-09", "2026-03-15")),
        (intervals.part_of(intervals.month(2026, 3), "early"), days("2026-03-01", "2026-03-10")),
        (intervals.part_of(intervals.month(2026, 3), "mid"), days("2026-03-11", "2026-03-20")),
        (intervals.part_of(intervals.month(2026, 3), "late"), days("2026-03-21", "2026-03-31")),
        (intervals.part_of(intervals.month(2026, 3), "end"), days("2026-03-31", "2026-03-31")),
        (intervals.shifted(date(2026, 3, 4), -2, "W"), days("2026-02-18", "2026-02-18")),
        (intervals.shifted(date(2026, 3, 4), 2, "M"), days("2026-05-01", "2026-05-31")),
    ],
)
def test_intervals(found: Days, expected: Days) -> None:
    assert found == expected
