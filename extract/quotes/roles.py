"""Who holds which role, as the article tells beside the names: "panel chair Ade Oyelaran", "Moreau, the chair, …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Token

from extract.model import Actor, Cast, Span
from extract.quotes.sources import head_noun

BESIDE: Final = ("compound", "amod", "nmod", "poss", "appos")
MODIFIER: Final = ("compound", "amod", "nmod")
RANKS: Final = frozenset(("deputy", "prime", "vice"))  # "the prime minister" is no other minister
STEM: Final = 4  # letters that a country shares with its adjective
_NATION: Final = re.compile(r"(?<!^)\b[A-Z]\w+(?:ian|ean|ese|ish)\b")
_SUFFIXES: Final = ("'s", "’s")


class Roles:
    """The titles and roles of each person; worked out when first asked for.

    Kept apart are the nouns that name a role ("chair") and all its words ("panel chair"): the panel is not its chair.
    """

    def __init__(self, doc: Doc, cast: Cast) -> None:
        self._text, self._doc, self._cast = doc.text, doc, cast
        self._parsed = doc.has_annotation("DEP")
        self._known: dict[str, tuple[set[str], set[str]]] = {}

    def of(self, actor: Actor) -> tuple[set[str], set[str]]:
        """Return the nouns of the actor's roles, and all words of roles, titles and descriptions, in lower case."""
        if actor.name not in self._known:
            self._known[actor.name] = (set(), set())
            told = (m.span.of(self._text) for m in actor.mentions if m.form in ("title", "description"))
            for phrase in (actor.role or "", *told):
                self._add(actor, phrase)
            for mention in actor.mentions:
                if mention.form == "name" and self._parsed:
                    self._add_beside(actor, mention.span)
        return self._known[actor.name]

    def learn(self, actor: Actor, phrase: str) -> None:
        """Add the words of a source that was found to mean the actor."""
        self.of(actor)
        before = next((phrase[: phrase.find(w)] for w in actor.name.split() if w in phrase), phrase)
        self._add(actor, before.rstrip(" ,") or phrase)

    def holders(self, noun: str) -> list[Actor]:
        """Return the persons who hold the role, in the cast's order."""
        return [a for a in self._cast if a.kind == "person" and noun in self.of(a)[0]]

    def holder(self, phrase: str, *, definite: bool = False) -> Actor | None:
        """Return the one whom "the deputy minister" or "the court" can mean; of several, who shares most words.

        An organisation is meant with "the" only, or where the phrase is ``definite`` without it, as in headlines.
        """
        wanted = set(_split(phrase))
        fitting = [
            a
            for a in self.holders(head_noun(phrase))
            if _may_be_of(phrase, self.of(a)[1]) and RANKS & wanted <= self.of(a)[1]
        ]
        scored = [(len(wanted & self.of(a)[1]), a) for a in fitting]
        best = max((s for s, _ in scored), default=0)
        top = [a for s, a in scored if s == best]
        if scored:
            return top[0] if len(top) == 1 else None
        named = self._organisations(head_noun(phrase)) if definite or phrase.lower().startswith("the ") else []
        return named[0] if len(named) == 1 else None

    def _organisations(self, noun: str) -> list[Actor]:
        """The organisations that are called by the noun: "the court" can mean the City Court."""
        return [a for a in self._cast if a.kind == "organisation" and head_noun(a.name) == noun]

    def _add(self, actor: Actor, phrase: str) -> None:
        nouns, words = self._known[actor.name]
        if noun := head_noun(phrase):
            nouns.add(noun)
        words.update(_split(phrase))

    def _add_beside(self, actor: Actor, name: Span) -> None:
        tokens = self._doc.char_span(name.start, name.end, alignment_mode="expand")
        if tokens is None or not len(tokens):
            return
        nouns, words = self._known[actor.name]
        root: Token = tokens.root
        beside = [t for t in root.children if t.dep_ in BESIDE and not tokens.start <= t.i < tokens.end]
        if root.dep_ == "appos":
            beside.append(root.head)
        for token in beside:
            words.update(w for t in (token, *_modifiers(token)) for w in _split(t.text))
            if token.i == tokens.start - 1 or root.dep_ == "appos" or token.dep_ == "appos":
                nouns.update(_split(token.text))


def _may_be_of(phrase: str, words: set[str]) -> bool:
    """Whether an adjective of a nation in the phrase stands at the person too: "the Tarskian president"."""
    told = [w[:STEM].lower() for w in _NATION.findall(phrase)]
    return all(any(w.startswith(stem) for w in words) for stem in told)


def _modifiers(token: Token) -> Iterator[Token]:
    return (t for t in token.children if t.dep_ in MODIFIER)


def _split(phrase: str) -> Iterator[str]:
    for word in phrase.replace("-", " ").split():
        bare = word.strip(",.()“”\"'’‘").lower()
        for suffix in _SUFFIXES:
            bare = bare.removesuffix(suffix)
        if bare:
            yield bare
