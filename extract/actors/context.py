"""Who is meant by what stands around a description: "his rival", "my father", "the engineer" never said before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from extract.actors.names import Named
from extract.actors.page import Page
from extract.actors.roles import Alone, Held
from extract.actors.rules import ActorRules

REACH: Final = 700  # characters, some three paragraphs


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


def meant_by_relation(alone: Alone, held: Sequence[Held], crowd: Crowd, page: Page, rules: ActorRules) -> Named | None:
    """ "His rival": of the two persons before, the one named earlier; "my father": who is said to be somebody's.

    Nobody is meant where more than two were named.
    """
    head = alone.role.head
    if head in rules.kin:
        told = {id(h.person): h.person for h in held if rules.kin.get(h.role.head) == rules.kin[head]}
        return next(iter(told.values())) if len(told) == 1 else None
    near = crowd.before(alone.role.span.start, REACH)
    return near[1] if len(near) == 2 and alone.opener in ("his", "her") else None


def meant_by_context(
    alone: Alone, crowd: Crowd, page: Page, introduced: dict[str, int], rules: ActorRules
) -> Named | None:
    """ "The engineer", never said before: the one person of its paragraph so far, else of the paragraph before.

    Nobody, where another of that word may be meant: after "an engineer", and for words of the unnamed ("the official").
    Under a headline with one name, an office is that person's.
    """
    head, start, number = alone.role.head, alone.role.span.start, page.blocks[alone.head]
    if alone.opener != "the" or head in rules.unnamed or alone.role.nations or introduced.get(head, start) < start:
        return None
    if any(page.capital(i) or page.lower[i] in rules.offices for i in range(alone.first + 1, alone.head)):
        return None  # "the NATO secretary general" is told by more than context
    if head in rules.offices and not _under_headline(page, alone):
        return None
    for block in (number, number - 1):
        opening = page.openings.get(block)
        if opening is None:
            return None
        near = crowd.before(start, start - page.starts[opening])
        if near:
            return near[0] if len(near) == 1 else None
    return None


def _under_headline(page: Page, alone: Alone) -> bool:
    """ "Vera Hald: We wait" and below it "The chair of the council spoke to …" """
    above = page.openings.get(page.blocks[alone.head] - 1)
    opens = alone.first == page.openings[page.blocks[alone.head]]
    return page.above[alone.head] or (opens and above is not None and page.above[above])


def first_introduced(page: Page, rules: ActorRules) -> dict[str, int]:
    """Where each word of a role stands first after "a": from there on it may mean somebody unnamed."""
    found: dict[str, int] = {}
    for i, low in enumerate(page.lower):
        if low in rules.roles and low not in found:
            articles = [page.word(k) for k in range(max(0, i - 3), i) if page.blocks[k] == page.blocks[i]]
            if any(a in ("a", "an", "another", "one") for a in articles):
                found[low] = page.starts[i]
    return found
