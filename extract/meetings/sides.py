"""On which words of a sentence the sides of a meeting stand: those of the word of meeting, and the subject above it."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from extract.meetings.page import Page, above
from extract.meetings.triggers import Trigger

_STEPS: Final = 7  # words up the parse in which the subject of an infinitive is found


def own_heads(trigger: Trigger, page: Page, *, owners: bool = True) -> list[Token]:
    """Return the heads of the noun's or verb's own arguments, in reading order; ``owners`` are "A's" in "A's talks"."""
    heads: list[Token] = []
    taken = ("nsubj", "nsubjpass") if trigger.kind == "visit" else ("nsubj", "nsubjpass", "dobj", "dative")
    for child in trigger.token.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in page.rules.participants.links:
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


def subject_heads(trigger: Trigger, page: Page) -> list[Token]:
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


def inviting(trigger: Trigger) -> list[Token]:
    """Who receives a visitor: "at the invitation of A", "at A's invitation"."""
    noun = next((t for t in trigger.token.sent if t.lemma_.lower() == "invitation" and t.dep_ == "pobj"), None)
    if noun is None or noun.head.lower_ not in ("at", "on", "upon"):
        return []
    of = [g for c in noun.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
    return of + [c for c in noun.children if c.dep_ == "poss"]


def has_other_side(trigger: Trigger, page: Page) -> bool:
    """Whether all of the noun's own are behind "with": the subject is the other side ("held talks with A and B")."""
    heads = own_heads(trigger, page)
    return bool(heads) and all(is_behind_with(h) for h in heads) and _has_own_subject(trigger)


def is_behind_with(head: Token) -> bool:
    """Say whether it stands behind "with": on the other side."""
    return head.dep_ == "pobj" and head.head.lower_ == "with"


def _has_own_subject(trigger: Trigger) -> bool:
    return trigger.verb is not None and trigger.token.dep_ == "dobj" and has_subject(trigger.verb)


def _hyphened(left: Token) -> bool:
    return left.i + 1 < len(left.doc) and left.nbor().text in ("-", "–", "—")


def has_subject(verb: Token) -> bool:
    """Say whether the verb has a subject of its own."""
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def children_of(verb: Token | None) -> list[Token]:
    """Return the words right below the verb; none where there is no verb."""
    return list(verb.children) if verb is not None else []
