"""A name as it stands on the page, and an actor while its names are gathered."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Final

from extract.actors.page import Page
from extract.actors.rules import ActorRules
from extract.model import ActorKind, Span

POSSESSIVE: Final = ("'s", "’s", "'", "’")
LOCATIVE: Final = ("in", "from", "to", "into", "across", "near", "via", "through", "with", "of", "between", "towards")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands on the page: its tokens, its words without article and address, and what it is."""

    first: int
    past: int
    words: tuple[str, ...]
    kind: ActorKind
    known: str | None = None  # the key in organisations.toml


@dataclass(slots=True, eq=False)
class Named:
    """One actor while its mentions are gathered; ``words`` are its fullest form."""

    kind: ActorKind
    words: tuple[str, ...]
    names: list[Name] = field(default_factory=list)
    acting: list[Span] = field(default_factory=list)  # seats of government

    @property
    def name(self) -> str:
        """The fullest form as the article first gives it."""
        return " ".join(self.words)

    def last_before(self, token: int) -> int:
        """Return the token at which its name stands last before ``token``, -1 if it does not; names must be sorted."""
        k = bisect_left(self.names, token, key=lambda n: n.first) - 1
        return self.names[k].first if k >= 0 else -1


def words_of(page: Page, first: int, past: int, rules: ActorRules) -> tuple[str, ...]:
    """Return the blank-separated words of the tokens, without marks, address and a leading article."""
    words = [w.strip('"“”«»()[],') for w in page.text[page.starts[first] : page.end(past - 1)].split()]
    words = [w for w in words if w and w.lower() not in rules.address]
    return tuple(words[1:] if len(words) > 1 and words[0].lower() in ("the", "a", "an") else words)
