"""Who meets: the arguments of the word of meeting, each resolved to a name, or to a description where none is given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from spacy.tokens import Token

from extract.meetings.page import Page, above
from extract.meetings.people import Person, nation, qualifiers
from extract.meetings.plurals import find_plural, is_plural, nations_before, nations_of
from extract.meetings.sides import (
    children_of,
    has_other_side,
    has_subject,
    inviting,
    is_behind_with,
    own_heads,
    subject_heads,
)
from extract.meetings.triggers import Trigger

NEAR: Final = 12  # words after a counterpart in which its name is set


def find_parties(trigger: Trigger, page: Page, people: Sequence[Person], focus: Sequence[str]) -> list[str]:
    """Return who meets, in reading order, each once.

    What belongs to the word itself ("talks between the two") goes before the subject of its verb ("Lorvia and Ostmark
    plan talks between …"), so that those who arrange it are not among those who meet. ``focus`` are the participants
    of the meeting spoken of last.
    """
    if trigger.kind == "summit":
        heads = own_heads(trigger, page, owners=False)
        if not heads and trigger.verb is not None and trigger.verb.lemma_.lower() in ("hold", "have"):
            heads = subject_heads(trigger, page)  # "the two leaders will hold a summit"
        own = _resolved(heads, page, people, focus)
        if len(own) == 1 and any(c.lower_ == "with" for c in (*trigger.token.children, *children_of(trigger.verb))):
            own = [*_resolved(subject_heads(trigger, page), page, people, focus), *own]
        return _whole(own, page, people)
    own = _resolved(own_heads(trigger, page), page, people, focus)
    between = not trigger.is_verb and any(c.lower_ in ("between", "among") for c in trigger.token.children)
    if (
        has_subject(trigger.token)
        if trigger.is_verb
        else between or (len(own) > 1 and not has_other_side(trigger, page))
    ):
        return _whole(own, page, people)
    subjects = _resolved(subject_heads(trigger, page), page, people, focus)
    if trigger.kind == "visit":
        own += [n for n in _resolved(inviting(trigger), page, people, focus, beside=subjects) if n not in own]
        return _whole([*subjects, *own], page, people)
    if not subjects and len(own) == 1:
        subjects = _told_by(trigger, page, people, own)
    # Resolved once more, now that it is known who the other side is: "he … his Ostmark counterpart".
    return _whole([*subjects, *_resolved(own_heads(trigger, page), page, people, focus, beside=subjects)], page, people)


def find_others(trigger: Trigger, page: Page, people: Sequence[Person], focus: Sequence[str]) -> list[str]:
    """Return those with each of whom there is a meeting of its own: "separate meetings with A and B"; else none."""
    apart = {t.lower_ for t in (*trigger.token.children, *children_of(trigger.verb))} & page.rules.participants.separate
    several = trigger.token.tag_ == "NNS" and trigger.kind in ("meeting", "call")
    if not apart and not several:
        return []
    heads = [h for h in own_heads(trigger, page) if is_behind_with(h) or (trigger.is_verb and h.dep_ == "dobj")]
    others = [n for n in _resolved(heads, page, people, focus) if page.cast.named(n) is not None]
    return others if len(others) > 1 else []


def _told_by(trigger: Trigger, page: Page, people: Sequence[Person], own: Sequence[str]) -> list[str]:
    """Who tells of the own meeting: "a meeting with Ms Brun is planned, said Mr Katz"; no spokesman."""
    verb = next((t for t in above(trigger.token, 9) if t.lemma_.lower() in page.rules.reporting.verbs), None)
    subjects = [c for c in verb.children if c.dep_ == "nsubj"] if verb is not None else []
    actor = page.person_at(subjects[0]) if subjects else None
    person = next((p for p in people if actor is not None and p.name == actor.name), None)
    fits = person is not None and person.name not in own and not person.speaks_for_others(page.rules.participants)
    return [person.name] if fits and person is not None else []


def _whole(names: Sequence[str], page: Page, people: Sequence[Person]) -> list[str]:
    """The names, each once; spokesmen, countries and bodies fall away where two others meet."""
    speakers = {p.name for p in people if p.speaks_for_others(page.rules.participants)}
    unique = list(dict.fromkeys(names))
    if len(set(unique) - speakers) > 1:
        unique = [n for n in unique if n not in speakers]
    persons = [n for n in unique if (a := page.cast.named(n)) is None or a.kind == "person"]
    return persons if len(persons) > 1 else unique


def _resolved(
    heads: Iterable[Token], page: Page, people: Sequence[Person], focus: Sequence[str], *, beside: Sequence[str] = ()
) -> list[str]:
    found: list[str] = []
    for head in heads:
        for part in _parts(head):
            found += [n for n in _meant(part, page, people, focus, [*beside, *found]) if n not in found]
        found += [n for n in _listed(head, page) if n not in found]
    return found


def _parts(head: Token) -> list[Token]:
    """The head and what is coordinated with it; a hyphen's left half is a party too: "Orlan-Brandt"."""
    if nations_before(head):
        return [head]
    return [head, *(c for c in head.conjuncts if c.i > head.i and c.pos_ in ("NOUN", "PROPN", "PRON", "NUM"))]


def _listed(head: Token, page: Page) -> list[str]:
    """The persons named in a list that the parse broke in two: "A of X, B and C"."""
    relative = {t.i for c in head.subtree if c.dep_ in ("relcl", "acl") for t in c.subtree}
    inside = [t for t in head.subtree if t.i not in relative]
    if page.named_person_at(head) is None or not any(t.lower_ == "and" for t in inside):
        return []
    return [p.name for t in inside if (p := page.named_person_at(t)) is not None]


def _meant(head: Token, page: Page, people: Sequence[Person], focus: Sequence[str], beside: Sequence[str]) -> list[str]:
    words, lemma = page.rules.participants, head.lemma_.lower()
    if head.dep_ in ("nsubj", "nsubjpass", "pobj") and head.lower_ in ("who", "which", "that", "whom"):
        clause = next((t for t in above(head, 3) if t.dep_ == "relcl"), None)
        return [n for p in _parts(clause.head) for n in _meant(p, page, people, focus, beside)] if clause else []
    if head.lower_ in words.speaking:
        speaker = page.speaker_at(head)
        return [speaker] if speaker else []
    if (person := page.named_person_at(head)) is not None:
        return [person.name]
    if lemma in words.counterparts or (lemma == "number" and head.nbor(-1).lower_ == "opposite"):
        return _counterpart(head, page, people, beside)
    if head.tag_ in ("NNS", "NNPS") and (led := _led_by(head, page)):
        return led
    if is_plural(head) and (lemma in words.any_office | words.groups or head.lower_ in words.any_office):
        several = find_plural(head, page, people, focus)
        return several or _group(head, page)
    if (person := page.person_at(head)) is not None:
        if person.name not in beside:
            return [person.name]
        if head.pos_ == "PRON":
            return [n for n in focus if n not in beside][:1]  # "she would meet him": not herself
    if lemma in words.offices and not head.tag_.endswith("S"):
        return _office_holder(head, page, people, beside)
    found = page.mention_at(head)
    if found and found[1].kind in ("organisation", "country") and found[0].form != "pronoun":
        return [found[1].name]
    return [_proper_name(head, page)] if head.pos_ == "PROPN" and head.ent_type_ not in words.no_party else []


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
        p for p in people if p.name not in beside and p.holds(head.lemma_.lower(), qualifiers(head, page), words)
    ]
    same = [p for p in holders if told & p.nations]
    if len(same) == 1:
        return [same[0].name]
    group = {t.lower_ for c in head.children if c.lower_ == "of" for t in c.subtree if t.pos_ == "NOUN"}
    led = [p for p in people if any(t[0] == "leader" and group & set(t[2:]) for t in p.titles if len(t) > 2)]
    if len(led) == 1:
        return [led[0].name]
    if not told and len(holders) == 1:
        return [holders[0].name]
    return [_words(head)] if told or group else []


