"""Who is meant by a role that stands alone: "the Russian leader", "the minister", "his rival"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from extract.actors.context import Crowd, first_introduced, meant_by_context, meant_by_relation
from extract.actors.names import POSSESSIVE, Named
from extract.actors.page import Page
from extract.actors.pronouns import PRONOUNS, gender_of
from extract.actors.roles import LONGEST_ROLE, PHRASE, Alone, Held, Role, fits, read_role
from extract.actors.rules import ActorRules
from extract.model import Gender, Span

OWNERS: Final = ("his", "her", "their", "its", "my", "our")
GOING_ON: Final = ("he", "she", "his", "her")
PRONOUN_NEAR: Final = 14  # words after a role in which "he" or "she" tells of its holder
MOST: Final = 50  # holders of one office that are looked at on either side
OPENERS: Final = ("the", "this", "that", *OWNERS)


def find_alone(page: Page, named: Iterable[Named], held: Iterable[Held], rules: ActorRules) -> list[Alone]:
    """Return the roles that stand alone, in reading order: singular, definite, and no part of a name or a title."""
    taken = {i for actor in named for n in actor.names for i in range(n.first, n.past)}
    beside = {i for h in held for i in page.tokens(h.role.span)}
    words = rules.roles | rules.relations
    found: list[Alone] = []
    for i, low in enumerate(page.lower):
        if low not in words or not page.read[i] or i in taken or i in beside or page.tags[i] in ("NNS", "NNPS"):
            continue
        if page.pos[i] not in ("NOUN", "PROPN", "ADJ") or _goes_on(page, i, words):
            continue
        first = _opening(page, i)
        opener = page.lower[first] if page.lower[first] in OPENERS else ""
        if opener in OWNERS and low in rules.unowned:
            continue
        if not opener and (not _heads_headline(page, first, i) or (first and page.pos[first - 1] == "NUM")):
            continue
        role = read_role(page, [*range(first, i + 1), *_of_whom(page, i)], rules) if low in rules.roles else None
        if role is None and low in rules.relations:
            role = Role(page.span(first, i + 1), low, frozenset(), frozenset())
        if role is not None:
            past = i + 3 if role.head == "secretary of state" else i + 1
            found.append(Alone(Role(page.span(first, past), role.head, role.deciding, role.nations), first, i, opener))
    return found


def _goes_on(page: Page, i: int, words: frozenset[str]) -> bool:
    """Whether the word is but part of a longer phrase: "chief executive", "the president's office", "mayor Benning"."""
    if i + 1 >= len(page) or page.blocks[i + 1] != page.blocks[i]:
        return False
    if page.lower[i + 1] in words or (page.pos[i + 1] in ("NOUN", "PROPN") and page.words[i + 1] not in POSSESSIVE):
        return True
    return page.words[i + 1] in ("'s", "’s") and page.word(i + 2) == "office"


def _heads_headline(page: Page, first: int, i: int) -> bool:
    return (
        page.above[i]
        and page.word(first) not in ("a", "an")
        and (first == 0 or page.word(first - 1) not in ("a", "an"))
    )


def _opening(page: Page, head: int) -> int:
    first = head
    while first > 0 and head - first < LONGEST_ROLE and page.blocks[first - 1] == page.blocks[head]:
        word = page.words[first - 1]
        if page.lower[first - 1] in OPENERS:
            return first - 1
        hyphen = word == "-" and page.glued(first) and page.glued(first - 1)
        if not (hyphen or page.pos[first - 1] in PHRASE or word in ("'s", "’s", "[", "]")):
            break
        first -= 1
    return first


def _of_whom(page: Page, head: int) -> range:
    """ "The president of Danovia": the words that tell the nation."""
    if page.word(head + 1) != "of":
        return range(0)
    past = head + 2
    while past < len(page) and past < head + 5 and (page.capital(past) or page.lower[past] in ("the", "state")):
        past += 1
    return range(head + 1, past)


def meant_by_role(
    alone: Alone, held: Sequence[Held], page: Page, rules: ActorRules, meant: Mapping[int, int]
) -> Named | None:
    """Return whom a role means among the ``held`` that fit it; None where nobody fits or several may be meant.

    A holder of its nation comes first, then of its very words. The one named last before is meant; in a headline, the
    first one after. ``meant`` is the token at which a description meant each person last. "The president said … she"
    is no man.
    """
    role, start = alone.role, alone.role.span.start
    same_nation = [h.person for h in held if h.role.nations & role.nations]
    exact = [h.person for h in held if h.role.head == role.head]
    candidates = list({id(p): p for p in same_nation or exact or [h.person for h in held]}.values())
    if len(candidates) > 1 and (told := _gender_after(page, alone)):
        genders = {id(p): gender_of(page, [page.span(n.first, n.past) for n in p.names], p, rules) for p in candidates}
        certain = [p for p in candidates if genders[id(p)] == told]
        candidates = certain or [p for p in candidates if genders[id(p)] is None]
    before = [p for p in candidates if page.starts[p.names[0].first] < start]
    if before:
        return max(before, key=lambda p: max(p.last_before(alone.first), meant.get(id(p), -1)))
    if page.above[alone.head] and candidates:
        return min(candidates, key=lambda p: p.names[0].first)
    return candidates[0] if len(candidates) == 1 else None


def _gender_after(page: Page, alone: Alone) -> Gender | None:
    """That of the pronoun which goes on with the role in its sentence, nobody else being spoken of between."""
    for i in range(alone.head + 1, min(alone.head + PRONOUN_NEAR, len(page))):
        if page.lower[i] in GOING_ON:
            return PRONOUNS[page.lower[i]]
        if page.words[i] in (".", "?", "!", "”", '"', "“") or page.ents[i] == "PERSON" or page.pos[i] == "PROPN":
            return None
    return None


def find_descriptions(
    page: Page, named: Sequence[Named], held: Sequence[Held], distinct: Sequence[Held], rules: ActorRules
) -> tuple[list[tuple[Span, Named, str]], list[Alone]]:
    """Return the roles that stand alone with the person each means and the rule, and those that mean nobody here.

    ``distinct`` are the ``held`` without repetitions.
    """
    by_head: dict[str, list[Held]] = {}
    for each in sorted(distinct, key=lambda h: h.role.span):
        by_head.setdefault(each.role.head, []).append(each)
    crowd = Crowd.of((n for n in named if n.kind == "person"), page)
    introduced = first_introduced(page, rules)
    found: list[tuple[Span, Named, str]] = []
    unmet: list[Alone] = []
    last: dict[int, int] = {}
    for alone in find_alone(page, named, held, rules):
        meant, rule = None, "titles.toml: alone"
        if alone.opener in OWNERS and page.lower[alone.head] in rules.relations:
            meant, rule = meant_by_relation(alone, distinct, crowd, page, rules), "titles.toml: relation"
        else:
            near = [h for h in _near(alone, by_head, rules) if fits(alone.role, h.role, rules)]
            meant = meant_by_role(alone, near, page, rules, last)
            if meant is None:
                meant, rule = meant_by_context(alone, crowd, page, introduced, rules), "context"
        if meant is None:
            unmet.append(alone)
            continue
        found.append((alone.role.span, meant, rule))
        last[id(meant)] = alone.first
        crowd.add(alone.role.span.start, meant)
    return found, unmet


def _near(alone: Alone, by_head: dict[str, list[Held]], rules: ActorRules) -> list[Held]:
    """The roles of the same or a like word: the `MOST` before and the `MOST` after, so that time stays linear."""
    words = (alone.role.head, *rules.same.get(alone.role.head, ()))
    found: list[Held] = []
    for word in dict.fromkeys(part for w in words for part in (w, w.split()[-1])):  # "prime minister" is a "minister"
        all_held = by_head.get(word, [])
        at = bisect_left(all_held, alone.role.span.start, key=lambda h: h.role.span.start)
        found += all_held[max(0, at - MOST) : at + MOST]
    return found
