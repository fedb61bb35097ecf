"""Where: the place that belongs to a meeting."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from extract.meetings.page import Page
from extract.meetings.triggers import Trigger

_IN_PLACE: Final = ("in", "at")


def find_place(trigger: Trigger, page: Page) -> str | None:
    """Return the place that "in" or "at" leads to ("to" for a visit), nearest to the word of meeting."""
    best: tuple[int, str] | None = None
    for token in trigger.token.sent:
        if token.dep_ not in ("pobj", "dobj", "compound", "poss") or not page.is_place(token):
            continue
        preposition = token.head.lower_
        to = preposition == "to" and (
            trigger.kind == "visit" or token.head.head.lemma_ in ("travel", "fly", "go", "head", "come")
        )
        own = trigger.kind == "visit" and token.dep_ == "dobj" and token.head == trigger.token
        residence = token.dep_ == "compound" and token.head.dep_ == "pobj" and token.head.head.lower_ in ("at", "in")
        if not (own or to or residence or (token.dep_ == "pobj" and preposition in _IN_PLACE)):
            continue
        distance = abs(token.i - trigger.token.i) + (0 if token.i > trigger.token.i else 4) + (6 if residence else 0)
        if best is None or distance < best[0]:
            best = (distance, _full_name(token, page))
    return best[1] if best else None


def _full_name(token: Token, page: Page) -> str:
    found = page.mention_at(token)
    if found and found[0].form == "name" and found[1].kind in ("place", "country"):
        return found[0].span.of(page.text).removeprefix("the ").removeprefix("The ")
    words = [
        t.text for t in token.doc[max(token.sent.start, token.i - 3) : token.i + 1] if t.ent_type_ == token.ent_type_
    ]
    return " ".join(w for w in words if w.lower() != "the") or token.text


def is_here(trigger: Trigger) -> bool:
    """Say whether "here" stands in the meeting's clause: the dateline's place."""
    return any(
        t.lower_ == "here" and t.dep_ == "advmod" for t in trigger.token.doc[trigger.token.i : trigger.token.i + 12]
    )


def is_there(trigger: Trigger) -> bool:
    """Say whether "there" or "in the same city" stands in the meeting's clause."""
    near = trigger.token.doc[max(trigger.token.sent.start, trigger.token.i - 8) : trigger.token.i + 12]
    words = [t.lower_ for t in near if t.sent == trigger.token.sent and t.dep_ != "expl"]
    return "there" in words or ("same" in words and "city" in words)
