"""Summits as meetings of their own: "the East Sea summit in Arden on 2 May", whoever else meets beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Token

from extract.meetings.page import Page, above
from extract.meetings.people import Person
from extract.meetings.titles import nation
from extract.meetings.triggers import Trigger

_ATTENDING: Final = ("attend", "host", "join", "chair", "participate", "take", "convene", "hold", "open")


def find_summit_parties(trigger: Trigger, page: Page) -> list[str]:
    """Return the body or group that a summit is named after, then the persons who are said to attend or host it."""
    body = _named_after(trigger.token)
    return [*body, *_attending(trigger, page)] if body else []


def leaders_of(parties: list[str], page: Page, people: Sequence[Person]) -> list[str]:
    """Return the leaders for the countries that hold a summit, where the article names one of each; else the parties.

    One country left without a leader and one leader left without a country belong together.
    """
    if len(parties) < 2 or any(
        a is not None and a.kind not in ("country", "place") for a in map(page.cast.named, parties)
    ):
        return parties
    leaders = [p for p in people if p.holds("leader", frozenset(), page.rules.participants)]
    found = {n: own for n in parties if len(own := [p.name for p in leaders if nation(n) in p.nations]) == 1}
    left = [p.name for p in leaders if [p.name] not in found.values() and not p.nations]
    open_ = [n for n in parties if n not in found]
    if len(open_) == len(left) == 1:
        found[open_[0]] = left
    return [found[n][0] for n in parties] if len(found) == len(parties) else parties


def _named_after(summit: Token) -> list[str]:
    left = [t for c in summit.lefts if c.dep_ in ("compound", "nmod", "poss", "amod") for t in c.subtree]
    left = [t for t in left if t.ent_type_ not in ("DATE", "TIME", "ORDINAL")]
    words = [t for t in left if t.pos_ not in ("DET", "PART") and t.text not in ("'s", "’s", "'", "’")]
    while words and not words[0].text[:1].isupper():
        words.pop(0)
    while words and not (words[-1].text[:1].isupper() or words[-1].tag_ == "NNS"):
        words.pop()  # "the Lorvia reconstruction summit"
    if words:
        return [str(summit.doc[words[0].i : words[-1].i + 1].text).rstrip("'’")]
    for child in summit.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            for body in child.children:
                name = [t for t in body.subtree if t.i <= body.i and t.pos_ not in ("DET", "PRON")]
                if body.dep_ == "pobj" and any(t.text[:1].isupper() for t in name):
                    return [str(summit.doc[name[0].i : body.i + 1].text)]
    return []


def _attending(trigger: Trigger, page: Page) -> Sequence[str]:
    between = above(trigger.token, 4)
    verb = next((t for t in between if t.pos_ == "VERB"), None)
    if any(t.pos_ == "NOUN" and t.lemma_.lower() != "part" for t in between[: between.index(verb) if verb else 0]):
        return []  # "hold a meeting on the sidelines of the summit"
    if verb is None or verb.lemma_.lower() not in _ATTENDING:
        return []
    subjects = [c for v in (verb, *above(verb, 2)) if v.pos_ == "VERB" for c in v.children if c.dep_ == "nsubj"][:1]
    found = [page.person_at(t) for s in subjects for t in (s, *s.conjuncts)]
    return [a.name for a in found if a is not None]
