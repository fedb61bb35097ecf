"""Which country a word means: its name, its adjective, or its seat of government."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import countryinfo
from babel import Locale

from extract.rulebook import check_keys, check_unique, read_rules

_STEM = 4  # letters that a made-up or rare country shares with its adjective: "Oskavia", "Oskavian"
_ADJECTIVE_ENDS = ("n", "i", "ish", "ese", "ic")


@dataclass(frozen=True, slots=True)
class Territories:
    """Words in lower case, each with the country's English name as CLDR has it."""

    names: dict[str, str]
    demonyms: dict[str, str]
    seats: dict[str, str]  # capitals and palaces
    regions: frozenset[str]
    national: frozenset[str]
    national_bodies: frozenset[str]
    no_nations: frozenset[str]
    behind_adjectives: frozenset[str]
    towns: frozenset[str]
    journeys: frozenset[str]
    visiting: frozenset[str]
    sent: frozenset[str]
    addressing: frozenset[str]
    unless: dict[str, frozenset[str]]  # a name -> the words beside which it is no country

    @classmethod
    def load(cls) -> Self:
        """Read `territories.toml` over the names of babel and the demonyms and capitals of countryinfo.

        Raises:
            RuleError: an unknown key, or a word that stands twice in a section.
        """
        rules = read_rules("territories")
        check_keys("territories.toml", rules, ("names", "demonyms", "acting", "unless", "left_out", "evidence"))
        check_keys("territories.toml [left_out]", rules["left_out"], ("capitals", "demonyms", "names", "regions"))
        check_keys(
            "territories.toml [evidence]",
            rules["evidence"],
            (
                "national",
                "national_bodies",
                "no_nations",
                "behind_adjectives",
                "towns",
                "journeys",
                "visiting",
                "sent",
                "addressing",
            ),
        )
        left_out = {section: frozenset(words) for section, words in rules["left_out"].items()}

        def own(section: str) -> dict[str, str]:
            pairs = [(word.lower(), country) for country, words in rules[section].items() for word in words]
            check_unique(f"territories.toml [{section}]", (word for word, _ in pairs))
            return dict(pairs)

        countries = {code: str(name) for code, name in Locale("en").territories.items() if code.isalpha()}
        names = {n.lower(): n for n in countries.values() if n not in left_out["names"]}
        demonyms: Counter[str] = Counter()
        known: dict[str, str] = {}
        capitals: dict[str, str] = {}
        for country, words, capital in _known(countries):
            for word in words:
                demonyms[word] += 1
                known[word] = country
            capitals[capital] = country
        return cls(
            names={**names, **own("names")},
            demonyms={
                **{w.lower(): c for w, c in known.items() if demonyms[w] == 1 and w not in left_out["demonyms"]},
                **own("demonyms"),
            },
            seats={**{w.lower(): c for w, c in capitals.items() if w not in left_out["capitals"]}, **own("acting")},
            regions=left_out["regions"],
            **{section: frozenset(words) for section, words in rules["evidence"].items()},
            unless={name: frozenset(words) for name, words in rules["unless"].items()},
        )

    def country(self, name: str) -> str | None:
        """Return the country of that name: "the United States", "US"; None where none is known."""
        return self.names.get(name.lower().removeprefix("the "))

    def nation(self, word: str) -> str | None:
        """Return a key that a country's name, its adjective and its government's seat share; None for other words.

        Where the country is unknown, the key is the stem of the capitalised word: "Oskavia" and "Oskavian" give "oska".
        """
        known = self._known(word)
        if known:
            return known
        return word.lower()[:_STEM] if word[:1].isupper() and len(word) > _STEM else None

    def knows(self, word: str) -> bool:
        """Say whether the capitalised word is a country, its adjective or its government's seat."""
        return word[:1].isupper() and self._known(word) is not None

    def _known(self, word: str) -> str | None:
        low = word.lower()
        return self.demonyms.get(low) or self.names.get(low) or self.seats.get(low)

    def is_adjective_of(self, adjective: str, name: str) -> bool:
        """Say whether a capitalised adjective can be that of a country called ``name``."""
        low, country = adjective.lower(), name.lower()
        return low != country and low[:_STEM] == country[:_STEM] and low.endswith(_ADJECTIVE_ENDS)

    def is_likely_adjective(self, word: str) -> bool:
        """Say whether a capitalised word before an office is a nation's adjective: "Merrovian", not "Republican"."""
        low = word.lower()
        return (
            word[:1].isupper()
            and low.endswith(("an", "ese", "ish"))
            and low not in self.no_nations
            and self.may_be_adjective(word)
        )

    def may_be_adjective(self, word: str) -> bool:
        """Say whether the word is a known demonym or ends as those of made-up countries do."""
        low = word.lower()
        return low in self.demonyms or (len(low) > _STEM and low.endswith(_ADJECTIVE_ENDS) and low not in self.names)


def _known(countries: dict[str, str]) -> Iterator[tuple[str, list[str], str]]:
    """The country, its demonyms and its capital, of each that both sources have."""
    for info in countryinfo.all_countries():
        country = countries.get(info.iso(2) or "")
        if country:
            capital = info.capital()  # a list where the source is at odds with itself
            words = [d.strip() for d in (info.demonym() or "").split(",") if d.strip()]
            yield country, words, capital if isinstance(capital, str) else ""
