"""What tells of no meeting: counterfactuals, plans overtaken, questions, habits."""

from __future__ import annotations

from spacy.tokens import Token

from extract.meetings.governing import Governing
from extract.meetings.page import Page, above
from extract.meetings.triggers import Trigger


def is_overtaken(told: Governing, ahead: bool | None, page: Page) -> bool:
    """Whether a plan is told of as it once was: "had been scheduled to meet", and no day still to come."""
    if ahead or told.reporter is not None:
        return False
    planned = page.rules.status.planned | page.rules.status.possible
    return any(
        t.tag_ == "VBN" and t.lemma_.lower() in planned and any(c.lower_ in ("had", "'d") for c in t.children)
        for t in told.chain
    )


def is_counterfactual(told: Governing) -> bool:
    """ "Would have met", "was to have met", "had they met"."""
    verbs = [t for t in told.chain if t.pos_ in ("VERB", "AUX")]
    if "would" in told.helpers and any(_is_unmet(c) for v in verbs for c in v.children):
        return True
    for verb in verbs:
        helpers = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
        if "have" in helpers and {"would", "could", "should", "to", "might"} & set(helpers):
            return True
    return False


def _is_unmet(clause: Token) -> bool:
    """ "Had the truce held", "if it had held": a condition that was not met."""
    had = next((c for c in clause.children if c.lower_ in ("had", "'d") and c.dep_ == "aux"), None)
    if clause.dep_ != "advcl" or had is None or clause.tag_ != "VBN":
        return False
    subject = next((c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    inverted = subject is not None and had.i < subject.i
    return inverted or any(c.dep_ == "mark" and c.lower_ == "if" for c in clause.children)


def is_left_open(told: Governing, page: Page) -> bool:
    """Say whether "whether" leaves it open: "it is unclear whether they will meet"; what one is asked does not."""
    for token in told.chain:
        if any(c.dep_ == "mark" and c.lower_ == "whether" for c in token.children):
            over = [t.lemma_.lower() for t in above(token, 3)]
            return bool(over) and over[0] not in page.rules.status.asking and "question" not in over
    return False


def is_asked(told: Governing, page: Page) -> bool:
    """A question leaves it open: "asked whether they would meet", and so does a condition: "if they meet"."""
    for token in told.chain:
        for mark in token.children:
            if mark.dep_ == "mark" and mark.lower_ in ("whether", "if", "unless"):
                governor = token.head.lemma_.lower()
                return mark.lower_ != "whether" or governor in page.rules.status.asking
    return False


def is_habit(trigger: Trigger, page: Page) -> bool:
    """Say whether it is told of as a habit: "meets every month"."""
    beside = {c.lower_ for t in (trigger.token, trigger.verb) if t is not None for c in t.children}
    return bool(beside & page.rules.status.habits)
