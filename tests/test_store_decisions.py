"""An analyst's word holds: at once, on every page, after a re-reading, and until it is undone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from dashboard.store import (
    Filters,
    add_findings,
    care,
    decisions,
    open_store,
    queries,
    remove_article,
    replace_findings,
    stored_article,
)
from extract.errors import SidelinesError
from extract.model import Findings
from tests.stores import findings, meets, person, quoted

TEXT = (
    '"Iran must talk," Ana Orlan said. Bo Tarn will meet Ana Orlan on May 4.\n'
    "Later, Ida Moor said that talks were near, and Cy Lund listened."
)
DAY = date(2026, 3, 2)
MAY = (date(2026, 5, 4), date(2026, 5, 4))
NOBODY = Filters(review=("rejected",))


def reading(*, quote: str = "Iran must talk,", meeting: bool = True, quotes: bool = True) -> Findings:
    """What a reading of the article finds."""
    said = (
        quoted(TEXT, quote, "Ana Orlan"),
        quoted(TEXT, "talks were near", "Ida Moor", kind="indirect", confidence=0.3),
    )
    return findings(
        TEXT,
        day=DAY,
        actors=tuple(person(TEXT, name) for name in ("Ana Orlan", "Bo Tarn", "Ida Moor", "Cy Lund")),
        quotes=said if quotes else (),
        meetings=(meets(TEXT, "Bo Tarn will meet Ana Orlan on May 4.", "Bo Tarn", "Ana Orlan", days=MAY),)
        if meeting
        else (),
    )


ARTICLE = reading().article.id


@pytest.fixture
def store(empty: Engine) -> Engine:
    """A store with the one article."""
    add_findings(empty, reading(), file_name="talks.txt")
    return empty


def row(store: Engine, question: str, at: int = 0) -> dict[str, Any]:
    """One row of a list."""
    return dict(getattr(queries, question)(store, Filters()).to_dict("records")[at])


def state_of_all(store: Engine) -> list[Any]:
    """All that the pages show, but for numbers that a re-reading gives anew."""
    hidden = ["quote_id", "meeting_id", "mention_id", "plan_id", "statement_id", "updated", "sequence"]
    tables = [
        queries.quotes(store, Filters()),
        queries.meetings(store, Filters()),
        queries.topic_mentions(store, Filters()),
        queries.plans(store, Filters(), today=DAY),
        queries.top_speakers(store, Filters()),
        queries.topics_by_day(store, Filters()),
        queries.actor_by_topic(store, Filters()),
        queries.quotes_by_day(store, Filters()),
        queries.articles(store, Filters()),
    ]
    return [t.drop(columns=[c for c in hidden if c in t.columns]).to_dict("records") for t in tables]


def test_a_rejected_quotation_leaves_lists_and_charts_and_comes_back(store: Engine) -> None:
    before = state_of_all(store)
    made = decisions.reject(store, "quote", row(store, "quotes")["quote_id"], note="misread")
    assert queries.quotes(store, Filters())["speaker"].tolist() == ["Ida Moor"]
    assert queries.quotes(store, NOBODY)["speaker"].tolist() == ["Ana Orlan"]
    assert len(queries.quotes(store, Filters(topics=("Iran",), review=("rejected",)))) == 1
    assert queries.top_speakers(store, Filters())["speaker"].tolist() == ["Ida Moor"]
    assert row(store, "topic_mentions")["speaker"] is None  # then the article says it
    assert queries.quotes(store, Filters(topics=("Iran",))).empty
    decisions.undo(store, made)
    assert state_of_all(store) == before


def test_an_undo_can_be_undone(store: Engine) -> None:
    made = decisions.reject(store, "quote", row(store, "quotes")["quote_id"])
    after = state_of_all(store)
    undone = decisions.undo(store, made)
    with pytest.raises(SidelinesError, match="undone already"):
        decisions.undo(store, made)
    decisions.undo(store, undone)
    assert state_of_all(store) == after
    log = queries.decisions(store)
    assert log["kind"].tolist() == ["undo", "undo", "reject"]
    decisions.undo(store, made)
    assert len(queries.quotes(store, Filters())) == 2


def test_a_corrected_speaker_counts_for_the_new_one(store: Engine) -> None:
    before = state_of_all(store)
    made = decisions.correct(store, "quote", row(store, "quotes")["quote_id"], speaker="Bo Tarn")
    assert row(store, "quotes")["speaker"] == "Bo Tarn"
    assert row(store, "quotes")["state"] == "corrected"
    assert row(store, "topic_mentions")["speaker"] == "Bo Tarn"
    assert len(queries.quotes(store, Filters(actors=("Bo Tarn",)))) == 1
    assert queries.quotes(store, Filters(actors=("Ana Orlan",))).empty
    assert queries.quotes(store, Filters(actors=("Bo Tarn",), topics=("Iran",)))["speaker"].tolist() == ["Bo Tarn"]
    decisions.undo(store, made)
    assert state_of_all(store) == before


def test_a_speaker_nobody_knew_becomes_an_actor(store: Engine) -> None:
    decisions.correct(
        store, "quote", row(store, "quotes")["quote_id"], speaker="Eva Brandt", said_first=date(2026, 2, 1)
    )
    assert len(queries.quotes(store, Filters(actors=("Eva Brandt",), last=date(2026, 2, 1)))) == 1
    decisions.correct(store, "quote", row(store, "quotes", 1)["quote_id"], speaker=None)
    assert row(store, "quotes", 1)["speaker"] is None


def test_a_corrected_meeting_moves_its_plan(store: Engine) -> None:
    before = state_of_all(store)
    plan = queries.plans(store, Filters(), today=DAY).iloc[0]
    made = decisions.correct(
        store, "meeting", row(store, "meetings")["meeting_id"],
        participants=("Bo Tarn", "Ida Moor"), first=date(2026, 6, 1), last=date(2026, 6, 2), status="cancelled",
    )  # fmt: skip
    moved = queries.plans(store, Filters(), today=DAY).iloc[0]
    assert (moved["uid"], moved["status"], moved["start"]) == (plan["uid"], "cancelled", date(2026, 6, 1))
    assert moved["sequence"] > plan["sequence"]
    assert set(moved["participants"]) == {"Bo Tarn", "Ida Moor"}
    assert queries.meetings(store, Filters(actors=("Ana Orlan",))).empty
    decisions.undo(store, made)
    assert state_of_all(store) == before


def test_the_queue_holds_what_is_unsure_until_it_is_looked_at(store: Engine) -> None:
    assert queries.count_unsure(store, Filters()) == {"quotes": 1, "meetings": 0}
    assert queries.count_unsure(store, Filters(), below=1.1) == {"quotes": 2, "meetings": 1}
    assert queries.unsure(store, Filters(), below=1.1)["confidence"].tolist() == [0.3, 1.0]
    meeting = queries.unsure_meetings(store, Filters(), below=1.1)
    decisions.confirm(store, "meeting", int(meeting["meeting_id"][0]))
    decisions.confirm(store, "quote", int(queries.unsure(store, Filters())["quote_id"][0]))
    assert queries.unsure_meetings(store, Filters(), below=1.1).empty
    assert queries.count_unsure(store, Filters()) == {"quotes": 0, "meetings": 0}


def test_a_rejected_meeting_has_no_plan(store: Engine) -> None:
    made = decisions.reject(store, "meeting", row(store, "meetings")["meeting_id"])
    assert queries.plans(store, Filters(), today=DAY).empty
    decisions.undo(store, made)
    assert len(queries.plans(store, Filters(), today=DAY)) == 1


def test_what_was_missed_can_be_added(store: Engine) -> None:
    before = state_of_all(store)
    at = TEXT.index("Cy Lund listened")
    made = [
        decisions.add(store, "quote", ARTICLE, at, at + 16, speaker="Cy Lund"),
        decisions.add(
            store, "meeting", ARTICLE, at, at + 16, participants=("Cy Lund", "Ida Moor"), first=DAY, last=DAY
        ),
        decisions.add(store, "topic", ARTICLE, at, at + 16, topic="syria"),
        decisions.add(store, "actor", ARTICLE, at, at + 2, name="Cyrus Lund", role="aide"),
    ]
    assert queries.quotes(store, Filters(actors=("Cy Lund",)))["text"].tolist() == ["Cy Lund listened"]
    assert len(queries.quotes(store, Filters(review=("added",)))) == 1
    assert queries.plans(store, Filters(actors=("Cy Lund",)), today=DAY)["start"].tolist() == [DAY]
    assert queries.topic_mentions(store, Filters(topics=("Syria",)))["speaker"].tolist() == ["Cy Lund"]
    assert queries.find_actors(store, "Cyrus")["articles"].tolist() == [1]
    after = state_of_all(store)
    replace_findings(store, reading())
    assert state_of_all(store) == after
    for each in reversed(made):
        decisions.undo(store, each)
    assert state_of_all(store) == before


def test_what_a_newer_reading_finds_by_itself_is_not_doubled(store: Engine) -> None:
    replace_findings(store, reading(quotes=False))
    at = TEXT.index("Iran must talk,")
    decisions.add(store, "quote", ARTICLE, at, at + 15, speaker="Bo Tarn")
    replace_findings(store, reading())
    assert queries.quotes(store, Filters())["speaker"].tolist() == ["Bo Tarn", "Ida Moor"]


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (0, 10_000), (5, 2)])
def test_words_that_are_not_there_cannot_be_added(store: Engine, start: int, end: int) -> None:
    with pytest.raises(SidelinesError, match="Select some words"):
        decisions.add(store, "quote", ARTICLE, start, end)
    with pytest.raises(SidelinesError, match="Say which topic"):
        decisions.add(store, "topic", ARTICLE, 0, 4)
    assert queries.count_decisions(store) == 0


def test_decisions_survive_a_reading_that_moves_an_edge(store: Engine) -> None:
    decisions.correct(store, "quote", row(store, "quotes")["quote_id"], speaker="Bo Tarn")
    decisions.confirm(store, "meeting", row(store, "meetings")["meeting_id"])
    replace_findings(store, reading(quote="must talk,"))
    assert (row(store, "quotes")["text"], row(store, "quotes")["speaker"]) == ("must talk,", "Bo Tarn")
    assert row(store, "meetings")["state"] == "confirmed"
    assert queries.decisions(store, lost=True).empty


def test_decisions_that_lost_their_finding_are_listed_and_wait(store: Engine) -> None:
    decisions.correct(store, "quote", row(store, "quotes")["quote_id"], speaker="Bo Tarn")
    replace_findings(store, reading(quotes=False))
    assert queries.quotes(store, Filters()).empty
    assert queries.decisions(store, lost=True)["kind"].tolist() == ["correct"]
    replace_findings(store, reading())
    assert row(store, "quotes")["speaker"] == "Bo Tarn"
    assert queries.decisions(store, lost=True).empty


def test_decisions_survive_removal_and_restart(store: Engine) -> None:
    decisions.reject(store, "quote", row(store, "quotes")["quote_id"])
    after = state_of_all(store)
    remove_article(store, ARTICLE)
    again = open_store(store.url.render_as_string(hide_password=False))
    add_findings(again, reading(), file_name="talks.txt")
    dropped = [[{k: v for k, v in r.items() if k != "added_at"} for r in table] for table in state_of_all(again)]
    assert dropped == [[{k: v for k, v in r.items() if k != "added_at"} for r in table] for table in after]
    again.dispose()


def test_a_settled_day_moves_all_that_hangs_on_it(store: Engine) -> None:
    before = state_of_all(store)
    new = date(2025, 3, 2)
    made = decisions.settle_day(store, ARTICLE, new)
    assert row(store, "articles")["published"] == new
    assert queries.quotes(store, Filters(first=DAY)).empty
    assert queries.topics_by_day(store, Filters())["day"].tolist() == [new]
    again = stored_article(store, ARTICLE)
    assert again is not None
    assert again.published == new
    replace_findings(store, findings(TEXT, day=new, actors=reading().actors))
    decisions.undo(store, made)
    original = stored_article(store, ARTICLE)
    assert original is not None
    assert (original.published, row(store, "articles")["published"]) == (None, DAY)
    replace_findings(store, reading())
    assert state_of_all(store) == before


def test_a_stale_number_and_a_wrong_field_are_refused(store: Engine) -> None:
    with pytest.raises(LookupError):
        decisions.confirm(store, "quote", 10_000)
    with pytest.raises(SidelinesError, match="has no text"):
        decisions.correct(store, "quote", row(store, "quotes")["quote_id"], text="other words")


def test_an_actor_of_one_article_can_be_rejected(store: Engine) -> None:
    made = decisions.correct_actor(store, ARTICLE, "Cy Lund", "reject")
    assert queries.find_actors(store, "Lund").empty
    decisions.undo(store, made)
    assert len(queries.find_actors(store, "Lund")) == 1


def test_how_an_article_stands_counts_what_holds_now(store: Engine) -> None:
    before = queries.standing(store, [ARTICLE])[ARTICLE]
    quote = int(queries.quotes(store, Filters())["quote_id"].iloc[0])
    decisions.reject(store, "quote", quote)
    now = queries.standing(store, [ARTICLE])[ARTICLE]
    assert (now.quotes, now.meetings, now.topics) == (before.quotes - 1, before.meetings, before.topics)


def test_a_name_may_mean_another_actor_in_one_article(store: Engine) -> None:
    people = {str(r.name): int(r.entity_id) for r in queries.actors(store).itertuples()}
    made = decisions.correct_actor(store, ARTICLE, "Ana Orlan", "correct", meant=people["Cy Lund"])
    assert list(queries.quotes(store, Filters(actors=("Cy Lund",)))["text"]) == ["Iran must talk,"]
    assert queries.meetings(store, Filters())["participants"].iloc[0] == ("Bo Tarn", "Cy Lund")
    page = queries.article_page(store, ARTICLE)
    assert page is not None
    [mark] = {(m.label, m.state) for m in page.marks if m.name == "Ana Orlan"}
    assert mark == ("Cy Lund (person)", "corrected")
    replace_findings(store, reading())  # holds when the article is read again
    assert len(queries.quotes(store, Filters(actors=("Cy Lund",)))) == 1
    decisions.undo(store, made)
    assert queries.quotes(store, Filters(actors=("Cy Lund",))).empty
    assert list(queries.quotes(store, Filters(actors=("Ana Orlan",)))["text"]) == ["Iran must talk,"]
    assert queries.meetings(store, Filters())["participants"].iloc[0] == ("Bo Tarn", "Ana Orlan")
    assert care.check(store) == []


def test_whom_words_are_about_follows_a_corrected_name(empty: Engine) -> None:
    text = '"Bo Tarn must answer for Iran," Ana Orlan said. Cy Lund listened.'
    found = findings(
        text,
        actors=tuple(person(text, name) for name in ("Bo Tarn", "Ana Orlan", "Cy Lund")),
        quotes=(quoted(text, "Bo Tarn must answer for Iran,", "Ana Orlan"),),
    )
    add_findings(empty, found, file_name="a.txt")
    people = {str(r.name): int(r.entity_id) for r in queries.actors(empty).itertuples()}
    made = decisions.correct_actor(empty, found.article.id, "Bo Tarn", "correct", meant=people["Cy Lund"])
    assert list(queries.about_whom(empty, Filters())["about"]) == ["Cy Lund"]
    decisions.undo(empty, made)
    assert list(queries.about_whom(empty, Filters())["about"]) == ["Bo Tarn"]
