"""What the pages of actors read: the list, one actor's names, roles and decisions, and where a name stands."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from dashboard.store import add_findings, decisions, queries
from tests.stores import findings, person


@pytest.fixture
def filled(empty: Engine) -> Engine:
    """Four articles: two spellings of one name, an organisation, and roles that change."""
    told = [
        ("Sergei Dravitsky, the mayor, spoke.", "Sergei Dravitsky", "mayor", "person", date(2026, 1, 5)),
        ("Sergei Dravitsky came again.", "Sergei Dravitsky", "senator", "person", date(2026, 3, 2)),
        ("Then Sergey Dravitskiy left.", "Sergey Dravitskiy", None, "person", date(2026, 2, 1)),
        ("The Harbour Board met.", "Harbour Board", None, "organisation", None),
    ]
    for text, name, role, kind, day in told:
        add_findings(empty, findings(text, day=day, actors=(person(text, name, role, kind),)), file_name="a.txt")
    return empty


def number(store: Engine, name: str) -> int:
    return int(queries.actors(store, name)["entity_id"].iloc[0])


def test_the_list_has_the_latest_role_and_pages(filled: Engine) -> None:
    table = queries.actors(filled)
    assert list(table["name"]) == ["Sergei Dravitsky", "Sergey Dravitskiy", "Harbour Board"]
    first = table.iloc[0]
    assert (first["role"], first["role_day"], first["articles"]) == ("senator", date(2026, 3, 2), 2)
    assert queries.count_actors(filled) == 3
    assert list(queries.actors(filled, limit=1, offset=2)["name"]) == ["Harbour Board"]
    assert list(queries.actors(filled, kinds=("organisation",))["name"]) == ["Harbour Board"]


@pytest.mark.parametrize("typed", ["%", "_", "'", '"', "\0", "\ud800", "\\", "x" * 5000])
def test_any_string_can_be_searched(filled: Engine, typed: str) -> None:
    assert queries.count_actors(filled, typed) == len(queries.actors(filled, typed))


def test_a_merged_actor_is_found_by_either_name_and_added_up(filled: Engine) -> None:
    one, two = number(filled, "Sergei"), number(filled, "Sergey")
    assert queries.count_proposals(filled) == len(queries.proposals(filled)) == 1
    made = decisions.merge(filled, two, one)
    assert queries.count_proposals(filled) == 0
    for typed in ("dravitsky", "dravitskiy"):
        (row,) = queries.actors(filled, typed).itertuples()
        assert (row.entity_id, row.name, row.names, row.articles) == (one, "Sergei Dravitsky", 2, 3)
    page = queries.actor_page(filled, two)
    assert page is not None
    assert (page.choice, page.role, page.articles) == (f"Sergei Dravitsky #{one}", "senator", 3)
    names = queries.names_seen(filled, two)
    assert list(zip(names["entity_id"], names["name"], names["articles"], strict=True)) == [
        (one, "Sergei Dravitsky", 2),
        (two, "Sergey Dravitskiy", 1),
    ]
    (decision,) = queries.actor_decisions(filled, one).itertuples()
    assert (decision.decision_id, decision.kind, decision.other) == (made, "merge", "Sergey Dravitskiy")
    decisions.undo(filled, made)
    assert queries.actor_decisions(filled, one).empty
    assert queries.count_actors(filled) == 3


def test_roles_have_the_days_they_were_seen(filled: Engine) -> None:
    roles = queries.roles_seen(filled, number(filled, "Sergei"))
    assert list(zip(roles["role"], roles["first"], roles["last"], strict=True)) == [
        ("mayor", date(2026, 1, 5), date(2026, 1, 5)),
        ("senator", date(2026, 3, 2), date(2026, 3, 2)),
    ]


def test_hidden_actors_have_a_list_of_their_own(filled: Engine) -> None:
    board = number(filled, "Harbour")
    decisions.hide(filled, board)
    assert queries.count_actors(filled) == 2
    assert list(queries.actors(filled, hidden=True)["entity_id"]) == [board]
    page = queries.actor_page(filled, board)
    assert page is not None
    assert page.hidden


def test_a_pair_that_is_kept_apart_names_the_other(filled: Engine) -> None:
    one, two = number(filled, "Sergei"), number(filled, "Sergey")
    decisions.keep_apart(filled, one, two)
    assert list(queries.actor_decisions(filled, one)["other"]) == ["Sergey Dravitskiy"]
    assert list(queries.actor_decisions(filled, two)["other"]) == ["Sergei Dravitsky"]


def test_where_a_name_stands(filled: Engine) -> None:
    table = queries.mentions_of(filled, number(filled, "Sergei"), limit=1)
    (row,) = table.itertuples()
    assert row.published == date(2026, 3, 2)
    assert row.text[row.start : row.end] == "Sergei Dravitsky"
    assert queries.actors_in(filled, row.article_id) == ("Sergei Dravitsky",)
    assert queries.actors_in(filled, "none") == ()


def test_the_newest_texts_come_first_undated_ones_last(filled: Engine) -> None:
    texts = queries.newest_texts(filled, 9)
    assert [t.published for t in texts] == [date(2026, 3, 2), date(2026, 2, 1), date(2026, 1, 5), None]
    assert len(queries.newest_texts(filled, 2)) == 2


def test_an_unknown_number_is_nobody(filled: Engine) -> None:
    assert queries.actor_page(filled, 999) is None
    assert queries.names_seen(filled, 999).empty
    assert queries.mentions_of(filled, 999).empty
    assert queries.actor_decisions(filled, 999).empty
