"""Who is a person and who a country, where the meetings tell better than the names alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from extract.meetings.page import Page
from extract.meetings.people import Person
from extract.meetings.titles import is_office, nation
from extract.model import Actor, Cast, Mention

BEFORE: Final = 9  # words before a name in which the office stands that it shares


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
        if _shares_office(tokens.root, page):
            return True  # "the ministers, Ana Brun and Tea Katz,"
        leaders = page.rules.participants.leaders
        if tokens[0].lower_ in leaders and len(tokens) == 2 and actor.kind == "organisation":
            return True  # "King Harald"
        return before.text[:1].isupper() and before.lower_ in offices and before.head in tokens and len(tokens) > 1

    return Cast(replace(a, kind="person") if is_titled(a) else a for a in page.cast)


def _shares_office(name: Token, page: Page) -> bool:
    """Whether a name stands beside a person's, where both are told to hold an office."""
    if name.i and _is_listed(name, page):
        return True
    other = name.head if name.dep_ == "conj" else None
    if other is None or page.named_person_at(other) is None:
        return False
    return any(t.tag_ in ("NNS", "NNPS") and is_office(t, page) for t in (other.head, *other.lefts))


def _is_listed(name: Token, page: Page) -> bool:
    """ "Ministers Ana Brun of Lorvia and Rui Katz of Ostmark": by the order of the words alone."""
    passed = [t for t in name.lefts if t.pos_ == "PROPN"]
    before = page.doc[max(0, name.i - len(passed) - BEFORE) : name.i - len(passed)]
    if not len(before) or before[-1].lower_ != "and":
        return False
    someone = False
    for token in reversed(before[:-1]):
        if token.lower_.endswith("s") and token.lower_.removesuffix("s") in page.rules.participants.offices:
            return someone
        someone = someone or page.named_person_at(token) is not None
        if token.pos_ != "PROPN" and token.lower_ not in ("of", "the") and token.text != ",":
            return False
    return False


def without_run_together(cast: Cast, page: Page) -> Cast:
    """The cast, where a place and a surname that stand side by side are no one: "From Arden Brun will go to"."""
    full = {a.name.split()[-1]: a for a in reversed(list(cast)) if a.kind == "person" and not _run_together(a, page)}
    moved = {
        a.name: full[a.name.split()[-1]].name for a in cast if _run_together(a, page) and a.name.split()[-1] in full
    }
    mentions: dict[str, list[Mention]] = {}
    for actor in cast:
        mentions.setdefault(moved.get(actor.name, actor.name), []).extend(actor.mentions)
    return Cast(
        replace(a, mentions=tuple(sorted(mentions[a.name], key=lambda m: m.span.start)))
        for a in cast
        if a.name not in moved
    )


def _run_together(actor: Actor, page: Page) -> bool:
    """Whether a name of two words stands but once, between a preposition that opens a sentence and a verb."""
    named = [m for m in actor.mentions if m.span.of(page.text) == actor.name]
    tokens = page.tokens(named[0].span) if len(named) == 1 and actor.kind == "person" else None
    if tokens is None or len(tokens) != 2 or not tokens.start:  # a place and a surname
        return False
    before, after = page.doc[tokens.start - 1], page.doc[tokens.end : tokens.end + 1]
    opens = before.pos_ == "ADP" and before.is_sent_start
    return bool(opens and len(after) and after[0].pos_ in ("VERB", "AUX"))


def without_misnamed(cast: Cast, people: list[Person]) -> Cast:
    """The cast, where a nation that was taken for a person or a body is a country again."""
    known = {p.name for p in people}
    nations = {n for p in people for n in p.nations}

    def is_nation(actor: Actor) -> bool:
        if actor.kind == "person":
            return actor.name not in known
        return actor.kind == "organisation" and actor.name.isalpha() and nation(actor.name) in nations

    return Cast(replace(a, kind="country") if is_nation(a) else a for a in cast)
