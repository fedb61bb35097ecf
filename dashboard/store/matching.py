"""Which actors of several articles are one: the known ones filed by what their names share, and who is met there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from dashboard.store.comparing import (
    Strength,
    Verdict,
    acronym,
    compare,
    contradiction,
    firm,
    given_names,
    initials,
    same_office,
)
from dashboard.store.identity import Candidate, Key, Known, content_words, key, know, nation_of
from dashboard.store.names import fold, sound, sounds_of

__all__ = ["Blocks", "Candidate", "Index", "Key", "Match", "Strength", "blocks", "counted", "key", "match", "nation_of"]

FEW_BEARERS: Final = 3  # of a surname or acronym: with more it says nothing, and an analyst would drown in proposals


@dataclass(frozen=True, slots=True)
class Match:
    """The new actor ``a`` may be the known actor ``b``; ``score`` is 0..100, ``why`` a phrase for the analyst."""

    a: int
    b: int
    score: float
    strength: Strength
    why: str


class Blocks(NamedTuple):
    """Where an actor is filed, and where those are filed that it may be: two that share no such word never match."""

    filed: frozenset[str]
    sought: frozenset[str]


def blocks(candidate: Candidate) -> Blocks:
    """Return the words for a candidate: with them a store can find by an index on a column what `match` has to see."""
    return _blocks(know(candidate))


def _blocks(known: Known) -> Blocks:
    words = known.name.words
    whole = "=" + "".join(words)
    if known.key.kind in ("place", "country"):
        return Blocks(frozenset({whole}), frozenset({whole}))
    filed, sought = {whole}, {whole}
    if known.key.kind != "person":
        plain = content_words(words)
        spelt = {"~" + " ".join(sorted(map(sound, firm(plain)))), "~" + " ".join(sorted(map(sound, plain)))}
        short = acronym(known)
        own, other = ("short:", "long:") if short else ("long:", "short:")
        begun = short or (initials(plain) if len(plain) > 1 else None)
        if begun:
            filed.add(own + begun)
            sought.add(other + begun)
        return Blocks(frozenset(filed | spelt), frozenset(sought | spelt))
    surname = sound(words[-1])
    if known.name.bare:
        return Blocks(frozenset(filed | {"bare:" + surname}), frozenset(sought | {"surname:" + surname}))
    both = {"~" + " ".join(sorted(map(sound, words)))}
    for given in given_names(words[0]):
        both |= {f"{given} {sound(word)}" for word in words[1:]}
        both.add(f"{given} {sounds_of(words[-1:])[:3]}…")
    both |= {f"{sound(word)} {surname}" for word in words[1:-1]}
    letters = {given[0] for given in given_names(words[0])} | {words[0][0]}
    own, other = ("initial:", "given:") if len(words[0]) == 1 else ("given:", "initial:")
    filed |= both | {f"{own}{letter} {surname}" for letter in letters} | {"surname:" + surname}
    sought |= both | {f"{other}{letter} {surname}" for letter in letters} | {"bare:" + surname}
    return Blocks(frozenset(filed), frozenset(sought))


def counted(mates: Iterable[Candidate]) -> frozenset[str]:
    """Return the words of which an index must hold a few more actors than share a block with the new one.

    They are where the bearers of a bare surname among ``mates`` are filed: `match` counts them. Of each word
    ``FEW_BEARERS`` + 1 actors of different roots are enough.
    """
    parsed = (know(m).name for m in mates if m.kind == "person")
    return frozenset("surname:" + sound(name.words[-1]) for name in parsed if name.bare)


class Index:
    """The known actors, filed for `match`. An actor's root is the one into which it was joined, itself where alone."""

    def __init__(self, candidates: Iterable[Candidate] = ()) -> None:
        self._known: dict[int, Known] = {}
        self._roots: dict[int, int] = {}
        self._joined: dict[int, set[int]] = {}
        self._filed: dict[str, set[int]] = defaultdict(set)
        self._apart: set[frozenset[int]] = set()
        for candidate in candidates:
            self.add(candidate)

    def __len__(self) -> int:
        return len(self._known)

    def add(self, candidate: Candidate, root: int | None = None) -> None:
        """File an actor, as joined into ``root`` where given. An id that is known already is filed anew."""
        self.remove(candidate.id)
        known = know(candidate)
        self._known[candidate.id] = known
        for block in _blocks(known).filed:
            self._filed[block].add(candidate.id)
        self._set_root(candidate.id, candidate.id if root is None else root)

    def join(self, id: int, root: int) -> None:
        """Say that the actor ``id`` is joined into ``root``; ``join(id, id)`` takes it out again."""
        self._leave(id)
        self._set_root(id, root)

    def keep_apart(self, a: int, b: int) -> None:
        """Never match whom the analyst keeps apart, nor those who are joined with them."""
        self._apart.add(frozenset((a, b)))

    def remove(self, id: int) -> None:
        """Forget an actor; nothing happens where it is unknown."""
        known = self._known.pop(id, None)
        if known is None:
            return
        self._leave(id)
        for block in _blocks(known).filed:
            self._filed[block].discard(id)
            if not self._filed[block]:
                del self._filed[block]

    def root(self, id: int) -> int:
        """Return the actor into which ``id`` is joined."""
        return self._roots.get(id, id)

    def _set_root(self, id: int, root: int) -> None:
        self._roots[id] = root
        self._joined.setdefault(root, set()).add(id)

    def _leave(self, id: int) -> None:
        root = self._roots.pop(id, id)
        members = self._joined.get(root, set())
        members.discard(id)
        if not members:
            self._joined.pop(root, None)

    def _near(self, known: Known) -> Iterator[Known]:
        seen = {known.candidate.id}
        for block in sorted(_blocks(known).sought):
            for id in sorted(self._filed.get(block, ())):
                if id not in seen:
                    seen.add(id)
                    yield self._known[id]

    def _bearers(self, known: Known) -> int:
        """How many actors bear the surname of which ``known`` gives no more."""
        block = self._filed.get("surname:" + sound(known.name.words[-1]), ())
        return len({self.root(id) for id in block})

    def _of_root(self, root: int) -> list[Known]:
        return [self._known[id] for id in self._joined.get(root, ()) if id in self._known]

    def _kept_apart(self, id: int, root: int) -> bool:
        if not self._apart:
            return False
        mine = self._joined.get(self.root(id), set()) | {id}
        theirs = self._joined.get(root, set()) | {root}
        return any(frozenset((x, y)) in self._apart for x in mine for y in theirs)


