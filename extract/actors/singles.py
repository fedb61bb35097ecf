"""What a name of one word is: a country by evidence, a place, an organisation or a person; one kind a word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from extract.actors.kinds import nation_adjectives
from extract.actors.names import LOCATIVE, Name
from extract.actors.page import Page
from extract.actors.rules import ActorRules
from extract.actors.spelling import fold
from extract.model import ActorKind

SINGLE: Final = ("person", "organisation", "place", "country", "event")


def settle_singles(
    page: Page, names: Sequence[Name], surnames: frozenset[str], rules: ActorRules, *, town: str | None = None
) -> list[Name]:
    """Return the names with one kind for each word that stands alone and is no surname; the others as they are.

    A country is what has an adjective ("Oskavian") or a president, or stands beside such a one; what "its" goes on with
    is an organisation, what is only ever "in" or "from" is a place, and so is the ``town`` of the dateline; else the
    kind that the model gave most often. Adjectives are dropped.
    """
    groups: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        single = len(name.words) == 1 and name.kind in SINGLE and name.known is None
        if single and (fold(name.words[0]) not in surnames or name.kind == "country"):
            groups[name.words[0]].append(name)
    found = nation_adjectives(page, rules)
    adjectives: dict[str, set[str]] = defaultdict(set)
    for i, word in enumerate(page.words):
        if word in found and _of_state(page, i, rules):
            adjectives[word[:4].lower()].add(word)
    countries = {w for w, group in groups.items() if any(n.kind == "country" for n in group)}
    own = {w for w, group in groups.items() if _is_country(page, w, group, adjectives, rules)}
    own |= groups.keys() & _of_bodies(names, rules)
    for _ in range(2):  # "Oskavia, Veldane and Norhavn"; not of known ones: "Ukraine and Crimea"
        own |= {w for w, group in groups.items() if w not in countries and any(_beside(page, n, own) for n in group)}
    countries |= own
    countries -= {
        w for w, beside in rules.territories.unless.items() if w in groups and beside.intersection(page.words)
    }
    stems: dict[str, set[str]] = defaultdict(set)
    for word in countries:
        stems[word[:4].lower()].add(word)
    kinds = {w: "country" if w in countries else _kind(page, group, rules) for w, group in groups.items()}
    places = {w for w, kind in kinds.items() if kind == "place" or w.lower() == (town or "").lower()}
    for word, group in groups.items():
        if any(_is_titled(page, n, rules) or page.word(n.first - 1) in rules.classes for n in group):
            continue
        listed = kinds[word] == "person" and any(_is_located(page, n) and _beside(page, n, places) for n in group)
        if listed or (word in places and kinds[word] in ("person", "organisation")):
            kinds[word] = "place"
    settled = []
    for name in names:
        group = groups.get(name.words[0], []) if len(name.words) == 1 else []
        if name not in group:
            settled.append(name)
        elif name.words[0] in countries or not any(
            rules.territories.is_adjective_of(name.words[0], c) for c in stems.get(name.words[0][:4].lower(), ())
        ):
            settled.append(replace(name, kind=kinds[name.words[0]]))
    return settled


def _is_country(
    page: Page, word: str, group: Sequence[Name], adjectives: dict[str, set[str]], rules: ActorRules
) -> bool:
    if (
        rules.territories.knows(word)
        or word in rules.territories.regions
        or len(word) < 4
        or word.isupper()
        or any(_is_titled(page, n, rules) for n in group)
    ):
        return False
    if any(rules.territories.is_adjective_of(a, word) for a in adjectives.get(word[:4].lower(), ())):
        return True
    return any(_governs(page, n, rules) for n in group)


def _of_state(page: Page, i: int, rules: ActorRules) -> bool:
    """Whether an adjective stands before what only states have: "Veldani Prime Minister", not "Texan farmers"."""
    known = rules.territories
    for k in range(i + 1, min(i + 4, len(page))):
        if any(page.lower[k] in words for words in (known.national, rules.state, known.behind_adjectives)):
            return True
        if page.pos[k] not in ("ADJ", "NOUN", "PROPN"):
            return False
    return False


def _governs(page: Page, name: Name, rules: ActorRules) -> bool:
    """Whether it has what a country has: "Marravia's foreign minister", "ambassador to Danovia"."""
    national = rules.territories.national
    if page.word(name.past) == "government" and page.word(name.first - 1) == "the":
        return True  # "the Danovia government"
    if page.word(name.first - 1) == "to" and page.word(name.first - 2) in rules.territories.sent:
        return True
    if page.word(name.past) in ("'s", "’s"):
        for i in range(name.past + 1, min(name.past + 5, len(page))):
            if page.lower[i] in national:
                return True
            if page.pos[i] not in ("ADJ", "NOUN", "PROPN"):
                break
        return False
    if page.word(name.first - 1) == "of":
        return any(page.word(i).removesuffix("s") in national for i in range(name.first - 5, name.first - 1))
    return False


def _is_titled(page: Page, name: Name, rules: ActorRules) -> bool:
    return page.word(name.first - 1) in rules.roles or page.word(name.first - 1) in rules.address


def _is_thing(page: Page, name: Name) -> bool:
    """Whether "which" or "its" goes on with a name, which is then nobody's: "Norhald, which sells its shares"."""
    if page.word(name.past) == "," and page.word(name.past + 1) == "which":
        return True
    verb = page.heads[name.past - 1]
    if page.deps[name.past - 1] != "nsubj":
        return False
    for i in range(name.past, min(name.past + 12, len(page))):
        if page.lower[i] == "its":
            above = page.heads[page.heads[i]]
            return verb in (above, page.heads[above])
        if page.deps[i] == "nsubj":
            return False
    return False


