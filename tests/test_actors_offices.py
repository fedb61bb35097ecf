"""Who held an office on a day: one holder at most, nobody where days are not sure; errors name the entry."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from extract.actors.offices import Offices
from extract.actors.rules import ActorRules
from extract.errors import RuleError

OFFICES = Offices.load()
RULES = ActorRules.load()
G20_AND_TOPICS = (
    "Argentina", "Australia", "Brazil", "Canada", "China", "France", "Germany", "India", "Indonesia", "Iran", "Italy",
    "Japan", "Mexico", "Russia", "Saudi Arabia", "South Africa", "South Korea", "Syria", "Türkiye", "Ukraine",
    "United Kingdom", "United States",
)  # fmt: skip


def office(*holders, titles=("president",), of="Ostmark", **more):
    return {"of": of, "titles": list(titles), "holders": list(holders), **more}


def rules(*offices, **more):
    return {"known_to": date(2020, 1, 1), "others": ["former"], "office": list(offices), **more}


ANN = {"name": "Ann", "first": date(2001, 1, 1), "last": date(2004, 12, 31)}
BEN = {"name": "Ben", "first": date(2005, 1, 2)}


@pytest.mark.parametrize(
    ("of", "title", "day", "expected"),
    [
        ("Russia", "president", date(2018, 11, 18), "Vladimir Putin"),
        ("Russia", "president", date(2009, 11, 18), "Dmitry Medvedev"),
        ("Russia", "prime minister", date(2009, 11, 18), "Vladimir Putin"),
        ("United States", "president", date(2009, 1, 19), "George W. Bush"),
        ("United States", "president", date(2009, 1, 20), "Barack Obama"),
        ("United States", "secretary of state", date(2018, 4, 1), None),  # between two
        ("Germany", "chancellor", date(2005, 11, 22), "Angela Merkel"),
        ("Ukraine", "president", date(2014, 4, 1), None),  # somebody acted
        ("NATO", "secretary general", date(2018, 11, 18), "Jens Stoltenberg"),
        ("United Kingdom", "prime minister", date(2099, 1, 1), None),  # after the last day that is known
        ("Russia", "president", date(1980, 1, 1), None),
        ("Ostmark", "president", date(2018, 1, 1), None),
    ],
)
def test_holder(of, title, day, expected):
    assert OFFICES.holder(of, title, day) == expected


def test_no_two_holders_share_a_day():
    for entry in {id(o): o for o in OFFICES.by_title.values()}.values():
        for (one, name), (other, next_name) in pairwise(entry.terms):
            assert one.first <= one.last < other.first <= other.last, (entry.of, entry.titles, name, next_name)


@pytest.mark.parametrize("country", G20_AND_TOPICS)
def test_the_countries_have_a_head_and_a_foreign_minister(country):
    titles = {title for of, title in OFFICES.by_title if of == country}
    assert titles & {"president", "king", "prime minister"}
    assert titles & {"foreign minister", "secretary of state"}


def test_every_office_is_of_a_known_country_or_organisation():
    known = set(RULES.territories.names.values()) | set(RULES.known.kinds)
    assert {of for of, _ in OFFICES.by_title} <= known


def test_terms_are_of_plausible_length():
    for (of, title), entry in OFFICES.by_title.items():
        for days, name in entry.terms:
            assert timedelta(days=15) < days.last - days.first < timedelta(days=71 * 365), (of, title, name)


def test_the_last_day_is_inclusive_and_the_open_term_ends_when_knowledge_does():
    offices = Offices.read(rules(office(ANN, BEN)))
    days = ("2000-12-31", "2001-01-01", "2004-12-31", "2005-01-01", "2020-01-01", "2020-01-02")
    found = [offices.holder("Ostmark", "president", date.fromisoformat(d)) for d in days]
    assert found == [None, "Ann", "Ann", None, "Ben", None]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (rules(office(ANN, {**BEN, "first": date(2004, 12, 31)})), "Ann and Ben share days"),
        (rules(office(BEN, ANN)), "Ben and Ann share days or stand in the wrong order"),
        (rules(office({**ANN, "last": date(1999, 1, 1)})), "Ann ends before the first day"),
        (rules(office(ANN), office(BEN)), "'president' of Ostmark stands there twice"),
        (rules(office({**ANN, "until": date(2003, 1, 1)})), "unknown ['until']"),
        (rules(office(ANN, party="Blue")), "unknown ['party']"),
        (rules(office(ANN), more=1), "unknown ['more']"),
    ],
)
def test_wrong_offices_are_refused(wrong, message):
    with pytest.raises(RuleError) as told:
        Offices.read(wrong)
    assert message in str(told.value)
    assert "offices.toml" in str(told.value)
