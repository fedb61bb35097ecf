"""Who meets: the arguments of the word of meeting, each resolved to a name, or to a description where none is given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from spacy.tokens import Token

from extract.meetings.page import Page, above
from extract.meetings.people import Person, nation, qualifiers
from extract.meetings.plurals import find_plural, is_plural, nations_before, nations_of
from extract.meetings.triggers import Trigger

NEAR: Final = 12  # words after a counterpart in which its name is set
_WITH: Final = ("with", "between", "of", "among", "by", "from", "involving")
_STEPS: Final = 7  # words up the parse in which the subject of an infinitive is found
_NO_PARTY: Final = ("DATE", "TIME", "EVENT", "FAC", "LOC", "MONEY", "PERCENT", "WORK_OF_ART", "LAW", "PRODUCT")
_PERSONAL: Final = ("i", "we", "me", "us", "my", "our")


def find_parties(trigger: Trigger, page: Page, people: Sequence[Person], focus: Sequence[str]) -> list[str]:
    """Return who meets, in reading order, each once.

    What belongs to the word itself ("talks between the two") goes before the subject of its verb ("Lorvia and Ostmark
    plan talks between …"), so that those who arrange it are not among those who meet. ``focus`` are the participants
    of the meeting spoken of last.
    """
    if trigger.kind == "summit":
        heads = _own_heads(trigger, owners=False)
        if not heads and trigger.verb is not None and trigger.verb.lemma_.lower() in ("hold", "have"):
            heads = _subject_heads(trigger, page)  # "the two leaders will hold a summit"
        own = _resolved(heads, page, people, focus)
        if len(own) == 1 and any(c.lower_ == "with" for c in (*trigger.token.children, *_children(trigger.verb))):
            own = [*_resolved(_subject_heads(trigger, page), page, people, focus), *own]
        return _whole(own, page, people)
    own = _resolved(_own_heads(trigger), page, people, focus)
    between = not trigger.is_verb and any(c.lower_ in ("between", "among") for c in trigger.token.children)
    if _has_subject(trigger.token) if trigger.is_verb else between or (len(own) > 1 and not _other_side(trigger)):
        return _whole(own, page, people)
    subjects = _resolved(_subject_heads(trigger, page), page, people, focus)
    if trigger.kind == "visit":
        own += [n for n in _resolved(_inviting(trigger), page, people, focus, beside=subjects) if n not in own]
        return _whole([*subjects, *own], page, people)
    if not subjects and len(own) == 1:
        subjects = _told_by(trigger, page, people, own)
    # Resolved once more, now that it is known who the other side is: "he … his Ostmark counterpart".
    return _whole([*subjects, *_resolved(_own_heads(trigger), page, people, focus, beside=subjects)], page, people)


def _other_side(trigger: Trigger) -> bool:
    """Whether all of the noun's own are behind "with": the subject is the other side ("held talks with A and B")."""
    heads = _own_heads(trigger)
    return bool(heads) and all(_behind_with(h) for h in heads) and _has_own_subject(trigger)


def _inviting(trigger: Trigger) -> list[Token]:
    """Who receives a visitor: "at the invitation of A", "at A's invitation"."""
    noun = next((t for t in trigger.token.sent if t.lemma_.lower() == "invitation" and t.dep_ == "pobj"), None)
    if noun is None or noun.head.lower_ not in ("at", "on", "upon"):
        return []
    of = [g for c in noun.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
    return of + [c for c in noun.children if c.dep_ == "poss"]


def _behind_with(head: Token) -> bool:
    return head.dep_ == "pobj" and head.head.lower_ == "with"


def _has_own_subject(trigger: Trigger) -> bool:
    return trigger.verb is not None and trigger.token.dep_ == "dobj" and _has_subject(trigger.verb)


def find_others(trigger: Trigger, page: Page, people: Sequence[Person], focus: Sequence[str]) -> list[str]:
    """Return those with each of whom there is a meeting of its own: "separate meetings with A and B"; else none."""
    apart = {t.lower_ for t in (*trigger.token.children, *_children(trigger.verb))} & page.rules.participants.separate
    several = trigger.token.tag_ == "NNS" and trigger.kind in ("meeting", "call")
    if not apart and not several:
        return []
    heads = [h for h in _own_heads(trigger) if _behind_with(h) or (trigger.is_verb and h.dep_ == "dobj")]
    others = [n for n in _resolved(heads, page, people, focus) if page.cast.named(n) is not None]
    return others if len(others) > 1 else []


def _children(verb: Token | None) -> list[Token]:
    return list(verb.children) if verb is not None else []


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


def _own_heads(trigger: Trigger, *, owners: bool = True) -> list[Token]:
    heads: list[Token] = []
    taken = ("nsubj", "nsubjpass") if trigger.kind == "visit" else ("nsubj", "nsubjpass", "dobj", "dative")
    for child in trigger.token.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in _WITH:
            heads += [g for g in child.children if g.dep_ in ("pobj", "pcomp")]
        elif child.dep_ in taken if trigger.is_verb else owners and child.dep_ == "poss":
            heads.append(child)
        elif not trigger.is_verb and child.dep_ in ("compound", "nmod") and child.text[:1].isupper():
            # "Lorvia-Ostmark talks": both halves
            heads += [g for g in child.lefts if g.text[:1].isupper() and _hyphened(g)]
            heads.append(child)
    verb = trigger.verb
    if verb is not None and trigger.token.dep_ in ("dobj", "nsubj", "nsubjpass"):
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ in ("with", "between") and child.i > trigger.token.i:
                heads += [g for g in child.children if g.dep_ == "pobj"]
    return sorted((h for h in heads if h != trigger.token), key=lambda h: h.i)


def _hyphened(left: Token) -> bool:
    return left.i + 1 < len(left.doc) and left.nbor().text in ("-", "–", "—")


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _subject_heads(trigger: Trigger, page: Page) -> list[Token]:
    """The subject of the nearest verb above that has one; the owner of a noun on the way ("his offer to")."""
    heads: list[Token] = []
    below = trigger.token
    for token in above(trigger.token, _STEPS):
        if token.lemma_.lower() in page.rules.reporting.verbs and below.dep_ in ("ccomp", "parataxis"):
            break
        if token.pos_ in ("NOUN", "PROPN"):
            heads += [c for c in token.children if c.dep_ == "poss" and c.i < token.i]
            heads += [g for c in token.children if c.lower_ == "by" for g in c.children if g.dep_ == "pobj"]
        elif token.pos_ in ("VERB", "AUX"):
            if below.dep_ in ("xcomp", "advcl") and token.lemma_.lower() in page.rules.participants.charging:
                charged = [c for c in token.children if c.dep_ in ("dobj", "dative") and c.i < below.i]
                if charged:
                    heads += charged
                    break
            subjects = [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass") and below not in (c, *c.subtree)]
            agents = [g for c in token.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
            if token.lemma_.lower() in ("invite", "receive", "host", "welcome", "join"):
                subjects += [c for c in token.children if c.dep_ in ("dobj", "dative")]
            heads += subjects + agents
            if not subjects and token.dep_ == "acl" and not heads:
                heads.append(token.head)
            if subjects or (below.dep_ in ("ccomp", "relcl", "advcl") and heads):
                break
        below = token
    return heads


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
    if head.lower_ in _PERSONAL:
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
    return [_proper_name(head, page)] if head.pos_ == "PROPN" and head.ent_type_ not in _NO_PARTY else []


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
