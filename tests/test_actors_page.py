"""The page of actors: the list, one actor with decisions and their undo, and names that may mean one."""

from __future__ import annotations

import pytest

from dashboard import same_person
from dashboard.store import open_store, queries
from extract.model import Findings
from tests.conftest import Show
from tests.pages import press, said
from tests.stored_articles import article, hostile, story


def number(name: str) -> int:
    """The number of the actor of that name."""
    store = open_store()
    found = queries.find_actors(store, name)
    store.dispose()
    return int(found["entity_id"].iloc[0])


def alike() -> list[Findings]:
    """Two articles whose speakers may be one, written in two ways."""
    return [article(speaker="Sergei Dravitsky"), article(speaker="Sergey Dravitskiy", words="Iran can wait,")]


def test_the_list_can_be_searched_and_leads_to_one_actor(show: Show) -> None:
    page = show("actors", story())
    assert "Ana Orlan" in [b.label for b in page.button]
    page.text_input(key="actors-words").set_value("tarn").run()
    assert "1 actor." in said(page)
    press(page, "Bo Tarn")
    assert page.title[0].value == "Bo Tarn"
    assert "Iran and Syria" not in said(page)
    assert "We need calm" in said(page)
    press(page, "← All actors")
    assert page.title[0].value == "Actors"


def test_a_search_that_finds_nothing_is_told(show: Show) -> None:
    page = show("actors", story())
    page.text_input(key="actors-words").set_value("%_'\"\0").run()
    assert "No actor fits" in said(page)
    page.text_input(key="actors-words").set_value("").run()
    page.checkbox(key="actors-hidden").check().run()
    assert "No actor is hidden." in said(page)


@pytest.mark.parametrize("address", ["999", "x", "9" * 40, "-1"])
def test_a_mistyped_address_shows_the_list(show: Show, address: str) -> None:
    page = show("actors", story(), id=address)
    assert not page.exception
    assert "That actor is not stored" in said(page)
    assert "Ana Orlan" in [b.label for b in page.button]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("Meetings", "4 to 6 May 2026"),
        ("Articles", "3 articles"),
        ("Names and roles", "Ana Orlan · 3 articles"),
        ("Decisions", "Nothing was decided about this actor."),
    ],
)
def test_the_parts_of_one_actor(show: Show, part: str, expected: str) -> None:
    show("actors", story())
    page = show("actors", id=str(number("Ana Orlan")))
    page.segmented_control[0].set_value(part).run()
    assert not page.exception
    assert expected in said(page)


def test_an_actor_can_be_renamed_hidden_and_both_undone(show: Show) -> None:
    show("actors", story())
    actor = number("Ana Orlan")
    page = show("actors", id=str(actor))
    page.text_input(key=f"rename-{actor}-Ana Orlan").set_value("Ana Kara Orlan").run()
    press(page, "Rename")
    assert page.title[0].value == "Ana Kara Orlan"
    press(page, "Undo")
    assert page.title[0].value == "Ana Orlan"
    press(page, "Do it again")
    assert page.title[0].value == "Ana Kara Orlan"
    press(page, "Hide")
    assert "hidden from charts" in said(page)
    page.segmented_control[0].set_value("Decisions").run()
    assert "is hidden." in said(page)
    page.button[-1].click().run()  # the oldest: the name
    assert page.title[0].value == "Ana Orlan"
    assert "hidden from charts" in said(page)


def test_the_kind_can_be_changed(show: Show) -> None:
    show("actors", story())
    actor = number("Ana Orlan")
    page = show("actors", id=str(actor))
    page.selectbox(key=f"kind-{actor}-person").set_value("organisation").run()
    press(page, "Change kind")
    assert page.caption[0].value.startswith("Organisation")


def test_two_are_merged_and_parted_again(show: Show) -> None:
    show("actors", story())
    actor = number("Bo Tarn")
    page = show("actors", id=str(actor))
    page.text_input(key=f"merge-{actor}-words").set_value("dee moss").run()
    page.radio[-1].set_value("Bo Tarn").run()
    press(page, "Merge")
    assert "Dee Moss and Bo Tarn are one actor" in said(page)
    page.segmented_control[0].set_value("Names and roles").run()
    assert "Dee Moss · 1 article" in said(page)
    press(page, "Keep apart")
    assert "Dee Moss is kept apart from Bo Tarn." in said(page)
    assert "Dee Moss · 1 article" not in said(page)
    press(page, "Undo")
    assert "Dee Moss · 1 article" in said(page)


def test_names_that_may_mean_one_are_asked_about(show: Show) -> None:
    page = show("actors", alike(), same="1")
    assert "Are Sergei Dravitsky and Sergey Dravitskiy the same?" in said(page)
    assert said(page).count('<mark class="sl-hit sl-hit-found">') == 2
    press(page, "Skip")
    assert "You have skipped 1 pair" in said(page)
    press(page, "Look at the skipped ones again")
    press(page, "Merge")
    assert "are one actor" in said(page)
    assert "No two names wait for an answer." in said(page)
    press(page, "Undo")
    press(page, "Keep apart")
    assert "No two names wait for an answer." in said(page)


def test_hostile_names_stay_words(show: Show) -> None:
    show("actors", [hostile(), *story()])
    actor = number("Eve")
    page = show("actors", id=str(actor))
    page.text_input(key=f"merge-{actor}-words").set_value("ana").run()
    assert not page.exception
    for label in [*(o for r in page.radio for o in r.options), *(b.label for b in page.button), page.title[0].value]:
        assert "![" not in label
    page = show("actors", id=str(number("Ana Orlan")))
    page.text_input(key=f"merge-{number('Ana Orlan')}-words").set_value("eve").run()
    assert any("Eve" in o for r in page.radio for o in r.options)
    assert not any("![" in o for r in page.radio for o in r.options)


@pytest.mark.parametrize(("score", "words"), [(99, "very likely"), (88, "likely"), (0, "possible")])
def test_scores_in_words(score: float, words: str) -> None:
    assert same_person.in_words(score) == words
