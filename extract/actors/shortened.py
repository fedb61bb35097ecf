"""Which organisation is meant by "the ministry", "the company", "the alliance": the last one of whom it can be said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from extract.actors.names import Named
from extract.actors.page import Page
from extract.actors.rules import ActorRules
from extract.model import Span

OPENERS: Final = ("the", "its", "their", "this")


def find_short_forms(page: Page, named: Sequence[Named], rules: ActorRules) -> list[tuple[Span, Named]]:
    """Return "the board", "its committee" with the organisation each means; others are left out.

    A noun means the last organisation before that has it in its name, or is of its class; in a headline, and where an
    office follows ("panel chair Okello"), the noun stands without an article, and the first one after may be meant.
    """
    taken = {i for actor in named for n in actor.names for i in range(n.first, n.past)}
    bodies = [a for a in named if a.kind == "organisation" and a.names]
    by_noun: dict[str, list[Named]] = {}
    for body in bodies:
        for noun in _nouns(page, body, rules):
            by_noun.setdefault(noun, []).append(body)
    owner = {n.first: a for a in bodies for n in a.names}
    last: dict[int, int] = {}
    found: list[tuple[Span, Named]] = []
    for i, low in enumerate(page.lower):
        if i in owner:
            last[id(owner[i])] = i
        meant = by_noun.get(low)
        if not meant or not page.read[i] or i in taken or page.tags[i] in ("NNS", "NNPS"):
            continue
        first = _first(page, i, meant)
        article = page.word(first - 1) in OPENERS
        if not article and not _bare(page, i, first, rules):
            continue
        if article and _goes_on(page, i, rules):
            continue
        before = [b for b in meant if id(b) in last]
        if before:
            body = max(before, key=lambda b: last[id(b)])
        elif not article:
            body = meant[0]
        else:
            continue
        found.append((page.span(first - article, i + 1), body))
        last[id(body)] = i
    return found


def _nouns(page: Page, body: Named, rules: ActorRules) -> Iterator[str]:
    """What an organisation may be called in short, each once."""
    words = [w.lower() for name in (body.words, *{n.words for n in body.names}) for w in name]
    nouns = {w for w in words if w in rules.organisations}
    told = {page.word(i) for n in body.names for i in (n.first - 1, n.past)} & rules.classes
    if nouns & rules.civil:
        nouns |= rules.generic
    if told:  # "the newspaper Oderblatt": not the company
        nouns |= told | (rules.business if told & rules.business else set())
    elif body.names[0].known:
        nouns |= {noun for noun, names in rules.known.nouns.items() if body.names[0].known in names}
    elif not nouns - rules.trading and not any(n.words[0].lower() in rules.territories.seats for n in body.names):
        nouns |= rules.business
    if "parliament" in nouns:
        nouns |= {"house", "chamber"}
    yield from nouns


def _first(page: Page, i: int, meant: Sequence[Named]) -> int:
    """With the words before it that stand in the name too: "the central bank"."""
    first = i
    names = {w.lower() for body in meant for w in body.words}
    while first > 0 and page.lower[first - 1] in names and page.lower[first - 1] not in ("the", "of") and i - first < 3:
        first -= 1
    return first


def _goes_on(page: Page, i: int, rules: ActorRules) -> bool:
    """Whether it is but part of a longer phrase: "the board room", "the council of ministers"."""
    if page.word(i + 1) in rules.roles:
        return False
    return (i + 1 < len(page) and page.pos[i + 1] in ("NOUN", "PROPN")) or page.word(i + 1) == "of"


def _bare(page: Page, i: int, first: int, rules: ActorRules) -> bool:
    """Whether it may stand without an article: in a headline, or before an office at the head of a sentence."""
    before_office = page.word(i + 1) in rules.roles
    if before_office and (page.capital(i) or page.pos[first - 1] in ("PUNCT", "SPACE")):
        return True
    opens = first == 0 or page.pos[first - 1] in ("PUNCT", "SPACE") or page.blocks[first - 1] != page.blocks[i]
    return page.above[i] and opens and page.pos[i + 1 if i + 1 < len(page) else i] in ("VERB", "AUX", "PUNCT", "SPACE")
