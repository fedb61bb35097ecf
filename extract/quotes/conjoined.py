"""Two verbs of saying with one subject: "added that it was late, and joked that it rained" are two quotations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from extract.model import Span
from extract.quotes.cues import CueRules
from extract.quotes.edges import Said, trim
from extract.quotes.linking import Attribution


def split_conjoined(found: Attribution, doc: Doc, text: str, rules: CueRules) -> Iterator[Attribution]:
    """Yield the attribution, cut before each verb of saying joined to its cue, and what that verb introduces."""
    said = found.said[-1]
    second = None if found.cue is None or said.quoted else _second_verb(found.cue, said.span, doc, rules)
    if second is None:
        yield found
        return
    join = next((t for t in second.head.children if t.dep_ == "cc" and t.i < second.i), second)
    first = trim(text, Span(said.span.start, join.idx))
    rest = trim(text, Span(second.idx + len(second), said.span.end))
    if first is None or rest is None:
        yield found
        return
    yield replace(found, said=(*found.said[:-1], replace(said, span=first)))
    after = Said(rest, said.content, quoted=False, marks=said.marks)
    cue = Span(second.idx, second.idx + len(second))
    yield from split_conjoined(replace(found, said=(after,), cue=cue), doc, text, rules)


def _second_verb(cue: Span, said: Span, doc: Doc, rules: CueRules) -> Token | None:
    tokens = doc.char_span(cue.start, cue.end, alignment_mode="expand") if doc.has_annotation("DEP") else None
    for verb in tokens or ():
        for other in verb.children:
            inside = other.dep_ == "conj" and said.start < other.idx < said.end
            if inside and other.pos_ == "VERB" and rules.speech.holds(other) and not _has_subject(other):
                return other
    return None


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
