"""Turns of a transcript are found by their labels, and notes with a colon are none."""

import tomllib
from pathlib import Path

import pytest

from extract.quotes.transcript import find_turns
from tests.quote_articles import layout_of

CASES = tomllib.loads((Path(__file__).parent / "cases" / "quotes_turns.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_find_turns(case):
    text = "\n\n".join(case["text"])
    found = [[t.label.of(text), *(s.of(text) for s in t.content)] for t in find_turns(text, layout_of(text))]
    assert found == case["turns"]
