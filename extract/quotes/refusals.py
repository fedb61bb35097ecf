"""Cues that go on in what was tagged as said: "declined | to say whether …" is "declined to say | whether …"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from extract.model import Span
from extract.quotes.edges import trim
from extract.quotes.linking import Attribution

_TO_SAY: Final = re.compile(r"to (?:say|specify|disclose|comment on|elaborate on|discuss)\b")


def with_whole_cue(found: Attribution, text: str) -> Attribution:
    """Return the attribution with "to say" in its cue rather than at the beginning of its content."""
    first = found.said[0]
    match = _TO_SAY.match(text, first.span.start, first.span.end)
    if match is None or found.cue is None or text[found.cue.end : match.start()].strip():
        return found
    rest = trim(text, Span(match.end(), first.span.end))
    if rest is None:
        return found
    return replace(found, cue=Span(found.cue.start, match.end()), said=(replace(first, span=rest), *found.said[1:]))
