"""Meetings are read from sentences in the manner of wire reports: who, what becomes of it, when, where."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extract.actors import ActorRules, find_actors
from extract.dates import find_timexes
from extract.errors import RuleError
from extract.meetings import MeetingRules, find_meetings
from extract.model import Days, Meeting, Quote, Span
from extract.quotes import find_marked
from extract.rulebook import read_rules
from tests.conftest import Parse

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "meetings.toml").read_text(encoding="utf-8")
)["case"]
PUBLISHED = date(2026, 3, 4)  # a Wednesday


@pytest.fixture(scope="module", name="rules")
def meeting_rules() -> tuple[ActorRules, MeetingRules]:
    return ActorRules.load(), MeetingRules.load()


def read(text: str, parse: Parse, rules: tuple[ActorRules, MeetingRules]) -> list[Meeting]:
    doc, layout = parse(text)
    timexes = find_timexes(doc, layout, PUBLISHED)
    cast = find_actors(doc, layout, find_marked(text, layout), rules[0])
    return find_meetings(doc, layout, PUBLISHED, timexes, cast, rules[1])


def test_the_speaker_of_quoted_words_is_who_i_means(parse: Parse, rules: tuple[ActorRules, MeetingRules]) -> None:
    text = '"I will meet Karin Brandt in Vienna on Monday," President Anton Orlan told lawmakers.'
    doc, layout = parse(text)
    cast = find_actors(doc, layout, find_marked(text, layout), rules[0])
    quote = Quote((Span(1, text.index(',"')),), None, None, "Anton Orlan", "direct", "test")
    timexes = find_timexes(doc, layout, PUBLISHED)
    meetings = find_meetings(doc, layout, PUBLISHED, timexes, cast, rules[1], quotes=[quote])
    assert [(m.participants, m.status) for m in meetings] == [(("Anton Orlan", "Karin Brandt"), "planned")]
    assert meetings[0].days == Days(date(2026, 3, 9), date(2026, 3, 9))


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Helen Marsh will meet Anton Orlan on March 9, 2026.", "stated"),
        ("Helen Marsh will meet Anton Orlan on March 9.", "year from the day of publication"),
        ("Helen Marsh will meet Anton Orlan on Monday.", "counted from the day of publication"),
        (
            "The Northern Forum opens in Oslo on March 27. Helen Marsh will meet Anton Orlan at the forum.",
            "from the host event, year from the day of publication",
        ),
        ("Helen Marsh will meet Anton Orlan.", None),
    ],
)
def test_the_basis_says_what_the_days_were_read_from(
    text: str, basis: str | None, parse: Parse, rules: tuple[ActorRules, MeetingRules]
) -> None:
    assert [m.date_basis for m in read(text, parse, rules) if m.kind == "meeting"] == [basis]


def test_each_word_stands_once_in_its_list_and_every_key_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    known = read_rules("meetings")
    for section, key, value, message in (
        ("status", "planed", [], "planed"),
        ("status", "planned", ["set", "set"], "twice"),
        ("occasion", "events", None, "missing"),
    ):
        changed = {k: dict(v) for k, v in known.items()}
        if value is None:
            del changed[section][key]
        else:
            changed[section][key] = value
        monkeypatch.setattr("extract.meetings.rules.read_rules", lambda _, changed=changed: changed)
        with pytest.raises(RuleError, match=message):
            MeetingRules.load()


def told(meeting: Meeting, asked: dict[str, Any]) -> dict[str, Any]:
    """What the case asks about, as the case writes it."""
    days = meeting.days
    found = {
        "who": sorted(n.split()[-1] for n in meeting.participants),
        "status": meeting.status,
        "kind": meeting.kind,
        "days": sorted({days.first.isoformat(), days.last.isoformat()}) if days else [],
        "place": meeting.place,
        "occasion": meeting.occasion,
        "original": meeting.original_days.first.isoformat() if meeting.original_days else None,
    }
    return {k: v for k, v in found.items() if k in asked or k == "days"}


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_meetings_of_a_report(case: dict[str, Any], parse: Parse, rules: tuple[ActorRules, MeetingRules]) -> None:
    expected = [{**m, "who": sorted(m["who"]), "days": m.get("days", [])} for m in case["meetings"]]
    found = read(case["text"], parse, rules)
    asked = [*expected, *[{"who": 0, "status": 0}] * len(found)]
    assert [told(m, a) for m, a in zip(found, asked, strict=False)] == expected
