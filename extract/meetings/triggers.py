"""The words that speak of a meeting, told from their look-alikes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from extract.meetings.page import Page, verb_term
from extract.meetings.rules import MeetingRules
from extract.model import MeetingKind

UNREAD: Final = ("boilerplate", "byline", "caption", "credit")
BEFORE: Final = 60  # words of the sentence before that are looked at
_UPWARD: Final = ("ADP", "NOUN", "PROPN", "PART", "ADJ", "SCONJ")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word of meeting, its kind, and the verb of its clause ("hold" in "hold talks"), if any."""

    token: Token
    kind: MeetingKind
    verb: Token | None
    is_answer: bool = False  # to an invitation told of before

    @property
    def is_verb(self) -> bool:
        """Whether the word itself is the verb: "will meet"."""
        return self.verb == self.token


def find_triggers(page: Page) -> Iterator[Trigger]:
    """Yield the triggers in reading order; look-alikes and passed-over blocks are dropped."""
    for token in page.doc:
        if page.layout.role_at(token.idx) in UNREAD:
            continue
        if token.lower_ == "it" and _takes_up(token, page):
            yield Trigger(token, "meeting", token.head)  # "The two agreed on a summit. It is scheduled for 4 May"
        elif token.lower_ == "due" and _leads_to_place(token, page) and token.head.pos_ == "AUX":
            yield Trigger(token, "visit", token.head)  # "is due in Arden on Monday"
        elif _is_answer(token, page):
            yield Trigger(token, "meeting", token, is_answer=True)
        elif _is_awaited(token, page):
            yield Trigger(token, "visit", token)  # "is expected in Arden on Monday"
        elif token.pos_ == "VERB" or _is_gerund(token):
            kind = _kind_of_verb(token, page)
            if kind is not None:
                yield Trigger(token, kind, token)
        elif token.pos_ in ("NOUN", "PROPN") or token.lower_ in page.rules.triggers.nouns:
            kind = _kind_of_noun(token, page.rules) or _kind_among(token, page)
            if kind is not None:
                yield Trigger(token, kind, verb_of(token))


def _is_answer(verb: Token, page: Page) -> bool:
    """Whether an invitation is taken up or turned down: "both have accepted", "rejected the offer"."""
    words = page.rules.status
    if (
        verb.pos_ != "VERB"
        or verb.tag_ not in ("VBD", "VBN")
        or any(c.dep_ in ("auxpass", "neg") for c in verb.children)
    ):
        return False
    what = [c for c in verb.children if c.dep_ in ("dobj", "xcomp", "ccomp", "advcl")]
    asked = len(what) == 1 and what[0].lemma_.lower() in words.asked and all(c.dep_ == "det" for c in what[0].children)
    takes = verb.lemma_.lower() in words.taking
    return (takes and (asked or not what)) or (asked and bool({verb_term(verb), verb.lemma_.lower()} & words.ruled_out))


def _takes_up(it: Token, page: Page) -> bool:
    """Whether "it" opens a sentence that dates the meeting of the sentence before."""
    verb, sent = it.head, it.sent
    if not it.is_sent_start or it.dep_ not in ("nsubj", "nsubjpass") or verb.pos_ not in ("VERB", "AUX"):
        return False
    held = verb.lemma_.lower() in page.rules.triggers.setting or "take place" in " ".join(t.lower_ for t in sent[:6])
    if not held or not page.timexes_of.get(sent.start):
        return False
    before = it.doc[max(0, it.i - BEFORE) : it.i]
    last = [t for t in before if t.sent.end == sent.start or t.sent.end == sent.start - 1]
    return any(t.lemma_.lower() in page.rules.triggers.nouns for t in last)


def _is_gerund(noun: Token) -> bool:
    """ "No point in meeting Ms Brun": the parse takes the verb for a noun."""
    return noun.lower_ == "meeting" and noun.pos_ == "NOUN" and any(c.dep_ == "dobj" for c in noun.children)


