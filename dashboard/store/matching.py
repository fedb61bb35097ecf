"""Which actors of several articles are one: keys that join by themselves, and candidates with how sure they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from extract.model import ActorKind

Strength = Literal["strong", "weak"]


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
class Match:
    """The new actor ``a`` may be the known actor ``b``; ``score`` is 0..100, ``why`` a phrase for the analyst."""

    a: int
    b: int
    score: float
    strength: Strength
    why: str


def key(name: str, kind: ActorKind, nation: str | None = None, role: str | None = None) -> Key:
    """Return the key of an actor: same key, same actor."""
    return Key(" ".join(name.casefold().split()), kind, nation, None)


def blocks(candidate: Candidate) -> frozenset[str]:
    """Return the words under which candidates that may be this one are filed: two that share none never match."""
    return frozenset({key(candidate.name, candidate.kind).norm})


class Index:
    """The known actors, filed for `match`; ``root`` is the actor into which one was joined."""

    def __init__(self, candidates: Iterable[Candidate] = ()) -> None:
        self._known: dict[int, Candidate] = {}
        self._roots: dict[int, int] = {}
        self._blocks: dict[str, set[int]] = defaultdict(set)
        for candidate in candidates:
            self.add(candidate)

    def add(self, candidate: Candidate, root: int | None = None) -> None:
        """File an actor, as joined into ``root`` where given. An id that is known already is filed anew."""
        self.remove(candidate.id)
        self._known[candidate.id] = candidate
        self._roots[candidate.id] = candidate.id if root is None else root
        for block in blocks(candidate):
            self._blocks[block].add(candidate.id)

    def join(self, id: int, root: int) -> None:
        """Say that the actor ``id`` is joined into ``root``; ``join(id, id)`` takes it out again."""
        self._roots[id] = root

    def remove(self, id: int) -> None:
        """Forget an actor; nothing happens where it is unknown."""
        candidate = self._known.pop(id, None)
        if candidate is not None:
            del self._roots[id]
            for block in blocks(candidate):
                self._blocks[block].discard(id)


def match(new: Sequence[Candidate], known: Index) -> list[Match]:
    """Return who of the ``known`` the ``new`` actors of one article may be, best first for each.

    Two ``new`` ones are never matched with each other: their article tells them apart. ``known`` is not changed.
    """
    found = []
    for candidate in new:
        for block in blocks(candidate):
            for id in known._blocks.get(block, ()):
                if id != candidate.id:
                    found.append(Match(candidate.id, id, 100.0, "strong", "same name"))
    return found