def _beside(page: Page, name: Name, countries: Collection[str]) -> bool:
    """Whether "and" joins it with one of the countries."""
    left = page.words[name.first - 2] if page.word(name.first - 1) == "and" and name.first > 1 else ""
    right = page.words[name.past + 1] if page.word(name.past) == "and" and name.past + 1 < len(page) else ""
    return left in countries or right in countries


def _kind(page: Page, group: Sequence[Name], rules: ActorRules) -> ActorKind:
    kinds = [n.kind for n in group]
    if any(page.word(n.first - 1) in rules.classes for n in group):
        return "organisation"
    if any(_is_titled(page, n, rules) for n in group):
        return "person"
    body = [n for n in group if not page.above[n.first]] or group
    if all(_is_visited(page, n, rules) for n in body):
        return "place"
    common = max(dict.fromkeys(kinds), key=kinds.count)
    if common == "country":
        return "place"  # "Georgia", the state
    if common != "person":
        return common
    if any(_is_thing(page, n) for n in group) or (group[0].words[0].isupper() and len(group[0].words[0]) > 2):
        return "organisation"
    located = all(page.word(n.first - 1) in LOCATIVE and page.pos[n.first - 1] == "ADP" for n in group)
    return "place" if located else common


def _is_visited(page: Page, name: Name, rules: ActorRules) -> bool:
    """Whether only a place is spoken of so: "to visit Oskavia", "in Tarnholm"; what is in capitals is an acronym."""
    if page.words[name.first].isupper():
        return False
    inside = (
        page.word(name.first - 1) == "in" and page.pos[name.first - 1] == "ADP" and page.deps[name.past - 1] == "pobj"
    )
    above = page.heads[name.past - 1]
    head = page.lower[above]
    if head == "to" and page.lower[page.heads[above]] in rules.territories.journeys:
        return True
    return inside or (page.deps[name.past - 1] == "dobj" and head in rules.territories.visiting)


def _is_located(page: Page, name: Name) -> bool:
    """Whether what "and" joins it with hangs on "in" or "of": "residents of Dolnik and Horka"."""
    return page.word(name.first - 1) == "and" and page.word(name.first - 3) in LOCATIVE


def _of_bodies(names: Sequence[Name], rules: ActorRules) -> set[str]:
    """The words that a national body is of: "the Central Bank of Veldane" tells that Veldane is a country."""
    told = set()
    for name in names:
        words = [w.lower() for w in name.words]
        if len(words) > 2 and words[-2] == "of" and rules.territories.national_bodies.intersection(words):
            told.add(name.words[-1])
    return told
