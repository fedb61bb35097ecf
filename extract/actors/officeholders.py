"""Who is meant by an office that the article leaves unnamed: its holder on the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from extract.actors.names import Named
from extract.actors.page import Page
from extract.actors.roles import Alone, Held
from extract.actors.rules import ActorRules
from extract.actors.spelling import is_one_given_name, is_one_spelling, skeleton
from extract.model import Span

LONGEST_OWNER: Final = 4  # words
_EDGES = re.compile(r"\A(?:the|The)\s|\A\[|['’]s\Z|\]\Z")


@dataclass(frozen=True, slots=True)
class Unnamed:
    """An office that stands alone, and who held it."""

    span: Span
    office: str
    of: str
    name: str


def find_holders(
    page: Page, unmet: Sequence[Alone], held: Sequence[Held], published: date | None, rules: ActorRules
) -> list[Unnamed]:
    """Return the offices that stand alone and mean nobody named in the article, with their holders on that day.

    Nothing is returned for a day that is unknown, a former or future holder, or an office of which the article names
    a holder itself.
    """
    if published is None:
        return []
    found = []
    for alone in unmet:
        words = [page.lower[i] for i in range(alone.first, alone.head + 1)]
        if (
            rules.holders.others.intersection(words)
            or page.word(alone.first - 1) in rules.holders.others
            or page.word(alone.head + 1) in ("-", "designate")
        ):
            continue
        for of, office, past in _readings(page, alone, rules):
            name = rules.holders.holder(of, office, published)
            if name is not None and not _named_here(of, office, held):
                found.append(Unnamed(Span(alone.role.span.start, page.end(past - 1)), office, of, name))
                break
    return found


def _named_here(of: str, office: str, held: Sequence[Held]) -> bool:
    """Whether somebody beside whose name that office stands may be its holder, of this nation or of none."""
    words = office.replace("-", " ").split()
    head = office if office == "secretary of state" else words[-1]
    return any(
        h.role.head == head and (of in h.role.nations or not h.role.nations) and h.role.deciding <= set(words)
        for h in held
    )


def _readings(page: Page, alone: Alone, rules: ActorRules) -> Iterator[tuple[str, str, int]]:
    """Whose office it can be, its title, the token past it: "the French foreign minister", "president of France"."""
    for start in range(alone.first, alone.head + 1):
        for form in rules.holders.openings.get(page.lower[start], ()):
            past = start + len(form)
            if past <= alone.head or tuple(page.lower[start:past]) != form:
                continue
            office = " ".join(form).replace(" - ", "-")
            before = page.text[page.starts[alone.first] : page.starts[start]].strip()
            of = _owner(_EDGES.sub("", before), rules)
            if of is not None:
                yield of, office, past
            if page.word(past) == "of":
                yield from ((of, office, end) for of, end in _owner_after(page, past + 1, rules))


def _owner_after(page: Page, first: int, rules: ActorRules) -> Iterator[tuple[str, int]]:
    """ "Of the United States": the owner with the longest name, and the token past it."""
    first += page.word(first) == "the"
    for past in range(min(first + LONGEST_OWNER, len(page)), first, -1):
        of = _owner(page.span(first, past).of(page.text), rules)
        if of is not None:
            yield of, past
            return


def _owner(words: str, rules: ActorRules) -> str | None:
    """The country or known organisation of that name or adjective; a government's seat is none."""
    low = words.lower()
    country = rules.territories.names.get(low) or rules.territories.demonyms.get(low)
    if country is not None:
        return country
    alias = rules.known.aliases.get(words)
    return alias[0] if alias else None


def join_holders(named: list[Named], unnamed: Sequence[Unnamed], rules: ActorRules) -> list[tuple[Span, Named, str]]:
    """Return the offices with whom each means: a person of the article who has the holder's name, else a new one."""
    found: list[tuple[Span, Named, str]] = []
    people: dict[str, list[Named]] = {}
    for person in named:
        if person.kind == "person":
            people.setdefault(skeleton(person.words[-1]), []).append(person)
    for each in unnamed:
        words = tuple(each.name.split())
        bearers = people.setdefault(skeleton(words[-1]), [])
        holder = next((p for p in bearers if _may_be(p.words, words, rules)), None)
        if holder is None:
            holder = Named("person", words)
            bearers.append(holder)
            named.append(holder)
        found.append((each.span, holder, f"offices.toml: {each.office} of {each.of}"))
    return found


def _may_be(words: Sequence[str], holder: Sequence[str], rules: ActorRules) -> bool:
    """Whether a name of the article is the holder's: the surname alone, or with such a given name."""
    same = is_one_spelling(words[-1], holder[-1])
    return same and (len(words) == 1 or is_one_given_name(words[0], holder[0], rules))
