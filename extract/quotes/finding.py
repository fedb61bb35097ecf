"""Finds who said what in one article: the order of work from tagged words to quotations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from extract.model import Cast, Layout, Marked, Quote, QuoteKind, Span, Timex
from extract.quotes.confidence import calibrated
from extract.quotes.conjoined import split_conjoined
from extract.quotes.cues import CueRules
from extract.quotes.edges import outermost, settle
from extract.quotes.headlines import attribute, find_claims
from extract.quotes.hearsay import with_hearsay
from extract.quotes.introduced import with_introduction
from extract.quotes.linking import Attribution, link, take_turns
from extract.quotes.nested import Inner, find_nested
from extract.quotes.opinions import is_agreement, with_opinion
from extract.quotes.settings import find_audience, find_day, find_venue
from extract.quotes.sources import actors_named, complete
from extract.quotes.speakers import Speaker, name_speakers
from extract.quotes.tagger import Content, Tagger
from extract.quotes.transcript import Turn, find_turns
from extract.quotes.unclosed import cut_unclosed
from extract.quotes.whole_cues import with_whole_cue

MOST_OF_A_WISH: Final = 9  # words: "not to be named because the talks are secret"
LEAST_WORDS: Final = 3  # of a quoted sentence
NESTED_SCORE: Final = 0.6

_TITLE: Final = re.compile(r"(?:[A-Z][\w’'-]*|of|the|and|a|in|for)(?:\s+(?:[A-Z][\w’'-]*|of|the|and|a|in|for))*[,.!?]?")
_SO_CALLED: Final = re.compile(r"\b(?:so-called|called|dubbed|known as|nicknamed)\s+\Z")


def find_quotes(
    doc: Doc,
    layout: Layout,
    marked: Sequence[Marked],
    cast: Cast,
    tagger: Tagger,
    rules: CueRules,
    *,
    timexes: Sequence[Timex] = (),
) -> list[Quote]:
    """Return the quotations of an article, direct and indirect, in reading order.

    ``doc.text`` is the article's text. Attitudes are among them, with ``speech`` false, and speech within speech, with
    ``nested`` true. What stands in captions, credits, bylines and boilerplate is dropped. ``timexes`` give the day.
    """
    text = doc.text
    tagging = tagger.read(text)
    turns = find_turns(text, layout)
    said = settle(text, layout, marked, _outside(tagging.contents, turns))
    attributions = sorted([*link(text, said, tagging), *take_turns(turns)], key=lambda a: a.start)
    attributions = [replace(a, source=complete(cast, a.source)) if a.source else a for a in attributions]
    attributions = [with_introduction(a, text, layout, cast) for a in attributions]
    attributions = [cut_unclosed(with_whole_cue(a, text), doc, text, rules) for a in attributions]
    attributions = [part for a in attributions for part in split_conjoined(a, doc, text, rules)]
    attributions = [o for a in attributions if not is_agreement(a, text) for o in with_opinion(a, text)]
    attributions = [a for a in attributions if not _wants_no_name(a, text, rules)]
    attributions = [a for a in attributions if not _is_place_line(a, text, layout)]
    attributions = with_hearsay(attributions, doc, layout, marked, rules)
    speakers = name_speakers(attributions, doc, layout, cast, rules)
    attributions, speakers = _with_headline(attributions, speakers, text, doc, layout, cast, rules)
    outer = outermost(marked)
    quotes = [_quote(a, s, text, doc, outer, rules, timexes) for a, s in zip(attributions, speakers, strict=True)]
    quotes += [_inner_quote(i, text, cast) for i in find_nested(attributions, doc, marked, rules)]
    return sorted(quotes, key=lambda q: q.content[0].start)


def _wants_no_name(found: Attribution, text: str, rules: CueRules) -> bool:
    """ "Who asked not to be named": what the source wished, no words."""
    words = found.said[0].span.of(text).lower()
    return not found.said[0].marks and len(words.split()) < MOST_OF_A_WISH and words.startswith(rules.anonymity)


def _is_place_line(found: Attribution, text: str, layout: Layout) -> bool:
    """ "OSLO: Ministers agree on little": the place in capitals before a headline says nothing."""
    place = layout.dateline.place if layout.dateline is not None else None
    if found.source is None or place is None or layout.title is None or found.source.start != layout.title.start:
        return False
    return found.source.of(text) == place.of(text).upper() and text[found.source.end : found.source.end + 1] == ":"


def _with_headline(
    found: list[Attribution], speakers: list[Speaker], text: str, doc: Doc, layout: Layout, cast: Cast, rules: CueRules
) -> tuple[list[Attribution], list[Speaker]]:
    """Read a headline without a verb of saying as a claim, if it names somebody who speaks in the article."""
    title = layout.title
    opening = [a for a in found if title is not None and title.start <= a.start < title.end]
    if title is None or any(a.cue is not None for a in opening):
        return found, speakers
    rest = [a for a in found if a not in opening]
    speaking = {a.name for f, s in zip(found, speakers, strict=True) if f not in opening for a in s.actors}
    for claim in find_claims(text, layout):
        read = [attribute(claim, opening), *rest]
        named = name_speakers(read, doc, layout, cast, rules)
        if named[0].actors and {a.name for a in named[0].actors} <= speaking:
            return read, named
    return found, speakers


def _outside(contents: Sequence[Content], turns: Sequence[Turn]) -> list[Content]:
    """Return what is not said within a turn of a transcript: there the whole turn counts."""
    spans = [Span(t.label.start, t.content[-1].end) for t in turns]
    starts = [s.start for s in spans]
    kept = []
    for content in contents:
        at = bisect_right(starts, content.span.start) - 1
        if at < 0 or content.span.start >= spans[at].end:
            kept.append(content)
    return kept


def _quote(
    found: Attribution,
    speaker: Speaker,
    text: str,
    doc: Doc,
    marked: Sequence[Marked],
    rules: CueRules,
    timexes: Sequence[Timex],
) -> Quote:
    cue = _tokens(doc, found.cue)
    direct = all(s.quoted and _is_sentence(s.span.of(text)) for s in found.said)
    return Quote(
        content=tuple(s.span for s in found.said),
        cue=found.cue,
        speaker=found.source if speaker.method != "hearsay" else None,
        speaker_name=speaker.name,
        kind=_kind(text, found, marked),
        method=f"tagger; {speaker.method}",
        speech=rules.is_speech(cue if cue is not None else (), found.speech, direct=direct),
        audience=find_audience(cue, found, rules) if cue is not None else None,
        venue=find_venue(cue, found, rules) if cue is not None else None,
        said_on=find_day(cue, found, timexes) if cue is not None else None,
        confidence=calibrated(found.score * found.link, speaker.method),
    )


def _inner_quote(inner: Inner, text: str, cast: Cast) -> Quote:
    actors = actors_named(text, cast, inner.source) if inner.source is not None else []
    return Quote(
        content=(inner.content,),
        cue=inner.cue,
        speaker=inner.source,
        speaker_name=" and ".join(a.name for a in actors) or None,
        kind="direct",
        method="marks; nested",
        nested=True,
        confidence=NESTED_SCORE,
    )


def _tokens(doc: Doc, span: Span | None) -> Tokens | None:
    return doc.char_span(span.start, span.end, alignment_mode="expand") if span is not None else None


def _kind(text: str, found: Attribution, marked: Sequence[Marked]) -> QuoteKind:
    if all(s.quoted for s in found.said):
        return "direct"
    if not any(s.marks for s in found.said):
        return "indirect"
    inside = [m for m in marked if any(s.span.overlaps(m.content) for s in found.said)]
    return "mixed" if any(_is_words(text, m) for m in inside) else "indirect"


def _is_sentence(words: str) -> bool:
    """Say whether words between marks are somebody's sentence rather than a title or a term."""
    return words[0].isupper() and words[-1] in ",.!?…" and len(words.split()) >= LEAST_WORDS


def _is_words(text: str, stretch: Marked) -> bool:
    """Say whether a stretch between marks is somebody's words, not a title or a nickname."""
    if _SO_CALLED.search(text, max(0, stretch.outer.start - 12), stretch.outer.start):
        return False
    return not _TITLE.fullmatch(stretch.content.of(text))