def _kind_of_verb(verb: Token, page: Page) -> MeetingKind | None:
    words, lemma = page.rules.triggers, "meet" if _is_gerund(verb) else verb.lemma_.lower()
    after = " ".join(t.lower_ for t in verb.sent if verb.i < t.i <= verb.i + 9)
    if lemma in words.upon and _is_upon(verb, page):
        return "meeting"
    if lemma in words.facing and any(p in after for p in words.person_phrases):
        return "meeting"
    if lemma in words.seating and _at_table(verb):
        return "meeting"
    if lemma == "call" and _rings_up(verb, page):
        return "call"
    if lemma == "discuss" and _beside_an_event(verb, page):
        return "talks"
    if lemma in words.call_verbs:
        if any(w in after.split() for w in words.call_words):
            return "call"
        if any(p in after for p in words.person_phrases):
            return "meeting"
        if lemma in words.verbs:
            return words.verbs[lemma]
        # "Will talk with her": talks to come; of the past, "spoke with" is mere speech.
        if _talked_long(verb):
            return "talks"
        return "talks" if verb.tag_ == "VB" and lemma in ("speak", "talk") and _with_person(verb, page) else None
    if verb_term(verb) in words.sitting or (lemma == "bring" and _brings_together(verb)):
        return "meeting"
    if verb.dep_ in ("amod", "compound"):  # "the visiting president", "negotiating teams"
        return None
    if {lemma, verb_term(verb)} & words.journeys:
        return "visit" if _leads_to_place(verb, page) else None
    if lemma in words.leaving:
        return "visit" if _leads_to_place(verb, page, "for") else None
    if lemma in words.with_object:
        return (
            "meeting" if any(c.dep_ == "dobj" and c.lemma_ in words.with_object[lemma] for c in verb.children) else None
        )
    if lemma == "invite" and _asked_home(verb, page):
        return "meeting"
    if lemma in words.awaiting:
        return "meeting" if _awaits_person(verb, page) else None
    if lemma == "try" and _tries_again(verb, page):
        return "talks"
    if lemma == "visit" and any(c.dep_ == "dobj" and _is_site(c, page) for c in verb.children):
        return None
    if words.verbs.get(lemma) == "visit" and lemma != "visit":  # "will tour Lorvia"
        return "visit" if any(c.dep_ == "dobj" and page.may_be_place(c) for c in verb.children) else None
    kind = words.verbs.get(lemma)
    if kind is None or _met_without_anybody(verb, page) or _is_played(verb, page):
        return None
    if lemma in words.with_person and not _takes_person(verb, page):
        return None
    return kind


def _kind_of_noun(noun: Token, rules: MeetingRules) -> MeetingKind | None:
    lemma, words = noun.lemma_.lower(), rules.triggers
    before = [t.lower_ for t in noun.doc[max(0, noun.i - 3) : noun.i]]
    beside = before + [c.lower_ for p in noun.children if p.lower_ in ("by", "via", "over") for c in p.subtree]
    if lemma in words.calls and any(w in words.call_words for w in beside):
        return "call"
    kind = words.nouns.get(lemma) or words.nouns.get(noun.lower_) or _kind_of_hyphened(noun, rules)
    if kind is None or (before and before[-1] in rules.look_alikes.before):
        return None
    if any(w.rstrip("s'’") in rules.look_alikes.shares for w in before):
        return None
    if any(t.lemma_.lower() in rules.look_alikes.games for t in noun.sent):
        return None
    if noun.dep_ in ("compound", "amod") and noun.head.i == noun.i + 1:  # "meeting room", "bilateral talks"
        return None
    if noun.dep_ == "pobj" and noun.head.lower_ == "under":  # "is under discussion"
        return None
    if lemma == "round" and not _round_of_talks(noun, rules):
        return None
    return kind


def _is_played(verb: Token, page: Page) -> bool:
    """ "Will meet the champions in the semi-final"; ministers of the Southern League play nothing."""
    roles = page.rules.participants.offices | page.rules.participants.groups
    near = [c for c in verb.children if c.dep_ in ("nsubj", "dobj")]
    officials = any(c.lemma_.lower() in roles or page.person_at(c) is not None for c in near)
    words = [t for t in verb.subtree if t.i > verb.i and t.lemma_.lower() in page.rules.look_alikes.sports]
    return any(t.lower_ != "league" or not officials for t in words)


def _kind_of_hyphened(noun: Token, rules: MeetingRules) -> MeetingKind | None:
    """ "A face-to-face between the two", "a get-together": taken apart at the hyphens; before a noun no meeting."""
    first, last = noun.i, noun.i
    while first > 1 and _is_hyphen(noun.doc[first - 1]):
        first -= 2
    while last + 2 < len(noun.doc) and _is_hyphen(noun.doc[last + 1]):
        last += 2
    words = noun.doc[first : last + 1]
    if len(words) == 1 or words.root != noun:
        return None
    following = noun.doc[last + 1 : last + 2]
    owned = any(c.dep_ in ("det", "poss") or c.lower_ in ("between", "with") for t in words for c in t.children)
    narrows = bool(len(following)) and following[0].pos_ in ("NOUN", "PROPN")
    return rules.triggers.nouns.get(words.text.lower()) if owned and not narrows else None


def _is_hyphen(token: Token) -> bool:
    return token.text == "-" and not token.whitespace_ and token.i > 0 and not token.nbor(-1).whitespace_


