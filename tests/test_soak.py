"""The long trials of `make soak`, small: each part with its own check, on real files, processes and a real Chromium."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from bench.soak import damage, disks, kills, lengths, scripts, searches, texts, writers
from extract.pipeline import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    """All that is loaded for reading."""
    return Reader.load()


def test_killed_at_any_moment_nothing_acknowledged_is_lost() -> None:
    wrong, _ = kills.run(5)
    assert wrong == []


def test_four_processes_add_the_same_articles() -> None:
    wrong, _ = writers.run(60)
    assert wrong == []


def test_a_full_disk_is_told_and_nothing_is_lost() -> None:
    wrong, figures = disks.run(2)
    assert wrong == []
    print(figures)


def test_damage_is_found_read_around_and_restored() -> None:
    wrong, figures = damage.run(15)
    missed = [w for w in wrong if "was not found" in w]
    assert wrong == missed
    assert len(missed) <= 1  # a bit of a word that nothing else repeats
    assert "15 damaged" in figures


def test_any_string_is_read_and_every_record_points_at_its_words(reader: Reader) -> None:
    wrong, figures = texts.trial(reader, 150)
    assert wrong == []
    assert figures["strings"] == 150


@pytest.mark.parametrize("kind", ["straight marks", "brackets", "blanks", "letters", "short lines", "meetings"])
def test_monotonous_texts_are_read(reader: Reader, kind: str) -> None:
    """Whether time grows in proportion is for the soak: tests are not timed."""
    _, wrong = lengths.measure(reader, lengths.long_text(kind, 3000))
    assert wrong == []


def test_searches_and_patterns_neither_fail_nor_write() -> None:
    wrong, _ = searches.run(150, seconds=False)
    assert wrong == []


def test_scripts_in_every_field_stay_words() -> None:
    if scripts.chromium() is None:
        pytest.skip("no Chromium on PATH")
    # In a thread of its own: the browser tests leave a running event loop in this one.
    with ThreadPoolExecutor(1) as pool:
        wrong, _ = pool.submit(scripts.run, 3).result()
    assert wrong == []
