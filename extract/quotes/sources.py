"""Reads a source phrase: its head, the actors it names, and what to call it when it names none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc

from extract.model import Actor, Cast, Layout, Mention, Span

MALE, FEMALE, NEUTER, PLURAL = "male", "female", "neuter", "plural"
PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), MALE),
    **dict.fromkeys(("she", "her", "hers", "herself"), FEMALE),
    **dict.fromkeys(("it", "its", "itself"), NEUTER),
    **dict.fromkeys(("they", "them", "their", "themselves"), PLURAL),
}
SPEAKING_KINDS = ("person", "organisation", "country")
LONGEST_NAME = 60  # characters
RELATIVE = ("who", "which", "that", "whom")

_AFTER_HEAD = re.compile(
    r",|\(|;|\s[–—-]\s|\s(?:of|in|from|for|at|on|with|to|who|which|that|whose|close|familiar|and|as|by|near|under)\b"
)
_CLAUSE = re.compile(r",|\(|;|\s[–—-]\s|\s(?:who|which|that|whose)\b")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])\Z")
_ARTICLE = re.compile(r"\A(?:the|an?|his|her|its|their|our|my)\s+", re.IGNORECASE)
_PARTS = re.compile(r"\s+and\s+|,\s+(?:and\s+)?")
_GENDERED = (
    (
        FEMALE,
        re.compile(r"\b(?:Mrs|Ms|Miss|Madam|Lady|Queen|Dame|\w*woman|actress|mother|wife|daughter|sister|queen)\b"),
    ),
    (MALE, re.compile(r"\b(?:Mr|Sir|Lord|King|\w*sman|\w*irman|father|husband|son|brother|king)\b")),
)


def without_possessive(text: str, span: Span) -> Span:
    """Return the span without a closing 's."""
    return Span(span.start, span.start + len(_POSSESSIVE.sub("", span.of(text))))


def complete(cast: Cast, source: Span) -> Span:
    """Return the source with the whole of a name that it cuts in two."""
    around = cast.within(Span(max(0, source.start - LONGEST_NAME), source.end + LONGEST_NAME))
    cut = [m.span for m, _ in around if m.form == "name" and m.span.overlaps(source)]
    return Span(min([source.start, *(s.start for s in cut)]), max([source.end, *(s.end for s in cut)]))


def head_of(text: str, span: Span) -> Span:
    """Return the phrase up to the end of its head noun: "the mayor" of "the mayor of Simova, Petra Vos"."""
    words = span.of(text)
    cut = _AFTER_HEAD.search(words, 1)
    return without_possessive(text, Span(span.start, span.start + (cut.start() if cut else len(words))))


def actor_at_end(cast: Cast, span: Span) -> Actor | None:
    """Return the actor whose mention ends the span, a name before a description, the longest first."""
    ending = [(m, a) for m, a in cast.within(span) if m.span.end == span.end and a.kind in SPEAKING_KINDS]
    ending.sort(key=lambda x: (x[0].form != "name", x[0].form == "pronoun", x[0].span.start))
    return ending[0][1] if ending else None


def actors_named(text: str, cast: Cast, span: Span) -> list[Actor]:
    """Return the actors that a source names: one, or several that "and" joins; none for an unnamed source."""
    joined = _joined(text, cast, span)
    if joined:
        return joined
    head = actor_at_end(cast, head_of(text, span))
    beside = _apposition(text, cast, span)
    if beside is not None and (head is None or not _is_named(head, cast, head_of(text, span))):
        return [beside]
    return [head] if head else []


def _is_named(actor: Actor, cast: Cast, span: Span) -> bool:
    return any(a is actor and m.form == "name" and m.span.end == span.end for m, a in cast.within(span))


def _joined(text: str, cast: Cast, span: Span) -> list[Actor]:
    words = span.of(text)
    if " and " not in words:
        return []
    found: list[Actor] = []
    at = span.start
    for part in [*_PARTS.finditer(words), None]:
        end = span.start + part.start() if part else span.end
        actor = actor_at_end(cast, head_of(text, Span(at, end))) if end > at else None
        if actor is None:
            return []
        found.append(actor)
        at = span.start + part.end() if part else end
    unique = list(dict.fromkeys(found))
    return unique if len(unique) > 1 else []


