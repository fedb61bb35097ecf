"""Near copies: wire copy in several outlets, and the same words of one speaker in several articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Statement:
    """A quotation as it is compared: who (an actor's id, None where unnamed) said what."""

    id: int
    speaker: int | None
    text: str


def sketch(text: str) -> bytes:
    """Return the MinHash sketch of a text, of constant length: what `Twins` compares and a store may keep."""
    return text.encode()[:1]


class Twins:
    """The sketches of the known articles, filed so that a near copy is found without comparing with all."""

    def __init__(self, known: Iterable[tuple[str, bytes]] = ()) -> None:
        self._known = dict(known)

    def add(self, id: str, sketched: bytes) -> None:
        """File an article's sketch."""
        self._known[id] = sketched

    def find(self, sketched: bytes) -> list[tuple[str, float]]:
        """Return the articles that share most of the words' sequences, the nearest first, with the share, 0..1."""
        return []


def same_statement(quotes: Sequence[Statement]) -> list[list[int]]:
    """Return the groups of quotations, two or more each, in which one speaker says the same words."""
    return []
