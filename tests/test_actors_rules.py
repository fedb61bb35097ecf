"""The rule files hold no term twice, no alias of two actors, and nothing that no code reads."""

import pytest

from extract.actors import rules as module
from extract.actors.organisations import Organisations
from extract.actors.rules import ActorRules
from extract.actors.territories import Territories
from extract.errors import RuleError
from extract.rulebook import read_rules

RULES = ActorRules.load()
BODY = {"kind": "organisation"}


def test_no_alias_of_two_actors():
    aliases = {form.lower(): name for form, (name, _) in RULES.known.aliases.items()}
    countries = RULES.territories.names
    assert not {form for form in aliases if form in countries}
    assert not set(aliases) & set(RULES.territories.demonyms)


def test_no_seat_of_two_governments():
    assert not set(RULES.known.seats) & set(RULES.territories.seats)


def test_a_known_organisation_is_none_of_the_countries():
    assert RULES.territories.country("European Union") is None
    assert RULES.territories.country("the United Nations") is None


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("the United States", "United States"),
        ("US", "United States"),
        ("Ukraina", "Ukraine"),
        ("Turkey", "Türkiye"),
        ("Moscow", None),  # a seat, no name
        ("Oskavia", None),
    ],
)
def test_country(word, country):
    assert RULES.territories.country(word) == country


@pytest.mark.parametrize(
    ("word", "nation"),
    [
        ("American", "United States"),
        ("Kremlin", "Russia"),
        ("Saudi", "Saudi Arabia"),
        ("South Korean", "South Korea"),
        ("Oskavian", "oska"),
        ("Oskavia", "oska"),
        ("minister", None),
    ],
)
def test_nation(word, nation):
    assert RULES.territories.nation(word) == nation


def test_every_line_of_one_office_is_a_role():
    words = {w for line in RULES.same.values() for phrase in line for w in phrase.split()[-1:]} | set(RULES.same)
    assert {w.split()[-1] for w in words} <= RULES.roles


def test_short_forms_lead_to_full_given_names():
    assert RULES.short["mike"] == {"michael"}
    assert RULES.short["ted"] == {"edward", "theodore"}


def test_sets_that_must_hold_each_other():
    assert RULES.trading <= RULES.organisations
    assert RULES.unnamed <= RULES.roles
    assert RULES.unowned <= RULES.roles
    assert RULES.elimination <= RULES.relations


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ({"A": BODY, "B": {**BODY, "strong": ["A"]}}, "['A'] stand there twice"),
        ({"A": {**BODY, "weak": ["X"]}, "B": {**BODY, "strong": ["X"]}}, "['X'] stand there twice"),
        ({"A": {**BODY, "seat": ["Tarsk"]}, "B": {**BODY, "seat": ["Tarsk"]}}, "['tarsk'] stand there twice"),
        ({"A": {"kind": "club"}}, "kind is 'club'"),
        ({"A": {}}, "kind is None"),
        ({"A": {**BODY, "aliases": ["X"]}}, "unknown ['aliases']"),
    ],
)
def test_wrong_organisations_are_refused(tables, message):
    with pytest.raises(RuleError) as told:
        Organisations.read(tables)
    assert message in str(told.value)
    assert "organisations.toml" in str(told.value)


@pytest.mark.parametrize(
    ("file", "change", "message"),
    [
        ("titles", lambda r: r.update(jobs=[]), "titles.toml: unknown ['jobs']"),
        ("titles", lambda r: r["offices"].append("nurse"), "['nurse'] stand there twice"),
        ("titles", lambda r: r["deciding"]["strict"].append("great"), "['great'] are strict but not among the words"),
        ("given", lambda r: r.update(female=r["female"] + " Peter"), "['Peter'] stand there twice"),
        ("actors", lambda r: r.update(clubs=[]), "actors.toml: unknown ['clubs']"),
        ("actors", lambda r: r["events"].append("summit"), "['summit'] stand there twice"),
    ],
)
def test_wrong_rules_are_refused(monkeypatch, file, change, message):
    def read(name):
        rules = read_rules(name)
        if name == file:
            change(rules)
        return rules

    monkeypatch.setattr(module, "read_rules", read)
    with pytest.raises(RuleError) as told:
        ActorRules.load()
    assert message in str(told.value)


def test_wrong_territories_are_refused(monkeypatch):
    rules = read_rules("territories")
    rules["names"]["Iran"].append("US")
    monkeypatch.setattr("extract.actors.territories.read_rules", lambda name: rules)
    with pytest.raises(RuleError, match=r"territories.toml \[names\]: \['us'\] stand there twice"):
        Territories.load()
