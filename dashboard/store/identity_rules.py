"""What is known of names when two of them may mean one actor, read once from the rule files."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Self

from extract.errors import RuleError
from extract.rulebook import check_keys, check_unique, read_rules

if TYPE_CHECKING:
    from extract.actors import ActorRules

_LISTS: Final = ("particles", "legal_forms", "loose_forms", "small_words", "state_bodies", "state_words", "left_out")
_TABLES: Final = ("spellings", "fields")


@dataclass(frozen=True, slots=True)
class IdentityRules:
    """Words in lower case without diacritics; ``short`` and ``spelt``: a given name -> the full ones it may mean."""

    sounds: tuple[tuple[re.Pattern[str], str], ...]
    particles: frozenset[str]
    legal_forms: frozenset[str]
    loose_forms: frozenset[str]
    small_words: frozenset[str]
    state_bodies: frozenset[str]
    state_words: frozenset[str]
    left_out: frozenset[str]
    spellings: dict[str, str]  # another spelling -> the one that is kept
    fields: dict[str, frozenset[str]]
    short: dict[str, frozenset[str]]
    spelt: dict[str, frozenset[str]]
    address: frozenset[str]
    roles: frozenset[str]
    deciding: frozenset[str]
    same: dict[str, frozenset[str]]  # words for one office
    nations: dict[str, str]  # a country's name or adjective -> the country
    actors: ActorRules

    @classmethod
    def load(cls) -> Self:
        """Read `identity.toml` and `nicknames.toml`, and the rules for actors.

        Raises:
            RuleError: an unknown key, a word that stands twice, a sound that is no regular expression.
        """
        identity, nicknames = read_rules("identity"), read_rules("nicknames")
        check_keys("identity.toml", identity, ("sounds", *_LISTS, *_TABLES))
        check_keys("nicknames.toml", nicknames, ("short", "spelt"))
        for name in _LISTS:
            check_unique(f"identity.toml {name}", identity[name])
        check_unique("identity.toml [fields]", (w for words in identity["fields"].values() for w in words))
        check_unique("identity.toml [spellings]", (w for words in identity["spellings"].values() for w in words))
        check_unique("nicknames.toml [spelt]", (w for words in nicknames["spelt"].values() for w in words))
        for name, forms in nicknames["short"].items():
            check_unique(f"nicknames.toml [short] {name}", forms)
        # Here, not above: the language model's library comes with it, and a page must not wait for that.
        from extract.actors import ActorRules

        actors = ActorRules.load()
        return cls(
            sounds=tuple(_sound(*pair) for pair in identity["sounds"]),
            **{name: frozenset(identity[name]) for name in _LISTS},
            spellings={other: kept for kept, others in identity["spellings"].items() for other in others},
            fields={field: frozenset(words) for field, words in identity["fields"].items()},
            short=_full_names(nicknames["short"]),
            spelt=_full_names(nicknames["spelt"]),
            address=frozenset(actors.address),
            roles=actors.roles,
            deciding=actors.deciding,
            same=actors.same,
            nations={**actors.territories.names, **actors.territories.demonyms},
            actors=actors,
        )

    def is_of(self, word: str, nation: str) -> bool:
        """Say whether a name or adjective that no rule knows goes with the key of a nation: "lorvian" and "lorv"."""
        return self.actors.territories.nation(word.title()) == nation


@cache
def identity_rules() -> IdentityRules:
    """Return the rules, read at the first call."""
    return IdentityRules.load()


def _sound(pattern: str, replacement: str) -> tuple[re.Pattern[str], str]:
    try:
        return re.compile(pattern), replacement
    except re.error as error:
        raise RuleError(f"identity.toml sounds: {pattern!r} can't be read: {error}") from error


def _full_names(table: Mapping[str, Iterable[Any]]) -> dict[str, frozenset[str]]:
    """Each form, and each full name itself, with the full names it may mean."""
    meant: dict[str, set[str]] = defaultdict(set)
    for name, forms in table.items():
        for form in (name, *forms):
            meant[form.lower()].add(name.lower())
    return {form: frozenset(names) for form, names in meant.items()}
