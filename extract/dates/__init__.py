"""Time expressions and the days they mean."""

from __future__ import annotations

from datetime import date
from typing import Final

from spacy.tokens import Doc

from extract.dates.direction import is_ahead
from extract.dates.resolving import Scene, resolve
from extract.dates.words import time_words
from extract.model import Layout, Span, Timex

__all__ = ["find_timexes"]

UNREAD: Final = ("boilerplate", "credit")
_MODAL_MAY: Final = ("may", "march")  # months that are other words in lower case


def find_timexes(doc: Doc, layout: Layout, published: date | None) -> list[Timex]:
    """Return the time expressions in reading order, without overlaps; the earlier, then the longer form wins.

    ``published`` is what relative words and days without a year count from; without it these have no days. The days are
    inclusive. Expressions in boilerplate and credits are dropped.
    """
    text, words = doc.text, time_words()
    candidates = [
        (m.start(), -m.end(), rank, name, m.groupdict())
        for rank, (name, form) in enumerate(words.forms)
        for m in form.finditer(text)
        if m.end() > m.start()
    ]
    candidates += [
        (m.start(), -m.end(), len(words.forms), " ".join(m.group().lower().split()), {})
        for m in words.vague_form.finditer(text)
    ]
    found: list[Timex] = []
    end = 0
    for start, minus_end, _, name, parts in sorted(candidates, key=lambda c: c[:3]):
        span = Span(start, -minus_end)
        if start < end or layout.role_at(start) in UNREAD:
            continue
        if span.of(text) in _MODAL_MAY or parts.get("m") in _MODAL_MAY:
            continue
        if name in words.vague:
            found.append(Timex(span, "DATE", words.vague[name], None, "stated"))
            end = span.end
            continue
        meaning = resolve(name, parts, Scene(published, _ahead(doc, span), words))
        if meaning is not None:
            found.append(Timex(span, meaning.type, meaning.value, meaning.days, meaning.basis))
            end = span.end
    return found


def _ahead(doc: Doc, span: Span) -> bool | None:
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    return is_ahead(tokens.root, time_words()) if tokens is not None and len(tokens) else None
