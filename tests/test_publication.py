"""The day of publication: from the file, the dateline, a byline or a stamp; its year from a weekday."""

from __future__ import annotations

from datetime import date

import pytest

from extract.layout import LayoutRules, find_layout
from extract.model import Article, Publication
from extract.publication import find_publication

TODAY = date(2026, 11, 25)


def read(text: str, rules: LayoutRules, published: date | None = None) -> Publication:
    return find_publication(Article("a", text, published=published), find_layout(text, rules), TODAY)


@pytest.mark.parametrize(
    ("lead", "day"),
    [
        ("VELMORA, March 4, 2024. /ORBIS/. The border is closed.", "2024-03-04"),
        ("VELMORA, 4 March 2024 (Orbis) - The border is closed.", "2024-03-04"),
        ("VELMORA, Jan. 5, 2024 (Orbis) — The border is closed.", "2024-01-05"),
        ("VELMORA — 18/11/2018 The border is closed.", "2018-11-18"),
        ("2024-03-04 VELMORA (Orbis) - The border is closed.", "2024-03-04"),
        ("By Jane Roe\nPublished 14:05 GMT, 4 March 2024\nThe border is closed, the ministry said.", "2024-03-04"),
        ("Published: March 4, 2024\nThe border is closed, the ministry said.", "2024-03-04"),
        ("Updated 2024-03-04 14:05\nThe border is closed, the ministry said.", "2024-03-04"),
    ],
)
def test_a_stated_day(lead: str, day: str, layout_rules: LayoutRules) -> None:
    found = read(f"Border closed\n\n{lead}\n", layout_rules)
    assert found.day == date.fromisoformat(day)
    assert found.basis is not None
    assert found.basis.startswith("stated")


@pytest.mark.parametrize(
    ("text", "day", "basis"),
    [
        # 18 November was a Sunday in 2018, and not since.
        (
            "MOLVENA, November 18. /ORBIS/. The border is closed, the ministry said on Sunday.",
            "2018-11-18",
            "year inferred from the weekday",
        ),
        # The agencies' forms without a year.
        (
            "VELMORA, Nov 18 (Orbis) - The border is closed, it said on Sunday.",
            "2018-11-18",
            "year inferred from the weekday",
        ),
        (
            "VELMORA, Wednesday, November 18 (Orbis) - The border is closed.",
            "2026-11-18",
            "year inferred from the weekday",
        ),
        ("VELMORA, November 18. /ORBIS/. The border is closed.", "2026-11-18", "year not stated: the most recent one"),
        # Not after the day of adding.
        ("VELMORA, December 18. /ORBIS/. The border is closed.", "2025-12-18", "year not stated: the most recent one"),
    ],
)
def test_the_year_of_a_dateline(text: str, day: str, basis: str, layout_rules: LayoutRules) -> None:
    found = read(f"Border closed\n\n{text}\n", layout_rules)
    assert (found.day, found.basis) == (date.fromisoformat(day), basis)
    assert found.candidates[0] == found.day
    assert len(found.candidates) > 1
    assert all(d <= TODAY for d in found.candidates)


def test_what_the_file_says_goes_before_the_dateline(layout_rules: LayoutRules) -> None:
    text = "Border closed\n\nVELMORA, March 4, 2024. /ORBIS/. The border is closed.\n"
    given = date(2024, 3, 5)
    assert read(text, layout_rules, given) == Publication(given, "given with the article", (given,))


def test_the_leap_day_needs_a_leap_year(layout_rules: LayoutRules) -> None:
    found = read("Border closed\n\nVELMORA, February 29. /ORBIS/. The border is closed.\n", layout_rules)
    assert found.day == date(2024, 2, 29)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The border is closed, and has been since May.",
        "Border closed\n\nVELMORA (Orbis) — The border is closed.\n",  # a dateline without a day
        "Border closed\n\nOn 4 March 2024 the border was closed.\n",  # a day in the report is not its own
    ],
)
def test_where_nothing_tells_the_day_stays_unknown(text: str, layout_rules: LayoutRules) -> None:
    assert read(text, layout_rules) == Publication(None, None)
