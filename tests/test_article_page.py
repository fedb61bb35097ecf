"""The article's page without a browser: what is asked for beside the text, the day that is settled, what was missed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from sqlalchemy import Engine

from dashboard import deciding, explaining, missing, panels, settling
from dashboard.store import add_findings, decisions, open_store, queries
from dashboard.store.applying import BY_HAND, SETTLED
from dashboard.views import article as page
from extract.model import Publication
from tests.conftest import Show
from tests.pages import press, said
from tests.stored_articles import article

FOUND = article()
ID = FOUND.article.id
DAYS = (date(2018, 11, 18), date(2012, 11, 18))
INFERRED = replace(FOUND, publication=Publication(DAYS[0], "year inferred from the weekday", DAYS))


@pytest.fixture(name="store")
def one_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """The store that the pages read, with one article."""
    monkeypatch.setenv("SIDELINES_STORE", str(tmp_path / "store.sqlite"))
    st.cache_data.clear()
    st.cache_resource.clear()
    st.session_state.clear()
    engine = open_store()
    add_findings(engine, FOUND, file_name="a.txt")
    return engine


def stored(store: Engine) -> queries.ArticlePage:
    """The article as its page reads it."""
    found = queries.article_page(store, ID)
    assert found is not None
    return found


def row_of(store: Engine, finding: str) -> int:
    """The number of its first finding of a kind."""
    return next(m.row_id for m in stored(store).marks if m.finding == finding and m.row_id is not None)


def state_of(store: Engine, finding: str) -> str:
    """The state of its first finding of a kind."""
    return next(m.state for m in stored(store).marks if m.finding == finding)


@pytest.mark.parametrize("finding", ["quote", "meeting", "topic", "actor"])
@pytest.mark.parametrize(("what", "state"), [("confirm", "confirmed"), ("reject", "rejected")])
def test_a_decision_is_written_and_taken_back(store: Engine, finding: str, what: str, state: str) -> None:
    asked = {"do": what, "finding": finding, "row": row_of(store, finding)}
    page.asked(stored(store), asked)
    assert state_of(store, finding) == state
    page.asked(stored(store), {**asked, "do": "undo"})
    assert state_of(store, finding) == "found"


@pytest.mark.parametrize(
    "what",
    [
        None,
        "confirm",
        {},
        {"do": "confirm"},
        {"do": "confirm", "finding": "nothing", "row": 1},
        {"do": "confirm", "finding": "quote", "row": 99_999},
        {"do": "confirm", "finding": "quote", "row": None},
        {"do": "add", "finding": "quote", "start": 5, "end": 5},
        {"do": "add", "finding": "quote", "start": 0, "end": 10**9},
        {"do": "add", "finding": "quote", "start": "0", "end": "9"},
        {"do": "drop", "finding": "quote", "row": 1},
    ],
)
def test_what_makes_no_sense_changes_nothing(store: Engine, what: Any) -> None:
    before = stored(store)
    page.asked(before, what)
    assert stored(store) == before
    assert "article-dialog" not in st.session_state


def test_a_finding_that_is_gone_is_told(store: Engine) -> None:
    page.asked(stored(store), {"do": "reject", "finding": "meeting", "row": 4711})
    assert st.session_state["decided"].words == deciding.GONE


def test_only_the_last_decision_on_that_finding_is_undone(store: Engine) -> None:
    quote, meeting = row_of(store, "quote"), row_of(store, "meeting")
    decisions.confirm(store, "quote", quote)
    decisions.reject(store, "quote", quote)
    decisions.confirm(store, "meeting", meeting)
    page.asked(stored(store), {"do": "undo", "finding": "quote", "row": quote})
    assert (state_of(store, "quote"), state_of(store, "meeting")) == ("confirmed", "confirmed")


def test_the_panel_tells_what_how_and_how_sure(store: Engine) -> None:
    marks, findings = panels.of_article(stored(store))
    told = {f["finding"]: f for f in findings}
    assert told["meeting"]["head"] == "Ana Orlan and Bo Tarn"
    assert "place: Arvenport" in told["meeting"]["facts"]
    assert told["meeting"]["sure"] == "80% sure: of a hundred like this about 80 are right."
    assert told["quote"]["how"] == "It stands in quotation marks."
    assert {m["kind"] for m in marks if findings[m["of"]]["finding"] == "quote"} == {"quote", "speaker", "cue"}


@pytest.mark.parametrize(
    ("kind", "why", "expected"),
    [
        ("quote", "tagger; pronoun: nearest", "nearest fitting name"),
        ("quote", "tagger; sourceless", "does not say who speaks"),
        ("quote", BY_HAND, "An analyst added it."),
        ("meeting", "meetings.toml: visit", "The word “visit” tells of it."),
        ("topic", "one of your topics", "words of one of your topics"),
        ("actor", "no such rule", "no such rule"),
    ],
)
def test_how_it_was_found_in_plain_words(kind: str, why: str, expected: str) -> None:
    assert expected in explaining.how(kind, why)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("the talks", [(0, 9), (14, 24)]),
        ("  THE   talks ", [(0, 9), (14, 24)]),
        ("(end.", [(29, 34)]),
        ("talks the", []),
        ("  ", []),
    ],
)
def test_words_are_found_in_the_text(typed: str, expected: list[tuple[int, int]]) -> None:
    assert missing.places("The talks and the\n talks ... (end.", typed) == expected


@pytest.mark.parametrize(
    ("finding", "expected"), [("quote", "We wait"), ("meeting", "“We wait”"), ("actor", "“We wait”")]
)
def test_a_selection_is_trimmed(finding: str, expected: str) -> None:
    text = "x “We wait” y"
    start, end = missing.trimmed(text, (1, 12), finding)
    assert text[start:end] == expected


@pytest.mark.parametrize(
    ("published", "basis", "expected"),
    [
        (None, None, True),
        (DAYS[0], "year inferred from the weekday", True),
        (DAYS[0], "stated", False),
        (DAYS[0], SETTLED, False),
    ],
)
def test_which_day_is_to_be_settled(published: date | None, basis: str | None, expected: bool) -> None:
    assert settling.is_open(published, basis) == expected


def test_a_day_is_settled_by_one_click_and_undone(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    again: list[str] = []
    monkeypatch.setattr("dashboard.data.read_again", lambda article_id: again.append(article_id) or 0)  # no model here
    shown = press(show("article", [INFERRED], id=ID), "18 Nov 2012")
    assert not shown.exception
    assert "settled by an analyst" in said(shown)
    assert stored(open_store()).published == DAYS[1]
    shown = press(shown, "Undo the settled day")
    assert stored(open_store()).published == DAYS[0]
    assert again == [ID, ID]


def test_removing_asks_first_and_tells_what_was_removed(show: Show) -> None:
    shown = press(show("article", [FOUND, article(words="Iran waits,")], id=ID), "Remove it")
    assert not shown.exception
    assert "Removed: “Talks are near”" in said(shown)
    assert "Bring it back" in [b.label for b in shown.button]
    assert queries.article_page(open_store(), ID) is None


def test_near_copies_and_the_list_page_by_page(show: Show) -> None:
    long = " ".join(f"word{i}" for i in range(200))
    copies = [article(words=f"We need calm in Syria and {long},", source=s) for s in ("Desk", "Wire")]
    shown = show("add", [*copies, *(article(words=f"Calm {i},", topics=()) for i in range(60))])
    assert not shown.exception
    frame = shown.dataframe[0].value
    assert len(frame) == 50
    shown = press(shown, "Next")
    rest = shown.dataframe[0].value
    assert len(rest) == 12
    shown.text_input(key="stored-words").set_value("word7").run()
    frame = shown.dataframe[0].value
    assert list(frame["copy"].dropna()) == ["near copy of “Talks are near”"]
