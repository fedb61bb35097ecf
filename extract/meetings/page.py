"""The article in hand: what every question about its meetings is read from."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from extract.meetings.rules import MeetingRules
from extract.model import Actor, Cast, Layout, Mention, Quote, Span, Timex

_PARTICLES = ("back", "down", "forward", "off", "out", "together", "up")  # where the parse takes them for adverbs
_FORMS = ("name", "title", "description", "pronoun")  # which mention counts where several cover a word


@dataclass(frozen=True)
class Page:
    """One article with what the earlier steps found in it."""

    doc: Doc
    layout: Layout
    published: date | None
    timexes: Sequence[Timex]
    cast: Cast
    quotes: Sequence[Quote]
    rules: MeetingRules

    @cached_property
    def text(self) -> str:
        """The article's text; spaCy's own puts it together again each time."""
        return self.doc.text

    @cached_property
    def _covering(self) -> dict[int, tuple[Mention, Actor]]:
        found: dict[int, tuple[Mention, Actor]] = {}
        ranked = [(m, a) for a in self.cast for m in a.mentions]
        ranked.sort(key=lambda x: (_FORMS.index(x[0].form), x[0].span.start - x[0].span.end))
        for mention, actor in ranked:
            for token in self.tokens(mention.span) or ():
                found.setdefault(token.i, (mention, actor))
        return found

    def tokens(self, span: Span) -> Tokens | None:
        """Return the words of ``span``, widened to whole tokens; None where there are none."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        last = bisect_left(self._starts, span.end)
        return self.doc[first:last] if first < last else None

    @cached_property
    def _starts(self) -> list[int]:
        return [t.idx for t in self.doc]

    def mention_at(self, token: Token) -> tuple[Mention, Actor] | None:
        """Return the mention that covers ``token``, names first, and whom it means."""
        return self._covering.get(token.i)

    def person_at(self, token: Token) -> Actor | None:
        """Return the person whom the mention at ``token`` means."""
        found = self.mention_at(token)
        return found[1] if found and found[1].kind == "person" else None

    def named_person_at(self, token: Token) -> Actor | None:
        """Return the person whose name covers ``token``."""
        found = self.mention_at(token)
        return found[1] if found and found[1].kind == "person" and found[0].form == "name" else None

    def is_place(self, token: Token) -> bool:
        """Say whether ``token`` names a place: by the cast first, then by the model."""
        found = self.mention_at(token)
        if found and found[0].form == "name" and found[1].kind in ("country", "place"):
            return True
        if found and found[1].kind in ("person", "treaty", "event"):
            return False
        return token.ent_type_ in ("GPE", "LOC", "FAC")

    def may_be_place(self, token: Token) -> bool:
        """Say whether ``token``, where the grammar asks for a place, can name one.

        A name that neither title nor surname nor pronoun shows to be a person may be a place that the model does not
        know; an abbreviation is a body.
        """
        if self.is_place(token):
            return True
        found = self.mention_at(token)
        capital = token.pos_ == "NOUN" and token.text[:1].isupper() and not token.is_sent_start
        if (
            not (token.pos_ == "PROPN" or capital)
            or token.text.isupper()
            or (found and found[1].kind in ("treaty", "event"))
        ):
            return False
        people = token.ent_type_ == "NORP" and token.tag_ != "NNP"  # "Lorvians"
        if people or token.ent_type_ in ("DATE", "TIME", "EVENT") or (found and found[0].form != "name"):
            return False
        if found is None or found[1].kind == "organisation":
            return found is None or len(found[0].span.of(self.text).split()) < 3
        told = {m.span.of(self.text) for m in found[1].mentions}
        return found[1].role is None and len(told) == 1

    @cached_property
    def leaders(self) -> list[tuple[str, Actor]]:
        """The nouns of groups that a person is said to lead, in lower case: "Ms Brun, who will head the delegation"."""
        found: list[tuple[str, Actor]] = []
        for verb in self.doc:
            if verb.pos_ != "VERB" or verb.lemma_.lower() not in ("head", "lead"):
                continue
            subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
            if subject is not None and subject.lower_ == "who" and verb.dep_ == "relcl":
                subject = verb.head
            person = self.person_at(subject) if subject is not None else None
            groups = [c for c in verb.children if c.dep_ == "dobj"]
            if person is not None and groups:
                found.append((groups[0].lemma_.lower(), person))
        return found

    @cached_property
    def protagonist(self) -> Token | None:
        """Whom the report is about: the person named first in it."""
        body = [
            m for a in self.cast if a.kind == "person" for m in a.mentions
            if m.form == "name" and self.layout.role_at(m.span.start) not in ("headline", "standfirst")
        ]  # fmt: skip
        first = min(body, key=lambda m: m.span.start, default=None)
        tokens = self.tokens(first.span) if first is not None else None
        return tokens.root if tokens is not None and len(tokens) else None

    @cached_property
    def dateline_place(self) -> str | None:
        """The city of the dateline, written as the text writes it elsewhere."""
        dateline = self.layout.dateline
        if dateline is None or dateline.place is None:
            return None
        city = re.split(r"[,/]", dateline.place.of(self.text))[0].strip()
        return city.title() if city.isupper() else city

    @cached_property
    def timexes_of(self) -> dict[int, list[tuple[Timex, Token]]]:
        """The dated expressions by the start of their sentence, each with the word that heads it."""
        found: dict[int, list[tuple[Timex, Token]]] = {}
        for timex in self.timexes:
            tokens = self.tokens(timex.span)
            if tokens is not None and len(tokens) and timex.type in ("DATE", "TIME"):
                found.setdefault(tokens[0].sent.start, []).append((timex, tokens.root))
        return found

    def speaker_at(self, token: Token) -> str | None:
        """Return who says the quoted words that ``token`` stands in."""
        return self._speakers.get(token.i)

    @cached_property
    def _speakers(self) -> dict[int, str]:
        found: dict[int, str] = {}
        for quote in self.quotes:
            for content in quote.content if quote.speaker_name else ():
                for token in self.tokens(content) or ():
                    if token.idx >= content.start:
                        found.setdefault(token.i, quote.speaker_name or "")
        return found


def phrase(head: Token) -> Span:
    """Return the characters of the noun phrase that ``head`` heads."""
    return Span(head.left_edge.idx, head.right_edge.idx + len(head.right_edge.text))


def above(token: Token, steps: int) -> list[Token]:
    """Return up to ``steps`` words above ``token`` in the parse, nearest first."""
    found: list[Token] = []
    while token.head != token and len(found) < steps:
        token = token.head
        found.append(token)
    return found


def verb_term(verb: Token) -> str:
    """Return the lemma with its particle: "call off", "sit down"; particles further away belong to others."""
    particle = next(
        (c for c in verb.children if c.dep_ == "prt" or (c.dep_ == "advmod" and c.lower_ in _PARTICLES)), None
    )
    return f"{verb.lemma_.lower()} {particle.lower_}" if particle is not None else verb.lemma_.lower()