def _led_by(head: Token, page: Page) -> list[str]:
    """ "Officials led by Ana Brun"."""
    led = [t for t in head.subtree if t.lower_ in ("led", "headed")]
    named = [page.named_person_at(t) for v in led for t in v.subtree]
    return [p.name for p in named if p is not None][:1]


def _group(head: Token, page: Page) -> list[str]:
    """A group that meets, in the article's words, where these say whose it is: "envoys of the Contact Group"."""
    if head.lemma_.lower() not in page.rules.participants.groups:
        return []
    told = any(t.text[:1].isupper() and t.pos_ in ("PROPN", "ADJ") for t in head.subtree if t.i - head.i < NEAR)
    told = told or any(c.lower_ == "from" and c.dep_ == "prep" for c in head.children)
    return [_words(head)] if told else []


def _words(head: Token) -> str:
    """The noun phrase without its article and what is set off behind it: "Ostmark foreign minister"."""
    left = head.left_edge
    while left.i < head.i and left.pos_ in ("DET", "PRON", "NUM", "PART"):
        left = left.nbor()
    end = head.i + 1
    for child in head.rights:
        if child.lower_ in ("of", "from") and child.dep_ == "prep":
            end = child.right_edge.i + 1
            break
    words = str(head.doc[left.i : end].text)
    return words.split(",")[0].strip()
