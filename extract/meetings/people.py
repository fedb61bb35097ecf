"""What the persons of an article are, as far as meetings need it: office, nation, and who speaks for others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Token

from extract.meetings.page import Page
from extract.meetings.rules import ParticipantWords
from extract.meetings.titles import (
    after_comma,
    before_comma,
    is_office,
    names_nation,
    nation,
    offices_led,
    offices_shared,
    with_place,
)
from extract.model import Actor


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the cast. ``titles`` are the words of each title or description, in lower case.

    ``leads`` tells whether the article says that the person leads the side of one of ``nations``.
    """

    actor: Actor
    titles: tuple[tuple[str, ...], ...]
    nations: frozenset[str]
    leads: bool = False

    @property
    def name(self) -> str:
        """The canonical name."""
        return self.actor.name

    @property
    def first(self) -> int:
        """Where the person is first spoken of."""
        return self.actor.mentions[0].span.start

    def last_named_before(self, offset: int) -> int:
        """Where the person is spoken of last before ``offset``, pronouns left out; -1 where nowhere."""
        before = [m.span.start for m in self.actor.mentions if m.span.start < offset and m.form != "pronoun"]
        return max(before, default=-1)

    def speaks_for_others(self, words: ParticipantWords) -> bool:
        """Say whether a title is a spokesman's, an aide's or a source's; a leader's beside it goes before."""
        own = [t for t in self.titles if not words.speakers & set(t)]
        return len(own) < len(self.titles) and not any(words.leaders & set(t) for t in own)

    def holds(self, office: str, qualifiers: frozenset[str], words: ParticipantWords) -> bool:
        """Say whether the person has that office: "leader" is any head of state or government.

        Whom the article only calls a counterpart may have any office; a colleague is no head of state.
        """
        if any(_fits(t, office, qualifiers, words) for t in self.titles):
            return True
        colleague = any("colleague" in t for t in self.titles)
        return self.is_counterpart(words) and not (colleague and office in words.leaders)

    def is_counterpart(self, words: ParticipantWords) -> bool:
        """Say whether the titles tell no more than that another one has the same office."""
        own = [t for t in self.titles if not (words.counterparts & set(t) or "opposite" in t)]
        return len(own) < len(self.titles) and not any(words.offices & set(t) for t in own)


def _fits(title: tuple[str, ...], office: str, qualifiers: frozenset[str], words: ParticipantWords) -> bool:
    if words.counterparts & set(title) or "opposite" in title:
        return False
    core = title[: title.index("of")] if "of" in title else title
    offices = [w.removesuffix("s") for w in core if w.removesuffix("s") in words.offices]
    if not offices or any(w in words.lesser for w in title) != bool(qualifiers & words.lesser):
        return False
    if offices[-1] == "leader" and set(core) & words.no_state and not qualifiers & words.no_state:
        return False
    if office in ("leader", "head"):
        return offices[-1] in words.leaders or " ".join(core[-2:]) in words.leaders
    same = (
        offices[-1] == office
        or offices[-1] in words.also.get(office, ())
        or (offices[-1] == "leader" and office in words.leaders)
        or (office == "premier" and core[-2:] == ("prime", "minister"))
    )
    return same and (qualifiers - words.lesser) <= set(title)


def people_of(page: Page) -> list[Person]:
    """Return the persons of the cast with the words of their titles, in the order of the cast.

    Left out is a "person" of one word that stands as a nation at another's office: "Lorvia" in "Lorvia's Ana Brun".
    """
    sides = _sides(page)
    people = [_with_side(_person(a, page), sides) for a in page.cast if a.kind == "person"]
    nations = {n for p in people for n in p.nations}
    offices = page.rules.participants.offices | page.rules.participants.portfolios
    people = [p for p in people if p.name.split()[-1].lower() not in offices]  # "Lorvia Foreign"
    people = [p for p in people if " and " not in p.name and not _only_owns(p, page)]
    return [p for p in people if " " in p.name or not (nation(p.name) in nations and (not p.titles or _owns(p, page)))]


def _only_owns(person: Person, page: Page) -> bool:
    """Whether a name always stands before another's: "Lorvia's Ana Brun", "Upper Lorvia leader Ana Brun"."""
    ends = [t.end for m in person.actor.mentions if m.form == "name" and (t := page.tokens(m.span)) is not None]
    owning = [_before_another(e, person, page) for e in ends]
    titled = any(o and page.doc[e].text not in ("'s", "’s") for o, e in zip(owning, ends, strict=True))
    return all(owning) or titled


