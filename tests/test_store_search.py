"""Any string is safe to search for, and finds what holds its words."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from dashboard.store import Filters, add_findings, queries
from dashboard.store.search import words_of
from tests.stores import findings, person, quoted

EVIL = [
    "", " ", '"', '""', "'", "''; DROP TABLE article; --", "*", "calm*", "(", ")", "((", "NEAR(a b)", "NEAR/2", "AND",
    "OR", "NOT", "a AND", "title:calm", "{title text}:calm", "-calm", "^calm", "calm + war", "\\", "\\'", "%", "_",
    "\0", "a\0b", "🙂", "\ud800", "é", "calm" * 500, "a " * 5000, "&", "|", "!", "<->", ":*", "a:*", "'a':*", "$$", "?",
    ":x", "%(x)s", "{}",
]  # fmt: skip


@pytest.fixture
def store(empty: Engine) -> Engine:
    """A store with one article."""
    text = '"Syria needs calm," Ana Orlán said at the café.'
    quotes = (quoted(text, "Syria needs calm,", "Ana Orlán"),)
    add_findings(
        empty, findings(text, title="Calm – at last", actors=(person(text, "Ana Orlán"),), quotes=quotes), file_name="a"
    )
    return empty


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("calm", 1), ("CALM last", 1), ("cal", 1), ("cal last", 0), ("orlan", 1), ("Orlán cafe", 1), ("said at the", 1),
        ("calm war", 0), ("ca lm", 0), ("at-last", 1), ("", 1), ("!?", 1),
    ],
)  # fmt: skip
def test_articles_by_words(store: Engine, typed: str, found: int) -> None:
    assert len(queries.articles(store, Filters(search=typed))) == found


@pytest.mark.parametrize("typed", EVIL)
def test_no_string_raises(store: Engine, typed: str) -> None:
    for question in (queries.articles, queries.quotes, queries.meetings, queries.topic_mentions):
        question(store, Filters(search=typed))
    queries.find_actors(store, typed)
    queries.quotes(store, Filters(actors=(typed,), topics=(typed,), sources=(typed,), kinds=(typed,)))


def test_strings_of_all_kinds(empty: Engine) -> None:
    @settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.text())
    def search(typed: str) -> None:
        queries.count_articles(empty, Filters(search=typed))
        queries.count_quotes(empty, Filters(search=typed))
        queries.find_actors(empty, typed)

    search()


def test_words() -> None:
    assert words_of("It's “calm”: at_last!") == ["It", "s", "calm", "at", "last"]
