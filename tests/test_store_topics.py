"""Topics are the analyst's own: saved, changed and removed, and found again in all that is stored."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from dashboard.store import Filters, add_findings, decisions, load_topics, queries, retag
from extract.errors import RuleError
from extract.topics import Topic
from tests.stores import findings, person, quoted

GRAIN = Topic("Grain", ("grain", "wheat"), ("wheat beer",))
FIRST = '"Wheat is dear," Ana Orlan said.\nNo wheat beer was served, but grain was.'


@pytest.fixture
def store(empty: Engine) -> Engine:
    """A store with two articles."""
    actors, quotes = (person(FIRST, "Ana Orlan"),), (quoted(FIRST, "Wheat is dear,", "Ana Orlan"),)
    add_findings(empty, findings(FIRST, actors=actors, quotes=quotes), file_name="a")
    add_findings(empty, findings("Syria has no grain.", day=None), file_name="b")
    return empty


def mentions(store: Engine, title: str) -> list[tuple[str, str | None]]:
    """The words that name a topic, and who says them."""
    table = queries.topic_mentions(store, Filters(topics=(title,)))
    return sorted(zip(table["text"], table["speaker"], strict=True), key=str)


def test_the_topics_that_come_along_are_there(empty: Engine) -> None:
    assert list(load_topics(empty)) == ["inf", "syria", "iran", "ukraine"]


def test_a_saved_topic_is_found_in_what_is_stored(store: Engine) -> None:
    told: list[tuple[int, int]] = []
    key, _ = decisions.save_topic(store, GRAIN)
    assert key == "grain"
    assert retag(store, [key], progress=lambda done, total: told.append((done, total))) == 3
    assert told == [(2, 2)]
    assert mentions(store, "Grain") == [("Wheat", "Ana Orlan"), ("grain", None), ("grain", None)]
    assert queries.quotes(store, Filters(topics=("Grain",)))["topics"].tolist() == [("Grain",)]
    assert queries.topics_by_day(store, Filters(topics=("Grain",)))["mentions"].tolist() == [2]  # one has no day
    assert retag(store, [key]) == 3  # again changes nothing
    assert queries.topics_by_day(store, Filters(topics=("Grain",)))["mentions"].tolist() == [2]
    assert mentions(store, "Syria") == [("Syria", None)]


def test_articles_that_come_later_have_it_too(store: Engine) -> None:
    decisions.save_topic(store, GRAIN)
    add_findings(store, findings("The grain came late."), file_name="c")
    assert mentions(store, "Grain") == [("grain", None)]


def test_saving_changing_and_removing_can_be_undone(store: Engine) -> None:
    key, saved = decisions.save_topic(store, GRAIN)
    retag(store, [key])
    _, changed = decisions.save_topic(store, Topic("Corn", ("grain",)), key=key)
    retag(store, [key])
    assert len(mentions(store, "Corn")) == 2
    assert mentions(store, "Grain") == []
    removed = decisions.remove_topic(store, key)
    assert "Corn" not in queries.choices(store).topics
    assert queries.topic_mentions(store, Filters())["topic"].tolist() == ["Syria"]  # before it is tagged again, too
    retag(store, [key])
    for made, title, count in ((removed, "Corn", 2), (changed, "Grain", 3), (saved, "Grain", 0)):
        decisions.undo(store, made)
        retag(store, [key])
        assert len(mentions(store, title)) == count
    assert list(load_topics(store)) == ["inf", "syria", "iran", "ukraine"]


@pytest.mark.parametrize(
    ("topic", "reason"),
    [
        (Topic("Empty", ()), "no phrases"),
        (Topic("Syria", ("Aleppo",)), "stand there twice"),
        (Topic("Levant", ("syria",)), "two topics"),
        (Topic("Loop", (), pattern="(a*)*"), "matches everything"),
        (Topic("Broken", (), pattern="("), "can't be read"),
    ],
)
def test_a_topic_that_would_not_work_is_refused_and_nothing_is_saved(store: Engine, topic: Topic, reason: str) -> None:
    before = queries.data_version(store)
    with pytest.raises(RuleError, match=reason):
        decisions.save_topic(store, topic)
    assert queries.data_version(store) == before
    assert queries.count_decisions(store) == 0


def test_a_removed_title_can_be_given_again_and_then_not_brought_back(store: Engine) -> None:
    removed = decisions.remove_topic(store, "syria")
    assert decisions.save_topic(store, Topic("Syria", ("Syria", "Damascus")))[0] == "syria-2"
    with pytest.raises(RuleError):
        decisions.undo(store, removed)
    assert list(load_topics(store)) == ["inf", "iran", "ukraine", "syria-2"]


def test_a_decision_on_a_mention_survives_tagging_again(store: Engine) -> None:
    key, _ = decisions.save_topic(store, GRAIN)
    retag(store, [key])
    table = queries.topic_mentions(store, Filters(topics=("Grain",), actors=("Ana Orlan",)))
    decisions.reject(store, "topic", int(table["mention_id"][0]))
    retag(store, [key])
    assert len(mentions(store, "Grain")) == 2
    assert queries.quotes(store, Filters(topics=("Grain",))).empty
    assert queries.topics_by_day(store, Filters(topics=("Grain",)))["mentions"].tolist() == [1]


def test_a_title_again_gets_a_key_of_its_own(store: Engine) -> None:
    assert decisions.save_topic(store, Topic("Grain!", ("rye",)))[0] == "grain"
    assert decisions.save_topic(store, Topic("Grain?", ("oats",)))[0] == "grain-2"
    assert decisions.save_topic(store, Topic("粮食", ("粮食",)))[0] == "粮食"
