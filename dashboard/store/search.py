"""What was typed, made safe: words to look for, and text that both databases take."""

from __future__ import annotations

import re

MOST_WORDS = 20  # more can only be a pasted paragraph
_WORD = re.compile(r"[^\W_]+")


def words_of(typed: str) -> list[str]:
    """Return the words of any string, without marks, operators and what no index holds; at most twenty."""
    return _WORD.findall(storable(typed)[:1000])[:MOST_WORDS]


def storable(typed: str) -> str:
    """Return a string without NUL and lone surrogates, which the databases refuse."""
    return typed.replace("\0", " ").encode("utf-8", "ignore").decode()
