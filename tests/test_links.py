"""Names lead to their actor's page, by number or by name, and nothing of a name is markup."""

from __future__ import annotations

import pytest

from dashboard import links
from tests.conftest import Show
from tests.pages import said
from tests.stored_articles import HOSTILE, story


@pytest.mark.parametrize(
    ("name", "number", "expected"),
    [
        ("Ana Orlan", 7, "actors?id=7"),
        ("Ana Orlan", None, "actors?named=Ana%20Orlan"),
        ("Ana Orlan", float("nan"), "actors?named=Ana%20Orlan"),  # what a table holds where nothing is known
        ("Cy O’Hara & Søn", None, "actors?named=Cy%20O%E2%80%99Hara%20%26%20S%C3%B8n"),
    ],
)
def test_address(name: str, number: float | None, expected: str) -> None:
    assert links.address(name, number) == expected


def test_a_name_is_never_markup() -> None:
    for made in (links.actor(HOSTILE), links.actor(HOSTILE, words="Page"), links.actors([HOSTILE, HOSTILE])):
        assert "<img" not in made
        assert "onerror=alert(1)>" not in made


def test_many_names_are_counted() -> None:
    made = links.actors(f"Name {i}" for i in range(9))
    assert made.count("<a ") == 6
    assert made.endswith(" and 3 more")


def test_a_name_in_the_address_opens_whom_it_means(show: Show) -> None:
    page = show("actors", story(), named="Cy O’Hara")
    assert page.title[0].value == "Cy O’Hara"
    assert "named" not in page.query_params


def test_a_name_of_nobody_opens_the_list_with_the_search_filled_in(show: Show) -> None:
    page = show("actors", story(), named="Orlan")
    assert page.title[0].value == "Actors"
    assert page.text_input[0].value == "Orlan"
    assert [b.label for b in page.button if b.label == "Ana Orlan"]


def test_cards_and_rankings_hold_links(show: Show) -> None:
    assert 'href="actors?named=Bo%20Tarn"' in said(show("overview", story()))
    assert 'aria-label="Page of Ana Orlan"' in said(show("overview"))
