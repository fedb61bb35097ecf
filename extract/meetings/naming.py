"""Whom a word of the article means, as a participant: a name, or a description where no name is given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Token

from extract.meetings.page import Page, above
from extract.meetings.people import Person
from extract.meetings.plurals import find_plural, is_plural, nations_before, nations_of
from extract.meetings.titles import nation, qualifiers
from extract.model import Span

NEAR: Final = 12  # words after a counterpart in which its name is set


_NO_PARTY: Final = ("DATE", "TIME", "EVENT", "FAC", "LOC", "MONEY", "PERCENT", "WORK_OF_ART", "LAW", "PRODUCT")


def parts_of(head: Token) -> list[Token]:
    """The head and what is coordinated with it; a hyphen's left half is a party too: "Orlan-Brandt"."""
    if nations_before(head):
        return [head]
    return [head, *(c for c in head.conjuncts if c.i > head.i and c.pos_ in ("NOUN", "PROPN", "PRON", "NUM"))]


def find_meant(
    head: Token, page: Page, people: Sequence[Person], focus: Sequence[str], beside: Sequence[str]
) -> list[str]:
    """Return the participants that ``head`` means; empty where it stays open or names nobody who can meet.

    ``focus`` are those of the meeting told of last, ``beside`` the other side of this one.
    """
    words, lemma = page.rules.participants, head.lemma_.lower()
    if head.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj") and head.lower_ in ("who", "which", "that", "whom"):
        clause = next((t for t in above(head, 3) if t.dep_ == "relcl"), None)
        return [n for p in parts_of(clause.head) for n in find_meant(p, page, people, focus, beside)] if clause else []
    if head.lower_ in words.personal:
        speaker = page.speaker_at(head)
        if head.lower_ in words.together and speaker in focus:
            return list(focus)
        if speaker is not None and page.cast.named(speaker) is None:
            return list(focus) if head.lower_ in words.together else []  # "we", says an official
        return [speaker] if speaker else []
    if (person := page.named_person_at(head)) is not None:
        return [person.name]
    bearing = words.offices | page.rules.triggers.company  # "the conference's host, Ana Brun"
    if head.tag_ in ("NN", "NNP") and lemma in bearing and (set_off := _set_off(head, page)) is not None:
        return [set_off]
    if lemma in words.counterparts or (lemma == "number" and head.nbor(-1).lower_ == "opposite"):
        return _counterpart(head, page, people, beside)
    if (head.tag_ in ("NNS", "NNPS") or lemma in words.collectives) and (led := _led_by(head, page)):
        return led
    if head.tag_ in ("NN", "NNP") and (titled := _titled(head, page)) is not None and titled not in beside:
        return [titled]  # "Premier of Lorvia A and Premier of Ostmark B"
    if is_plural(head) and (lemma in words.any_office | words.groups or head.lower_ in words.any_office):
        several = find_plural(head, page, people, focus)
        return several or _group(head, page)
    if head.dep_ == "poss" and head.pos_ == "PRON" and (agent := _agent_above(head, page)) is not None:
        return [agent]
    if (person := page.person_at(head)) is not None:
        if head.pos_ == "PRON" and any(p.name == person.name and p.speaks_for_others(words) for p in people):
            return _principal(head, page, people, beside)
        if person.name not in beside:
            return [person.name]
        if head.pos_ == "PRON":  # "she would meet him": not herself
            return [n for n in focus if n not in beside][:1] or _only_other(head, page, people, beside)
    elif head.lower_ in ("he", "she", "his", "her") and head.dep_ in ("nsubj", "nsubjpass", "poss"):
        return [n for n in _subject_above(head, page) if n not in beside]
    if lemma in words.offices and not head.tag_.endswith("S"):
        return _office_holder(head, page, people, beside)
    found = page.mention_at(head)
    if found and " and " in found[1].name:  # "Brun and Katz", taken for a firm
        words_ = found[1].name.split(" and ")
        return [p.name for w in words_ for p in people if p.name.split()[-1] == w.split()[-1] and p.name not in beside]
    if found and found[1].kind in ("organisation", "country") and found[0].form != "pronoun":
        return [found[1].name]
    return [_proper_name(head, page)] if head.pos_ == "PROPN" and head.ent_type_ not in _NO_PARTY else []


