"""Small articles for the tests of quotations: a layout and a cast written by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extract.model import Actor, Block, BlockRole, Cast, Layout, Mention, Span


def layout_of(text: str, *, headline: bool = False) -> Layout:
    """Each line a block of the body, the first one the headline if so told."""
    lines = [Span(*m.span()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    roles: list[BlockRole] = ["headline" if headline and k == 0 else "body" for k in range(len(lines))]
    return Layout(tuple(Block(s, r) for s, r in zip(lines, roles, strict=True)), None)


def span_of(text: str, words: str, start: int = 0) -> Span:
    """Where ``words`` first stand in ``text``."""
    at = text.index(words, start)
    return Span(at, at + len(words))


def cast_of(text: str, actors: Mapping[str, Sequence[str]], *, roles: Mapping[str, str] | None = None) -> Cast:
    """Actors by name with the words that mean them, everywhere; "org:" before a name makes it an organisation."""
    made = []
    for key, words in actors.items():
        name = key.removeprefix("org:")
        mentions = [
            Mention(
                Span(*m.span()),
                "name" if w[0].isupper() and not w.startswith(("The ", "His ")) else "description",
                "test",
            )
            for w in dict.fromkeys([name, *words])
            for m in re.finditer(rf"\b{re.escape(w)}\b", text)
        ]
        kind = "organisation" if key.startswith("org:") else "person"
        made.append(Actor(name, kind, (roles or {}).get(name), tuple(mentions)))
    return Cast(made)
