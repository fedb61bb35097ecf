"""Who meets: the arguments of the word of meeting, each resolved to a name, or to a description where none is given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from spacy.tokens import Token

from extract.meetings.naming import find_meant, parts_of
from extract.meetings.page import Page, above, verb_term
from extract.meetings.people import Person
from extract.meetings.triggers import Trigger

_STEPS: Final = 7  # words up the parse in which the subject of an infinitive is found


def find_parties(trigger: Trigger, page: Page, people: Sequence[Person], focus: Sequence[str]) -> list[str]:
    """Return who meets, in reading order, each once.

    What belongs to the word itself ("talks between the two") goes before the subject of its verb ("Lorvia and Ostmark
    plan talks between …"), so that those who arrange it are not among those who meet. ``focus`` are the participants
    of the meeting spoken of last.
    """
    if trigger.kind == "summit":
        heads = _own_heads(trigger, page, owners=False)
        itself = trigger.token.dep_ in ("dobj", "nsubj", "nsubjpass")  # else it is where something else is done
        verb = trigger.verb.lemma_.lower() if trigger.verb is not None else ""
        purpose = trigger.token.dep_ == "pobj" and trigger.token.head.lower_ == "for"  # "travel to Arden for a summit"
        if not heads and (
            (itself and verb in page.rules.participants.doing)
            or (purpose and verb in page.rules.triggers.journeys | page.rules.triggers.verbs.keys())
        ):
            heads = _subject_heads(trigger, page)  # "the two leaders will hold a summit"
        own = _resolved(heads, page, people, focus)
        beside = (*trigger.token.children, *(_children(trigger.verb) if itself else ()))
        hosting = trigger.verb is not None and trigger.verb.lemma_.lower() in ("host", "hold", "have")
        if own and (hosting or len(own) == 1) and any(c.lower_ == "with" for c in beside):
            own = [*_resolved(_subject_heads(trigger, page), page, people, focus), *own]
        return _whole(own, page, people)
    if is_others(trigger, page):
        return []
    own = _resolved(_own_heads(trigger, page), page, people, focus)
    if len(own) == 1 and is_called_on(trigger, own[0], page):
        return _whole([*_resolved(_subject_heads(trigger, page), page, people, focus), *own], page, people)
    if trigger.kind == "visit" and own and any(c.dep_ == "agent" or c.lower_ == "by" for c in trigger.token.children):
        return _whole(own, page, people)  # "want to prepare a visit by Ms Brun": who prepares it does not go
    if _is_shared(trigger, page) and len(doers := _resolved(_subject_heads(trigger, page), page, people, focus)) > 1:
        return _whole(doers, page, people)
    between = not trigger.is_verb and any(c.lower_ in ("between", "among") for c in trigger.token.children)
    if _has_subject(trigger.token) if trigger.is_verb else between or (len(own) > 1 and not _only_with(trigger, page)):
        return _whole(own, page, people)
    if not own and _names_office(trigger, page):
        return []
    subjects = _resolved(_subject_heads(trigger, page), page, people, focus)
    if not subjects and len(own) == 1:
        subjects = _told_by(trigger, page, people, own)
    # Resolved once more, now that it is known who the other side is: "he … his Ostmark counterpart".
    return _whole(
        [*subjects, *_resolved(_own_heads(trigger, page), page, people, focus, beside=subjects)], page, people
    )


def is_called_on(trigger: Trigger, name: str, page: Page) -> bool:
    """Say whether a person is whom one visits: "paid a visit to Ms Brun", "will visit Mr Katz"."""
    if trigger.kind != "visit":
        return False
    beside = (trigger.token, trigger.verb) if trigger.verb is not None else (trigger.token,)
    hosts = [g for t in beside for c in t.children if c.lower_ == "to" for g in c.children]
    hosts += [c for c in trigger.token.children if trigger.is_verb and c.dep_ == "dobj"]
    return any((a := page.named_person_at(g)) is not None and a.name == name for g in hosts)


def is_others(trigger: Trigger, page: Page) -> bool:
    """Say whether another one met, who is not named: "her predecessor met him twice, but their encounters …"."""
    words = page.rules.participants
    subjects = [t for t in trigger.token.sent if t.dep_ == "nsubj" and t.i <= trigger.token.i]
    strangers = [t for t in subjects if t.lemma_.lower() in words.others and page.person_at(t) is None]
    verb = trigger.verb if trigger.verb is not None and trigger.verb.lemma_.lower() in words.doing else None
    own = {t for t in (verb, trigger.token) if t is not None}
    theirs = any(c.lower_ == "their" for c in trigger.token.lefts)
    return any(t.head in own or theirs for t in strangers) and not any(
        t.head.lemma_ in ("say", "tell") for t in strangers
    )


def _is_shared(trigger: Trigger, page: Page) -> bool:
    """ "The two ministers will resume *their* talks": the subject says whose they are."""
    verb, noun = trigger.verb, trigger.token
    owned = any(c.lower_ == "their" for c in noun.lefts)
    return owned and noun.dep_ == "dobj" and verb is not None and verb.lemma_.lower() in page.rules.participants.doing


def _names_office(trigger: Trigger, page: Page) -> bool:
    """Whether it is told whose meeting it is, in words that name nobody: "a meeting of the countries' presidents"."""
    if trigger.is_verb:
        return False
    heads = [g for c in trigger.token.children if c.lower_ in ("of", "between") for g in c.children if g.dep_ == "pobj"]
    owned = [h for h in heads if any(c.dep_ == "poss" and c.pos_ == "NOUN" for c in h.children)]
    return any(h.lemma_.lower() in page.rules.participants.offices for h in owned)


def _only_with(trigger: Trigger, page: Page) -> bool:
    """Whether all that is told beside the noun is with whom: "will hold meetings with A and B"; who holds them, too."""
    verb = trigger.verb
    if verb is None or trigger.token.dep_ != "dobj" or verb.lemma_.lower() not in page.rules.participants.doing:
        return False
    heads = _own_heads(trigger, page)
    others = [h for h in heads if h.dep_ == "pobj" and h.head.lower_ == "with"]
    return bool(others) and len(others) == len(heads)


def has_unknown_subject(trigger: Trigger, page: Page) -> bool:
    """Say whether somebody else does it: "the bank's board holds its next meeting"; one who is not told by name."""
    verb = trigger.verb
    if verb is None or (not trigger.is_verb and verb.lemma_.lower() not in page.rules.participants.doing):
        return False
    words = page.rules.participants
    own = [c for c in verb.children if c.dep_ == "nsubj" and c != trigger.token]
    return any(
        (
            c.pos_ == "NOUN"
            and c.lemma_.lower() not in words.offices | words.groups | words.any_office | words.counterparts
            and page.person_at(c) is None
        )
        or (c.lower_ in ("he", "she", "who") and page.person_at(c) is None and c.lower_ != "who")
        for c in own
    )


def _children(verb: Token | None) -> list[Token]:
    return list(verb.children) if verb is not None else []


def _told_by(trigger: Trigger, page: Page, people: Sequence[Person], own: Sequence[str]) -> list[str]:
    """Who tells of the own meeting: "a meeting with Ms Brun is planned, said Mr Katz"; no spokesman."""
    verb = next((t for t in above(trigger.token, 9) if t.lemma_.lower() in page.rules.reporting.verbs), None)
    subjects = [c for c in verb.children if c.dep_ == "nsubj"] if verb is not None else []
    owners = [c for s in subjects for c in s.children if c.dep_ == "poss"]  # "Mr Katz's office said"
    actor = next((a for t in (*owners, *subjects) if (a := page.person_at(t)) is not None), None)
    person = next((p for p in people if actor is not None and p.name == actor.name), None)
    fits = person is not None and person.name not in own and not person.speaks_for_others(page.rules.participants)
    return [person.name] if fits and person is not None else []


def _whole(names: Sequence[str], page: Page, people: Sequence[Person]) -> list[str]:
    """The names, each once; spokesmen, countries and bodies fall away where two others meet."""
    speakers = {p.name for p in people if p.speaks_for_others(page.rules.participants)}
    unique = list(dict.fromkeys(names))
    if len(set(unique) - speakers) > 1:
        unique = [n for n in unique if n not in speakers]
    kinds = {n: a.kind if (a := page.cast.named(n)) is not None else "person" for n in unique}
    persons = [n for n in unique if kinds[n] == "person"]
    if any(
        " " in n for n in persons
    ):  # persons meet persons or bodies; a country beside them means its government, or where it is
        unique = [n for n in unique if kinds[n] not in ("country", "place")]
    return persons if len(persons) > 1 else unique


def _own_heads(trigger: Trigger, page: Page, *, owners: bool = True) -> list[Token]:
    heads: list[Token] = _honoured(trigger, page)
    taken = ("nsubj", "nsubjpass") if trigger.kind == "visit" else ("nsubj", "nsubjpass", "dobj", "dative")
    for child in trigger.token.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in page.rules.participants.joined_by:
            heads += [g for g in child.children if g.dep_ in ("pobj", "pcomp")]
            if not trigger.is_verb and child.lower_ == "of":  # "of the presidents with Ms Brun": hung on the nearest
                inner = [p for g in child.children for p in g.children if p.lower_ == "with"]
                heads += [g for p in inner for g in p.children if g.dep_ == "pobj"]
        elif child.dep_ in taken if trigger.is_verb else owners and child.dep_ == "poss":
            heads.append(child)
        elif not trigger.is_verb and child.dep_ in ("compound", "nmod") and child.text[:1].isupper():
            # "Lorvia-Ostmark talks": both halves
            heads += [g for g in child.lefts if g.text[:1].isupper() and _hyphened(g)]
            heads.append(child)
    if trigger.is_verb and (upon := page.rules.triggers.upon.get(trigger.token.lemma_.lower())):  # "call on Ms Brun"
        heads += [g for c in trigger.token.children if c.lower_ == upon for g in c.children if page.person_at(g)]
    if trigger.kind == "call" and trigger.is_verb:  # "will confer by video link with Ms Brun"
        links = [g for c in trigger.token.children if c.lower_ in ("by", "via", "over", "on") for g in c.children]
        heads += [g for t in links for c in t.children if c.lower_ == "with" for g in c.children if g.dep_ == "pobj"]
    if trigger.is_verb and trigger.token.lemma_.lower() in page.rules.triggers.with_object:  # "plays host to Ms Brun"
        heads = [h for h in heads if h.dep_ != "dobj"]
        heads += [g for c in trigger.token.children if c.lower_ == "to" for g in c.children if page.person_at(g)]
    if (
        trigger.token.lower_ in page.rules.triggers.company and trigger.token.dep_ == "nsubj"
    ):  # "her host will be Mr Katz"
        heads += [c for c in trigger.token.head.children if c.dep_ == "attr"]
    if trigger.is_verb and trigger.token.lemma_.lower() == "bring":  # who brings two together needs not be one of them
        brought = [h for h in heads if h.dep_ == "dobj" and (h.conjuncts or h.tag_ in ("NNS", "NNPS", "CD"))]
        heads = brought or heads
    if trigger.kind == "visit" and not trigger.is_verb and trigger.verb is not None:  # "paid a visit to Ms Brun"
        hosts = [g for t in (trigger.token, trigger.verb) for c in t.children if c.lower_ == "to" for g in c.children]
        heads += [g for g in hosts if page.named_person_at(g) is not None and not page.is_place(g)]
    if not trigger.is_verb:
        heads += _further_heads(trigger, page, bool(heads))
    verb = trigger.verb
    if verb is not None and trigger.token.dep_ == "dobj":  # "will grant Ms Brun an audience"
        heads += [
            c for c in verb.children if c.dep_ in ("dative", "dobj") and c.i < trigger.token.i and page.person_at(c)
        ]
    if verb is not None and trigger.token.dep_ in ("dobj", "nsubj", "nsubjpass"):
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ in ("with", "between") and child.i > trigger.token.i:
                heads += [g for g in child.children if g.dep_ == "pobj"]
    return sorted((h for h in heads if h != trigger.token), key=lambda h: h.i)


def _further_heads(trigger: Trigger, page: Page, known: bool) -> list[Token]:
    """Who meets, where the parse hangs it further off: "has talks scheduled with", "talks are to open between"."""
    planned = [c for c in trigger.token.children if c.dep_ == "acl"]
    joined = [c for v in planned for c in v.children if c.lower_ in ("with", "between")]
    verb = trigger.verb
    if not joined and not known and verb is not None and trigger.token.dep_ in ("nsubj", "nsubjpass"):
        inner = [c for c in verb.children if c.dep_ in ("xcomp", "acomp")]
        joined = [
            c
            for v in (*inner, *(g for i in inner for g in i.children))
            for c in (v, *v.children)
            if c.lower_ == "between"
        ]
    heads = [g for c in joined for g in c.children if g.dep_ == "pobj"]
    return heads if heads or known else _met_there(trigger, page)


def _met_there(trigger: Trigger, page: Page) -> list[Token]:
    """Who was to do something there: "a dinner at which Ms Brun was to receive Mr Katz has been called off"."""
    meal = trigger.token.lemma_.lower() in page.rules.participants.meals
    for verb in (c for c in trigger.token.children if c.dep_ == "relcl"):
        if meal and verb.lemma_.lower() in page.rules.participants.giving:
            honour = [
                g for c in verb.children if c.lower_ == "in" for g in c.children if g.lemma_ in ("honour", "honor")
            ]
            return [c for v in (verb, *honour) for c in v.children if c.dep_ in ("nsubj", "poss")]
        acts = [verb, *(c for c in verb.children if c.dep_ == "xcomp")]
        if any(v.lemma_.lower() in page.rules.participants.doing for v in acts):  # "the talks she was to hold with him"
            joined = [g for v in acts for c in v.children if c.lower_ == "with" for g in c.children]
            return [*(c for v in acts for c in v.children if c.dep_ == "nsubj" and c.lower_ != "which"), *joined]
        if any(g.lower_ == "which" and g.dep_ == "pobj" for c in verb.children for g in c.children):
            return [c for v in acts for c in v.children if c.dep_ in ("nsubj", "dobj")]
    return []


def find_inviting(trigger: Trigger, page: Page, people: Sequence[Person], visitors: Sequence[str]) -> list[str]:
    """Return who invites to a visit: "will visit Arden at the invitation of her counterpart Ana Brun"; persons only."""
    beside = [*trigger.token.children, *_children(trigger.verb)]
    nouns = [g for c in beside if c.lower_ in ("at", "on", "upon") for g in c.children if g.lemma_ == "invitation"]
    heads = [g for n in nouns for c in n.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
    known = {p.name for p in people}
    return [n for n in _resolved(heads, page, people, visitors, beside=visitors) if n in known and n not in visitors]


def _honoured(trigger: Trigger, page: Page) -> list[Token]:
    """For whom a meal is: "will host a dinner for Ms Brun", "in her honour"."""
    verb = trigger.verb
    if trigger.is_verb or verb is None or trigger.token.lemma_.lower() not in page.rules.participants.meals:
        return []
    beside = [*trigger.token.children, *verb.children]
    guests = [g for c in beside if c.lower_ == "for" for g in c.children if g.dep_ == "pobj" and page.person_at(g)]
    honour = [g for c in beside if c.lower_ == "in" for g in c.children if g.lemma_ in ("honour", "honor")]
    return [*guests, *(g for h in honour for g in h.children if g.dep_ == "poss")]


def _hyphened(left: Token) -> bool:
    return left.i + 1 < len(left.doc) and left.nbor().text in ("-", "–", "—")


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _subject_heads(trigger: Trigger, page: Page) -> list[Token]:
    """The subject of the nearest verb above that has one; the owner of a noun on the way ("his offer to")."""
    heads: list[Token] = []
    if trigger.is_verb and trigger.token.dep_ == "acl" and trigger.token.tag_ == "VBG":
        return [trigger.token.head]  # "the ministers, meeting in Arden,"
    below = trigger.token
    for token in above(trigger.token, _STEPS):
        if token.lemma_.lower() in page.rules.reporting.verbs and below.dep_ in ("ccomp", "parataxis"):
            break
        if token.pos_ in ("NOUN", "PROPN"):
            heads += [c for c in token.children if c.dep_ == "poss" and c.i < token.i]
            if below.tag_ == "VB":  # "Ana Brun and Emil Katz plan to meet", where "plan" is taken for a noun
                heads += [t for c in token.lefts for t in c.subtree if page.named_person_at(t) and t.dep_ != "poss"]
            heads += [g for c in token.children if c.lower_ == "by" for g in c.children if g.dep_ == "pobj"]
        elif token.pos_ in ("VERB", "AUX"):
            if _stands_by(token, below, trigger, page):
                break
            sends = token.lemma_.lower() in page.rules.participants.sending
            sent = [c for c in token.children if c.dep_ == "dobj"] if below.dep_ == "xcomp" or sends else []
            if sends and sent:
                heads += sent
                break
            sent = [s for s in sent if _is_somebody(s, page)]  # "will use it to meet": not who is told to
            if sent and token.lemma_.lower() not in page.rules.participants.joining and below.tag_ == "VB":
                heads += sent  # "told their ministers to meet": who is told, not who tells
                break
            subjects = [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass") and below not in (c, *c.subtree)]
            subjects = _owners(token, subjects, page) or subjects
            agents = [g for c in token.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
            if below.dep_ == "conj" or (below.dep_ == "prep" and below.lower_ in ("before", "after")):
                agents = []  # "was received by the king and will hold talks": the king is not in these
            elif token.lemma_.lower() in page.rules.participants.joining:
                subjects += [c for c in token.children if c.dep_ in ("dobj", "dative")]
            heads += subjects + agents
            if not subjects and token.dep_ == "acl" and not heads:
                heads.append(token.head)
            if subjects or (below.dep_ in ("ccomp", "relcl", "advcl") and heads):
                break
        below = token
    return heads


def _is_somebody(word: Token, page: Page) -> bool:
    """Whether a word is for people."""
    roles = page.rules.participants
    known = roles.offices | roles.groups | roles.any_office | roles.counterparts | roles.collectives
    return page.person_at(word) is not None or word.lemma_.lower() in known or word.lower_ in known


def _owners(verb: Token, subjects: list[Token], page: Page) -> list[Token]:
    """Whose programme it is: "her programme includes talks with", "on Mr Katz's agenda is a meeting with"."""
    words = page.rules.status
    if verb.lemma_.lower() not in words.including:
        return []
    lists = [*subjects, *(g for c in verb.children if c.lower_ == "on" for g in c.children)]
    lists = [t for t in lists if t.lemma_.lower() in words.programmes]
    lists += [g for t in lists for c in t.children if c.lower_ == "of" for g in c.children if not page.person_at(g)]
    owners = [c for t in lists for c in t.children if c.dep_ == "poss"]
    owners += [g for t in lists for c in t.children if c.lower_ == "of" for g in c.children if page.person_at(g)]
    tour = any(t in subjects and t.lemma_.lower() in page.rules.occasion.journeys for t in lists)
    return owners or ([page.protagonist] if tour and page.protagonist is not None else [])


def _stands_by(verb: Token, below: Token, trigger: Trigger, page: Page) -> bool:
    """Whether the verb's subject only speaks of the meeting or arranges it: "hosted the talks", "urged talks on"."""
    if trigger.is_verb or not (below.dep_ == "dobj" or below.lower_ in ("for", "about", "on")):
        return False
    if trigger.token.lemma_.lower() in page.rules.participants.meals:
        return False  # who gives a dinner is at the table
    known = page.rules.participants.bystanders
    joined = any(c.lower_ == "with" for c in (*trigger.token.children, *verb.children))
    return (verb_term(verb) in known or f"{verb.lemma_.lower()} {below.lower_}" in known) and not joined


def _resolved(
    heads: Iterable[Token], page: Page, people: Sequence[Person], focus: Sequence[str], *, beside: Sequence[str] = ()
) -> list[str]:
    found: list[str] = []
    for head in heads:
        for part in parts_of(head):
            found += [n for n in find_meant(part, page, people, focus, [*beside, *found]) if n not in found]
        found += [n for n in _listed(head, page) if n not in found]
    return found


def _is_beside(token: Token, head: Token) -> bool:
    """Whether only apposition and coordination lead from a name to the head of its phrase."""
    while token.dep_ in ("appos", "conj") and token != head:
        token = token.head
    return token == head


def _listed(head: Token, page: Page) -> list[str]:
    """The persons named in a list that the parse broke in two: "A of X, B and C"."""
    relative = {t.i for c in head.subtree if c.dep_ in ("relcl", "acl") for t in c.subtree}
    inside = [t for t in head.subtree if t.i not in relative]
    if not any(t.lower_ == "and" for t in inside):
        return []
    if page.named_person_at(head) is None:  # "Ostmark's minister, A, and industrialist B": the parse sets both beside
        inside = [t for t in inside if t.dep_ in ("appos", "conj") and _is_beside(t, head)]
    return [p.name for t in inside if (p := page.named_person_at(t)) is not None]
