"""Quotations that no mark ends: “We leave, she told the mayor. The words said stop where the reporter speaks again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from extract.model import Span
from extract.quotes.cues import CueRules
from extract.quotes.linking import Attribution

REPORTING = ("VBD", "VBZ")


def cut_unclosed(found: Attribution, doc: Doc, text: str, rules: CueRules) -> Attribution:
    """Return the attribution without the reporter's words: those from "…, she told" on, which give cue and source.

    Only where the mark is missing for good: a stretch that goes on in the next paragraph has been joined to it.
    """
    last = found.said[-1]
    if not (last.quoted and last.unclosed) or found.label or not doc.has_annotation("DEP"):
        return found
    tokens = doc.char_span(last.span.start, last.span.end, alignment_mode="expand")
    for subject, verb in _reporting(list(tokens or ()), rules):
        end = last.span.start + len(text[last.span.start : subject.left_edge.idx].rstrip())
        said = replace(last, span=Span(last.span.start, end), unclosed=False)
        source = Span(subject.left_edge.idx, subject.idx + len(subject))
        return replace(found, said=(*found.said[:-1], said), cue=Span(verb.idx, verb.idx + len(verb)), source=source)
    return found


def _reporting(tokens: list[Token], rules: CueRules) -> Iterator[tuple[Token, Token]]:
    """Subject and verb of saying, right behind a comma or a stop: "…, she told the mayor"."""
    for verb in tokens[2:]:
        if verb.tag_ not in REPORTING or not rules.speech.holds(verb):
            continue
        subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i == verb.i - 1), None)
        if subject is None or subject.lower_ in ("i", "we", "you") or subject.left_edge.i <= tokens[0].i:
            continue
        if subject.left_edge.nbor(-1).text in (",", ".", "!", "?"):
            yield subject, verb
