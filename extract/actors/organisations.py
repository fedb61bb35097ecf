"""The organisations, treaties and summits that need no introduction, by their strong and weak aliases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from extract.errors import RuleError
from extract.model import ActorKind
from extract.rulebook import check_keys, check_unique, read_rules

KINDS: tuple[ActorKind, ...] = ("organisation", "treaty", "event")


@dataclass(frozen=True, slots=True)
class Organisations:
    """``aliases`` holds each form with its actor and whether it is strong; ``openings`` the forms by their first word.

    ``seats`` are towns in lower case, ``nouns`` the actors of which "the alliance" may be said.
    """

    kinds: dict[str, ActorKind]
    aliases: dict[str, tuple[str, bool]]
    openings: dict[str, tuple[str, ...]]
    seats: dict[str, str]
    nouns: dict[str, frozenset[str]]

    @classmethod
    def load(cls) -> Self:
        """Read `organisations.toml`.

        Raises:
            RuleError: an unknown key or kind, or an alias of two actors.
        """
        return cls.read(read_rules("organisations"))

    @classmethod
    def read(cls, rules: Mapping[str, Mapping[str, Any]]) -> Self:
        """Return what the tables say, an actor each; raises as `load`."""
        for name, entry in rules.items():
            check_keys(f"organisations.toml [{name}]", entry, ("kind", "strong", "weak", "seat", "nouns"))
            if entry.get("kind") not in KINDS:
                raise RuleError(f"organisations.toml [{name}]: kind is {entry.get('kind')!r}; use {', '.join(KINDS)}")
        forms = [
            (form, name, form == name or form in entry.get("strong", ()))
            for name, entry in rules.items()
            for form in (name, *entry.get("strong", ()), *entry.get("weak", ()))
        ]
        check_unique("organisations.toml: aliases", (form for form, _, _ in forms))
        seats = [(seat.lower(), name) for name, entry in rules.items() for seat in entry.get("seat", ())]
        check_unique("organisations.toml: seats", (seat for seat, _ in seats))
        openings: dict[str, list[str]] = {}
        for form, _, _ in sorted(forms, key=lambda f: -len(f[0])):
            openings.setdefault(opening(form), []).append(form)
        nouns: dict[str, set[str]] = {}
        for name, entry in rules.items():
            for noun in entry.get("nouns", ()):
                nouns.setdefault(noun, set()).add(name)
        return cls(
            kinds={name: entry["kind"] for name, entry in rules.items()},
            aliases={form: (name, strong) for form, name, strong in forms},
            openings={first: tuple(found) for first, found in openings.items()},
            seats=dict(seats),
            nouns={noun: frozenset(names) for noun, names in nouns.items()},
        )


def opening(form: str) -> str:
    """Return what the first token of a form begins with, in any way to cut it into tokens: its letters."""
    return form.replace("-", " ").split()[0]
