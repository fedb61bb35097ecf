"""A long list of lanes in pieces that can be read: the busiest first, the rest a button away."""

from __future__ import annotations

import streamlit as st

from dashboard.wording import counted


def choose(names: list[str], size: int, key: str, what: str) -> list[str]:
    """Return the piece of ``names`` that is looked at; where there is more than one, show buttons to the others."""
    if len(names) <= size:
        return names
    last = (len(names) - 1) // size
    at = min(st.session_state.get(key, 0), last)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Previous", key=f"{key}-back", disabled=at == 0, on_click=_go, args=(key, at - 1))
        st.button("Next", key=f"{key}-on", disabled=at == last, on_click=_go, args=(key, at + 1))
        first = at * size
        st.caption(
            f"{what.capitalize()} {first + 1} to {min(first + size, len(names))} of {len(names)}, the busiest first. "
            "To see one, choose it in the filters."
        )
    return names[first : first + size]


def rows(total: int, size: int, key: str, what: str, many: str | None = None) -> int:
    """Return from where on a list of ``total`` rows is looked at; where it is long, show buttons through it."""
    last = max(total - 1, 0) // size
    at = min(int(st.session_state.get(key, 0)), last)
    first = at * size
    if last == 0:
        st.caption(f"{counted(total, what, many)}.")
        return 0
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Previous", key=f"{key}-back", disabled=at == 0, on_click=_go, args=(key, at - 1))
        st.button("Next", key=f"{key}-on", disabled=at == last, on_click=_go, args=(key, at + 1))
        st.caption(f"{first + 1:,} to {min(first + size, total):,} of {counted(total, what, many)}.")
    return first


def _go(key: str, at: int) -> None:
    st.session_state[key] = at
