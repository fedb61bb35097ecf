"""Which names mean one person: equal names, surnames, given names, initials and spellings; "Jr." and "Sr." are two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from extract.actors.names import Name, Named
from extract.actors.rules import ActorRules
from extract.actors.spelling import fold, is_one_given_name, is_one_spelling, skeleton

_ARTICLE = re.compile(r"\A(?:[AaEe]l|[Aa]sh|[Aa]s|[Aa]d)[-‑](?=\w)")  # "al-Assad" is called "Assad" as well
_INITIALS = re.compile(r"(?<=\.)(?=\w)")
MOST: Final = 50  # bearers of one surname that are looked at: more make no article

_BOTH = re.compile(r"['’]s?\Z")


def full_name(words: Sequence[str], rules: ActorRules) -> tuple[tuple[str, ...], str]:
    """Return the words of a name, "J.R." cut in two, without "Jr." and particles before it, and the suffix."""
    parts = [p for w in words for p in _INITIALS.split(_ARTICLE.sub("", _BOTH.sub("", w))) if p]
    suffix = next((fold(p).rstrip(".") for p in parts if fold(p) in rules.suffixes), "")
    core = [p for p in parts if fold(p) not in rules.suffixes]
    while len(core) > 1 and fold(core[0]) in rules.particles and core[0] not in ("Al", "El"):
        core.pop(0)
    return tuple(core), suffix


def cluster_persons(names: Sequence[Name], nicknames: dict[str, str], rules: ActorRules) -> list[Named]:
    """Return the persons of the names, which stand in reading order; a name of one word goes to whoever bears it.

    Of several bearers the one named last is meant. ``nicknames`` leads from "Rusty" to a word of the name it is for.
    """
    people: list[Named] = []
    bearers: dict[str, list[Named]] = {}  # by the skeleton of the surname, and by the given name
    for name in sorted(names, key=lambda n: -len(full_name(n.words, rules)[0])):
        core, suffix = full_name(name.words, rules)
        if len(core) < 2:
            continue
        alike = [p for p in bearers.get(skeleton(core[-1]), ())[-MOST:] if _is_same(p, core, suffix, rules)]
        if len(alike) > 1 and suffix == "":
            alike = [min(alike, key=lambda p: p.names[0].first)]  # whom the article is about comes first
        person = alike[0] if alike else Named("person", name.words)
        if not alike:
            people.append(person)
            for key in (skeleton(core[-1]), f"given {fold(core[0])}", *(f"given {s}" for s in _shorts(core[0], rules))):
                bearers.setdefault(key, []).append(person)
        person.names.append(name)
    _singles(names, people, bearers, nicknames, rules)
    return people


def _shorts(given: str, rules: ActorRules) -> Iterable[str]:
    return (short for short, fulls in rules.short.items() if fold(given) in fulls)


def _is_same(person: Named, core: tuple[str, ...], suffix: str, rules: ActorRules) -> bool:
    other, theirs = full_name(person.words, rules)
    if suffix and suffix != theirs:
        return False
    return is_one_spelling(core[-1], other[-1]) and is_one_given_name(core[0], other[0], rules)


def _singles(
    names: Sequence[Name],
    people: list[Named],
    bearers: dict[str, list[Named]],
    nicknames: dict[str, str],
    rules: ActorRules,
) -> None:
    """Give the names of one word, in reading order, to the bearer named last before, else to the first to come."""
    owner = {id(n): p for p in people for n in p.names}
    seen: dict[int, int] = {}
    for at, name in enumerate(names):
        person = owner.get(id(name))
        if person is None:
            core, suffix = full_name(name.words, rules)
            word = core[-1] if core else name.words[-1]
            meant = nicknames.get(word, word)
            fitting = [
                p for p in bearers.get(skeleton(meant), ())[-MOST:] if is_one_spelling(meant, _surname(p, rules))
            ]
            fitting = fitting or bearers.get(f"given {fold(meant)}", [])
            fitting = [p for p in fitting if not suffix or full_name(p.words, rules)[1] == suffix]
            if fitting:
                person = max(fitting, key=lambda p: (seen.get(id(p), -1), -p.names[0].first))
            else:
                person = Named("person", name.words)
                people.append(person)
                bearers.setdefault(skeleton(word), []).append(person)
            person.names.append(name)
        seen[id(person)] = at


def _surname(person: Named, rules: ActorRules) -> str:
    core, _ = full_name(person.words, rules)
    return core[-1] if core else person.words[-1]  # "Jr." alone
