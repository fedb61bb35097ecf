"""Names that lead to their actor's page, as escaped HTML.

They are plain links: a middle click opens another tab, and the address can be copied. `links.js` has an ordinary click
open the page without loading everything anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any, Final
from urllib.parse import quote

import streamlit as st

from dashboard import look
from dashboard.wording import known

NAMED: Final = "named"  # in the address of the page of actors: a name, where no number is known
LONGEST: Final = 300  # characters of a name that are looked for
MOST: Final = 6


def address(name: str, entity_id: Any = None) -> str:
    """Return the address of an actor's page, by the number of its root or, where that is not at hand, by its name."""
    return f"actors?id={int(entity_id)}" if known(entity_id) else f"actors?{NAMED}={quote(name, safe='')}"


def actor(name: str, entity_id: Any = None, *, words: str | None = None) -> str:
    """Return a link to an actor's page; its words are the name, or ``words`` with the name for who can't see them."""
    told = f' aria-label="{escape(f"Page of {name}")}" title="{escape(f"Page of {name}")}"' if words else ""
    return f'<a class="sl-who" dir="auto" href="{escape(address(name, entity_id))}"{told}>{escape(words or name)}</a>'


def actors(names: Iterable[str]) -> str:
    """Return "A, B and C" with a link for each, of many the first and how many are left."""
    parts = [actor(name) for name in names]
    if len(parts) > MOST:
        return f"{', '.join(parts[:MOST])} and {len(parts) - MOST} more"
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]])) if parts else ""


def sent() -> str:
    """Return the name that the address asks for, "" where it asks for none."""
    return st.query_params.get(NAMED, "")[:LONGEST]


def listen() -> None:
    """Have ordinary clicks on these links open the page at once; without it they load it anew."""
    look.component("links", ("links.js",))(key="links")
