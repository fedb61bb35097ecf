"""Reads `extract/rules/*.toml`: what we know, apart from how we look; and what the analyst adds to it."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from extract.errors import RuleError

FOLDER: Final = "SIDELINES_RULES"  # the environment's name for the folder with the analyst's own entries
# By which keys an own table is an entry that we have: an office, and one who held it.
_SAME: Final = (("of", "titles"), ("name", "first"))


def read_rules(name: str) -> dict[str, Any]:
    """Return the content of ``extract/rules/NAME.toml``, with what NAME.toml of the folder ``SIDELINES_RULES`` adds.

    Tables are merged key by key and lists are put behind ours; a single value takes the place of ours.

    Raises:
        RuleError: a file is missing or is no TOML, the folder is none, or an own list repeats an entry of ours.
    """
    try:
        text = files("extract").joinpath("rules", f"{name}.toml").read_text(encoding="utf-8")
        ours = tomllib.loads(text)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise RuleError(f"{name}.toml: {error}") from error
    own = _own_file(name)
    return ours if own is None else _merged(str(own), ours, _read_own(own))


@contextmanager
def naming_own_rules() -> Iterator[None]:
    """Say in a `RuleError` raised inside that own entries were read as well, and from where."""
    try:
        yield
    except RuleError as error:
        folder = os.environ.get(FOLDER)
        if not folder or folder in str(error):
            raise
        raise RuleError(f"{error} (read together with the files in {folder})") from error


def _own_file(name: str) -> Path | None:
    """The analyst's file of that name, if there is one."""
    folder = os.environ.get(FOLDER)
    if not folder:
        return None
    path = Path(folder).expanduser()
    if not path.is_dir():
        raise RuleError(f"{FOLDER}: {folder} is no folder; name one that holds files like {name}.toml, or unset it")
    known = {f.name for f in files("extract").joinpath("rules").iterdir() if f.name.endswith(".toml")}
    if unknown := sorted({f.name for f in path.glob("*.toml")} - known):
        raise RuleError(f"{folder}: nothing reads {unknown}; use {', '.join(sorted(known))}")
    own = path / f"{name}.toml"
    return own if own.exists() else None


def _read_own(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:  # ValueError: no TOML, or no UTF-8
        raise RuleError(f"{path}: {error}") from error


def _merged(where: str, ours: Any, own: Any) -> Any:
    if isinstance(ours, dict) and isinstance(own, dict):
        added = {k: _merged(f"{where} [{k}]", ours[k], v) if k in ours else v for k, v in own.items()}
        return {**ours, **added}
    if isinstance(ours, list) and isinstance(own, list):
        return _longer(where, ours, own)
    if isinstance(ours, str) and isinstance(own, str) and "\n" in ours:
        return f"{ours} {own}"  # words in one long text, as in given.toml
    if type(ours) is not type(own):
        raise RuleError(f"{where}: must be of the kind that our file has there, {_KINDS.get(type(ours), 'a value')}")
    return own


def _longer(where: str, ours: list[Any], own: list[Any]) -> list[Any]:
    """Our list and what is added; an own table that is one of ours by its name is merged into it."""
    check_unique(where, (e for e in (*ours, *own) if isinstance(e, str)))
    result = list(ours)
    for entry in own:
        at = next((i for i, e in enumerate(result) if _is_same(e, entry)), None)
        if at is None:
            result.append(entry)
        else:
            result[at] = _completed(where, result[at], entry)
    return result


def _completed(where: str, ours: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    keys = next(k for k in _SAME if all(key in ours for key in k))
    return dict(_merged(where, ours, {k: v for k, v in own.items() if k not in keys}))


def _is_same(ours: Any, own: Any) -> bool:
    if not isinstance(ours, dict) or not isinstance(own, dict):
        return False
    return any(all(k in ours and ours[k] == own.get(k) for k in keys) for keys in _SAME)


_KINDS: Final = {dict: "a table", list: "a list", str: "a text", int: "a number"}


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
