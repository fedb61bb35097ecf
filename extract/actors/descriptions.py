"""Who is meant by a role that stands alone: "the Russian leader", "the minister", "his rival"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from extract.actors.names import POSSESSIVE, Named
from extract.actors.page import Page
from extract.actors.roles import LONGEST_ROLE, PHRASE, Held, Role, fits, read_role
from extract.actors.rules import ActorRules
from extract.model import Span

OWNERS: Final = ("his", "her", "their", "its", "my", "our")
REACH: Final = 700  # characters, some three paragraphs
OPENERS: Final = ("the", "this", "that", *OWNERS)


@dataclass(frozen=True, slots=True)
class Alone:
    """A role that no name stands beside; ``opener`` is its article or owner, "" in a headline."""

    role: Role
    first: int
    head: int
    opener: str


@dataclass(slots=True)
class Crowd:
    """The persons with the places of all their mentions so far, in reading order."""

    at: list[int] = field(default_factory=list)
    who: list[Named] = field(default_factory=list)

    @classmethod
    def of(cls, people: Iterable[Named], page: Page) -> Crowd:
        """Return the crowd of the persons' names."""
        pairs = sorted(((page.starts[n.first], p) for p in people for n in p.names), key=lambda x: x[0])
        return cls([a for a, _ in pairs], [p for _, p in pairs])

    def before(self, offset: int, reach: int) -> list[Named]:
        """Return those mentioned in the ``reach`` characters before the offset, the latest first, each once."""
        found: dict[int, Named] = {}
        for k in range(bisect_left(self.at, offset) - 1, -1, -1):
            if offset - self.at[k] > reach or len(found) > 4:
                break
            found.setdefault(id(self.who[k]), self.who[k])
        return list(found.values())

    def add(self, offset: int, person: Named) -> None:
        """Keep one more mention."""
        k = bisect_left(self.at, offset)
        self.at.insert(k, offset)
        self.who.insert(k, person)


def find_alone(page: Page, named: Iterable[Named], held: Iterable[Held], rules: ActorRules) -> list[Alone]:
    """Return the roles that stand alone, in reading order: singular, definite, and no part of a name or a title."""
    taken = {i for actor in named for n in actor.names for i in range(n.first, n.past)}
    beside = {i for h in held for i in page.tokens(h.role.span)}
    words = rules.roles | rules.relations
    found: list[Alone] = []
    for i, low in enumerate(page.lower):
        if low not in words or not page.read[i] or i in taken or i in beside or page.tags[i] in ("NNS", "NNPS"):
            continue
        if page.pos[i] not in ("NOUN", "PROPN", "ADJ") or _goes_on(page, i, words):
            continue
        first = _opening(page, i)
        opener = page.lower[first] if page.lower[first] in OPENERS else ""
        if opener in OWNERS and low in rules.unowned:
            continue
        if not opener and (not _heads_headline(page, first, i) or (first and page.pos[first - 1] == "NUM")):
            continue
        role = read_role(page, [*range(first, i + 1), *_of_whom(page, i)], rules) if low in rules.roles else None
        if role is None and low in rules.relations:
            role = Role(page.span(first, i + 1), low, frozenset(), frozenset())
        if role is not None:
            past = i + 3 if role.head == "secretary of state" else i + 1
            found.append(Alone(Role(page.span(first, past), role.head, role.deciding, role.nations), first, i, opener))
    return found


def _goes_on(page: Page, i: int, words: frozenset[str]) -> bool:
    """Whether the word is but part of a longer phrase: "chief executive", "the president's office", "mayor Vos"."""
    if i + 1 >= len(page) or page.blocks[i + 1] != page.blocks[i]:
        return False
    if page.lower[i + 1] in words or (page.pos[i + 1] in ("NOUN", "PROPN") and page.words[i + 1] not in POSSESSIVE):
        return True
    return page.words[i + 1] in ("'s", "’s") and page.word(i + 2) == "office"


def _heads_headline(page: Page, first: int, i: int) -> bool:
    return (
        page.above[i]
        and page.word(first) not in ("a", "an")
        and (first == 0 or page.word(first - 1) not in ("a", "an"))
    )


def _opening(page: Page, head: int) -> int:
    first = head
    while first > 0 and head - first < LONGEST_ROLE and page.blocks[first - 1] == page.blocks[head]:
        word = page.words[first - 1]
        if page.lower[first - 1] in OPENERS:
            return first - 1
        hyphen = word == "-" and page.glued(first) and page.glued(first - 1)
        if not (hyphen or page.pos[first - 1] in PHRASE or word in ("'s", "’s", "[", "]")):
            break
        first -= 1
    return first


def _of_whom(page: Page, head: int) -> range:
    """ "The president of Brennia": the words that tell the nation."""
    if page.word(head + 1) != "of":
        return range(0)
    past = head + 2
    while past < len(page) and past < head + 5 and (page.capital(past) or page.lower[past] in ("the", "state")):
        past += 1
    return range(head + 1, past)