def match(new: Sequence[Candidate], known: Index) -> list[Match]:
    """Return who of the ``known`` the ``new`` actors of one article may be, for each the best first.

    One of several joined actors stands for all: the best match. It is strong only where none of those joined
    contradicts, where no second known actor would be joined that contradicts the first, and for one only of the new:
    their article tells them apart. ``known`` is not changed; the new may be among them.
    """
    found = [m for each in new for m in _matches(know(each), known)]
    return _one_each(found, known)


def _matches(new: Known, index: Index) -> list[Match]:
    best: dict[int, tuple[Verdict, Known]] = {}
    own = index.root(new.candidate.id)
    for other in index._near(new):
        root = index.root(other.candidate.id)
        if root == own:
            continue
        verdict = compare(new, other)
        if verdict is not None and (root not in best or _rank(verdict) > _rank(best[root][0])):
            best[root] = (verdict, other)
    found = []
    for root, (verdict, other) in best.items():
        if index._kept_apart(new.candidate.id, root):
            continue
        joined = index._of_root(root)
        if verdict.partial and other.name.bare and any(not m.name.bare for m in joined):
            continue  # whose surname it is was settled
        against = next((c for m in joined if (c := _apart(new, m))), None)
        if against and verdict.partial and not contradiction(new, other):
            continue  # a part of a name is too little where a joined one contradicts
        if against and verdict.strength == "strong":
            verdict = verdict._replace(strength="weak", why=f"{verdict.why}, but joined with another: {against}")
        found.append((verdict, other))
    found = _unless_many(new, found, index)
    found = _sole_holder(new, found, index)
    strong = [o for v, o in found if v.strength == "strong"]
    if _contradictory(strong, index):
        found = [
            (v._replace(strength="weak", why=f"{v.why}, which several bear") if v.strength == "strong" else v, o)
            for v, o in found
        ]
    elif strong:  # a namesake of another nation need not be put up where one fits
        found = [(v, o) for v, o in found if not contradiction(new, o)]
    found.sort(key=lambda f: (f[0].strength != "strong", -f[0].score, f[1].candidate.id))
    return [Match(new.candidate.id, o.candidate.id, v.score, v.strength, v.why) for v, o in found]


