"""Where an organisation stands by its words: "the Bakers' Alliance", "the Veldani government", "parliament"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extract.actors.page import Page
from extract.actors.rules import ActorRules

STOPS: Final = ("DET", "ADP", "CCONJ", "SCONJ", "PRON", "AUX", "PART", "ADV", "INTJ", "PUNCT", "SPACE")
PLURAL_MARKS: Final = ("'", "’")
MEMBERS: Final = ("women", "men", "children", "people")  # "the Women's Union", for "Marravia's Union" is two names
LEADING: Final = ("of", "for", "on")


def find_bodies(page: Page, rules: ActorRules) -> Iterator[tuple[int, int]]:
    """Yield the tokens, half-open, of each organisation that its words tell, without article, in reading order."""
    past = 0
    shouting = _title_case(page)
    for i, low in enumerate(page.lower):
        if i < past or not page.read[i]:
            continue
        if (low in rules.organisations or low in rules.goods) and page.capital(i):
            first = _first(page, i, past, rules)
            past = _past(page, i, rules)
            if page.blocks[i] in shouting and not all(page.ents[k] == "ORG" for k in range(first, past)):
                past = 0
            elif past - first == 2 and low in rules.goods and page.lower[first] in rules.given:
                past = 0  # "Daniel Steel"
            elif past - first > 1 or (low not in rules.goods and _stands_alone(page, i)):
                yield first, past
            else:
                past = 0
        elif low in rules.state and not page.capital(i):
            start = _state(page, i, rules)
            if start is not None:
                yield start, i + 1
        elif low == "office" and page.lower[i - 1] in ("'s", "’s") and page.word(i - 2) in rules.roles:
            start = i - 2
            while page.word(start - 1) != "the" and (page.capital(start - 1) or page.word(start - 1) in rules.deciding):
                start -= 1
            if page.word(start - 1) == "the":
                yield start, i + 1


def _title_case(page: Page) -> frozenset[int]:
    """The headlines that write most words with a capital: there a capital tells no name."""
    found = set()
    for block in {b for b, above in zip(page.blocks, page.above, strict=True) if above}:
        i = page.openings[block]
        words = []
        while i < len(page) and page.blocks[i] == block:
            if page.words[i].isalpha() and len(page.words[i]) > 3:
                words.append(page.words[i])
            i += 1
        if len(words) > 3 and sum(w[0].isupper() for w in words) > 0.8 * len(words):
            found.add(block)
    return frozenset(found)


def _first(page: Page, head: int, after: int, rules: ActorRules) -> int:
    """The leftmost token of the capitalised words before the head."""
    first = head
    while first > after and page.blocks[first - 1] == page.blocks[head]:
        i = first - 1
        joined = page.words[i] == "&" or (page.words[i] in ("-", "–") and page.glued(i) and page.glued(first))
        joined = joined and page.capital(i - 1)
        members = page.words[i] in PLURAL_MARKS and page.lower[i - 1].endswith("s") and page.capital(i - 1)
        members = members or (page.words[i] in ("'s", "’s") and page.word(i - 1) in MEMBERS)
        abbreviated = page.words[i].endswith(".") and len(page.words[i]) > 1 and page.capital(i)
        if joined or members or abbreviated:
            first = i
        elif (
            not page.capital(i)
            or page.pos[i] in STOPS
            or page.lower[i] in rules.roles
            or page.lower[i] in rules.address
        ):
            break
        else:
            first = i
    while first < head and (
        page.words[first] in ("-", "&", *PLURAL_MARKS, "'s", "’s") or page.lower[first] in ("a", "the")
    ):
        first += 1
    return first


def _past(page: Page, head: int, rules: ActorRules) -> int:
    """The token past the name: "Union" ends it, "Ministry of Foreign Affairs" goes on."""
    past = head + 1
    while (
        past < len(page) and page.capital(past) and _goes_on(page, past, rules) and page.ents[past] == page.ents[head]
    ):
        past += 1
    if page.word(past) == "-" and page.glued(past) and page.glued(past + 1) and page.capital(past + 1):
        past += 2  # "the Morning Courier-Post"
    if page.word(past) not in LEADING:
        return past
    at = past + 1
    if page.word(past) != "of" and page.word(at) != "the" and (at >= len(page) or page.ents[at] != "ORG"):
        return past  # "the university on Monday"
    article = page.word(at) == "the"
    at += article
    if not page.capital(at) or page.ents[at] == "PERSON" or not _is_business(page, at, rules):
        return past
    if article and page.lower[at] in rules.organisations:
        return past  # "the Budget Committee of the Senate" is two
    while page.capital(at) and page.blocks[at] == page.blocks[head] and _is_business(page, at, rules):
        at += 1
        if page.word(at) == "and" and page.capital(at + 1) and page.ents[at] == "ORG":
            at += 1
    return at


def _goes_on(page: Page, i: int, rules: ActorRules) -> bool:
    return page.lower[i] not in rules.roles and page.lower[i] not in rules.deciding and page.pos[i] not in STOPS


def _is_business(page: Page, i: int, rules: ActorRules) -> bool:
    """Whether the word can name what a body deals with: "Ministry of Defence", "Department of Foreign Affairs"."""
    return _goes_on(page, i, rules) or (page.lower[i] in rules.deciding and page.word(i + 1) not in rules.roles)


def _stands_alone(page: Page, i: int) -> bool:
    """Whether a single word is a name ("the Treasury", "NATO's Council"), not just the first of its sentence."""
    return (page.word(i - 1) == "the" and page.ents[i] in ("ORG", "GPE", "FAC")) or (page.ents[i] == "ORG" and i > 0)


def _state(page: Page, i: int, rules: ActorRules) -> int | None:
    """Where "the Veldani government" begins; "parliament" alone is a name as well, other bodies are not."""
    before = i - 1
    if (
        page.capital(before)
        and page.pos[before] in ("ADJ", "PROPN", "NOUN")
        and (page.ents[before] in ("NORP", "GPE") or rules.territories.may_be_adjective(page.words[before]))
    ):
        return before
    alone = page.lower[i] == "parliament" and page.deps[i] in ("nsubj", "nsubjpass", "pobj", "dobj", "poss")
    member = page.word(before) == "of" and page.word(before - 1) in ("member", "members", "house", "houses")
    return i if alone and not member and page.word(before) not in ("a", "an") and page.pos[before] != "ADJ" else None
