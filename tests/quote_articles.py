"""Small articles for the tests of quotations: a layout and a cast written by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.model import Actor, Block, BlockRole, Cast, Layout, Mention, Span
from extract.quotes.edges import Said
from extract.quotes.linking import Attribution
from extract.quotes.tagger import Content


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


def parsed(vocab: Vocab, *tokens: str) -> Doc:
    """A parse by hand: tokens "word/lemma/POS/dep/head", the head a place in the sentence; "_" joins to the next."""
    rows = [t.split("/") for t in tokens]
    return Doc(
        vocab,
        words=[r[0].removesuffix("_") for r in rows],
        spaces=[not r[0].endswith("_") for r in rows],
        lemmas=[r[1] for r in rows],
        pos=[r[2] for r in rows],
        deps=[r[3] for r in rows],
        heads=[int(r[4]) for r in rows],
    )


def attribution_of(text: str, words: str, cue: str | None = None, source: str | None = None) -> Attribution:
    """One attribution whose words stand between marks."""
    said = Said(span_of(text, words), Content(span_of(text, words), 0.9), quoted=True, marks=True)
    where = [span_of(text, w) if w else None for w in (cue, source)]
    return Attribution((said,), where[0], where[1], 0.9, 0.9, 1.0)
