"""One actor across articles: joined by itself where it is sure, by the analyst else, and taken apart again."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import Any

import pytest
from sqlalchemy import Engine, select

from dashboard.store import Filters, add_findings, decisions, open_store, queries
from dashboard.store.schema import entity
from extract.errors import SidelinesError
from tests.stores import findings, meets, person, quoted

DAY = date(2026, 3, 2)
MAY = (date(2026, 5, 4), date(2026, 5, 4))


def says(
    store: Engine, name: str, words: str, *, role: str | None = None, day: date = DAY, about: str = "Bo Tarn"
) -> None:
    """Store an article in which an actor says something of another, and is to meet him."""
    text = f'"{words} of {about} and Iran," {name} said. {name} will meet {about} soon.'
    found = findings(
        text,
        day=day,
        actors=(person(text, name, role), person(text, about)),
        quotes=(quoted(text, f"{words} of {about} and Iran,", name),),
        meetings=(
            meets(text, f"{name} will meet {about} soon.", name, about, days=(date(2026, 5, 4), date(2026, 5, 4))),
        ),
    )
    assert add_findings(store, found, file_name=f"{words}.txt")


def named(store: Engine, name: str) -> int:
    """The entity that was first found under a name."""
    with store.connect() as connection:
        return int(connection.execute(select(entity.c.id).where(entity.c.name == name)).scalar_one())


def speakers(store: Engine, filters: Filters | None = None) -> dict[str, int]:
    """Who speaks how often."""
    rows = queries.top_speakers(store, filters or Filters())
    return dict(zip(rows["speaker"], rows["quotes"], strict=True))


@pytest.fixture
def store(empty: Engine) -> Engine:
    """Two names that nothing says are one."""
    says(empty, "Ana Orlan", "One")
    says(empty, "Rita Quell", "Two")
    return empty


def pages(store: Engine) -> list[Any]:
    """What charts and lists show by actor."""
    return [
        queries.quotes(store, Filters())["speaker"].tolist(),
        speakers(store),
        speakers(store, Filters(kinds=("direct",))),
        sorted(queries.plans(store, Filters(), today=DAY)[["participants", "claims"]].values.tolist()),
        queries.meetings(store, Filters())["participants"].tolist(),
        queries.actor_by_topic(store, Filters())[["speaker", "mentions"]].values.tolist(),
        queries.speaks_about(store, Filters())[["speaker", "about", "quotes"]].values.tolist(),
        queries.quotes_by_day(store, Filters())[["speaker", "quotes"]].values.tolist(),
        queries.topic_mentions(store, Filters())["speaker"].tolist(),
        sorted(queries.choices(store).actors),
    ]


def test_the_same_name_is_one_actor(empty: Engine) -> None:
    says(empty, "Ana Orlan", "One", role="minister")
    says(empty, "Ana Orlan", "Two", role="prime minister", day=date(2026, 4, 1))
    says(empty, "Ana Orlan", "Before", role="deputy", day=date(2026, 1, 1))
    assert speakers(empty) == {"Ana Orlan": 3}
    found = queries.find_actors(empty, "ana")
    assert found[["role", "articles"]].values.tolist() == [["prime minister", 3]]  # the latest, not the last added
    assert len(queries.plans(empty, Filters(), today=DAY)) == 1


def test_diacritics_join_by_themselves_and_can_be_taken_apart(empty: Engine) -> None:
    says(empty, "Zoran Šimić", "One")
    says(empty, "Zoran Simic", "Two")
    assert speakers(empty) == {"Zoran Šimić": 2}


def test_a_merge_shows_everywhere_and_an_undo_takes_it_back(store: Engine) -> None:
    before = pages(store)
    made = decisions.merge(store, named(store, "Rita Quell"), named(store, "Ana Orlan"))
    assert queries.quotes(store, Filters())["speaker"].tolist() == ["Ana Orlan", "Ana Orlan"]
    for filters in (Filters(), Filters(kinds=("direct",)), Filters(actors=("Ana Orlan",))):
        assert speakers(store, filters) == {"Ana Orlan": 2}
    assert queries.plans(store, Filters(), today=DAY)["claims"].tolist() == [2]
    assert queries.speaks_about(store, Filters())["quotes"].tolist() == [2]
    assert queries.names_of(store, named(store, "Rita Quell"))["name"].tolist() == ["Ana Orlan", "Rita Quell"]
    assert queries.find_actors(store, "quell")["choice"].tolist() == ["Ana Orlan"]  # by any of the names
    says(store, "Rita Quell", "Three")  # later articles follow
    assert speakers(store) == {"Ana Orlan": 3}
    decisions.undo(store, made)
    assert speakers(store) == {"Ana Orlan": 1, "Rita Quell": 2}
    assert len(queries.plans(store, Filters(), today=DAY)) == 2
    assert before[3] == [[("Ana Orlan", "Bo Tarn"), 1], [("Bo Tarn", "Rita Quell"), 1]]


def test_all_of_a_round_meet_each_other_and_one_with_two_names_takes_one_seat(empty: Engine) -> None:
    words = "Ana Orlan will meet Bo Tarn, Cy Lund and Ida Moor."
    who = ("Ana Orlan", "Bo Tarn", "Cy Lund", "Ida Moor")
    actors = tuple(person(words, name) for name in who)
    add_findings(empty, findings(words, actors=actors, meetings=(meets(words, words, *who),)), file_name="a")
    met = {(r.one, r.two): r.meetings for r in queries.meets(empty, Filters(), today=DAY).itertuples()}
    assert met == dict.fromkeys(combinations(who, 2), 1)
    decisions.merge(empty, named(empty, "Cy Lund"), named(empty, "Ida Moor"))
    met = {(r.one, r.two): r.meetings for r in queries.meets(empty, Filters(), today=DAY).itertuples()}
    assert met == dict.fromkeys(combinations(("Ana Orlan", "Bo Tarn", "Ida Moor"), 2), 1)


def test_merges_chain_and_come_apart_in_any_order(store: Engine) -> None:
    says(store, "Cy Lund", "Three")
    a, b, c = (named(store, n) for n in ("Ana Orlan", "Rita Quell", "Cy Lund"))
    before = pages(store)
    one = decisions.merge(store, b, a)
    two = decisions.merge(store, c, b)
    assert speakers(store) == {"Rita Quell": 3} or speakers(store) == {"Ana Orlan": 3}
    decisions.undo(store, one)
    assert speakers(store) == {"Ana Orlan": 1, "Rita Quell": 2}
    decisions.undo(store, two)
    assert pages(store) == before


def test_keeping_apart_holds_against_what_joins_by_itself(empty: Engine) -> None:
    says(empty, "Zoran Šimić", "One", role="president of Lorvia")
    says(empty, "Zoran Simic", "Two", role="president of Lorvia")
    joined = queries.proposals(empty, state="joined")
    if joined.empty:
        assert len(speakers(empty)) == 1  # one key: nothing to take apart
        return
    made = decisions.keep_apart(empty, int(joined["entity_a"][0]), int(joined["entity_b"][0]))
    assert len(speakers(empty)) == 2
    assert queries.proposals(empty, state="apart").shape[0] == 1
    decisions.undo(empty, made)
    assert len(speakers(empty)) == 1


def test_what_is_put_up_can_be_answered(empty: Engine) -> None:
    says(empty, "Michael Trent", "One")
    says(empty, "Mike Trent", "Two")
    put_up = queries.proposals(empty)
    assert put_up[["name_a", "name_b"]].values.tolist() == [["Michael Trent", "Mike Trent"]]
    a, b = int(put_up["entity_a"][0]), int(put_up["entity_b"][0])
    apart = decisions.keep_apart(empty, a, b)
    assert queries.proposals(empty).empty
    decisions.undo(empty, apart)
    assert len(queries.proposals(empty)) == 1
    decisions.merge(empty, b, a)
    assert queries.proposals(empty).empty
    assert speakers(empty) == {"Michael Trent": 2}


def test_rename_kind_and_hide(store: Engine) -> None:
    before = pages(store)
    a = named(store, "Ana Orlan")
    made = [decisions.rename(store, a, "  Anna   Orlan "), decisions.change_kind(store, a, "organisation")]
    assert "Anna Orlan" in speakers(store)
    assert queries.find_actors(store, "anna")["kind"].tolist() == ["organisation"]
    assert len(queries.quotes(store, Filters(actors=("Anna Orlan",)))) == 1
    made.append(decisions.hide(store, a))
    assert list(speakers(store)) == ["Rita Quell"]
    assert queries.find_actors(store, "anna").empty
    assert len(queries.quotes(store, Filters())) == 2
    again = open_store(store.url.render_as_string(hide_password=False))
    assert list(speakers(again)) == ["Rita Quell"]
    again.dispose()
    for each in made:
        decisions.undo(store, each)
    assert pages(store) == before


def test_two_of_one_name_can_be_told_apart_in_the_filters(store: Engine) -> None:
    decisions.rename(store, named(store, "Rita Quell"), "Ana Orlan")
    chosen = [c for c in queries.choices(store).actors if c.startswith("Ana Orlan")]
    assert len(chosen) == 2
    assert [len(queries.quotes(store, Filters(actors=(c,)))) for c in chosen] == [1, 1]
    assert len(queries.quotes(store, Filters(actors=("Ana Orlan",)))) == 2


def test_an_empty_name_or_an_unknown_actor_is_refused(store: Engine) -> None:
    with pytest.raises(SidelinesError, match="name"):
        decisions.rename(store, named(store, "Ana Orlan"), "  ")
    with pytest.raises(LookupError):
        decisions.merge(store, 10_000, named(store, "Ana Orlan"))
    assert queries.count_decisions(store) == 0
