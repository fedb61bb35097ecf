"""Clauses that are hearsay: "Tarsis has reportedly moved the fleet", "It is believed that …" have no source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Doc

from extract.model import Layout, Marked, Span
from extract.quotes.cues import CueRules
from extract.quotes.edges import SKIPPED, Said, trim
from extract.quotes.linking import Attribution
from extract.quotes.tagger import Content

SCORE: Final = 0.75
BESIDE: Final = 2  # characters: an auxiliary that stands next to the adverb was taken for a cue


def with_hearsay(
    found: Sequence[Attribution], doc: Doc, layout: Layout, marked: Sequence[Marked], rules: CueRules
) -> list[Attribution]:
    """Return the attributions with the clauses of hearsay, in reading order.

    They take the place of what the tagger made of the same clause. An adverb beside a verb of saying ("reportedly
    said"), between quotation marks or within what somebody said adds nothing.
    """
    kept, text = list(found), doc.text
    for cue, clause in [*_adverbs(text, doc, rules), *_openings(text, rules)]:
        if layout.role_at(cue.start) in SKIPPED or any(m.outer.contains(cue) for m in marked):
            continue
        replaced = [a for a in kept if _is_of(a, cue, clause)]
        kept = [a for a in kept if a not in replaced]
        if not any(s.span.overlaps(clause) for a in kept for s in a.said):
            marks = any(m.outer.overlaps(clause) for m in marked)
            said = Said(clause, Content(clause, SCORE), quoted=False, marks=marks)
            kept.append(Attribution((said,), cue, None, SCORE, 1.0, 1.0))
    return sorted(kept, key=lambda a: a.start)


def _adverbs(text: str, doc: Doc, rules: CueRules) -> Iterator[tuple[Span, Span]]:
    """The clause of each "reportedly", unless its verb is one of saying."""
    if not doc.has_annotation("DEP"):
        return
    for match in re.finditer("|".join(rules.hearsay_adverbs), text, re.IGNORECASE):
        found = doc.char_span(*match.span())
        if found is None or len(found) != 1 or rules.speech.holds(found[0].head):
            continue
        words = list(found[0].head.subtree)
        clause = trim(text, Span(words[0].idx, words[-1].idx + len(words[-1])))
        if clause is not None:
            yield Span(*match.span()), clause


def _openings(text: str, rules: CueRules) -> Iterator[tuple[Span, Span]]:
    """What follows "It is believed that", to the end of its sentence."""
    participles = "|".join(sorted(rules.hearsay))
    for match in re.finditer(
        rf"\b(It (?:is|was) (?:\w+ly )?(?:{participles})) that ([^\n]+?)(?=[.!?](?:\s|\Z)|\n|\Z)", text
    ):
        clause = trim(text, Span(*match.span(2)))
        if clause is not None:
            yield Span(*match.span(1)), clause


def _is_of(attribution: Attribution, hearsay: Span, clause: Span) -> bool:
    """Say whether the tagger read these words, or the auxiliary beside them, as the cue of this clause."""
    cue = attribution.cue
    if cue is None or not all(clause.overlaps(s.span) for s in attribution.said):
        return False
    return cue.start - hearsay.end <= BESIDE and hearsay.start - cue.end <= BESIDE
