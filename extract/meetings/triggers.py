"""The words that speak of a meeting, told from their look-alikes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extract.meetings.rules import MeetingRules
from extract.model import Layout, MeetingKind

UNREAD = ("boilerplate", "byline", "caption", "credit")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word of meeting, its kind, and the verb of its clause ("hold" in "hold talks"), if any."""

    token: Token
    kind: MeetingKind
    verb: Token | None


def find_triggers(doc: Doc, layout: Layout, rules: MeetingRules) -> Iterator[Trigger]:
    """Yield the triggers in reading order; look-alikes and passed-over blocks are dropped."""
    for token in doc:
        if layout.role_at(token.idx) in UNREAD:
            continue
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB" and lemma in rules.verbs and not _met_without_anybody(token, rules):
            yield Trigger(token, rules.verbs[lemma], token)
        elif token.pos_ in ("NOUN", "PROPN"):
            kind = _kind(token, lemma, rules)
            if kind is not None:
                yield Trigger(token, kind, _verb_of(token))


def _kind(token: Token, lemma: str, rules: MeetingRules) -> MeetingKind | None:
    before = [t.lower_ for t in token.doc[max(0, token.i - 3) : token.i]]
    after = [t.lower_ for t in token.doc[token.i + 1 : token.i + 4]]
    by = after[1:3] if after[:1] == ["by"] else []
    spoken = any(w in rules.call_words for w in (*before, *by))
    if lemma in rules.calls and spoken:
        return "call"
    kind = rules.nouns.get(lemma)
    if kind is None or (before and before[-1] in rules.before) or kind == "call":
        return None
    if token.dep_ == "compound":  # "meeting room", "summit host"
        return None
    return kind


def _met_without_anybody(verb: Token, rules: MeetingRules) -> bool:
    objects = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    objects += [g for c in verb.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj"]
    return any(o.lemma_.lower() in rules.objects for o in objects)


def _verb_of(noun: Token) -> Token | None:
    token = noun
    for _ in range(6):
        if token.head == token:
            return None
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.pos_ not in ("ADP", "NOUN", "PROPN", "PART"):
            return None
    return None
