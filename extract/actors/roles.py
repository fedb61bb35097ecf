"""What people are: the roles beside names ("President Belik") and how a description fits them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from extract.actors.names import POSSESSIVE, Named
from extract.actors.page import Page
from extract.actors.rules import ActorRules
from extract.model import Span

LONGEST_ROLE: Final = 9  # words
PHRASE: Final = ("ADJ", "NOUN", "PROPN")


@dataclass(frozen=True, slots=True)
class Role:
    """What a person is: the head noun, the words that decide which office, and of which nations."""

    span: Span
    head: str
    deciding: frozenset[str]
    nations: frozenset[str]


@dataclass(frozen=True, slots=True)
class Held:
    """A role and the person beside whose name it stands."""

    role: Role
    person: Named


@dataclass(frozen=True, slots=True)
class Alone:
    """A role that no name stands beside; ``opener`` is its article or owner, "" in a headline."""

    role: Role
    first: int
    head: int
    opener: str


def read_role(page: Page, tokens: Sequence[int], rules: ActorRules) -> Role | None:
    """Return the role that a noun phrase ends with or names before "of": "vice president of Ostmark"."""
    tokens = [i for i in tokens if page.pos[i] != "SPACE" and page.words[i] not in ("[", "]", '"', "“", "”")]
    past = next((k for k, i in enumerate(tokens) if page.lower[i] in ("of", "for", "at", "in")), len(tokens))
    heads = [k for k in range(past) if page.lower[tokens[k]] in rules.roles or page.lower[tokens[k]] in rules.kin]
    if not heads:
        return None
    at = heads[-1]
    if at + 1 < past and page.words[tokens[at + 1]] in POSSESSIVE:
        return None  # "the mayor's brother"
    office = page.lower[tokens[at]]
    if [page.lower[i] for i in tokens[at : at + 3]] == ["secretary", "of", "state"]:
        office = "secretary of state"
    pair = f"{page.lower[tokens[at - 1]]} {office}" if at else ""
    if pair and (pair == "press secretary" or pair in rules.same.get(office, frozenset())):
        office = pair
    deciding = frozenset(page.lower[i] for i in tokens[max(0, at - 3) : at + 1]) & rules.deciding
    nations = frozenset(n for k in range(len(tokens)) if (n := _nation(page, tokens, k, rules)))
    return Role(page.span(tokens[0], tokens[-1] + 1), office, deciding, nations)


def _nation(page: Page, tokens: Sequence[int], k: int, rules: ActorRules) -> str | None:
    """The nation of a word, or of two: "South Korean"."""
    word = page.words[tokens[k]]
    if not word[0].isupper():
        return None
    pair = f"{word} {page.words[tokens[k + 1]]}" if k + 1 < len(tokens) else ""
    for form in (pair, word):
        if form and rules.territories.knows(form):
            return rules.territories.nation(form)
    told = page.ents[tokens[k]] in ("NORP", "GPE") or (
        page.lower[tokens[k]] not in rules.roles and rules.territories.is_likely_adjective(word)
    )
    return rules.territories.nation(word) if told else None


def roles_beside(page: Page, people: Iterable[Named], rules: ActorRules) -> list[Held]:
    """Return the roles beside the names: before ("President Belik"), or set off by commas after or before."""
    held: list[Held] = []
    for person in people:
        for name in person.names:
            before = _before(page, name.first, rules)
            for tokens in (before, _after(page, name.past, rules), _apposed(page, name.first)):
                role = read_role(page, tokens, rules) if tokens else None
                if role is not None and tokens is before and page.word(name.past) == "of":
                    role = replace(role, nations=role.nations | _nations(page, name.past + 1, rules))
                if role is not None:
                    held.append(Held(role, person))
    return held


def _nations(page: Page, i: int, rules: ActorRules) -> frozenset[str]:
    """ "President Milos Hald of Danovia" """
    i += page.word(i) == "the"
    nation = rules.territories.nation(page.words[i]) if page.capital(i) else None
    return frozenset((nation,)) if nation else frozenset()


def _before(page: Page, first: int, rules: ActorRules) -> list[int]:
    found: list[int] = []
    if first > 2 and page.lower[first - 3 : first] == ["secretary", "of", "state"]:
        return [*_before(page, first - 2, rules), first - 2, first - 1]
    nation = first - 1  # "Prime Minister of Veldane Mara Hald"
    while nation > first - 3 and page.capital(nation) and page.word(nation - 1) != "of":
        nation -= 1
    if page.word(nation - 1) == "of" and page.capital(nation) and page.word(nation - 2) in rules.roles:
        return [*_before(page, nation - 1, rules), *range(nation - 1, first)]
    for i in range(first - 1, max(-1, first - 1 - LONGEST_ROLE), -1):
        if (
            page.blocks[i] != page.blocks[first]
            or (page.ents[i] == "PERSON" and page.lower[i] not in rules.roles)
            or (found and page.lower[i] in rules.address)
        ):
            break
        if page.pos[i] not in PHRASE and page.words[i] not in (*POSSESSIVE, "-"):
            break
        found.insert(0, i)
    while found and page.words[found[0]] in (*POSSESSIVE, "-"):
        found.pop(0)
    return found if found and (page.lower[found[-1]] in rules.roles or page.lower[found[-1]] in rules.kin) else []


def _after(page: Page, past: int, rules: ActorRules) -> list[int]:
    """ "Ebba Lind, president of the Dock Hands" """
    if page.word(past) not in (",", "("):
        return []
    found: list[int] = []
    for i in range(past + 1, min(past + 1 + LONGEST_ROLE, len(page))):
        if page.ents[i] == "PERSON" and found and page.lower[i - 1] in rules.roles:
            return []  # "…, government spokesman Jon Arden said": the next one's
        if page.words[i] in (",", ".", ";", ")") or page.pos[i] in ("SPACE", "VERB") or page.ents[i] == "PERSON":
            break
        if page.lower[i] in ("who", "whose", "which", "that", "and", "but"):
            break
        found.append(i)
    opener = found[0] if found else None
    if (
        opener is not None
        and page.pos[opener] == "DET"
        and found[-1] + 1 < len(page)
        and page.pos[found[-1] + 1] == "VERB"
    ):
        return []  # "Rivers, the minister said, rise": nobody's apposition
    return found if opener is not None and page.pos[opener] in ("DET", *PHRASE) else []


def _apposed(page: Page, first: int) -> list[int]:
    """ "The governor of the Central Bank of Veldane, Mara Hald" """
    while page.word(first - 1) in ("the", "late"):  # "whose father, the late Jonas Hald"
        first -= 1
    if first < 3 or page.words[first - 1] != ",":
        return []
    found: list[int] = []
    for i in range(first - 2, max(-1, first - 5 - LONGEST_ROLE), -1):
        if page.words[i] in (",", ".", ";") or page.pos[i] in ("SPACE", "VERB"):
            break
        if page.words[i] in ("'s", "’s"):  # "Hald's lawyer, Mara Benning"
            return found
        if page.ents[i] == "PERSON":
            break
        found.insert(0, i)
        opens = page.lower[i] in ("the", "his", "her", "its", "their", "whose") and page.word(i - 1) not in (
            "of",
            "for",
            "in",
            "at",
        )
        if opens:
            return found[page.lower[i] == "whose" :]
    return []


def fits(role: Role, held: Role, rules: ActorRules) -> bool:
    """Say whether somebody who holds one role can be described by the other."""
    if role.nations and held.nations and not role.nations & held.nations:
        return False
    names = {held.head, " ".join((*sorted(held.deciding), held.head))}
    if role.head not in names and not names & rules.same.get(role.head, frozenset()):
        return False
    if role.head == "official":
        return role.deciding <= held.deciding
    if (role.deciding & rules.strict) != (held.deciding & rules.strict):
        return False
    if role.head == "leader":
        return not held.deciding - {"prime", "opposition"}
    return role.deciding <= held.deciding or not held.deciding
