"""Two actors are one where their names agree and nothing known of them contradicts."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.store.comparing import compare
from dashboard.store.identity import Candidate, key, know, nation_of
from dashboard.store.identity_rules import identity_rules
from dashboard.store.matching import blocks
from dashboard.store.names import parse_name, sound

CASES = tomllib.loads((Path(__file__).parent / "cases" / "matching.toml").read_text(encoding="utf-8"))["pair"]


def pair_of(case: dict[str, Any]) -> tuple[Candidate, Candidate]:
    kinds = case.get("kind", "person")
    kinds = [kinds, kinds] if isinstance(kinds, str) else kinds
    a, b = (
        Candidate(i, name, kind, nation or None, role or None)
        for i, ((name, nation, role), kind) in enumerate(zip((case["a"], case["b"]), kinds, strict=True), start=1)
    )
    return a, b


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["why"])
def test_compare(case: dict[str, Any]) -> None:
    a, b = pair_of(case)
    verdicts = [compare(know(a), know(b)), compare(know(b), know(a))]
    assert [v.strength if v else "none" for v in verdicts] == [case["comes"]] * 2


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["why"])
def test_those_who_may_be_one_meet_in_the_index(case: dict[str, Any]) -> None:
    a, b = pair_of(case)
    if case["comes"] != "none":
        assert blocks(a).sought & blocks(b).filed
        assert blocks(b).sought & blocks(a).filed


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["why"])
def test_an_equal_key_is_only_ever_one_actor(case: dict[str, Any]) -> None:
    a, b = pair_of(case)
    if str(key(a.name, a.kind, a.nation, a.role)) == str(key(b.name, b.kind, b.nation, b.role)):
        assert case["comes"] == "strong"


@pytest.mark.parametrize(
    ("spellings", "others"),
    [
        ("Zelensky Zelenskyy Zelenskiy Zelenskii", "Zelinsky"),
        ("Yuri Yury Iurii Yuriy Jurij", "Uri"),
        ("Milosevic Milosevich Miloshevich", "Milosavic"),
        ("Yanukovych Yanukovich Janukowitsch", "Anukovich"),
        ("Medvedev Medwedew", "Medved"),
        ("Khrenov Hrenov", "Krenov"),
    ],
)
def test_one_name_from_another_alphabet_sounds_alike(spellings: str, others: str) -> None:
    assert len({sound(w.lower()) for w in spellings.split()}) == 1
    assert not {sound(w.lower()) for w in others.split()} & {sound(w.lower()) for w in spellings.split()}


@pytest.mark.parametrize(
    ("name", "words", "suffix"),
    [
        ("Ana van der Dorn", "ana van der dorn", None),
        ("Mr. Orlan’s", "orlan", None),
        ("Al Dorn", "al dorn", None),
        ("as-Sarin", "sarin", None),
        ("as Sarin", "as sarin", None),
        ("King Emil III", "emil", "iii"),
        ("Orlan Xi", "orlan xi", None),  # a name, not the eleventh
        ("President", "president", None),  # nothing else is left
        ("…", "…", None),
    ],
)
def test_parse_name(name: str, words: str, suffix: str | None) -> None:
    parsed = parse_name(name, "person")
    assert (" ".join(parsed.words), parsed.suffix) == (words, suffix)


@pytest.mark.parametrize(
    ("role", "nation"),
    [
        ("Russian President", "Russia"),
        ("president of France", "France"),
        ("U.S. secretary of state", "United States"),
        ("South Korean foreign minister", "South Korea"),
        ("France's finance minister", "France"),
        ("US ambassador to Russia", "United States"),
        ("ambassador to Russia", None),
        ("special envoy for Syria", None),
        ("Iran-backed leader", None),
        ("Russian-American engineer", None),
        ("Russian and French envoy", None),
        ("Republican senator", None),
        ("us", "United States"),
        ("", None),
        (None, None),
    ],
)
def test_nation_of(role: str | None, nation: str | None) -> None:
    assert nation_of(role) == nation


@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(("person", "organisation", "country", "event")))
def test_any_names_are_compared_the_same_both_ways(a: str, b: str, kind: Any) -> None:
    left, right = know(Candidate(1, a, kind)), know(Candidate(2, b, kind))
    there, back = compare(left, right), compare(right, left)
    assert (there and there.strength) == (back and back.strength)
    same = compare(left, know(Candidate(3, a, kind)))
    assert same is not None


PART = st.sampled_from(
    [
        "Ana",
        "Maria",
        "Mariya",
        "Mike",
        "Michael",
        "M.",
        "A.",
        "Sasha",
        "Alexander",
        "Alexandra",
        "Sergei",
        "Sergey",
        "Orlan",
        "Orlann",
        "MacDorn",
        "McDorn",
        "Dorn",
        "van",
        "bin",
        "al-Sarin",
        "Kesselring",
        "Kesselrink",
        "Jr.",
        "III",
        "World",
        "Grain",
        "Board",
        "WGB",
        "Group",
        "Inc.",
        "the",
        "of",
        "Foreign",
        "Ministry",
        "Lorvian",
        "7th",
    ]
)


@settings(max_examples=1500)
@given(
    st.lists(PART, min_size=1, max_size=4),
    st.lists(PART, min_size=1, max_size=4),
    st.sampled_from(("person", "organisation", "treaty", "place")),
    st.sampled_from((None, "Lorvia")),
)
def test_whoever_compares_meets_in_the_index(a: list[str], b: list[str], kind: Any, nation: str | None) -> None:
    left, right = (Candidate(i, " ".join(n), kind, nation, "minister") for i, n in ((1, a), (2, b)))
    if compare(know(left), know(right)) is not None:
        assert blocks(left).sought & blocks(right).filed
        assert blocks(right).sought & blocks(left).filed
    if key(left.name, kind, nation) == key(right.name, kind, nation):
        assert compare(know(left), know(right)) is not None


def test_the_rules_hold_together() -> None:
    rules = identity_rules()
    assert not rules.state_bodies & rules.state_words
    assert not (rules.state_bodies | rules.state_words) & rules.small_words
    for form, names in rules.short.items():
        assert form not in names or names == {form} or len(names) > 1, form
