"""Who holds which role, as the article tells beside the names: "panel chair Ade Oyelaran", "Moreau, the chair, …"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Token

from extract.model import Actor, Cast, Span
from extract.quotes.sources import head_noun

BESIDE: Final = ("compound", "amod", "nmod", "poss", "appos")
_SUFFIXES: Final = ("'s", "’s")


class Roles:
    """The words of each person's titles and roles; worked out when first asked for."""

    def __init__(self, doc: Doc, cast: Cast) -> None:
        self._text, self._doc, self._cast = doc.text, doc, cast
        self._known: dict[str, set[str]] = {}

    def words(self, actor: Actor) -> set[str]:
        """Return the words of the actor's role, titles and descriptions, in lower case."""
        if actor.name not in self._known:
            text = self._text
            told = [m.span.of(text) for m in actor.mentions if m.form in ("title", "description")]
            words = {w for phrase in [actor.role or "", *told] for w in _split(phrase)}
            for mention in actor.mentions:
                if mention.form == "name":
                    words |= set(self._beside(mention.span))
            self._known[actor.name] = words
        return self._known[actor.name]

    def learn(self, actor: Actor, phrase: str) -> None:
        """Add the words of a source that was found to mean the actor."""
        self._known[actor.name] = self.words(actor) | set(_split(phrase))

    def holders(self, noun: str) -> list[Actor]:
        """Return the persons whose role holds the noun, in the cast's order."""
        return [a for a in self._cast if a.kind == "person" and noun in self.words(a)]

    def holder(self, phrase: str) -> Actor | None:
        """Return the one person whom "the deputy minister" can mean; of several, the one who shares most of its words."""
        wanted = set(_split(phrase))
        scored = [(len(wanted & self.words(a)), a) for a in self.holders(head_noun(phrase))]
        best = max((s for s, _ in scored), default=0)
        top = [a for s, a in scored if s == best]
        return top[0] if len(top) == 1 else None

    def _beside(self, name: Span) -> Iterator[str]:
        tokens = self._doc.char_span(name.start, name.end, alignment_mode="expand")
        if tokens is None or not len(tokens) or not self._doc.has_annotation("DEP"):
            return
        root: Token = tokens.root
        for child in root.children:
            if child.dep_ in BESIDE and not tokens.start <= child.i < tokens.end:
                yield from _split(child.text)
                yield from (w for t in child.children if t.dep_ in ("compound", "amod") for w in _split(t.text))
        if root.dep_ == "appos":
            yield from _split(root.head.text)
            yield from (w for t in root.head.children if t.dep_ in ("compound", "amod") for w in _split(t.text))


def _split(phrase: str) -> Iterator[str]:
    for word in phrase.replace("-", " ").split():
        bare = word.strip(",.()“”\"'’‘").lower()
        for suffix in _SUFFIXES:
            bare = bare.removesuffix(suffix)
        if bare:
            yield bare
