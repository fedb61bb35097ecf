"""Time expressions and the days they mean."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

from spacy.tokens import Doc

from extract.dates.direction import is_ahead
from extract.dates.resolving import Scene, resolve
from extract.dates.words import time_words
from extract.model import Layout, Span, Timex

__all__ = ["find_timexes"]

UNREAD: Final = ("boilerplate", "credit")
RANKED: Final = 10  # words before "in three years" in which its rank stands
_YEAR_AFTER: Final = re.compile(r",?\s+(?:\d|['’]\d\d)")
_SURNAME: Final = re.compile(
    r"\s(?!(?:Day|Bank|Revolution|War|Uprising|Summit|Forum)\b)[A-Z][a-z]+\b(?!\s+(?:summit|forum|elections?)\b)"
)
_CAPITAL: Final = re.compile(r"\s[A-Z][a-z]")
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
    starts = [t.idx for t in doc]
    found: list[Timex] = []
    end = 0
    last_day: date | None = None
    for start, minus_end, _, name, parts in sorted(candidates, key=lambda c: c[:3]):
        span = Span(start, -minus_end)
        if start < end or layout.role_at(start) in UNREAD:
            continue
        if span.of(text) in _MODAL_MAY or parts.get("m") in _MODAL_MAY or _is_a_name(name, span, text):
            continue
        if name in words.vague:
            found.append(Timex(span, "DATE", words.vague[name], None, "stated"))
            end = span.end
            continue
        scene = Scene(
            published,
            partial(_ahead, doc, starts, span),
            words,
            last_day,
            partial(_is_span, doc, starts, span),
            partial(_is_moved, doc, starts, span),
        )
        meaning = resolve(name, parts, scene)
        if meaning is not None:
            found.append(Timex(span, meaning.type, meaning.value, meaning.days, meaning.basis))
            end = span.end
            if meaning.days and meaning.days.first == meaning.days.last:
                last_day = meaning.days.first
    return found


def _is_a_name(form: str, span: Span, text: str) -> bool:
    """ "Jan Orlan", "Black Monday", "April Brun": a month or weekday that is part of a name."""
    words = text[span.start : span.end]
    before = text[max(0, span.start - 12) : span.start].split()
    if before and before[-1].lower() in time_words().named_days and text[span.start - 1] == " ":
        return form in ("weekday", "month")
    if form == "season" and words.split()[-1][:1].isupper() and _CAPITAL.match(text, span.end):
        return True  # "the Winter Palace"
    if form != "month" or len(words.split()) > 1:
        return False
    short = len(words.rstrip(".")) <= 4 and words.lower() not in ("may", "june", "july")
    if short and not words.endswith("."):
        return not words[:1].isupper() or not _YEAR_AFTER.match(text, span.end)
    return bool(_SURNAME.match(text, span.end)) and words in ("April", "May", "June", "August")


def _is_span(doc: Doc, starts: Sequence[int], span: Span) -> bool:
    """Whether a rank stands before "in three years": "the first visit in", "the worst drought in"."""
    first = max(0, bisect_right(starts, span.start) - 1)
    before = doc[max(doc[first].sent.start, first - RANKED) : first]
    return any(t.lower_ in time_words().ranks or t.tag_ in ("JJS", "RBS") for t in before)


def _is_moved(doc: Doc, starts: Sequence[int], span: Span) -> bool:
    """Whether a verb of moving stands before the days, in their sentence."""
    first = max(0, bisect_right(starts, span.start) - 1)
    return any(t.lemma_.lower() in time_words().moving for t in doc[doc[first].sent.start : first])


def _ahead(doc: Doc, starts: Sequence[int], span: Span) -> bool | None:
    """Where the governing verb looks. `Doc.char_span` would walk the whole article for each expression."""
    first = max(0, bisect_right(starts, span.start) - 1)
    tokens = doc[first : max(first + 1, bisect_left(starts, span.end))]
    return is_ahead(tokens.root, time_words()) if len(tokens) else None