def _set_off(head: Token, page: Page) -> str | None:
    """The name that is set off behind an office: "the delegation's head, envoy Ana Brun"."""
    apposed = [c for c in head.children if c.dep_ == "appos" and c.left_edge.i and c.left_edge.nbor(-1).text == ","]
    named = [page.named_person_at(c) for c in apposed]
    return next((p.name for p in named if p is not None), None)


def _only_other(head: Token, page: Page, people: Sequence[Person], beside: Sequence[str]) -> list[str]:
    """The one other person told of before in the sentence: "Ms Brun was invited by Mr Katz and will be his guest"."""
    speakers = {p.name for p in people if p.speaks_for_others(page.rules.participants)}
    told = [page.named_person_at(t) for t in page.doc[head.sent.start : head.i]]
    names = list(dict.fromkeys(p.name for p in told if p is not None and p.name not in {*beside, *speakers}))
    return names if len(names) == 1 else []


def _titled(head: Token, page: Page) -> str | None:
    """Whose title the word is of, where the name follows it at once."""
    found = page.mention_at(head)
    if found is None or found[0].form != "title" or found[1].kind != "person":
        return None
    following = page.tokens(Span(found[0].span.end, found[0].span.end + 2))
    named = page.named_person_at(following[-1]) if following else None
    return found[1].name if named is not None and named.name == found[1].name else None


def _principal(head: Token, page: Page, people: Sequence[Person], beside: Sequence[str]) -> list[str]:
    """Whom a pronoun means that seems to mean the spokesman: the one spoken of right before him, for whom he speaks."""
    words = page.rules.participants
    known = [p for p in people if p.name not in beside and not p.speaks_for_others(words)]
    speakers = [p.first for p in people if p.speaks_for_others(words) and p.first < head.idx]
    last = max(((p.last_named_before(max(speakers, default=0)), p.name) for p in known), default=(-1, ""))
    return [last[1]] if last[0] >= 0 else []


def _agent_above(head: Token, page: Page) -> str | None:
    """Whom "his" means in "it was handed over by Mr Katz during his meeting with": a thing is the subject there."""
    verb = next((t for t in above(head, 4) if t.pos_ == "VERB"), None)
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None) if verb is not None else None
    if verb is None or subject is None or page.person_at(subject) is not None:
        return None
    agents = [g for c in verb.children if c.dep_ == "agent" and c.i < head.i for g in c.children if g.dep_ == "pobj"]
    named = [page.named_person_at(g) for g in agents]
    return next((p.name for p in named if p is not None), None)


def _subject_above(head: Token, page: Page) -> list[str]:
    """Who "she" is in a clause that hangs on another: "Ms Brun made it ready when she met Mr Katz"."""
    for verb in above(head, 4)[1:]:
        if verb.pos_ in ("VERB", "AUX") and head not in verb.children:
            named = [page.person_at(c) for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < head.i]
            return [p.name for p in named if p is not None][:1]
    return []


def _proper_name(head: Token, page: Page) -> str:
    """A name that the cast does not know, without the words of office before it."""
    offices = page.rules.participants.offices
    first = head.i
    while first > head.sent.start and head.i - first < 2:
        before = head.doc[first - 1]
        if before.pos_ != "PROPN" or before.lower_ in offices:
            break
        first -= 1
    return str(head.doc[first : head.i + 1].text)


def _set_beside(head: Token, page: Page) -> str | None:
    """The name set behind an office: "the head of the bank, Lucia Orm"; nothing but its own words may stand between."""
    for token in head.doc[head.i + 1 : min(head.sent.end, head.i + NEAR)]:
        person = page.named_person_at(token)
        if person is not None:
            return person.name
        if token.pos_ in ("VERB", "AUX", "CCONJ", "SCONJ") and token.tag_ != "VBG":
            return None
        if token.lower_ in ("in", "on", "at", "with", "after", "before", "to") or token.text in (".", ";", ":", "—"):
            return None
    return None


def _names_in(head: Token, page: Page) -> list[str]:
    """The persons named inside the phrase, after its head: "his counterparts, Ana Brun and Emil Katz"."""
    named = [page.named_person_at(t) for t in head.subtree if t.i > head.i]
    return list(dict.fromkeys(p.name for p in named if p is not None))