def _rank(verdict: Verdict) -> tuple[bool, float]:
    return verdict.strength == "strong", verdict.score


def _apart(a: Known, b: Known) -> str | None:
    """What tells two actors of one name apart, their middle names too."""
    apart = contradiction(a, b)
    if apart is None and a.key.kind == b.key.kind == "person" and not (a.name.bare or b.name.bare):
        mine, theirs = a.name.middle, b.name.middle
        if mine and theirs and any(x[0] != y[0] for x, y in zip(mine, theirs, strict=False)):
            return f"{a.candidate.name} and {b.candidate.name}"
    return apart


def _unless_many(new: Known, found: list[tuple[Verdict, Known]], index: Index) -> list[tuple[Verdict, Known]]:
    """Drop what only a part of the name speaks for, where it would speak for many."""
    partial = sum(v.partial for v, _ in found)
    if partial <= FEW_BEARERS and not (partial and new.key.kind == "person" and not new.name.bare):
        return found
    if partial > FEW_BEARERS:
        return [(v, o) for v, o in found if not v.partial]
    return [(v, o) for v, o in found if not (v.partial and o.name.bare) or index._bearers(o) <= FEW_BEARERS]


def _sole_holder(new: Known, found: list[tuple[Verdict, Known]], index: Index) -> list[tuple[Verdict, Known]]:
    """Make sure of the only one who bears a surname of which an article gives no more, where it names the same office.

    "President Malko" is Viktor Malko, the Lorvian president, as long as nobody else of that name is known. A fuller
    name never joins a bare one: which of its bearers that one meant is not known any more.
    """
    if not (new.key.kind == "person" and new.name.bare) or len(found) != 1 or index._bearers(new) != 1:
        return found
    [(verdict, other)] = found
    joined = index._of_root(index.root(other.candidate.id))
    holds = any(same_office(new, m) and _beside_office(new) <= _beside_office(m) for m in joined)
    if not holds or not verdict.partial or other.name.bare:
        return found
    return [(verdict._replace(strength="strong", why="surname and office"), other)]


def _beside_office(known: Known) -> set[str]:
    """What a role says besides the office: the "Lorvian" of "Lorvian president", which no rule may know."""
    return set(content_words(fold(known.candidate.role or "").split())) - known.office


def _contradictory(strong: Sequence[Known], index: Index) -> bool:
    groups = [index._of_root(index.root(k.candidate.id)) for k in strong]
    return any(
        index._kept_apart(groups[i][0].candidate.id, index.root(groups[j][0].candidate.id))
        or any(_apart(x, y) for x in groups[i] for y in groups[j])
        for i in range(len(groups))
        for j in range(i)
    )


def _one_each(found: Sequence[Match], index: Index) -> list[Match]:
    """Of several new actors of one article that would be joined into one, only the nearest is."""
    taken: dict[int, Match] = {}
    for each in found:
        if each.strength == "strong":
            root = index.root(each.b)
            if root not in taken or each.score > taken[root].score:
                taken[root] = each
    return [
        replace(m, strength="weak", why=f"{m.why}, but another of the article is nearer")
        if m.strength == "strong" and taken[index.root(m.b)] is not m
        else m
        for m in found
    ]
