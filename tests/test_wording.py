"""Days, counts and names are written in plain words, and names stay names."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from dashboard import wording
from tests.stored_articles import HOSTILE

FIRST = date(2018, 11, 30)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (FIRST, FIRST, "30 Nov 2018"),
        (FIRST, None, "30 Nov 2018"),
        (None, None, "no day"),
        (pd.NaT, pd.NaT, "no day"),
        (FIRST, date(2018, 12, 1), "30 Nov to 1 Dec 2018"),
        (date(2018, 11, 1), FIRST, "1 to 30 Nov 2018"),
        (FIRST, date(2019, 1, 2), "30 Nov 2018 to 2 Jan 2019"),
    ],
)
def test_days(first: Any, last: Any, expected: str) -> None:
    assert wording.days(first, last) == expected


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0 meetings"), (1, "1 meeting"), (2, "2 meetings"), (1200, "1,200 meetings")]
)
def test_counted(number: int, expected: str) -> None:
    assert wording.counted(number, "meeting") == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((), ""),
        (("A",), "A"),
        (("A", "B"), "A and B"),
        (("A", "B", "C"), "A, B and C"),
        (tuple("ABCDEFGH"), "A, B, C, D, E, F and 2 more"),
    ],
)
def test_listed(names: tuple[str, ...], expected: str) -> None:
    assert wording.listed(names) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("short", "short"), ("one two three four", "one two…"), ("x" * 20, "x" * 11 + "…")],
)
def test_shortened(text: str, expected: str) -> None:
    assert wording.shortened(text, 12) == expected


@pytest.mark.parametrize(("value", "expected"), [("2018-11-30", FIRST), ("2018-13-01", None), ("", None), (None, None)])
def test_iso_day(value: str | None, expected: date | None) -> None:
    assert wording.iso_day(value) == expected


def test_plain_leaves_markdown_nothing_to_read() -> None:
    escaped = wording.plain(HOSTILE)
    assert all(escaped[i - 1] == "\\" for i, c in enumerate(escaped) if c in "![]()<>$:`")
    assert wording.plain("Cy O’Hara") == "Cy O’Hara"


@pytest.mark.parametrize("value", [None, float("nan"), pd.NaT, ""])
def test_unknown(value: Any) -> None:
    assert not wording.known(value)


@pytest.mark.parametrize("value", [0, "x", ("a",), FIRST, False])
def test_known(value: Any) -> None:
    assert wording.known(value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Desk", "Desk"), ("Café 7", "Café 7"), ("הארץ", "\u2068הארץ\u2069"), ("Desk الخبر", "\u2068Desk الخبر\u2069")],
)
def test_right_to_left_words_are_set_apart(text: str, expected: str) -> None:
    assert wording.apart(text) == expected
