"""Copies of a text meet and are told from other texts; a statement is one however articles cut it."""

from __future__ import annotations

import random
import subprocess
import sys
import tomllib
from itertools import permutations
from pathlib import Path
from typing import Any
from weakref import ref

import pytest

from dashboard.store.twins import Statement, bands, is_copy, same_statement, share

PAIRS = tomllib.loads((Path(__file__).parent / "cases" / "twins.toml").read_text(encoding="utf-8"))["pair"]


def report(seed: int, words: int = 400) -> str:
    rng = random.Random(seed)
    return " ".join(f"word{int(rng.paretovariate(0.6)) % 5000}" for _ in range(words))


def copied(text: str) -> dict[str, str]:
    words = text.split()
    return {
        "another agency's head": "HARSK, March 4. /ORBIS/. " + text,
        "the last paragraphs cut": " ".join(words[: len(words) * 2 // 3]),
        "a paragraph more": text + " " + report(99, 60),
        "capitals and line breaks": text.upper().replace(" ", "\n"),
        "a word changed here and there": " ".join("changed" if i % 60 == 7 else w for i, w in enumerate(words)),
    }


@pytest.mark.parametrize("how", copied(report(1)))
def test_copies_share_a_band(how: str) -> None:
    met = 0
    for seed in range(20):
        text = report(seed)
        copy = copied(text)[how]
        assert is_copy(text, copy)
        met += bool(set(bands(text)) & set(bands(copy)))
    assert met >= 19  # MinHash is a matter of chance: bands lose one in a hundred here


def test_other_texts_are_no_copies() -> None:
    text = report(1)
    others = {
        "another report": report(2),
        "half of it in another report": " ".join(text.split()[:200]) + " " + report(3, 400),
        "a report with the same opening": " ".join(text.split()[:80]) + " " + report(4),
        "the same words in another order": " ".join(sorted(text.split())),
    }
    assert {how: is_copy(text, other) for how, other in others.items()} == dict.fromkeys(others, False)
    assert not set(bands(text)) & set(bands(report(2)))


@pytest.mark.parametrize("text", ["", "…", "Two words", " ".join(["again"] * 1000)])
def test_what_is_too_short_or_says_one_thing_only_is_nobodys_copy(text: str) -> None:
    assert bands(text) == []
    assert share(text, text) == 0.0


def test_bands_are_the_same_in_another_process() -> None:
    code = "from tests.test_twins import *; print(bands(report(5)))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == str(bands(report(5)))
    assert all(-(2**63) <= n < 2**63 for n in bands(report(5)))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: p["why"])
def test_same_statement(pair: dict[str, Any]) -> None:
    for a, b in ((1, 2), (2, 1)):
        quotes = [Statement(a, 7, pair["a"]), Statement(b, 7, pair["b"])]
        assert same_statement(quotes) == ([[1, 2]] if pair["same"] else [])


def test_two_speakers_never_make_one_statement() -> None:
    text = "We shall open the bridge before the winter"
    quotes = [Statement(1, 7, text), Statement(2, 8, text), Statement(3, None, text), Statement(4, None, text)]
    assert same_statement(quotes) == []


def test_the_order_of_quotations_does_not_matter() -> None:
    text = "We shall open the bridge before the winter, and the money is there for it"
    quotes = [
        Statement(1, 7, text),
        Statement(2, 7, "the money is there for it"),
        Statement(3, 7, "Nobody has asked for the harbour to be closed"),
        Statement(4, 7, text.replace("bridge", "old bridge")),
        Statement(5, 7, "Nobody has asked for the harbour to be closed."),
    ]
    assert {str(same_statement(order)) for order in permutations(quotes)} == {"[[1, 2, 4], [3, 5]]"}


class Seen(str):
    """A text of which one can ask whether anything still holds it."""

    __slots__ = ("__weakref__",)


def test_texts_that_were_compared_are_not_kept() -> None:
    # Were they, adding would take more memory with each article.
    text, other = Seen(report(1)), Seen(report(2) + " Ålund’s")
    bands(text)
    is_copy(text, other)
    same_statement([Statement(1, 7, text), Statement(2, 7, other)])
    held = [ref(text), ref(other)]
    del text, other
    assert all(seen() is None for seen in held)
