"""Meetings are read from sentences in the manner of wire reports: who, what becomes of it, when, where."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extract.actors import ActorRules, find_actors
from extract.dates import find_timexes
from extract.meetings import MeetingRules, find_meetings
from extract.model import Meeting
from extract.quotes import find_marked
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