def _owns(person: Person, page: Page) -> bool:
    """Whether a name stands before another's somewhere."""
    ends = [t.end for m in person.actor.mentions if m.form == "name" and (t := page.tokens(m.span)) is not None]
    return any(page.doc[e : e + 1].text in ("'s", "’s") for e in ends)


def _before_another(end: int, person: Person, page: Page) -> bool:
    """Whether another person's name follows, with "'s" or an office between."""
    after = page.doc[end : end + 2]
    if len(after) < 2 or not (after[0].text in ("'s", "’s") or is_office(after[0], page)):
        return False
    named = page.named_person_at(after[1])
    return named is not None and named.name != person.name


def _with_side(person: Person, sides: Mapping[str, str]) -> Person:
    side = sides.get(person.name)
    return person if side is None else replace(person, nations=person.nations | {side}, leads=True)


def _sides(page: Page) -> dict[str, str]:
    """Who leads which nation's side: "Lorvia's team will be led by Ms Brun and Ostmark's by Mr Katz".

    Nations and persons have to stand in turns, so that each side has its own.
    """
    found: dict[str, str] = {}
    words = page.rules.participants
    for verb in page.doc:
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in words.leading:
            continue
        turns: list[tuple[str, str]] = []
        for token in verb.sent:
            person = page.named_person_at(token)
            told = ("person", person.name) if person is not None else None
            if told is None and page.is_place(token) and not _before_name(token, page):
                told = ("nation", nation(token.text))
            if told is not None and told not in turns:
                turns.append(told)
        kinds = [kind for kind, _ in turns]
        if len(turns) > 1 and len(turns) % 2 == 0 and all(a != b for a, b in pairwise(kinds)):
            for (kind, one), (_, other) in zip(turns[::2], turns[1::2], strict=True):
                found |= {other: one} if kind == "nation" else {one: other}
    return found


def _before_name(token: Token, page: Page) -> bool:
    """Whether a nation but stands in somebody's title: "Lorvia's minister Ana Brun"."""
    for after in page.doc[token.i + 1 : token.i + 6]:
        if page.named_person_at(after) is not None:
            return True
        if after.pos_ in ("VERB", "AUX", "ADP", "CCONJ") or after.text == ",":
            return False
    return False


def _person(actor: Actor, page: Page) -> Person:
    titles: list[tuple[str, ...]] = []
    nations: set[str] = set()
    for mention in actor.mentions:
        tokens = page.tokens(mention.span)
        if tokens is None or not len(tokens) or mention.form == "pronoun":
            continue
        if mention.form in ("title", "description"):
            told = with_place(list(tokens))
            titles.append(tuple(t.lower_ for t in told))
            nations |= {nation(t.text) for t in told if names_nation(t, page)}
            continue
        start, end = tokens.start, tokens.end
        if len(tokens) > 1 and tokens[0].lower_ in page.rules.participants.offices:
            titles.append((tokens[0].lower_,))  # "King Harald", where the name holds the title
        before = list(page.doc[max(0, start - 7) : start])
        while before and not (before[-1].pos_ in ("ADJ", "NOUN", "PROPN", "PART") or before[-1].lower_ == "of"):
            before.pop()
        near: list[Token] = []
        for token in reversed(before):
            if token.pos_ not in ("ADJ", "NOUN", "PROPN", "PART", "VERB") and token.lower_ != "of":
                break
            if token.pos_ == "VERB" and token.tag_ not in ("VBG", "VBN"):
                break
            near.insert(0, token)
        if near and near[-1].i == start - 1 and near[-1].lower_ in ("'s", "’s"):
            nations.add(nation(near[-2].text) if len(near) > 1 else "")
        if near and near[-1].i == start - 1 and any(is_office(t, page) for t in near):
            titles.append(tuple(t.lower_ for t in near))
            nations |= {nation(t.text) for t in near if names_nation(t, page)}
        after = page.doc[end : end + 2]
        if len(after) == 2 and after[0].lower_ == "of" and after[1].text[:1].isupper():
            nations.add(nation(after[1].text))
        for apposed in (before_comma(page, start), after_comma(page, end)):
            if any(is_office(t, page) for t in apposed):
                titles.append(tuple(t.lower_ for t in apposed))
                nations |= {nation(t.text) for t in apposed if names_nation(t, page)}
    titles += offices_led(actor, page)
    titles += offices_shared(actor, page)
    return Person(actor, tuple(dict.fromkeys(titles)), frozenset(nations))
