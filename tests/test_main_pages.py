"""Meetings across articles, statements, comparison and filters, as the pages show them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dashboard import data
from dashboard.comparing import parted
from dashboard.store import Filters, queries
from dashboard.wording import how_dated, how_found, how_meeting
from extract.model import Days, Findings
from tests.conftest import Show
from tests.pages import press, said
from tests.stored_articles import article, story

DAY = date(2026, 3, 2)


def told_twice() -> list[Findings]:
    """One meeting, planned and later called off."""
    may = Days(date(2026, 5, 4), date(2026, 5, 4))
    later = article(meets=may, status="cancelled", published=date(2026, 3, 20), source="Wire", title="Called off")
    return [article(meets=may), later]


def test_a_meeting_of_two_articles_is_one_and_has_a_history(show: Show) -> None:
    page = show("meetings", told_twice())
    assert "1 meeting." in said(page)
    frame = page.dataframe[0].value
    assert frame["state"].tolist() == ["Cancelled"]
    assert frame["claims"].tolist() == [2]
    uid = str(queries.plans(data.store(), Filters(), today=date.today())["uid"].iloc[0])
    told = said(show("meetings", [], plan=uid))
    assert told.index("2 Mar 2026: planned") < told.index("20 Mar 2026: now cancelled")
    assert "Told by 2 sentences" in told


def test_a_plan_that_is_gone_is_told(show: Show) -> None:
    assert "not stored" in said(show("meetings", told_twice(), plan="0" * 32))


def test_a_day_that_passed_without_news_is_due(show: Show) -> None:
    past = Days(DAY + timedelta(days=5), DAY + timedelta(days=5))
    page = show("meetings", [article(meets=past)])
    assert page.dataframe[0].value["state"].tolist() == ["Due, unconfirmed"]
    assert "1 meeting" in said(show("meetings", [], status="due"))
    assert "No meeting fits" in said(show("meetings", [], status="planned"))


def test_the_next_seven_days(show: Show) -> None:
    soon = date.today() + timedelta(days=2)
    page = show("meetings", [article(meets=Days(soon, soon), published=date.today())])
    assert "How it was told" in [b.label for b in page.button]
    assert "No meeting is planned for" not in said(page)


def test_many_statements_are_leafed_through(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.views.quotes.ROWS", 1)
    articles = [article(words=f"Number {i} is told,", topics=()) for i in range(3)]
    assert "1 to 1 of 3 statements." in said(show("quotes", articles))


def test_a_statement_in_two_papers_is_shown_once_with_both(show: Show) -> None:
    same = [article(), article(source="Wire", published=DAY + timedelta(days=1), title="Again")]
    page = show("quotes", same)
    frame = page.dataframe[-1].value
    assert len(frame) == 1
    assert frame["copies"].tolist() == [2]
    assert frame["carried"].tolist() == ["Desk and Wire"]


@pytest.mark.parametrize(
    ("page", "address", "expected"),
    [
        ("quotes", {"said": "indirect"}, "Showing 1 of 4 quotations, filtered by In the reporter’s words"),
        ("quotes", {"about": "Nobody At All"}, "4 quotations."),
        ("quotes", {"review": "confirmed"}, "Showing 0 of 4 quotations, filtered by Confirmed"),
        ("quotes", {"words": "differ"}, "Showing 1 of 4 quotations, filtered by “differ”"),
        ("meetings", {"status": "held"}, "Showing 1 of 3 meetings, filtered by Held"),
        ("meetings", {"meeting": "call"}, "Showing 0 of 3 meetings, filtered by Call"),
        ("topics", {"words": "differ"}, "Showing 2 of"),
        ("overview", {"words": "differ"}, "Showing 1 of 4 articles, filtered by “differ”"),
    ],
)
def test_more_filters_come_from_the_address(show: Show, page: str, address: dict[str, str], expected: str) -> None:
    shown = show(page, story(), **address)
    assert not shown.exception
    assert expected in said(shown)


def test_a_filter_of_another_page_waits_and_does_not_narrow(show: Show) -> None:
    page = show("quotes", story(), status="held")
    assert "4 quotations." in said(page)
    assert page.query_params["status"] == "held"


def test_typed_words_that_mean_several_actors_are_asked_back(show: Show) -> None:
    many = [article(speaker=f"{name} Vorn", published=DAY + timedelta(days=i)) for i, name in enumerate(("Ida", "Udo"))]
    page = show("quotes", many)
    page.multiselect(key="actor").set_value(["vorn"]).run()
    assert "filtered by" not in said(page)
    which = next(box for box in page.selectbox if box.label.startswith("Which “vorn”"))
    which.set_value("Ida Vorn").run()
    assert "Showing 1 of 2 quotations, filtered by Ida Vorn" in said(page)


def test_typed_words_that_mean_one_actor_are_taken(show: Show) -> None:
    page = show("quotes", story())
    page.multiselect(key="actor").set_value(["hara"]).run()
    assert "filtered by Cy O’Hara" in said(page)


def test_words_of_one_speaker_on_one_topic_stand_side_by_side(show: Show) -> None:
    days = [DAY, DAY + timedelta(days=40), DAY + timedelta(days=80)]
    page = show("quotes", [article(published=d, words=f"Syria needs {i} things,") for i, d in enumerate(days)])
    heads = [s.value for s in page.subheader]
    assert heads == ["2 Mar 2026", "11 Apr 2026", "21 May 2026"]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([5], [[5]]),
        ([1, 1, 1], [[1], [1], [1]]),
        ([1, 1, 1, 1, 1, 1], [[1, 1], [1, 1], [1, 1]]),
        ([9, 1, 1], [[9], [1, 1]]),  # never an empty one
    ],
)
def test_stretches_hold_about_as_much(counts: list[int], expected: list[list[int]]) -> None:
    given = [(DAY + timedelta(days=i), n) for i, n in enumerate(counts)]
    assert [[n for _, n in part] for part in parted(given, 3)] == expected


def test_a_name_in_a_ranking_becomes_a_filter(show: Show) -> None:
    page = show("quotes", story())
    press(page, "Iran")
    assert "filtered by Iran" in said(page)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (how_found("tagger; name"), "found by the quotation model; speaker named in the sentence"),
        (how_found("marks"), "found by its quotation marks"),
        (how_found("something new"), "something new"),
        (how_meeting("meetings.toml: visit"), "found by the word “visit”"),
        (how_meeting("verb"), "verb"),
        (how_dated("stated"), "the article states the day"),
        (how_dated(None), ""),
    ],
)
def test_ways_are_told_in_plain_words(told: str, expected: str) -> None:
    assert told == expected
