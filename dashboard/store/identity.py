"""What an actor is known by across articles: the folded name, kind, nation, field of work and office."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from dashboard.store.identity_rules import identity_rules
from dashboard.store.names import Name, fold, parse_name
from extract.model import ActorKind

_WORD: Final = re.compile(r"[^\W\d_]+")
_ELSEWHERE: Final = re.compile(r"\b(?:to|for|in|on|at|against|with)\b")
_HYPHENED: Final = re.compile(r"\S+-\S+|[,’']s?\b|[,’']")  # "the Iran-backed leader" is not Iran's


class Key(NamedTuple):
    """What an actor's name comes to once spelling is folded; equal keys are one actor. ``str(key)`` fits one column.

    ``nation`` and ``field`` (of work: "sport", "arts", …) are None where unknown.
    """

    norm: str
    kind: ActorKind
    nation: str | None
    field: str | None

    def __str__(self) -> str:
        return "|".join(part or "" for part in self)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor as the store knows it. ``nation`` is a country's key, ``role`` the words beside the name."""

    id: int
    name: str
    kind: ActorKind
    nation: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A candidate with all that is compared, worked out once."""

    candidate: Candidate
    name: Name
    key: Key
    office: frozenset[str]

    @property
    def unspecific(self) -> bool:
        """Whether the name alone tells of nobody: a bare surname, "the foreign ministry" of an unknown country."""
        if self.key.kind == "person":
            return self.name.bare
        return self.key.nation is None and is_state_body(self.name.words)


def key(name: str, kind: ActorKind, nation: str | None = None, role: str | None = None) -> Key:
    """Return the key of an actor: same key, same actor.

    A person's nation is read from the role where none is given. A bare surname and a ministry of an unknown country
    have a key like others: they stand for whom articles call only that, and are joined into nobody.
    """
    return know(Candidate(0, name, kind, nation, role)).key


def know(candidate: Candidate) -> Known:
    """Return the candidate with its name parsed, its field of work and its office."""
    name, nation = parse_name(candidate.name, candidate.kind), candidate.nation
    if candidate.kind == "country":
        nation = None  # it is one itself
    elif candidate.kind == "organisation":
        name, nation = _of_state(name, nation)
    elif candidate.kind == "person" and nation is None:
        nation = nation_of(candidate.role)
    field = _field(candidate.role) if candidate.kind == "person" else None
    return Known(candidate, name, Key(name.norm, candidate.kind, nation, field), _office(candidate.role))


@lru_cache(maxsize=8192)
def nation_of(role: str | None) -> str | None:
    """Return the country that a role names: "US President", "president of France"; None where it is none or several.

    What an envoy is sent to is not whose he is: "the ambassador to Russia" gives none.
    """
    said = _ELSEWHERE.split(role or "")[0]
    words = _HYPHENED.sub(" ", said).replace(".", "").lower().split()
    nations = identity_rules().nations
    found, i = set(), 0
    while i < len(words):
        longest = next((n for n in (4, 3, 2, 1) if " ".join(words[i : i + n]) in nations), 0)
        if longest:
            found.add(nations[" ".join(words[i : i + longest])])
        i += longest or 1
    return found.pop() if len(found) == 1 else None


def _of_state(name: Name, nation: str | None) -> tuple[Name, str | None]:
    """ "Lorvian Ministry of Defence", "the defence ministry of Lorvia": the body in one form, and whose it is."""
    rules = identity_rules()
    body = [w for w in name.words if w in rules.state_bodies or w in rules.state_words]
    if not any(w in rules.state_bodies for w in body):
        return name, nation
    kept = tuple(sorted(w for w in body if w not in rules.left_out)) or name.words
    whose = " ".join(w for w in name.words if w not in body and w != "of").removeprefix("the ").removesuffix(" the")
    if not whose:
        return Name(kept, name.suffix), nation
    named = _nation_named(whose, nation)
    return (name, nation) if named is None or nation not in (None, named) else (Name(kept, name.suffix), named)


def _nation_named(words: str, nation: str | None) -> str | None:
    """The nation of that name or adjective; one that no rule knows, where it is the ``nation`` known already."""
    rules = identity_rules()
    known = rules.nations.get(words)
    return nation if known is None and nation and rules.is_of(words, nation) else known


def is_state_body(words: Sequence[str]) -> bool:
    """Say whether a name says which body of a state it is, not of which state."""
    rules = identity_rules()
    plain = content_words(words)
    return any(w in rules.state_bodies for w in plain) and all(
        w in rules.state_bodies or w in rules.state_words for w in plain
    )


@lru_cache(maxsize=8192)
def _field(role: str | None) -> str | None:
    words = set(_WORD.findall(fold(role or "")))
    return next((field for field, known in identity_rules().fields.items() if words & known), None)


@lru_cache(maxsize=8192)
def _office(role: str | None) -> frozenset[str]:
    """The words of the role that name an office: "the Lorvian deputy foreign minister" gives three."""
    rules = identity_rules()
    words = _WORD.findall(fold(role or "").replace("prime minister", "premier"))
    found = frozenset(w for w in words if w in rules.roles or w in rules.deciding) - {"former", "acting"}
    return found if found & rules.roles else frozenset()


def content_words(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words without "of", "the", "and"."""
    return tuple(w for w in words if w not in identity_rules().small_words)
