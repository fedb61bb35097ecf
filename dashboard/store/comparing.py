"""Whether two actors are one, judged by name, kind, nation and role."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from dashboard.store.identity import Known, content_words, is_state_body
from dashboard.store.identity_rules import identity_rules
from dashboard.store.names import Name, sound, sounds_of

Strength = Literal["strong", "weak"]

ENOUGH: Final = 9  # letters of a name in another spelling, below which it may be another name: "Zhang Wei", "Zang Wei"
TYPO: Final = 7  # letters of a surname, below which one letter more or less makes another surname
FEW: Final = 70.0  # score of a pair that shares a part of the name only


class Verdict(NamedTuple):
    """What comes of comparing two: ``score`` is 0..100; ``partial`` where they share a part of the name only."""

    score: float
    strength: Strength
    why: str
    partial: bool = False


def compare(a: Known, b: Known) -> Verdict | None:
    """Return how sure it is that two actors are one; None where nothing speaks for it or something against it.

    Strong: one name, and kind, nation, Junior or Senior and field of work do not contradict; or a usual other form of
    it, where nation and office agree. Weak: to be put up to the analyst.
    """
    if a.key.kind != b.key.kind:
        return _across_kinds(a, b)
    if _numbers(a.name) != _numbers(b.name) or contradicts_suffix(a, b):
        return None
    if a.name.words == b.name.words or _compact(a.name) == _compact(b.name):
        return _same_name(a, b)
    if contradiction(a, b):
        return None
    if a.key.kind == "person":
        return _persons(a, b)
    return _bodies(a, b) if a.key.kind in ("organisation", "event", "treaty") else None


def contradiction(a: Known, b: Known) -> str | None:
    """Return what tells the two apart whatever their names: nation, field of work, Junior and Senior, legal form."""
    if a.key.nation and b.key.nation and a.key.nation != b.key.nation:
        return f"of {a.key.nation} and of {b.key.nation}"
    if a.key.field and b.key.field and a.key.field != b.key.field:
        return f"{a.candidate.role} and {b.candidate.role}"
    if a.name.suffix and b.name.suffix and a.name.suffix != b.name.suffix:
        return f"{a.name.suffix} and {b.name.suffix}"
    return None


def contradicts_suffix(a: Known, b: Known) -> bool:
    """Say whether one is called Junior, the Third, and the other otherwise."""
    return a.key.kind == "person" and bool(a.name.suffix and b.name.suffix) and a.name.suffix != b.name.suffix


def _across_kinds(a: Known, b: Known) -> Verdict | None:
    if a.name.bare or a.name.words != b.name.words or contradiction(a, b):
        return None  # "Jordan" the country and Jordan the player share a word, not a name
    return Verdict(80.0, "weak", f"same name, read as {a.key.kind} and as {b.key.kind}")


def _same_name(a: Known, b: Known) -> Verdict | None:
    apart = contradiction(a, b)
    if a.unspecific or b.unspecific:
        return None if apart else Verdict(FEW, "weak", "same name, which many bear", partial=True)
    if apart:
        if a.key.kind in ("place", "country") or is_state_body(a.name.words):
            return None
        return Verdict(FEW, "weak", f"same name, but {apart}", partial=True)
    if a.name.suffix != b.name.suffix and a.key.kind == "person":
        return Verdict(85.0, "weak", f"same name, but one is called {a.name.suffix or b.name.suffix}")
    return Verdict(100.0, "strong", "same name")


def _persons(a: Known, b: Known) -> Verdict | None:
    if a.name.bare or b.name.bare:
        full, bare = (b, a) if a.name.bare else (a, b)
        if bare.name.bare and not full.name.bare and _spelt_alike(bare.name.given, full.name.words[-1]):
            return Verdict(FEW - 10, "weak", "surname only", partial=True)
        return None
    if sorted(a.name.words) == sorted(b.name.words):
        return Verdict(85.0, "weak", "same words in another order")
    surname, given = _surnames(a, b), given_relation(a.name.given, b.name.given)
    middle = _middles(a.name.middle, b.name.middle)
    if surname is None or given is None or middle is None:
        return _one_name_more(a.name, b.name)
    if surname == "one letter differs" and (given != "same" or not (_same_nation(a, b) or same_office(a, b))):
        return None
    reasons = [r for r in (surname, given, middle) if r != "same"]
    score = max(FEW, fuzz.ratio(a.name.norm, b.name.norm)) if given != "initial" else FEW
    score = min(99.0, score + 5 * _same_nation(a, b) + 5 * same_office(a, b))
    return Verdict(
        round(score, 1),
        "strong" if _backed(a, b, surname, given, middle) else "weak",
        ", ".join(reasons) or "same name",
        partial=given == "initial",
    )


def _backed(a: Known, b: Known, surname: str, given: str, middle: str) -> bool:
    """Whether a name in another form may be joined: what is known beside the name must speak for it."""
    if surname == given == "same":
        return middle == "middle name left out" and (_same_nation(a, b) or same_office(a, b))
    if surname == "one letter differs" or given == "initial" or middle != "same" or a.name.suffix != b.name.suffix:
        return False
    letters = min(len("".join(a.name.words)), len("".join(b.name.words)))
    return letters >= ENOUGH and _same_nation(a, b) and same_office(a, b)


def _same_nation(a: Known, b: Known) -> bool:
    return a.key.nation is not None and a.key.nation == b.key.nation


def same_office(a: Known, b: Known) -> bool:
    """Say whether both hold one office: "president" and "leader" are one, "minister" and "foreign minister" are not."""
    rules = identity_rules()
    if not a.office or not b.office or a.office & rules.deciding != b.office & rules.deciding:
        return False
    mine, theirs = a.office & rules.roles, b.office & rules.roles
    return (
        bool(mine & theirs)
        or any(theirs & rules.same.get(w, frozenset()) for w in mine)
        or any(mine & rules.same.get(w, frozenset()) for w in theirs)
    )


def _surnames(a: Known, b: Known) -> str | None:
    mine, theirs = a.name.surname, b.name.surname
    if mine == theirs:
        return "same"
    if _spelt_alike(mine, theirs):
        return "surname spelt otherwise"
    if min(len(mine), len(theirs)) >= TYPO and mine[0] == theirs[0] and Levenshtein.distance(mine, theirs) == 1:
        # "Petrov" and "Petrova" are a man's and a woman's, never one person's.
        return (
            None
            if abs(len(mine) - len(theirs)) == 1 and max(mine, theirs, key=len)[-1] == "a"
            else "one letter differs"
        )
    return None


def given_relation(a: str, b: str) -> str | None:
    """Return how two folded given names can be one: "same", "initial", "short form", "given name spelt otherwise"."""
    rules = identity_rules()
    if a == b:
        return "same"
    if len(a) == 1 or len(b) == 1:
        full = b if len(a) == 1 else a
        meant = {w[0] for w in (full, *rules.short.get(full, ()), *rules.spelt.get(full, ()))}
        return "initial" if min(a, b, key=len) in meant else None
    if _spelt_alike(a, b):
        return "given name spelt otherwise"
    if given_names(a) & given_names(b):
        return "short form of the given name"
    return None


@lru_cache(maxsize=65536)
def given_names(word: str) -> frozenset[str]:
    """Return the sounds of the full given names that a folded given name may mean, its own among them."""
    rules = identity_rules()
    full = {word, *rules.short.get(word, ()), *rules.spelt.get(word, ())}
    full |= {name for w in tuple(full) for name in rules.spelt.get(w, ())}
    return frozenset(sound(w) for w in full)


def _spelt_alike(a: str, b: str) -> bool:
    spelt = identity_rules().spelt
    return sound(a) == sound(b) or bool(spelt.get(a, frozenset()) & spelt.get(b, frozenset()))


def _middles(a: tuple[str, ...], b: tuple[str, ...]) -> str | None:
    if a == b or sounds_of(a) == sounds_of(b):
        return "same"
    if not a or not b:
        return "middle name left out"
    if len(a) == len(b) and all(x == y or (1 in (len(x), len(y)) and x[0] == y[0]) for x, y in zip(a, b, strict=True)):
        return "middle name as an initial"
    return None


def _one_name_more(a: Name, b: Name) -> Verdict | None:
    """A surname more ("Ana Orlan", "Ana Orlan Kessel") or a given name ("Maria Orlan", "Ana Maria Orlan")."""
    short, long = sorted((a.words, b.words), key=len)
    if len(short) == len(long) or any(len(word) == 1 for word in short):
        return None
    if short == long[: len(short)] or (short[-1] == long[-1] and short[0] in long[1:-1] and len(short) == 2):
        return Verdict(FEW, "weak", "one name more", partial=True)
    return None


def _bodies(a: Known, b: Known) -> Verdict | None:
    mine, theirs = content_words(a.name.words), content_words(b.name.words)
    if a.unspecific or b.unspecific or not mine or not theirs:
        return None
    if sorted(mine) == sorted(theirs):
        return Verdict(85.0, "weak", "same words in another order")
    if _is_acronym(a, theirs) or _is_acronym(b, mine):
        return Verdict(80.0, "weak", "acronym", partial=True)
    if firm(mine) == firm(theirs) and len(firm(mine)) > 0 and a.key.kind == "organisation":
        return Verdict(75.0, "weak", "same name but for the kind of enterprise", partial=True)
    if len(mine) == len(theirs) and all(_spelt_alike(x, y) for x, y in zip(mine, theirs, strict=True)):
        strong = _same_nation(a, b) and min(len("".join(mine)), len("".join(theirs))) >= ENOUGH
        return Verdict(90.0, "strong" if strong else "weak", "spelt otherwise")
    return None


def firm(words: Sequence[str]) -> tuple[str, ...]:
    """Return an enterprise's words without "company", "group" at the end."""
    words = list(words)
    while len(words) > 1 and words[-1] in identity_rules().loose_forms:
        words.pop()
    return tuple(words)


def acronym(known: Known) -> str | None:
    """Return the acronym that the whole name is, in lower case: "WGB", "U.N."; None where it is none."""
    written = known.candidate.name.replace(".", "").removeprefix("the ").removeprefix("The ").strip()
    capitals = sum(c.isupper() for c in written)
    return written.lower() if written.isalpha() and 2 <= capitals <= 8 and len(written) - capitals <= 1 else None


def initials(words: Sequence[str]) -> str:
    """Return the first letters of the words that count."""
    return "".join(w[0] for w in words)


def _is_acronym(short: Known, words: tuple[str, ...]) -> bool:
    return len(words) > 1 and acronym(short) == initials(words)


def _numbers(name: Name) -> list[str]:
    """ "7th Fleet" and "6th Fleet", the summits of two years: a figure tells apart what is called alike."""
    return sorted(w for w in name.words if any(c.isdigit() for c in w))


def _compact(name: Name) -> str:
    return "".join(name.words)
