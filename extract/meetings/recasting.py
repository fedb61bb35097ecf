"""Who is a person and who a country, where the meetings tell better than the names alone."""

from __future__ import annotations

from dataclasses import replace

from extract.meetings.page import Page
from extract.meetings.people import Person
from extract.meetings.titles import nation
from extract.model import Actor, Cast


def with_titled(page: Page) -> Cast:
    """The cast, where a "place" or "body" that bears an office is a person: "President Gail Marbek"."""

    surnames = {a.name for a in page.cast if a.kind == "person" and " " not in a.name}

    def is_titled(actor: Actor) -> bool:
        tokens = page.tokens(actor.mentions[0].span)
        if actor.kind not in ("place", "organisation") or tokens is None or not tokens.start:
            return False
        before = page.doc[tokens.start - 1]
        offices = page.rules.participants.offices
        if tokens[0].lower_ in offices and tokens[-1].text in surnames:
            return True  # "General Emil Katz", who is "Katz" elsewhere
        return before.text[:1].isupper() and before.lower_ in offices and before.head in tokens and len(tokens) > 1

    return Cast(replace(a, kind="person") if is_titled(a) else a for a in page.cast)


def without_misnamed(cast: Cast, people: list[Person]) -> Cast:
    """The cast, where a nation that was taken for a person or a body is a country again."""
    known = {p.name for p in people}
    nations = {n for p in people for n in p.nations}

    def is_nation(actor: Actor) -> bool:
        if actor.kind == "person":
            return actor.name not in known
        return actor.kind == "organisation" and actor.name.isalpha() and nation(actor.name) in nations

    return Cast(replace(a, kind="country") if is_nation(a) else a for a in cast)