def meant_by_role(alone: Alone, held: Sequence[Held], page: Page) -> Named | None:
    """Return whom a role means among the ``held`` that fit it; None where nobody fits or several may be meant.

    A holder of its nation comes first, then of its very words. The one named last before is meant; in a headline, the
    first one after.
    """
    role, start = alone.role, alone.role.span.start
    same_nation = [h.person for h in held if h.role.nations & role.nations]
    exact = [h.person for h in held if h.role.head == role.head]
    candidates = list({id(p): p for p in same_nation or exact or [h.person for h in held]}.values())
    before = [p for p in candidates if page.starts[p.names[0].first] < start]
    if before:
        return max(before, key=lambda p: p.last_before(alone.first))
    if page.above[alone.head] and candidates:
        return min(candidates, key=lambda p: p.names[0].first)
    return candidates[0] if len(candidates) == 1 else None


def find_descriptions(
    page: Page, named: Sequence[Named], held: Sequence[Held], distinct: Sequence[Held], rules: ActorRules
) -> tuple[list[tuple[Span, Named, str]], list[Alone]]:
    """Return the roles that stand alone with the person each means and the rule, and those that mean nobody here.

    ``distinct`` are the ``held`` without repetitions.
    """
    by_head: dict[str, list[Held]] = {}
    for each in distinct:
        by_head.setdefault(each.role.head, []).append(each)
    crowd = Crowd.of((n for n in named if n.kind == "person"), page)
    introduced = _introduced(page, rules)
    found: list[tuple[Span, Named, str]] = []
    unmet: list[Alone] = []
    for alone in find_alone(page, named, held, rules):
        meant, rule = None, "titles.toml: alone"
        if alone.opener in OWNERS and page.lower[alone.head] in rules.relations:
            meant, rule = _related(alone, distinct, crowd, page, rules), "titles.toml: relation"
        else:
            heads = [
                h for head in (alone.role.head, *rules.same.get(alone.role.head, ())) for h in by_head.get(head, ())
            ]
            heads += (
                [h for h in distinct if h.role.deciding and h not in heads]
                if alone.role.head in ("leader", "premier", "official")
                else []
            )
            meant = meant_by_role(alone, [h for h in heads if fits(alone.role, h.role, rules)], page)
            if meant is None:
                meant, rule = _by_context(alone, crowd, page, introduced, rules), "context"
        if meant is None:
            unmet.append(alone)
            continue
        found.append((alone.role.span, meant, rule))
        crowd.add(alone.role.span.start, meant)
    return found, unmet


def _related(alone: Alone, held: Sequence[Held], crowd: Crowd, page: Page, rules: ActorRules) -> Named | None:
    """ "His rival": of the two persons before, the one named earlier; "my father": who is said to be somebody's.

    Nobody is meant where more than two were named.
    """
    head = alone.role.head
    if head in rules.kin:
        told = {id(h.person): h.person for h in held if rules.kin.get(h.role.head) == rules.kin[head]}
        return next(iter(told.values())) if len(told) == 1 else None
    near = crowd.before(alone.role.span.start, REACH)
    return near[1] if len(near) == 2 and alone.opener in ("his", "her") else None


def _by_context(alone: Alone, crowd: Crowd, page: Page, introduced: dict[str, int], rules: ActorRules) -> Named | None:
    """ "The engineer", never said before: the one person of its paragraph so far, else of the paragraph before.

    Nobody, where another of that word may be meant: after "an engineer", and for words of the unnamed ("the official").
    Under a headline with one name, an office is that person's.
    """
    head, start, number = alone.role.head, alone.role.span.start, page.blocks[alone.head]
    if alone.opener != "the" or head in rules.unnamed or alone.role.nations or introduced.get(head, start) < start:
        return None
    if any(page.capital(i) or page.lower[i] in rules.offices for i in range(alone.first + 1, alone.head)):
        return None  # "the NATO secretary general" is told by more than context
    if head in rules.offices and not page.above[alone.head]:
        return None
    for block in (number, number - 1):
        opening = page.openings.get(block)
        if opening is None:
            return None
        near = crowd.before(start, start - page.starts[opening])
        if near:
            return near[0] if len(near) == 1 else None
    return None


def _introduced(page: Page, rules: ActorRules) -> dict[str, int]:
    """Where each word of a role stands first after "a": from there on it may mean somebody unnamed."""
    found: dict[str, int] = {}
    for i, low in enumerate(page.lower):
        if low in rules.roles and low not in found:
            articles = [page.word(k) for k in range(i - 3, i) if page.blocks[k] == page.blocks[i]]
            if any(a in ("a", "an", "another", "one") for a in articles):
                found[low] = page.starts[i]
    return found
