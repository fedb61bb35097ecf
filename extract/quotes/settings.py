"""The setting of a quotation where its sentence gives one: to whom, at what occasion and on which day it was said."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from extract.model import Days, Span, Timex
from extract.quotes.cues import CueRules
from extract.quotes.linking import Attribution

NEAR = 40  # characters between the cue and the day it was said on
_ENDS = (".", "!", "?", ";", ":", '"', "“", "”")
PHRASE = 12  # tokens: longer objects and occasions are clauses that were parsed wrongly


def find_audience(cue: Tokens, found: Attribution, rules: CueRules) -> Span | None:
    """Return "reporters" of "told reporters"."""
    for verb in cue if cue.doc.has_annotation("DEP") else ():
        if verb.lemma_.lower() not in rules.audience:
            continue
        for child in verb.children:
            if child.i > verb.i and child.dep_ in ("dobj", "dative", "obj", "iobj") and child.pos_ != "VERB":
                return _phrase(child, found)
    return None


def find_venue(cue: Tokens, found: Attribution, rules: CueRules) -> Span | None:
    """Return "an interview with Radio One" of "said in an interview with Radio One"."""
    for verb in cue if cue.doc.has_annotation("DEP") else ():
        for prep in verb.children:
            if prep.dep_ != "prep" or prep.i < verb.i:
                continue
            for noun in prep.children:
                if noun.dep_ == "pobj" and (noun.lemma_.lower() in rules.venues):
                    return _phrase(noun, found)
    return None


def find_day(cue: Tokens, found: Attribution, timexes: Sequence[Timex]) -> Days | None:
    """Return the day that stands right behind the cue: "said on Sunday"."""
    near = [t for t in timexes if 0 <= t.span.start - cue.end_char <= NEAR and t.type == "DATE"]
    for timex in near:
        between = cue.doc[cue.end : cue.end + PHRASE]
        ends = next((t.idx for t in between if t.text in _ENDS or t.is_space), timex.span.start)
        if timex.span.start <= ends and timex.days is not None and not _is_said(timex.span, found):
            return timex.days
    return None


def _phrase(noun: Token, found: Attribution) -> Span | None:
    first, last = noun.left_edge, noun
    for child in noun.children:
        if child.i > noun.i and child.dep_ == "prep" and child.right_edge.i - noun.i <= PHRASE:
            last = child.right_edge
    span = Span(first.idx, last.idx + len(last))
    if last.i - first.i > PHRASE or _is_said(span, found):
        return None
    return span


def _is_said(span: Span, found: Attribution) -> bool:
    return any(s.span.overlaps(span) for s in found.said)
