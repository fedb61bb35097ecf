"""Reads `extract/rules/*.toml`: what we know, apart from how we look."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from importlib.resources import files
from typing import Any

from extract.errors import RuleError


def read_rules(name: str) -> dict[str, Any]:
    """Return the content of ``extract/rules/NAME.toml``.

    Raises:
        RuleError: the file is missing or is no TOML.
    """
    try:
        text = files("extract").joinpath("rules", f"{name}.toml").read_text(encoding="utf-8")
        return tomllib.loads(text)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise RuleError(f"{name}.toml: {error}") from error


def check_keys(where: str, entry: Mapping[str, Any], allowed: Collection[str]) -> None:
    """Refuse an entry with a key that nothing reads: a misspelt key would silently do nothing.

    Raises:
        RuleError: names the entry, the unknown keys and those that are allowed.
    """
    unknown = sorted(set(entry) - set(allowed))
    if unknown:
        raise RuleError(f"{where}: unknown {unknown}; use {', '.join(sorted(allowed))}")


def check_unique(where: str, terms: Iterable[str]) -> None:
    """Refuse a list that holds a term twice.

    Raises:
        RuleError: names the list and the terms.
    """
    seen: set[str] = set()
    twice = sorted({t for t in terms if t in seen or seen.add(t)})  # type: ignore[func-returns-value]  # add is None
    if twice:
        raise RuleError(f"{where}: {twice} stand there twice")
