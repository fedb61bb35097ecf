"""Whom "the two leaders", "the Russian and US presidents" or "their trade ministers" mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Token

from extract.meetings.page import Page, phrase
from extract.meetings.people import Person
from extract.meetings.titles import nation, qualifiers
from extract.meetings.triggers import verb_of
from extract.model import Span

NUMBERS: Final = {"two": 2, "both": 2, "pair": 2, "duo": 2, "three": 3, "trio": 3, "four": 4, "five": 5, "six": 6}
_NEAR = 8  # words before the noun in which its nations stand


def is_plural(head: Token) -> bool:
    """Say whether the word means several people: "leaders", "the two", "they"."""
    low = head.lower_
    return (
        low in NUMBERS
        or low in ("they", "them", "their", "each")
        or head.tag_ in ("NNS", "NNPS")
        or (head.pos_ in ("NOUN", "PROPN") and any(c.lower_ in NUMBERS for c in head.lefts))
        or _adjectives(head)
    )


def _adjectives(head: Token) -> bool:
    """ "The Lorvian and Ostmark president": two nations before a singular."""
    return head.pos_ in ("NOUN", "PROPN") and len(nations_before(head)) >= 2


def nations_before(head: Token) -> list[Token]:
    """Return the coordinated nations before an office: "the Lorvian and Ostmark presidents"."""
    first = max(head.sent.start, head.i - _NEAR)
    found: list[Token] = []
    joined = False
    for token in reversed(head.doc[first : head.i]):
        if token.lower_ == "and" or (token.text == "," and joined):
            joined = True
        elif token.pos_ in ("DET", "VERB", "AUX", "ADP", "PRON", "PUNCT", "CCONJ"):
            break
        elif token.text[:1].isupper() and (token.text.isalpha() or "." in token.text):
            found.insert(0, token)
        elif found and token.text[:1].isupper():
            break
    return found if joined and len(found) >= 2 else []


def nations_of(head: Token) -> list[Token]:
    """Return the nations behind an office: "the presidents of Lorvia and Ostmark"."""
    return [
        t
        for c in head.children
        if c.dep_ == "prep" and c.lower_ in ("of", "from")
        for g in c.children
        if g.dep_ == "pobj" and g.text[:1].isupper()
        for t in (g, *g.conjuncts)
    ]


def find_plural(head: Token, page: Page, people: Sequence[Person], focus: Sequence[str]) -> list[str]:
    """Return the persons whom a plural means; empty where it stays open.

    Asked in order: names set beside it, one office-holder a nation (the last one by elimination), those who met in the
    sentence before (``focus``), the only ones of that office in the article, the nearest ones before.
    """
    named = _apposed(head, page)
    if len(named) > 1:
        return named
    fitting = _holders(head, page, people)
    nations = nations_before(head) or nations_of(head) or _their_nations(head, page)
    if len(nations) > 1:
        sided = [p for p in people if p.leads] if head.lemma_.lower() in page.rules.participants.groups else []
        untitled = [*sided, *(p for p in people if not p.titles and p not in fitting)]
        return _one_a_nation([nation(t.text) for t in nations], fitting, untitled)
    if nations and head.lower_ not in NUMBERS:
        return []  # "the ministers of the Contact Group": a body's own
    count = _count(head)
    together = _in_sentence(head, fitting, page, people)
    if len(together) == count and head.pos_ == "PRON":
        return together
    if len(focus) == count and _may_be(head, focus, page, people):
        return list(focus)
    names = [p.name for p in fitting]
    sure = [p for p in fitting if not p.is_counterpart(page.rules.participants)]
    if len(sure) >= count:
        fitting = sure
    before = [p for p in fitting if p.first < head.idx]
    if len(before) >= count:
        if len(before) > count and head.pos_ == "NOUN" and len(fitting) != count and not _told_of_pair(head):
            return []
        latest = sorted(before, key=lambda p: _last_before(p, head.idx))[-count:]
        return [p.name for p in sorted(latest, key=lambda p: p.first)]
    if len(fitting) == count and head.lemma_.lower() not in page.rules.participants.any_office:
        return names
    return []


def _in_sentence(head: Token, fitting: Sequence[Person], page: Page, people: Sequence[Person]) -> list[str]:
    """Who is spoken of before "they" in its own sentence, in whatever words: "he would tell Ms Brun when they met"."""
    before = [page.person_at(t) for t in page.doc[head.sent.start : head.i]]
    names = {p.name for p in fitting}
    told = list(dict.fromkeys(a.name for a in before if a is not None))
    speakers = {p.name for p in people if p.speaks_for_others(page.rules.participants)}
    return [n for n in told if n not in speakers] if names else []


def _may_be(head: Token, focus: Sequence[str], page: Page, people: Sequence[Person]) -> bool:
    """Whether none of those who met last has another office than the plural says."""
    words, lemma = page.rules.participants, head.lemma_.lower()
    if lemma in words.any_office or head.lower_ in words.any_office:
        return not any(p.name in focus and p.speaks_for_others(words) for p in people)
    numbered = any(c.lower_ in (*NUMBERS, "the", "both") for c in head.lefts)
    known = {p.name: p for p in people}
    held = [known[n].holds(lemma, qualifiers(head, page), words) for n in focus if n in known]
    told = [bool(known[n].titles) for n in focus if n in known]
    return numbered and all(h or not t for h, t in zip(held, told, strict=True)) and (any(held) or lemma == "leader")


def _told_of_pair(head: Token) -> bool:
    return any(c.lower_ in ("two", "both", "three", "the", "these", "their") for c in head.lefts)


def _count(head: Token) -> int:
    words = (head.lower_, *(c.lower_ for c in head.lefts))
    return next((NUMBERS[w] for w in words if w in NUMBERS), 2)


def _last_before(person: Person, offset: int) -> int:
    return max(
        (m.span.start for m in person.actor.mentions if m.span.start < offset and m.form != "pronoun"), default=-1
    )


def _holders(head: Token, page: Page, people: Sequence[Person]) -> list[Person]:
    """The persons who can be meant, those who only speak for others left out."""
    words, lemma = page.rules.participants, head.lemma_.lower()
    principals = [p for p in people if not p.speaks_for_others(words)]
    if lemma in words.any_office or head.lower_ in words.any_office:
        return [p for p in principals if not _reports(head, p, page)]
    return [p for p in principals if p.holds(lemma, qualifiers(head, page), words)]


def _reports(head: Token, person: Person, page: Page) -> bool:
    """Whether the person is the one who says it, in the same sentence."""
    sent = head.sent
    for mention in person.actor.mentions:
        if not sent.start_char <= mention.span.start < sent.end_char:
            continue
        tokens = page.tokens(mention.span)
        root = tokens.root if tokens is not None and len(tokens) else None
        if (
            root is not None
            and root.dep_ in ("nsubj", "appos")
            and root.head.lemma_.lower() in page.rules.reporting.verbs
        ):
            return verb_of(head) != root.head and head not in root.subtree and root.head.lemma_.lower() != "speak"
    return False


def _apposed(head: Token, page: Page) -> list[str]:
    """The names set beside the plural: "the ministers, Ana Brun and Emil Katz,"; also where the parse parts them."""
    end = phrase(head).end
    for token in page.doc[head.i + 1 : head.sent.end]:
        joined = token.pos_ in ("PROPN", "ADJ") or token.lower_ in ("of", "and", ",", "the", "-", "–", "—", "'s", "’s")
        if (
            token.i <= head.right_edge.i
            or joined
            or page.named_person_at(token)
            or token.lemma_.lower() in page.rules.participants.offices
        ):
            end = max(end, token.idx + len(token.text))
        else:
            break
    inside = page.cast.within(Span(head.idx + len(head.text), end))
    return list(dict.fromkeys(a.name for m, a in inside if a.kind == "person" and m.form == "name"))


def _their_nations(head: Token, page: Page) -> list[Token]:
    """ "Lorvia and Ostmark cancelled a meeting of their ministers": the countries that "their" means."""
    if not any(c.lower_ in ("their", "respective") for c in head.lefts):
        return []
    subjects = [t for t in head.sent if t.dep_ in ("nsubj", "nsubjpass") and t.i < head.i]
    for subject in reversed(subjects):
        joined = [t for s in (subject, *subject.conjuncts) if (t := _country_in(s)) is not None]
        if len(joined) > 1:
            return joined
    return []


def _country_in(subject: Token) -> Token | None:
    """The country's name: the subject itself, or what narrows it in "the Lorvian government"."""
    if subject.text[:1].isupper():
        return subject
    return next((c for c in subject.lefts if c.text[:1].isupper() and c.pos_ in ("PROPN", "ADJ")), None)


def _one_a_nation(nations: Sequence[str], holders: Sequence[Person], untitled: Sequence[Person]) -> list[str]:
    found: dict[str, str] = {}
    for each in nations:
        own = [p for p in (*holders, *untitled) if each in p.nations and p.name not in found.values()]
        if own:
            found[each] = own[0].name
    strangers = [p for p in holders if p.nations and not p.nations & set(nations)]  # another country's
    rest = [p for p in holders if p.name not in found.values() and p not in strangers]
    open_ = [n for n in nations if n not in found]
    if len(open_) == 1 and len(rest) == 1:
        found[open_[0]] = rest[0].name
    elif len(open_) == len(nations) == len(holders):
        return [p.name for p in holders]
    return [found[n] for n in nations] if len(found) == len(nations) else []
