"""One actor is one actor: names, roles, organisations and countries of short articles, from `cases/actors.toml`."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extract.actors import ActorRules, find_actors
from extract.model import Cast
from extract.quotes import find_marked

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "actors.toml").read_text(encoding="utf-8")
)["case"]
RULES = ActorRules.load()


def cast_of(parse, text: str, published: date | None = None) -> Cast:
    doc, layout = parse(text)
    return find_actors(doc, layout, find_marked(text, layout), RULES, published)


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_find_actors(parse, case):
    cast = cast_of(parse, case["text"], case.get("published"))
    found = {a.name: [m.span.of(case["text"]) for m in a.mentions if m.form in ("name", "description")] for a in cast}
    expected = case.get("actors", {})
    assert {name: found.get(name) for name in expected} == expected
    kinds = case.get("kinds", {})
    assert {a.name: a.kind for a in cast if a.name in kinds} == kinds
    assert not set(case.get("nobody", ())) & set(found)


def test_every_mention_says_how_it_was_found(parse):
    text = "Danovian President Marta Oduya met the German chancellor. She said the Danovian leader was late."
    cast = cast_of(parse, text, date(2018, 11, 18))
    rules = {m.span.of(text): (m.form, m.rule) for a in cast for m in a.mentions}
    assert rules["Marta Oduya"] == ("name", "name")
    assert rules["Danovian President"] == ("title", "titles.toml: beside a name")
    assert rules["the German chancellor"] == ("description", "offices.toml: chancellor of Germany")
    assert rules["the Danovian leader"] == ("description", "titles.toml: alone")


def test_a_role_is_kept_with_the_actor(parse):
    cast = cast_of(parse, "Kremlin spokesman Anton Belik spoke on Monday. Mara Benning, the mayor of Tarsk, listened.")
    assert {a.name: a.role for a in cast if a.kind == "person"} == {
        "Anton Belik": "Kremlin spokesman",
        "Mara Benning": "mayor of Tarsk",
    }


@pytest.mark.parametrize("text", ["", "\n\n", ".", "“”", "President", "the the the", "/", "A/B", "Mr. ", "of Of OF's"])
def test_texts_without_anybody(parse, text):
    assert not [a for a in cast_of(parse, text, date(2018, 1, 1)) if a.kind == "country"]


def test_names_are_unique_and_mentions_lie_in_the_text(parse):
    text = "Georgia Benning of Georgia met Georgia Benning. The Georgia Board, the board said, is Georgia's.\n" * 5
    cast = cast_of(parse, text, date(2018, 1, 1))
    names = [a.name for a in cast]
    assert len(names) == len(set(names))
    assert all(m.span.of(text).strip() for a in cast for m in a.mentions)
