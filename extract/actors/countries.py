"""Which names mean countries: known ones, made-up ones by evidence, and the seats of their governments that act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from extract.actors.names import LOCATIVE, Name, Named, nation_adjectives
from extract.actors.page import Page
from extract.actors.rules import ActorRules
from extract.model import ActorKind, Span

SINGLE: Final = ("person", "organisation", "place", "country", "event")


def settle_singles(page: Page, names: Sequence[Name], surnames: frozenset[str], rules: ActorRules) -> list[Name]:
    """Return the names with one kind for each word that stands alone and is no surname; the others as they are.

    A country is what has an adjective ("Lorvian"), a president or an army, or stands beside such a one; what is only
    ever "in" or "from" is a place; else the kind that the model gave most often. Adjectives are dropped.
    """
    groups: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        if len(name.words) == 1 and name.kind in SINGLE and name.known is None:
            if name.words[0].lower() not in surnames or name.kind == "country":
                groups[name.words[0]].append(name)
    adjectives: dict[str, set[str]] = defaultdict(set)
    for word in nation_adjectives(page, rules):
        adjectives[word[:4].lower()].add(word)
    countries = {w for w, group in groups.items() if any(n.kind == "country" for n in group)}
    countries |= {w for w, group in groups.items() if _is_country(page, w, group, adjectives, rules)}
    for _ in range(2):  # "Lorvia, Casmere and Halmark"
        countries |= {w for w, group in groups.items() if any(_beside(page, n, countries) for n in group)}
    stems: dict[str, set[str]] = defaultdict(set)
    for word in countries:
        stems[word[:4].lower()].add(word)
    kinds = {w: "country" if w in countries else _kind(page, group, rules) for w, group in groups.items()}
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


def _is_country(page: Page, word: str, group: Sequence[Name], adjectives: dict[str, set[str]], rules: ActorRules) -> bool:
    if rules.territories.knows(word) or len(word) < 4 or word.isupper():
        return False
    if any(rules.territories.is_adjective_of(a, word) for a in adjectives.get(word[:4].lower(), ())):
        return True
    if any(_governs(page, n, rules) for n in group):
        return True
    return all(n.kind in ("person", "place") for n in group) and any(_is_thing(page, n) for n in group)


def _is_thing(page: Page, name: Name) -> bool:
    """Whether "which" or "its" goes on with it: a name that the model took for a person, and which acts as a state."""
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


def _governs(page: Page, name: Name, rules: ActorRules) -> bool:
    """Whether it has what a country has: "Ketteria's parliament", "president of Brennia", "Bank of Casmere"."""
    national = rules.territories.national
    if page.word(name.past) in ("'s", "’s"):
        return any(page.word(i) in national or page.word(i) in ("foreign", "defence") for i in range(name.past + 1, name.past + 5))
    if page.word(name.past) in national and page.pos[name.past] == "NOUN":
        return True
    if page.word(name.first - 1) == "of":
        return any(page.word(i) in national for i in range(name.first - 5, name.first - 1))
    return False


def _beside(page: Page, name: Name, countries: Iterable[str]) -> bool:
    """Whether "and" joins it with a country, or it lies behind one: "through Ukraine to Ketteria"."""
    left = page.words[name.first - 2] if page.word(name.first - 1) in ("and", "to") and name.first > 1 else ""
    right = page.words[name.past + 1] if page.word(name.past) == "and" and name.past + 1 < len(page) else ""
    return left in countries or right in countries


def _kind(page: Page, group: Sequence[Name], rules: ActorRules) -> ActorKind:
    kinds = [n.kind for n in group]
    if any(page.word(n.first - 1) in rules.classes for n in group):
        return "organisation"
    common = max(dict.fromkeys(kinds), key=kinds.count)
    titled = any(page.word(n.first - 1) in rules.roles or page.word(n.first - 1) in rules.address for n in group)
    if common != "person" or titled:
        return common
    located = all(page.word(n.first - 1) in LOCATIVE and page.pos[n.first - 1] == "ADP" for n in group)
    return "place" if located else common


def countries_of_bodies(page: Page, bodies: Sequence[Named], rules: ActorRules) -> frozenset[str]:
    """Return the words that a national body is of: "the Central Bank of Casmere" tells that Casmere is a country."""
    told = set()
    for body in bodies:
        words = [w.lower() for w in body.words]
        if "of" in words[:-1] and body.words[-1][0].isupper() and words.index("of") == len(words) - 2:
            if rules.territories.national_bodies & set(words):
                told.add(body.words[-1])
    return frozenset(told)


def cluster_countries(names: Sequence[Name], rules: ActorRules) -> list[Named]:
    """Return the countries of the names: "the US" and "the United States" are one."""
    found: dict[str, Named] = {}
    for name in names:
        country = rules.territories.country(" ".join(name.words)) or " ".join(name.words)
        found.setdefault(country.lower(), Named("country", tuple(country.split()))).names.append(name)
    return list(found.values())


def give_seats(page: Page, actors: list[Named], dateline: str | None, rules: ActorRules) -> list[Named]:
    """Return the actors with the seats of government that act given to their country: "Moscow's concerns".

    A made-up seat is the dateline's country's where it stands in the dateline, else that of the one other made-up
    country; a town that stands for an organisation ("Brussels") is that organisation's where the article has it.
    """
    countries = {a.name.lower(): a for a in actors if a.kind == "country"}
    own = [a for a in countries.values() if rules.territories.country(a.name) is None]
    own.sort(key=lambda a: (page.above[a.names[0].first], a.names[0].first))  # the report, then its headline
    for seat in [a for a in actors if a.kind in ("place", "organisation", "person", "country") and a.names]:
        low = seat.name.lower()
        acting = [n for n in seat.names if _acts(page, n, rules)]
        if not acting:
            continue
        country = _palace(page, seat, countries, rules) or _governed(seat, low, countries, own, dateline, rules)
        body = rules.known.seats.get(low)
        if body is not None:
            country = next((a for a in actors if a.name == body), country)
        if country is None and low in rules.territories.seats:
            country = Named("country", tuple(rules.territories.seats[low].split()))
            countries[country.name.lower()] = country
            actors.append(country)
        if country is None or country is seat:
            continue
        country.acting.extend(page.span(n.first, n.past) for n in acting)
        seat.names = [n for n in seat.names if n not in acting]
    return [a for a in actors if a.names or a.acting]


def _palace(page: Page, seat: Named, countries: dict[str, Named], rules: ActorRules) -> Named | None:
    """ "The Granite Palace, seat of the Lorvian president" """
    for name in seat.names:
        if page.word(name.past) == "," and "seat" in (page.word(name.past + 1), page.word(name.past + 2)):
            nations = {rules.territories.nation(w) for w in page.words[name.past + 2 : name.past + 7] if w[0].isupper()}
            return next((c for c in countries.values() if rules.territories.nation(c.name) in nations), None)
    return None


def _governed(
    seat: Named, low: str, countries: dict[str, Named], own: Sequence[Named], dateline: str | None, rules: ActorRules
) -> Named | None:
    known = rules.territories.seats.get(low)
    if known is not None:
        return countries.get(known.lower())
    if seat.kind not in ("place", "organisation", "person") or len(seat.words) > 1 or seat in own or not own:
        return None
    if dateline and low == dateline.lower():
        return own[0]
    if not dateline or seat.kind == "person" and seat.words[0].lower() in rules.given:
        return None
    others = [c for c in own[1:]]
    return others[0] if seat.kind == "place" and len(others) == 1 else None


def _acts(page: Page, name: Name, rules: ActorRules) -> bool:
    """Whether it does or has something, or is spoken to as governments are."""
    if page.word(name.past) in ("'s", "’s"):
        return True
    i = page.root(name.first, name.past)
    for _ in range(3):
        if page.deps[i] != "conj":
            break
        i = page.heads[i]
    if page.deps[i] in ("nsubj", "nsubjpass", "poss", "agent"):
        return True
    head = page.heads[i]
    if page.deps[i] == "pobj":
        return page.lower[head] == "by" and page.deps[head] == "agent"
    return page.deps[i] == "dobj" and any(page.lower[head].startswith(v[:-1]) for v in rules.territories.addressing)