def _counterpart(head: Token, page: Page, people: Sequence[Person], beside: Sequence[str]) -> list[str]:
    if is_plural(head) and len(named := _names_in(head, page)) > 1:
        return named
    name = _set_beside(head, page)
    if name and name not in beside:
        return [name]
    told = {nation(t.text) for t in head.lefts if t.text[:1].isupper()}
    first = next((p for p in people if p.name in beside), None)
    others = [p for p in people if p.name not in beside and not p.speaks_for_others(page.rules.participants)]
    fitting = [p for p in others if told & p.nations]
    if first is not None and not fitting:
        heads = {t for title in first.titles for t in title if t in page.rules.participants.offices}
        same = [p for p in others if any(w in heads for title in p.titles for w in title)]
        fitting = [p for p in same if not (told and p.nations)]
    if len(fitting) == 1:
        return [fitting[0].name]
    return [_words(head)] if told else []


def _office_holder(head: Token, page: Page, people: Sequence[Person], beside: Sequence[str]) -> list[str]:
    """The one person of that office and nation; else the words of the article where they tell whose office it is."""
    words = page.rules.participants
    if head.lemma_.lower() in words.speakers:
        return []
    name = _set_beside(head, page)
    if name:
        return [name]
    told = {nation(t.text) for t in (*head.lefts, *nations_of(head)) if t.text[:1].isupper() and t.dep_ != "det"}
    holders = [
        p for p in people
        if p.name not in beside
        and p.holds(head.lemma_.lower(), qualifiers(head, page), words)
        and not (p.is_counterpart(words) and p.first > head.idx)  # of no office known yet
    ]  # fmt: skip
    same = [p for p in holders if told & p.nations]
    if len(same) == 1:
        return [same[0].name]
    group = {t.lower_ for c in head.children if c.lower_ == "of" for t in c.subtree if t.pos_ == "NOUN"}
    led = [p for p in people if any(t[0] == "leader" and group & set(t[2:]) for t in p.titles if len(t) > 2)]
    if len(led) == 1:
        return [led[0].name]
    if not told and len(holders) > 1:
        holders = [p for p in holders if p.first < head.idx]  # who is named only later is not meant yet
    if not told and len(holders) == 1:
        return [holders[0].name]
    return [_words(head)] if told or group else []


def _led_by(head: Token, page: Page) -> list[str]:
    """ "Officials led by Ana Brun"; "the delegation", where another sentence says that she heads it."""
    led = [t for t in head.subtree if t.lower_ in ("led", "headed")]
    named = [page.named_person_at(t) for v in led for t in v.subtree]
    several = head.tag_ in ("NNS", "NNPS")
    if head.lemma_.lower() in page.rules.participants.collectives:
        named += [p for noun, p in page.leaders if noun == head.lemma_.lower()]
    return list(dict.fromkeys(p.name for p in named if p is not None))[: None if several else 1]


def _group(head: Token, page: Page) -> list[str]:
    """A group that meets, in the article's words, where these say whose it is: "envoys of the Contact Group"."""
    if head.lemma_.lower() not in page.rules.participants.groups:
        return []
    near = [t for t in head.subtree if abs(t.i - head.i) < NEAR]
    told = any(t.text[:1].isupper() and t.pos_ in ("PROPN", "ADJ") for t in near if not t.is_sent_start)
    narrowed = any(c.dep_ in ("amod", "compound") and c.tag_ != "CD" for c in head.lefts)
    return [_words(head)] if told or narrowed or head.lemma_.lower() in page.rules.participants.bodies else []


def _words(head: Token) -> str:
    """The noun phrase without its article and what is set off behind it: "Ostmark foreign minister"."""
    left = head.left_edge
    while left.i < head.i and left.pos_ in ("DET", "PRON", "NUM", "PART"):
        left = left.nbor()
    end = head.i + 1
    for child in head.rights:
        if child.lower_ in ("of", "from") and child.dep_ == "prep" and any(t.text[:1].isupper() for t in child.subtree):
            end = child.right_edge.i + 1
            stops = (t.i for t in child.subtree if t.lower_ in ("in", "on", "at", "who", "which") and t.i > child.i)
            end = min((end, *stops))
            break
    words = str(head.doc[left.i : end].text)
    return words.split(",")[0].strip()
