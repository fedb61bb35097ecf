"""The words that govern a meeting: upwards from it in the parse, and those that narrow it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from extract.meetings.page import Page, verb_term
from extract.meetings.triggers import Trigger

_CLAUSES: Final = ("ccomp", "relcl", "advcl", "parataxis")
_LIKE_BE: Final = ("remain", "seem", "appear", "look", "leave")  # "remains a distant prospect", "was left open"
_LONGEST: Final = 9  # words up the parse


@dataclass(frozen=True, slots=True)
class Governing:
    """The words that govern a meeting: ``chain`` upwards from it, ``narrowing`` beside it, their ``helpers``."""

    chain: tuple[Token, ...]
    narrowing: tuple[Token, ...]
    reporter: Token | None

    @property
    def helpers(self) -> frozenset[str]:
        """The auxiliaries of the chain's verbs, in lower case."""
        return frozenset(c.lower_ for t in self.chain for c in t.children if c.dep_ in ("aux", "auxpass"))

    @property
    def negated(self) -> bool:
        """Whether "not" or "no" stands at one of the words."""
        return any(
            c.dep_ == "neg"
            or (c.lower_ in ("no", "neither", "nor", "never") and c.dep_ in ("det", "advmod", "preconj", "cc"))
            for t in (*self.chain, *self.subjects)
            for c in t.children
            if not (c.lower_ in ("nor", "neither") and c.dep_ == "cc" and c.i > t.i)
        ) or any(c.lower_ == "longer" and c.i and c.nbor(-1).lower_ == "no" for t in self.chain for c in t.children)

    @property
    def subjects(self) -> tuple[Token, ...]:
        """What is said to be done or not: "no date" in "no date has been agreed for the talks"."""
        return tuple(
            c
            for t in self.chain
            for c in t.children
            if c.dep_ in ("nsubj", "nsubjpass", "attr") and c not in self.chain
        )

    def terms(self, page: Page, *, narrowing: bool = True) -> frozenset[str]:
        """Return the lemmas, with their particles, that say what becomes of it."""
        words = self.chain + (self.narrowing if narrowing else ())
        particular = page.rules.status.particular
        found: set[str] = set()
        for token in words:
            lemma = token.lemma_.lower()
            followers = {c.lower_ for c in token.children} | {t.lower_ for t in token.doc[token.i + 1 : token.i + 2]}
            if lemma not in particular or followers & particular[lemma]:
                term = verb_term(token)
                passive = any(
                    c.dep_ == "auxpass" for c in token.children
                )  # "is being prepared" is not "is prepared to"
                found |= {term, token.lower_} if (term == lemma or lemma == "look") and not passive else {term}
            elif verb_term(token) != lemma:
                found.add(verb_term(token))
            found |= {f"{lemma} {c.lower_}" for c in token.children if c.dep_ == "prep" and c.i == token.i + 1}
        return frozenset(found)


def read_governing(trigger: Trigger, page: Page) -> Governing:
    """Return the words from the word of meeting up to the top of its clause, or to the verb that reports it."""
    token, reporter = trigger.token, None
    chain = [token]
    while token.head != token and len(chain) < _LONGEST:
        above = token.head
        if token.dep_ == "pobj" and above.lower_ == "of" and not _of_a_plan(above.head, page):
            break  # "the agenda of their next meeting": what is done with the agenda says nothing of the meeting
        if above.pos_ in ("VERB", "AUX") and above.lemma_.lower() in page.rules.reporting.verbs and not _object(token):
            reporter = above
            break
        if token.dep_ == "relcl" and any(c.lower_ in ("who", "whom") for c in token.children):
            break  # "will not come but send Mr Katz, who will meet her": of him alone
        if token.dep_ == "conj" and above.pos_ in ("VERB", "AUX") and _has_own_subject(token):
            break
        token = above
        chain.append(token)
        if chain[-2].dep_ in _CLAUSES and token.pos_ in ("VERB", "AUX") and not _is_infinitive(chain[-2]):
            if chain[-2].dep_ != "ccomp":
                chain.pop()
            break
    chain += _joined_fate(trigger.token)
    spliced = next((v for t in reversed(chain[-2:]) if (v := _taken_up(t, page)) is not None), None)
    if spliced is not None:
        chain = [trigger.token, spliced]
    narrowing = [c for c in trigger.token.children if c.dep_ in ("amod", "acl", "relcl", "advmod", "compound")]
    states = [t for t in chain if t.pos_ == "AUX" or t.lemma_ in _LIKE_BE]
    narrowing += [c for t in states for c in t.children if c.dep_ in ("acomp", "attr", "oprd")]
    narrowing += [g for t in states for c in t.children if c.lower_ in ("under", "in") for g in c.children]
    narrowing += [
        g for c in narrowing if c.dep_ in ("relcl", "acl") for g in c.children if g.dep_ in ("xcomp", "acomp")
    ]
    if trigger.is_verb:
        narrowing = [c for t in chain if t.pos_ == "AUX" for c in t.children if c.dep_ in ("acomp", "oprd")]
    return Governing(tuple(chain), tuple(narrowing), reporter)


def _joined_fate(noun: Token) -> list[Token]:
    """The verb of its fate, hung on what narrows it: "the talks, first planned for May, have been put off"."""
    narrowed = [c for c in noun.children if c.dep_ in ("acl", "relcl")]
    return [
        v for c in narrowed for v in c.conjuncts
        if v.i > c.i and v.pos_ == "VERB" and any(g.dep_ == "auxpass" for g in v.children)
    ]  # fmt: skip


def _taken_up(top: Token, page: Page) -> Token | None:
    """The verb of a clause that goes on with "it": "the meeting is not cancelled, it is postponed"."""
    after = [top.head] if top.dep_ == "ccomp" and top.i < top.head.i else []
    after += [c for c in top.children if c.dep_ in ("parataxis", "ccomp", "conj") and c.i > top.i]
    for verb in after:
        if verb.lemma_.lower() in page.rules.reporting.verbs or verb.pos_ != "VERB":
            continue  # "the meeting is not planned, it added"
        if any(c.lower_ == "it" and c.dep_ in ("nsubj", "nsubjpass") and c.i > top.i for c in verb.children):
            return verb
    return None


def _is_infinitive(token: Token) -> bool:
    """ "Set *to meet*": the parse takes some for a clause of purpose."""
    return token.dep_ == "advcl" and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)


def _object(token: Token) -> bool:
    """ "Confirmed the meeting": the verb of saying governs the meeting itself."""
    return token.dep_ in ("dobj", "nsubjpass", "xcomp", "pobj", "prep")


def _has_own_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _of_a_plan(noun: Token, page: Page) -> bool:
    """Whether the noun before "of" speaks of the meeting's fate: "the cancellation of", "a round of"."""
    words = page.rules.status
    known = words.possible | words.planned | words.cancelled | words.postponed | words.ruled_out
    return (
        noun.pos_ != "NOUN"
        or noun.lower_ == "talk"
        or noun.lemma_.lower()
        in known
        | {
            "date",
            "round",
            "series",
            "sideline",
            "day",
            "eve",
            "hour",
            "minute",
            "week",
            "start",
        }
    )
