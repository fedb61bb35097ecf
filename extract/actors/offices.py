"""Who held an office on a day: knowledge of `offices.toml`, with every day's holder at most one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Self

from extract.errors import RuleError
from extract.model import Days
from extract.rulebook import check_keys, read_rules


@dataclass(frozen=True, slots=True)
class Office:
    """An office of a country or an organisation; ``terms`` are in the order of their days and share none."""

    of: str
    titles: tuple[str, ...]
    terms: tuple[tuple[Days, str], ...]

    def holder(self, day: date) -> str | None:
        """Return the name of the holder on that day; None where it is vacant or not known."""
        at = bisect_right(self.terms, day, key=lambda t: t[0].first) - 1
        return self.terms[at][1] if at >= 0 and day <= self.terms[at][0].last else None


@dataclass(frozen=True, slots=True)
class Offices:
    """The offices by the country or organisation and the title in lower case, and the first words of the titles."""

    by_title: dict[tuple[str, str], Office]
    openings: dict[str, tuple[tuple[str, ...], ...]]
    others: frozenset[str]  # words that make it somebody else's: "former"

    @classmethod
    def load(cls) -> Self:
        """Read `offices.toml`.

        Raises:
            RuleError: an unknown key, a title of two offices of one country, or two holders on one day.
        """
        return cls.read(read_rules("offices"))

    @classmethod
    def read(cls, rules: Mapping[str, Any]) -> Self:
        """Return the offices of the rules; raises as `load`."""
        check_keys("offices.toml", rules, ("known_to", "others", "office"))
        offices = [_office(entry, rules["known_to"]) for entry in rules["office"]]
        by_title: dict[tuple[str, str], Office] = {}
        openings: dict[str, set[tuple[str, ...]]] = {}
        for office in offices:
            for title in office.titles:
                if (office.of, title) in by_title:
                    raise RuleError(f"offices.toml: {title!r} of {office.of} stands there twice; keep one")
                by_title[office.of, title] = office
                words = tuple(title.replace("-", " - ").split())
                openings.setdefault(words[0], set()).add(words)
        longest = {first: tuple(sorted(forms, key=len, reverse=True)) for first, forms in openings.items()}
        return cls(by_title, longest, frozenset(rules["others"]))

    def holder(self, of: str, title: str, day: date) -> str | None:
        """Return who held the office on that day, None where nobody is known."""
        office = self.by_title.get((of, title))
        return office.holder(day) if office else None


def _office(entry: Mapping[str, Any], known_to: date) -> Office:
    where = f"offices.toml: {'/'.join(entry.get('titles', ['?']))} of {entry.get('of', '?')}"
    check_keys(where, entry, ("of", "titles", "holders"))
    return Office(entry["of"], tuple(entry["titles"]), tuple(_terms(where, entry["holders"], known_to)))


def _terms(where: str, holders: Sequence[Mapping[str, Any]], known_to: date) -> list[tuple[Days, str]]:
    for holder in holders:
        check_keys(f"{where}, {holder.get('name')}", holder, ("name", "first", "last"))
        if holder.get("last", known_to) < holder["first"]:
            raise RuleError(f"{where}: {holder['name']} ends before the first day; correct one of the days")
    terms = [(Days(h["first"], h.get("last", known_to)), h["name"]) for h in holders]
    for (one, name), (other, next_name) in pairwise(terms):
        if other.first <= one.last:
            raise RuleError(f"{where}: {name} and {next_name} share days or stand in the wrong order; correct the days")
    return terms
