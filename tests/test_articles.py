"""Whole small articles, read from their bare text: what is to be found in them stands in cases/articles.toml."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extract.model import Actor, Article, Findings, Meeting
from extract.pipeline import Reader

ADDED = date(2026, 11, 25)
CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases" / "articles.toml").read_text("utf-8"))[
    "article"
]
KINDS = {"people": "person", "countries": "country", "organisations": "organisation"}
KNOWN = {
    "name", "text", "given", "published", "said", "unsaid", "nobody", "nobody_says", "nobody_meets", "actors", "roles",
    "territories", "meetings", "has_meetings", "xfail", *KINDS,
}  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def speakers(found: Findings, words: str) -> set[str]:
    """Who is said to have said ``words``; "?" for nobody known."""
    text = found.article.text
    return {q.speaker_name or "?" for q in found.quotes if any(words in c.of(text) for c in q.content)}


def is_named(name: str, expected: str) -> bool:
    return name.lower().removeprefix("the ").endswith(expected.lower())


def as_expected(meeting: Meeting, told: dict[str, Any]) -> bool:
    days = [date.fromisoformat(d) for d in told.get("days", ())]
    span = (meeting.days.first, meeting.days.last) if meeting.days else None
    who = {n.split()[-1] for n in meeting.participants}
    return (
        (told.get("loose") or who == set(told["who"]))
        and meeting.status == told["status"]
        and (not days or span == (days[0], days[-1]))
        and ("place" not in told or meeting.place == told["place"])
    )


def shortcomings(case: dict[str, Any], found: Findings) -> list[str]:
    """What is missing or should not be there, in words."""
    text, short = found.article.text, []
    if case.get("published") and str(found.publication.day) != case["published"]:
        short.append(f"published {found.publication.day}")
    for words, who in case.get("said", {}).items():
        named = speakers(found, words)
        right = len(named) == 1 and all(is_named(n, who) for n in named) if who else not (
            named & {a.name for a in found.actors}
        )  # fmt: skip
        if not right or not named:
            short.append(f"said {words!r}: {sorted(named)}, not {who!r}")
    short += [f"said {w!r}" for w in case.get("unsaid", ()) if speakers(found, w)]
    short += [
        f"{q.speaker_name!r} says" for q in found.quotes if (q.speaker_name or "").lower()
        in [n.lower() for n in case.get("nobody_says", ())]
    ]  # fmt: skip
    actors: dict[str, Actor] = {a.name: a for a in found.actors}
    for key, kind in KINDS.items():
        short += [
            f"{n}: {actors[n].kind if n in actors else 'missing'}"
            for n in case.get(key, ())
            if n not in actors or actors[n].kind != kind
        ]
    short += [
        f"{n}: {actors[n].kind if n in actors else 'missing'}, no territory"
        for n in case.get("territories", ())
        if n not in actors or actors[n].kind not in ("country", "place")
    ]
    short += [f"{n} is an actor" for n in case.get("nobody", ()) if n in actors]
    for name, count in case.get("actors", {}).items():
        mentions = [
            m.span.of(text)
            for m in (actors[name].mentions if name in actors else ())
            if m.form in ("name", "description")
        ]
        if len(mentions) != count:
            short.append(f"{name}: {mentions}")
    for name, role in case.get("roles", {}).items():
        if name not in actors or not (actors[name].role or "").lower().endswith(role.lower()):
            short.append(f"{name}: role {actors[name].role if name in actors else 'missing'}")
    wanted = case.get("meetings", case.get("has_meetings", []))
    short += [f"no meeting {m}" for m in wanted if not any(as_expected(f, m) for f in found.meetings)]
    if "meetings" in case:
        short += [f"meeting {f}" for f in found.meetings if not any(as_expected(f, m) for m in wanted)]
    meeting = {n.split()[-1] for m in found.meetings for n in m.participants}
    short += [f"{n} meets" for n in case.get("nobody_meets", ()) if n in meeting]
    return short


def test_no_case_has_a_key_that_nothing_reads() -> None:
    assert not {k for case in CASES for k in case} - KNOWN


def marks(case: dict[str, Any]) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []


@pytest.mark.parametrize("case", [pytest.param(c, id=c["name"], marks=marks(c)) for c in CASES])
def test_article(case: dict[str, Any], reader: Reader) -> None:
    given = date.fromisoformat(case["given"]) if "given" in case else None
    found = reader.read(Article(case["name"], case["text"].strip(), published=given), today=ADDED)
    assert not shortcomings(case, found)
