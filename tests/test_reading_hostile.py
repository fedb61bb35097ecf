"""Hostile files and damaged ones end as articles or refusals, and the next file is read; see bench/soak/files.py."""

from __future__ import annotations

import time

from bench.soak.files import problems
from extract.reading import Parser
from tests.hostile import cheap_files, mutations

SMALL = 200_000  # bytes; larger ones are for the soak
EVERY = 6  # of the small ones


def test_there_are_enough() -> None:
    assert sum(1 for _ in cheap_files()) >= 800


def test_hostile_files_end_as_articles_or_refusals() -> None:
    wrong = []
    with Parser() as parser:
        small = [(name, data) for name, data in cheap_files() if len(data) <= SMALL]
        for name, data in small[::EVERY]:
            began = time.monotonic()
            items = list(parser.read(name, data))
            wrong += [(name, w) for w in problems(items, time.monotonic() - began)]
    assert wrong == []


def test_damaged_files_end_as_articles_or_refusals() -> None:
    with Parser() as parser:
        wrong = [(name, w) for name, data in mutations(60) for w in problems(list(parser.read(name, data)), 0)]
    assert wrong == []
