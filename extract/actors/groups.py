"""Which names mean one organisation: acronyms, names without their beginning, names without their end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extract.actors.names import Name, Named
from extract.actors.page import Page
from extract.actors.rules import ActorRules

ACRONYM = re.compile(r"[A-Z]{2,6}\Z")


def cluster_organisations(page: Page, names: Sequence[Name], rules: ActorRules) -> list[Named]:
    """Return the actors of the names, which stand in reading order and are no persons; aliases of one key are one."""
    by_key: dict[str, Named] = {}
    for name in names:
        key = name.known.lower() if name.known else " ".join(name.words).lower()
        actor = by_key.setdefault(key, Named(name.kind, name.words))
        actor.names.append(name)
    actors = list(by_key.values())
    actors = _joined(actors, _acronyms(page, actors))
    actors = _joined(actors, _without_beginning(actors, rules))
    return _joined(actors, _without_end(page, actors, rules))


def initials(words: Iterable[str]) -> str:
    """Return the first letters of the capitalised words: "World Timber Board" gives "WTB"."""
    return "".join(w[0] for w in words if w[0].isupper())


def _joined(actors: Sequence[Named], into: dict[int, Named]) -> list[Named]:
    """The actors, each that is a form of another merged into it."""
    kept = []
    for actor in actors:
        whole = into.get(id(actor))
        if whole is None:
            kept.append(actor)
        else:
            whole.names.extend(actor.names)
    return kept


def _acronyms(page: Page, actors: Sequence[Named]) -> dict[int, Named]:
    """ "WTB" is the name whose initials it is, or the one that it stands behind in brackets."""
    whole: dict[str, Named] = {}
    beside: dict[int, Named] = {}
    for actor in actors:
        if len(actor.words) > 1:
            letters = initials(actor.words)
            for length in range(len(letters), 2, -1):  # "United Dock Hands Local" is the UDH as well
                whole.setdefault(letters[:length], actor)
            if len(letters) == 2:
                whole.setdefault(letters, actor)
            for name in actor.names:
                if page.word(name.past) == "(":
                    beside[name.past + 1] = actor
    into: dict[int, Named] = {}
    for actor in actors:
        if len(actor.words) == 1 and ACRONYM.match(actor.words[0].replace(".", "")):
            found = whole.get(actor.words[0].replace(".", "")) or next(
                (beside[n.first] for n in actor.names if n.first in beside), None
            )
            if found is not None and found is not actor:
                into[id(actor)] = found
    return into


def _without_beginning(actors: Sequence[Named], rules: ActorRules) -> dict[int, Named]:
    """ "Energy Ministry" is the one "Marravian Energy Ministry", "the Commission" the one "European Commission"."""
    longer: dict[str, list[Named]] = {}
    for actor in actors:
        if actor.kind == "organisation":
            for cut in range(1, len(actor.words)):
                longer.setdefault(" ".join(actor.words[cut:]).lower(), []).append(actor)
    into: dict[int, Named] = {}
    for actor in actors:
        found = longer.get(actor.name.lower(), ()) if actor.kind == "organisation" else ()
        if len(found) == 1 and (len(actor.words) > 1 or actor.words[0].lower() in rules.organisations):
            into[id(actor)] = found[0]
    return into


def _without_end(page: Page, actors: Sequence[Named], rules: ActorRules) -> dict[int, Named]:
    """ "Hallen" is the one "Hallen Steel", unless it is a country, an adjective or where something is."""
    longer: dict[str, list[Named]] = {}
    for actor in actors:
        if actor.kind == "organisation" and len(actor.words) > 1:
            longer.setdefault(actor.words[0].lower(), []).append(actor)
    into: dict[int, Named] = {}
    for actor in actors:
        found = longer.get(actor.words[0].lower(), ()) if len(actor.words) == 1 else ()
        if len(found) != 1 or actor.kind not in ("organisation", "place", "person"):
            continue
        located = any(page.word(n.first - 1) in ("in", "at", "from", "near") for n in actor.names)
        if (
            not located
            and not rules.territories.knows(actor.words[0])
            and actor.words[0].lower() not in rules.organisations
        ):
            into[id(actor)] = found[0]
    return into
