"""What is known of titles, organisations and countries, read once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from babel import Locale

from extract.rulebook import check_keys, check_unique, read_rules

_STEM = 4  # letters that a made-up or rare country shares with its adjective: "Lorvia", "Lorvian"
_ADJECTIVE_ENDS = ("n", "i", "ish", "ese", "ic")


@dataclass(frozen=True, slots=True)
class ActorRules:
    """Words for people, organisations and countries, in lower case but for the countries' own names."""

    roles: frozenset[str]
    address: frozenset[str]
    suffixes: frozenset[str]
    same: dict[str, frozenset[str]]
    deciding: frozenset[str]
    organisations: frozenset[str]
    events: frozenset[str]
    treaties: frozenset[str]
    programmes: frozenset[str]
    countries: dict[str, str]  # a name in lower case -> the country
    demonyms: dict[str, str]
    acting: dict[str, str]

    @classmethod
    def load(cls) -> Self:
        """Read `titles.toml`, `actors.toml` and `territories.toml`.

        Raises:
            RuleError: an unknown key, or a word that stands twice.
        """
        titles, actors, territories = read_rules("titles"), read_rules("actors"), read_rules("territories")
        check_keys("titles.toml", titles, ("roles", "address", "suffixes", "same", "deciding"))
        check_keys("actors.toml", actors, ("organisations", "events", "treaties", "programmes"))
        check_keys("territories.toml", territories, ("names", "demonyms", "acting"))
        for where, words in (*actors.items(), ("address", titles["address"])):
            check_unique(where, words)
        known = {str(name).lower(): str(name) for code, name in Locale("en").territories.items() if code.isalpha()}

        def inverse(section: str) -> dict[str, str]:
            pairs = [(word.lower(), country) for country, words in territories[section].items() for word in words]
            check_unique(f"territories.toml [{section}]", (word for word, _ in pairs))
            return dict(pairs)

        return cls(
            roles=frozenset(titles["roles"]),
            address=frozenset(titles["address"]),
            suffixes=frozenset(titles["suffixes"]),
            same={key: frozenset(words) for key, words in titles["same"].items()},
            deciding=frozenset(titles["deciding"]["words"]),
            organisations=frozenset(actors["organisations"]),
            events=frozenset(actors["events"]),
            treaties=frozenset(actors["treaties"]),
            programmes=frozenset(actors["programmes"]),
            countries={**known, **inverse("names")},
            demonyms=inverse("demonyms"),
            acting=inverse("acting"),
        )

    def country(self, name: str) -> str | None:
        """Return the country of that name: "the United States", "US"; None where none is known."""
        return self.countries.get(name.lower().removeprefix("the "))

    def nation(self, word: str) -> str | None:
        """Return a key that a country's name, its adjective and its government's seat share; None for other words.

        Where the country is unknown, the key is the stem of the capitalised word: "Lorvia" and "Lorvian" give "lorv".
        """
        low = word.lower()
        known = self.demonyms.get(low) or self.countries.get(low) or self.acting.get(low)
        if known:
            return known
        return low[:_STEM] if word[:1].isupper() and len(word) > _STEM else None

    def nation_known(self, word: str) -> bool:
        """Say whether the word is a country, its adjective or its government's seat."""
        low = word.lower()
        return word[:1].isupper() and (low in self.demonyms or low in self.countries or low in self.acting)

    def is_adjective_of(self, adjective: str, name: str) -> bool:
        """Say whether a capitalised adjective can be that of a country called ``name``."""
        low, country = adjective.lower(), name.lower()
        return low != country and low[:_STEM] == country[:_STEM] and low.endswith(_ADJECTIVE_ENDS)
