"""Time expressions are found whole, and mean the days that a reader would take them for."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from extract.dates import find_timexes
from extract.layout import LayoutRules, find_layout
from tests.conftest import Parse

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "dates.toml").read_text(encoding="utf-8")
)["case"]
PIECES = ["1 ", "March ", "(", "next ", "Monday ", "1-", "in the next ", "March 4, 2026 ", " ", "'"]
PUBLISHED = date(2026, 3, 4)  # a Wednesday


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_time_expressions(case: dict[str, Any], parse: Parse) -> None:
    text = case["text"]
    doc, layout = parse(text)
    found = {t.span.of(text): t for t in find_timexes(doc, layout, case.get("published", PUBLISHED))}
    if "says" not in case:
        assert list(found) == []
        return
    assert case["says"] in found
    timex = found[case["says"]]
    days = sorted({timex.days.first.isoformat(), timex.days.last.isoformat()}) if timex.days else []
    assert (days, timex.value) == (case.get("days", []), case.get("value", timex.value))


def test_without_a_day_of_publication_relative_words_have_no_days(parse: Parse) -> None:
    doc, layout = parse("They met on Tuesday, and will meet on May 4, 2026 and next week.")
    found = {t.span.of(doc.text): t.days for t in find_timexes(doc, layout, None)}
    assert found["Tuesday"] is None
    assert found["next week"] is None
    assert found["May 4, 2026"] is not None


def test_expressions_do_not_overlap_and_stand_in_reading_order(parse: Parse) -> None:
    doc, layout = parse("On Monday, March 2, 2026, and from June 3 to 5, or in the first week of July 2026.")
    spans = [t.span for t in find_timexes(doc, layout, PUBLISHED)]
    assert spans == sorted(spans)
    assert all(not a.overlaps(b) for i, a in enumerate(spans) for b in spans[i + 1 :])


@pytest.mark.parametrize("piece", PIECES)
def test_hostile_repetition_is_read_to_its_end(piece: str, nlp: Language, layout_rules: LayoutRules) -> None:
    """The time is linear; how long it takes is measured by `python -m bench.dates`."""
    count = 200_000 // len(piece)
    text = piece * count
    doc = Doc(nlp.vocab, words=[piece] * count, spaces=[False] * count)  # the tokenizer itself balks at such texts
    found = find_timexes(doc, find_layout(text, layout_rules), PUBLISHED)
    assert all(t.span.end <= len(text) for t in found)
