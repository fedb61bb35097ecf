"""What the words in and beside a name say it is, before what the model says."""

from __future__ import annotations

from extract.actors.page import Page
from extract.actors.rules import ActorRules
from extract.model import ActorKind


def kind_of(
    page: Page, first: int, past: int, words: tuple[str, ...], kind: ActorKind | None, rules: ActorRules
) -> ActorKind | None:
    """What the words in and beside a name say it is, before what the model says."""
    last, before, after = words[-1].lower(), page.word(first - 1), page.word(past)
    single = len(words) == 1
    if rules.territories.country(" ".join(words)):
        return "country" if kind in ("place", "organisation", "person") else None
    if (single and _is_adjective(page, first, past, kind, rules)) or _is_of_title(page, first, past, rules):
        return None
    if last in rules.events:
        return "event"
    if last in rules.treaties:
        return "treaty"
    if before in rules.address or (before in rules.roles and kind != "place"):
        return "person"
    apposed = before == "," and page.word(first - 2) in rules.roles and after in (",", "said", "told")
    if apposed and 1 < len(words) < 4 and not rules.organisations.intersection(w.lower() for w in words):
        return "person"  # "its ambassador, Mila Tress,"
    if before in rules.classes or (after in rules.classes and kind != "person"):
        return "organisation"
    if after in ("television", "radio", "news") and page.word(past + 1) in rules.classes:
        return "organisation"
    if 1 < len(words) < 5 and words[0].lower() in rules.given and kind in ("organisation", "place", "event", None):
        return "person"
    return kind


def _is_of_title(page: Page, first: int, past: int, rules: ActorRules) -> bool:
    """ "Secretary of State", "Defense Secretary" """
    of_state = page.lower[first] == "state" and page.word(first - 1) == "of" and page.word(first - 2) == "secretary"
    ministry = page.word(past) in ("minister", "secretary") and rules.territories.may_be_adjective(page.words[first])
    return of_state or ministry or (page.lower[first] in rules.deciding and page.word(past) in rules.roles)


def _is_adjective(page: Page, first: int, past: int, kind: ActorKind | None, rules: ActorRules) -> bool:
    """Whether a single word is the adjective of a nation: "Veldani shares", never "Veldane's shares"."""
    if kind == "place" or not rules.territories.may_be_adjective(page.words[first]):
        return False
    if page.lower[first] in rules.territories.demonyms and page.lower[first] not in rules.territories.seats:
        return True
    return (
        past < len(page)
        and page.deps[first] in ("amod", "compound", "nmod")
        and page.pos[past] in ("NOUN", "PROPN", "ADJ")
    )


def nation_adjectives(page: Page, rules: ActorRules) -> frozenset[str]:
    """Return the capitalised words that may be adjectives of nations, by what the model says or where they stand."""
    return frozenset(
        word
        for i, word in enumerate(page.words)
        if page.read[i]
        and word[0].isupper()
        and (page.ents[i] == "NORP" or page.deps[i] in ("amod", "compound", "nmod"))
        and rules.territories.may_be_adjective(word)
    )
