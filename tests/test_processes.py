"""Many processes read each article once, whatever dies meanwhile."""

from __future__ import annotations

import hashlib
import multiprocessing
from collections.abc import Iterator

import pytest

from extract.model import Article, Findings
from extract.outcomes import Failed, Outcome
from extract.processes import all_cores, extract_many
from tests.reading_functions import DEADLY, POISONOUS, SLOW, read, read_slowly


def article(text: str) -> Article:
    return Article(hashlib.sha256(text.encode()).hexdigest(), text)


def texts(outcomes: list[Outcome]) -> list[str]:
    return sorted(o.article.text for o in outcomes if isinstance(o, Findings))


def test_each_article_is_read_once() -> None:
    given = [f"Article {i}." for i in range(100)]
    assert texts(list(extract_many(map(article, given), processes=2, read=read))) == sorted(given)


def test_no_articles_need_no_process() -> None:
    assert list(extract_many([], processes=2, read=read)) == []


def test_what_kills_its_process_is_set_aside_and_the_rest_goes_on() -> None:
    good = [f"Article {i}." for i in range(40)]
    given = [*good[:10], DEADLY, *good[10:20], POISONOUS, *good[20:]]
    outcomes = list(extract_many(map(article, given), processes=2, read=read))
    assert texts(outcomes) == sorted(good)
    failed = {o.article.text: o.reason for o in outcomes if isinstance(o, Failed)}
    assert set(failed) == {DEADLY, POISONOUS}
    assert "signal 9" in failed[DEADLY]
    assert "ValueError: no verb in sight" in failed[POISONOUS]


def test_a_process_that_is_killed_loses_and_doubles_nothing() -> None:
    given = [f"Article {i}." for i in range(60)]
    outcomes = []
    for outcome in extract_many(map(article, given), processes=2, read=read_slowly):
        outcomes.append(outcome)
        if len(outcomes) in (10, 25):
            multiprocessing.active_children()[0].kill()
    assert texts(outcomes) == sorted(given)


def test_articles_are_taken_only_a_few_ahead() -> None:
    taken = 0

    def many() -> Iterator[Article]:
        nonlocal taken
        for i in range(10_000):
            taken += 1
            yield article(f"Article {i}.")

    outcomes = extract_many(many(), processes=1, read=read)
    for _ in range(20):
        next(outcomes)
    outcomes.close()
    assert taken < 100
    assert not multiprocessing.active_children()


def test_closing_ends_what_is_being_read() -> None:
    outcomes = extract_many((article(f"{SLOW} {i}") for i in range(100)), processes=2, read=read)
    next(outcomes)
    outcomes.close()
    assert not multiprocessing.active_children()


def test_an_error_of_the_source_is_raised() -> None:
    def broken() -> Iterator[Article]:
        yield article("It rained.")
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        list(extract_many(broken(), processes=1, read=read))


def test_a_long_article_and_many_findings_pass_the_pipe() -> None:
    long = ["word " * 100_000 + str(i) for i in range(6)]
    assert len(texts(list(extract_many(map(article, long), processes=2, read=read)))) == 6


def test_this_machine_bears_a_process() -> None:
    assert all_cores() >= 1
