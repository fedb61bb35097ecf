"""Cues of which the tagger saw a part: "declined | to say", "in his | words"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from extract.model import Span
from extract.quotes.edges import trim
from extract.quotes.linking import Attribution

_TO_SAY: Final = re.compile(r"to (?:say|specify|disclose|comment on|elaborate on|discuss)\b")
_IN: Final = "in "
_NOUNS: Final = ("words", "view", "opinion")
_BETWEEN: Final = re.compile(r"(?:['’]s?)?\s*")


def with_whole_cue(found: Attribution, text: str) -> Attribution:
    """Return the attribution with "to say" in its cue rather than in its content, and "in … words" as one cue."""
    first, cue, source = found.said[0], found.cue, found.source
    if cue is None:
        return found
    opens = source is not None and text[source.start - len(_IN) : source.start].lower() == _IN
    if source is not None and opens and cue.of(text) in _NOUNS and _BETWEEN.fullmatch(text, source.end, cue.start):
        return replace(found, cue=Span(source.start - len(_IN), cue.end))
    match = _TO_SAY.match(text, first.span.start, first.span.end)
    if match is None or text[cue.end : match.start()].strip():
        return found
    rest = trim(text, Span(match.end(), first.span.end))
    said = (*((replace(first, span=rest),) if rest is not None else ()), *found.said[1:])
    return replace(found, cue=Span(cue.start, match.end()), said=said) if said else found
