"""Each page, with nothing stored, with one article and with many: no error, plain words, and a next step."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from extract.model import Findings
from tests.conftest import Show
from tests.stored_articles import article, hostile, story

PAGES = (
    "overview", "meetings", "quotes", "topics", "article", "add", "actors", "network", "review", "topic_editor",
)  # fmt: skip
RAW = ("None", "nan", "NaT", "ruled_out", "published_basis", "article_id")


def texts(page: AppTest) -> list[str]:
    """All that a page says."""
    kinds = ("title", "header", "subheader", "caption", "info", "success", "warning", "error", "markdown", "button")
    found = [e for kind in kinds for e in getattr(page, kind)]
    return [str(getattr(e, "label", None) or getattr(e, "value", "")) for e in found] + [
        e.proto.body for e in page.get("html")
    ]


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_store_says_what_to_do_next(show: Show, page: str) -> None:
    shown = show(page)
    assert not shown.exception
    assert not shown.multiselect  # nothing to filter
    labels = [b.label for b in shown.button]
    assert "Try the sample" in labels
    assert page == "add" or "Add articles" in labels


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("articles", [[article()], story()], ids=["one", "many"])
def test_a_page_shows_no_raw_value(show: Show, page: str, articles: list[Findings]) -> None:
    shown = show(page, articles)
    assert not shown.exception
    for text in texts(shown):
        assert not any(raw in text.split() for raw in RAW), text
    for frame in shown.dataframe:
        assert not {"nan", "NaT"} & set(frame.value.astype(str).to_numpy().ravel())


@pytest.mark.parametrize("page", PAGES)
def test_hostile_words_stay_words(show: Show, page: str) -> None:
    shown = show(page, [hostile()])
    assert not shown.exception
    for text in texts(shown):
        assert not re.search(r"(?<!\\)<img", text)
        assert "&lt;img" in text or not re.search(r"(?<!\\)!\[", text)  # in HTML, Markdown is only letters


@pytest.mark.parametrize("page", ["meetings", "quotes", "topics"])
def test_articles_without_what_the_page_shows(show: Show, page: str) -> None:
    bare = article(partners=(), topics=(), words="We need calm,")
    shown = show(page, [bare])
    assert not shown.exception
    if page != "quotes":
        assert any("was found in the stored articles" in i.value for i in shown.info)


@pytest.mark.parametrize(
    ("page", "address", "expected"),
    [
        ("quotes", {"actor": "Bo Tarn"}, "Showing 1 of 4 quotations, filtered by Bo Tarn"),
        ("quotes", {"topic": ["Syria"], "source": "Wire"}, "Showing 1 of 4 quotations, filtered by Syria and Wire"),
        ("meetings", {"from": "2026-03-10"}, "Showing 2 of 3 meetings, filtered by from 10 Mar 2026"),
        ("topics", {"actor": "Nobody"}, "mentions"),  # a name that is not stored filters nothing
        ("overview", {"to": "not a day"}, "4 articles"),
    ],
)
def test_filters_come_from_the_address(show: Show, page: str, address: dict[str, Any], expected: str) -> None:
    shown = show(page, story(), **address)
    assert not shown.exception
    assert expected in shown.caption[0].value.replace("\\", "")


@pytest.mark.parametrize("page", ["overview", "meetings", "quotes", "topics", "article"])
def test_filters_that_leave_nothing_can_be_cleared(show: Show, page: str) -> None:
    shown = show(page, story(), **{"from": "2030-01-01"})
    assert not shown.exception
    assert any("fits the filters" in i.value for i in shown.info)
    (way_out,) = [b for b in shown.button if b.label == "Show all again"]
    way_out.click().run()
    assert not any("fits the filters" in i.value for i in shown.info)
    assert "from" not in shown.query_params


def test_a_chip_removes_its_filter_only(show: Show) -> None:
    shown = show("quotes", story(), actor=["Bo Tarn", "Ana Orlan"], topic="Syria")
    shown.button(key="chip-actor-Bo Tarn").click().run()
    assert shown.session_state["actor"] == ["Ana Orlan"]
    assert shown.session_state["topic"] == ["Syria"]
    assert shown.query_params["actor"] == "Ana Orlan"


def test_days_the_wrong_way_round_are_told(show: Show) -> None:
    shown = show("quotes", story(), **{"from": "2026-05-01", "to": "2026-01-01"})
    assert "nothing can fit" in shown.warning[0].value


def test_search_narrows_the_quotations(show: Show) -> None:
    shown = show("quotes", story(), words="differ iran")
    assert "Showing 1 of 4 quotations" in shown.caption[0].value
    shown.text_input(key="words").set_value("no such words").run()
    assert any("fits the" in i.value for i in shown.info)


def test_the_article_at_a_place(show: Show) -> None:
    first = story()[0]
    shown = show("article", story(), id=first.article.id, at="2-9")
    assert not shown.exception
    assert "Desk, published 2 Mar 2026" in shown.caption[0].value.replace("\\", "")
    assert "Talks are near" in shown.get("html")[0].proto.body


@pytest.mark.parametrize("address", [{"id": "no such article"}, {"at": "9-2"}, {"at": "x"}, {"at": "1-99999999"}])
def test_a_mistyped_address_still_shows_an_article(show: Show, address: dict[str, str]) -> None:
    shown = show("article", story(), **address)
    assert not shown.exception
    assert shown.selectbox


def test_an_article_can_be_removed(show: Show) -> None:
    shown = show("article", [article()])
    assert "Remove it" in [b.label for b in shown.button]


def test_a_name_with_an_apostrophe_and_long_or_right_to_left_titles(show: Show) -> None:
    odd = [article(title="T" * 400), article(title="שלום עולם", speaker="Cy O’Hara'", published=date(2026, 4, 1))]
    for page in PAGES:
        assert not show(page, odd).exception


def test_nothing_pasted_is_told_at_once(show: Show) -> None:
    shown = show("add")
    shown.button(key="FormSubmitter:paste-Read this article").click().run()
    assert "Nothing was pasted" in shown.warning[0].value
    shown.button(key="FormSubmitter:upload-Read these files").click().run()
    assert "No file was chosen" in shown.warning[0].value
