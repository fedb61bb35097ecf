"""Quotation marks are paired whatever their shape, and apostrophes are none."""

import tomllib
from pathlib import Path

import pytest

from extract.quotes.marks import find_marked
from tests.quote_articles import layout_of

CASES = tomllib.loads((Path(__file__).parent / "cases" / "quotes_marks.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.get("name", c["text"]))
def test_find_marked(case):
    text = case["text"]
    found = [("" if m.closed else "~") + m.content.of(text) for m in find_marked(text, layout_of(text))]
    assert found == case["marked"]


@pytest.mark.parametrize("noise", ['"a ', "“a ", "'a ", "„a« ", "”", "'\"a "])
def test_noise_costs_nothing_but_itself(noise):
    text = noise * 2000 + '\n"We leave," he said.'
    assert find_marked(text, layout_of(text))[-1].content.of(text) == "We leave,"
