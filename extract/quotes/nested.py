"""Speech within speech: “He told me, ‘You have my word.’” The outer speaker counts; the inner one is kept beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Token

from extract.model import Marked, Span
from extract.quotes.cues import CueRules
from extract.quotes.linking import Attribution

LEAST_WORDS: Final = 4  # shorter is a title or somebody's word
REACH: Final = 6  # tokens between the verb of saying and the inner mark


@dataclass(frozen=True, slots=True)
class Inner:
    """Words that an outer speaker says another said."""

    content: Span
    cue: Span
    source: Span | None


def find_nested(found: Sequence[Attribution], doc: Doc, marked: Sequence[Marked], rules: CueRules) -> Iterator[Inner]:
    """Yield the inner quotations: marks within words said, after or before a verb of saying within them."""
    if not doc.has_annotation("DEP"):
        return
    text = doc.text
    outer = [s.span for a in found for s in a.said]
    at = 0
    for stretch in marked:
        while at < len(outer) and outer[at].end <= stretch.outer.start:
            at += 1
        if at == len(outer):
            return
        whole = outer[at]
        if not whole.contains(stretch.outer) or len(stretch.content.of(text).split()) < LEAST_WORDS:
            continue
        verb = _verb_beside(doc, stretch, whole, rules)
        if verb is not None:
            source = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            yield Inner(stretch.content, _span(verb), _phrase(source, whole) if source is not None else None)


def _verb_beside(doc: Doc, stretch: Marked, whole: Span, rules: CueRules) -> Token | None:
    tokens = doc.char_span(stretch.outer.start, stretch.outer.end, alignment_mode="expand")
    if tokens is None:
        return None
    before = [doc[i] for i in range(tokens.start - 1, max(-1, tokens.start - REACH), -1)]
    after = [doc[i] for i in range(tokens.end, min(len(doc), tokens.end + REACH))]
    inside = (t for t in [*before, *after] if whole.start <= t.idx < whole.end)
    return next((t for t in inside if t.pos_ == "VERB" and rules.speech.holds(t)), None)


def _span(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token))


def _phrase(noun: Token, whole: Span) -> Span:
    span = Span(noun.left_edge.idx, noun.right_edge.idx + len(noun.right_edge))
    return span if whole.contains(span) else _span(noun)