def _round_of_talks(noun: Token, rules: MeetingRules) -> bool:
    """Whether it is a round of what people meet for: "a round of talks", "a new round"; not "of reunions"."""
    of = [g for c in noun.children if c.lower_ == "of" for g in c.children]
    known = rules.triggers.nouns.keys() | rules.triggers.among.keys()
    return not of or any(g.lemma_.lower() in known or g.lower_ in known for g in of)


def _kind_among(noun: Token, page: Page) -> MeetingKind | None:
    """ "Has an appointment with the minister": where it is done, planned or called off, not where words fell in it."""
    words = page.rules.triggers
    if noun.lower_ in words.company:
        hosts = [g for c in noun.children if c.lower_ == "of" for g in c.children]
        hosts += [c for c in noun.children if c.dep_ == "poss"]
        is_one = noun.dep_ in ("attr", "nsubj") and noun.head.lemma_ == "be"
        return "meeting" if is_one and any(page.person_at(g) is not None for g in hosts) else None
    kind = words.among.get(noun.lower_)
    if kind is None or (noun.dep_ == "pobj" and noun.head.lower_ not in ("by", "for", "of", "to")):
        return None
    subject = noun.dep_ in ("dobj", "nsubj", "nsubjpass")
    beside = [*noun.children, *(noun.head.children if subject else ())]
    others = [g for c in beside if c.lower_ in ("with", "between") for g in c.children if g.dep_ == "pobj"]
    roles = page.rules.participants
    return (
        kind
        if any(page.person_at(g) is not None or g.lemma_.lower() in roles.counterparts | roles.offices for g in others)
        else None
    )


def _is_awaited(verb: Token, page: Page) -> bool:
    """Whether somebody "is expected in Arden", to do nothing else there."""
    passive = any(c.dep_ == "auxpass" for c in verb.children) and not any(c.dep_ == "xcomp" for c in verb.children)
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    return (
        passive
        and verb.lower_ in ("expected", "awaited")
        and subject is not None
        and page.person_at(subject) is not None
        and _leads_to_place(verb, page)
    )


def _is_upon(verb: Token, page: Page) -> bool:
    """Whether one calls on a person, to ask for nothing."""
    preposition = page.rules.triggers.upon[verb.lemma_.lower()]
    hosts = [g for c in verb.children if c.lower_ == preposition for g in (*c.children, *_behind(c))]
    asks = any(c.dep_ in ("xcomp", "advcl") and any(g.lower_ == "to" for g in c.children) for c in verb.children)
    return not asks and any(g.dep_ == "pobj" and page.person_at(g) is not None for g in hosts)


def _behind(preposition: Token) -> list[Token]:
    """ "In on Ms Brun": what the second preposition leads to."""
    return [g for c in preposition.children if c.dep_ == "prep" for g in c.children]


def _met_without_anybody(verb: Token, page: Page) -> bool:
    objects = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    with_ = [g for c in verb.children if c.lower_ in ("with", "by") for g in c.children if g.dep_ == "pobj"]
    whose = [t for o in objects for t in o.subtree if t.dep_ in ("pobj", "conj", "dobj")]
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    known = page.rules.look_alikes
    if any(t.lower_ in known.adverbs for t in verb.subtree if verb.i < t.i <= verb.i + 8):
        return True
    if verb.lemma_.lower() == "meet" and any(_is_thing(w, page) for w in with_):
        return True
    return any(o.lemma_.lower() in known.objects for o in (*objects, *with_, *whose)) or any(
        s.lemma_.lower() in known.subjects for s in subjects
    )


def _is_thing(word: Token, page: Page) -> bool:
    """Whether a word names nobody by name or office: "met with nothing but kindness"."""
    roles = page.rules.participants
    known = roles.offices | roles.groups | roles.any_office | roles.counterparts | roles.collectives | roles.speakers
    named = any(t.pos_ == "PROPN" or page.mention_at(t) is not None for t in word.subtree)
    return word.pos_ in ("NOUN", "PRON") and not named and word.lemma_.lower() not in known and word.lower_ not in known


def _with_person(verb: Token, page: Page) -> bool:
    others = [g for c in verb.children if c.lower_ == "with" for g in c.children if g.dep_ == "pobj"]
    return any(page.named_person_at(g) is not None for g in others)


def _brings_together(verb: Token) -> bool:
    """ "Bring A, the minister, and B together": far from its verb."""
    after = verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 20)]
    end = next((t.i for t in after if t.pos_ == "VERB" and t.tag_ != "VBG"), after.end)
    return any(t.lower_ == "together" and t.i < end for t in after)


def _at_table(verb: Token) -> bool:
    """ "Bring the two to the table", "sit at one table with"."""
    return any(c.lower_ in ("at", "to") and any(g.lemma_ == "table" for g in c.children) for c in verb.children)


