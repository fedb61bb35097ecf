"""Which names mean countries, and which seats of government that act: "Moscow's concerns" are Russia's."""

from __future__ import annotations

from collections.abc import Sequence

from extract.actors.names import Name, Named
from extract.actors.page import Page
from extract.actors.rules import ActorRules


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
    """ "The Marble Palace, seat of the Oskavian president" """
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
    if not dateline or (seat.kind == "person" and seat.words[0].lower() in rules.given):
        return None
    return own[1] if seat.kind == "place" and len(own) == 2 else None


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
