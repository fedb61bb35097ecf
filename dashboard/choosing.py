"""Choosing one actor among very many by typing."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from dashboard import data, tables
from dashboard.store import queries
from dashboard.wording import ACTOR_KINDS, counted, known, plain, shortened

MOST: Final = 8  # offered at once


def actor(label: str, *, key: str, but: int) -> Any:
    """Ask for an actor other than that of the root ``but``: a row of `queries.actors`, None while none is chosen."""
    typed = st.text_input(label, key=f"{key}-words", placeholder="Type a name")
    if not typed.strip():
        return None
    found = data.ask(queries.actors, typed, limit=MOST + 1)
    rows = {int(r.entity_id): r for r in tables.rows(found) if r.entity_id != but}
    rows = dict(list(rows.items())[:MOST])
    if not rows:
        st.caption("No other actor has such a name.")
        return None
    chosen = st.radio(
        "Actors found",
        list(rows),
        index=None if len(rows) > 1 else 0,
        key=f"{key}-found-{typed}",
        format_func=lambda i: plain(shortened(rows[i].name, 70)),
        captions=[_told(row) for row in rows.values()],
    )
    return rows[chosen] if chosen is not None else None


def _told(row: Any) -> str:
    role = shortened(row.role, 50) if known(row.role) else None
    return plain(" · ".join(filter(None, [ACTOR_KINDS[row.kind], role, counted(row.articles, "article")])))