def _apposition(text: str, cast: Cast, span: Span) -> Actor | None:
    """The person of "its chairwoman, Ingrid Olsson": named right after a comma."""
    for mention, actor in cast.within(span):
        if mention.form == "name" and actor.kind == "person" and text[: mention.span.start].endswith(", "):
            return actor
    return None


def describe(text: str, doc: Doc, span: Span) -> str:
    """Return what to call an unnamed source: "senior official", "one of the diplomats", "European traders"."""
    words = span.of(text)
    cut = _CLAUSE.search(words, 1)
    words = _POSSESSIVE.sub("", words[: cut.start()] if cut else words).strip(" “”\"'‘’")
    bare = re.sub(r"\s+", " ", _ARTICLE.sub("", words))
    if bare != words or not _opens_sentence(text, doc, span) or bare[:2].isupper():
        return bare
    return bare[:1].lower() + bare[1:]


def _opens_sentence(text: str, doc: Doc, span: Span) -> bool:
    """Say whether the capital of the first word may be but that of a sentence."""
    before = text[max(0, span.start - 4) : span.start].rstrip(" \xa0")
    if before and before[-1] not in ".!?:”\"’'\n":
        return False
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    return tokens is None or not len(tokens) or not (tokens[0].pos_ == "PROPN" or tokens[0].ent_type_)


def person_at_end(text: str, doc: Doc, head: Span) -> str:
    """Return the person's name that ends the phrase, where the actors step did not take it for one; else ""."""
    tokens = doc.char_span(head.start, head.end, alignment_mode="expand")
    if tokens is None or not len(tokens) or tokens[-1].ent_type_ != "PERSON":
        return ""
    before = next((t for t in reversed(tokens) if t.ent_type_ != "PERSON"), None)
    return text[tokens[0].idx if before is None else before.idx + len(before) : head.end].strip()


def persons_before(layout: Layout, cast: Cast, span: Span) -> tuple[Actor, ...]:
    """Return the persons named in the paragraph before."""
    at = bisect_right(layout.blocks, span.start, key=lambda b: b.span.start) - 2
    named = cast.within(layout.blocks[at].span) if at >= 0 else ()
    return tuple(dict.fromkeys(a for m, a in named if m.form == "name" and a.kind == "person"))


def head_noun(description: str) -> str:
    """Return the last word before a preposition, in the singular, lower case."""
    cut = _AFTER_HEAD.search(description, 1)
    words = re.findall(r"[\w-]+", description[: cut.start()] if cut else description)
    return re.sub(r"(?<=[a-rt-z])s\Z", "", words[-1].lower()) if words else ""


def gender_of(text: str, actor: Actor) -> str | None:
    """Return what pronoun would mean the actor, from its pronouns, its titles and role; None when nothing tells."""
    if actor.kind != "person":
        return NEUTER
    if actor.gender is not None:
        return actor.gender
    told = [PRONOUNS.get(m.span.of(text).lower()) for m in actor.mentions if m.form == "pronoun"]
    for gender in (FEMALE, MALE):
        if gender in told:
            return gender
    around = [actor.role or "", *_beside(text, actor)]
    for gender, words in _GENDERED:
        if any(words.search(a) for a in around):
            return gender
    return None


def _beside(text: str, actor: Actor) -> Iterator[str]:
    for mention in actor.mentions:
        if mention.form != "pronoun":
            yield mention.span.of(text)
            yield from re.findall(r"[\w.]+(?=\W{1,2}\Z)", text[max(0, mention.span.start - 16) : mention.span.start])


def is_speaking(mention: Mention, actor: Actor) -> bool:
    """Say whether a mention can stand for a speaker."""
    return actor.kind in SPEAKING_KINDS and mention.form != "pronoun"