def _rings_up(verb: Token, page: Page) -> bool:
    """ "Will call Ms Brun on Friday"; not "calls her a liar", "called on her", "called her to order"."""
    whom = [c for c in verb.children if c.dep_ == "dobj" and page.person_at(c) is not None]
    as_what = any(c.dep_ in ("oprd", "xcomp", "ccomp", "prt", "dative") for c in verb.children)
    asks = any(c.lower_ in ("for", "to") for t in (verb, *whom) for c in t.children if c.dep_ == "prep")
    return len(whom) == 1 and not as_what and not asks


def _tries_again(verb: Token, page: Page) -> bool:
    """ "Ana Brun and Emil Katz are to try again in May", after talks without a deal."""
    if not any(c.lower_ in page.rules.participants.anew for c in verb.children):
        return False
    subjects = [t for v in (verb, verb.head) for c in v.children if c.dep_ == "nsubj" for t in (c, *c.conjuncts)]
    return len({a.name for t in subjects if (a := page.person_at(t)) is not None}) > 1


def _is_site(what: Token, page: Page) -> bool:
    """Whether what is visited is but a place on the way: "will visit a wind farm"."""
    named = any(t.pos_ == "PROPN" or page.mention_at(t) is not None for t in what.subtree)
    return (
        what.pos_ == "NOUN"
        and what.text.islower()
        and not named
        and what.lemma_.lower() not in page.rules.occasion.settlements
    )


def _asked_home(verb: Token, page: Page) -> bool:
    """ "Invited both to her residence"."""
    goals = [g for c in verb.children if c.lower_ == "to" for g in c.children if g.dep_ == "pobj"]
    return any(g.lemma_.lower() in page.rules.triggers.seats for g in goals)


def _beside_an_event(verb: Token, page: Page) -> bool:
    """ "Ana Brun and Emil Katz will discuss it on the sidelines of the forum"."""
    subjects = [t for c in verb.children if c.dep_ == "nsubj" for t in (c, *c.conjuncts)]
    people = {a.name for t in subjects if (a := page.person_at(t)) is not None}
    roles = page.rules.participants.counterparts
    several = len(people) + sum(t.lemma_.lower() in roles for t in subjects) > 1
    return several and any(t.lower_ in page.rules.occasion.beside for t in verb.subtree)


def _talked_long(verb: Token) -> bool:
    """ "The two talked for three hours"."""
    several = any(c.dep_ == "nsubj" and (c.tag_ in ("NNS", "NNPS", "CD") or c.conjuncts) for c in verb.children)
    lengths = [g for c in verb.children if c.lower_ == "for" for g in c.children if g.lemma_ in ("hour", "minute")]
    return verb.lemma_.lower() == "talk" and several and bool(lengths)


def _awaits_person(verb: Token, page: Page) -> bool:
    """ "Is expecting Ms Brun in Arden on Monday": a person, a place, and nothing that she is to do."""
    guests = [c for c in verb.children if c.dep_ == "dobj" and page.person_at(c) is not None]
    does = any(c.dep_ in ("ccomp", "xcomp", "advcl") for c in verb.children)
    at = [g for t in (verb, *guests) for c in t.children if c.lower_ in ("in", "at") for g in c.children]
    return bool(guests) and not does and any(page.may_be_place(g) for g in at)


def _leads_to_place(verb: Token, page: Page, *prepositions: str) -> bool:
    known = prepositions or ("to", "for", "in")
    goals = [g for c in verb.children if c.dep_ == "prep" and c.lower_ in known for g in c.children]
    return any(g.dep_ == "pobj" and page.may_be_place(g) for g in goals)


def _takes_person(verb: Token, page: Page) -> bool:
    """Whether somebody is its object or, in the passive, its agent: "see the minister", "be received by"."""
    parties = [c for c in verb.children if c.dep_ in ("dobj", "dative", "nsubjpass")]
    parties += [g for c in verb.children if c.dep_ == "agent" or c.lower_ == "with" for g in c.children]
    if verb.lemma_.lower() in ("assemble", "converge", "gather"):
        parties += [c for c in verb.children if c.dep_ == "nsubj"]
    roles = page.rules.participants
    if any(p.lower_ in ("other", "another") and p.nbor(-1).lower_ in ("each", "one") for p in parties if p.i):
        return True
    clause = verb if verb.dep_ == "relcl" else None
    parties = [clause.head if clause is not None and p.lower_ in ("whom", "who") else p for p in parties]
    return any(
        page.person_at(t) is not None or (t.lemma_.lower() in roles.offices | roles.groups and t.dep_ != "compound")
        for p in parties
        for t in (p, *p.conjuncts)
    )


def verb_of(noun: Token) -> Token | None:
    """Return the verb of the noun's clause: "hold" for "hold a round of talks"."""
    token = noun
    for _ in range(6):
        if token.head == token:
            return None
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.pos_ not in _UPWARD:
            return None
    return None
