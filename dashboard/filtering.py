"""The filters in the sidebar, shared by the pages and kept in the address, so that a view can be sent."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any, Final

import streamlit as st

from dashboard import data
from dashboard.store import Filters
from dashboard.wording import counted, day, iso_day, listed, plain, shortened

LISTS: Final = {"actor": "Actors", "topic": "Topics", "source": "Sources"}
DAYS: Final = {"from": "Published from", "to": "Published to"}
MOST_CHIPS: Final = 12


def ask() -> Filters:
    """Show the filters and return what is chosen. Read once from the address, and written back on each run."""
    if not data.count():
        return Filters()
    choices = data.choices()
    known = {"actor": choices.actors, "topic": choices.topics, "source": choices.sources}
    _hydrate(known)
    with st.sidebar:
        st.header("Filters", anchor=False)
        chosen = {
            name: st.multiselect(label, known[name], key=name, placeholder=f"All {label.lower()}")
            for name, label in LISTS.items()
        }
        when = {
            name: st.date_input(label, key=name, format="YYYY-MM-DD", min_value=date(1900, 1, 1))
            for name, label in DAYS.items()
        }
        first, last = _day(when["from"]), _day(when["to"])
        st.button("Clear all filters", on_click=clear, disabled=not (any(chosen.values()) or first or last))
    if first and last and first > last:
        st.warning("The first day of the filter lies after the last, so nothing can fit. Change one of them.")
    _write_back({**chosen, "from": first, "to": last})
    return Filters(
        actors=tuple(chosen["actor"]),
        topics=tuple(chosen["topic"]),
        first=first,
        last=last,
        sources=tuple(chosen["source"]),
    )


def told(shown: int, total: int, filters: Filters, what: str, many: str | None = None) -> str:
    """Return "Showing 12 of 40 quotations, filtered by …", or "All 40 quotations" where nothing is left out."""
    parts = [label for _, _, label in _parts(filters)]
    if not parts:
        return (
            counted(total, what, many) + "."
            if shown == total
            else f"Showing {shown:,} of {counted(total, what, many)}."
        )
    return f"Showing {shown:,} of {counted(total, what, many)}, filtered by {listed(parts)}."


def summary(shown: int, total: int, filters: Filters, what: str, many: str | None = None) -> None:
    """Show how much of what is stored is shown, and each filter as a button that removes it."""
    st.caption(plain(told(shown, total, filters, what, many)))
    parts = _parts(filters)
    if parts:
        with st.container(horizontal=True, gap="small"):
            for name, value, label in parts[:MOST_CHIPS]:
                st.button(
                    f"{plain(shortened(label))} ✕",
                    key=f"chip-{name}-{value}",
                    help="Remove this filter",
                    on_click=partial(_remove, name, value),
                )


def put(**values: Any) -> None:
    """Set filters by name (a callback: widgets must not be drawn yet); lists for actor, topic and source."""
    for name, value in values.items():
        st.session_state[name] = value


def clear() -> None:
    """Remove all filters (a callback)."""
    put(**{name: [] for name in LISTS}, **dict.fromkeys(DAYS))


def nothing_fits(what: str) -> None:
    """Say that the filters leave nothing, with the way out."""
    st.info(f"No {what} fits the filters.")
    st.button("Show all again", on_click=clear, type="primary")


def _parts(filters: Filters) -> list[tuple[str, Any, str]]:
    """The filters that are set: name, value, and how it is written."""
    parts: list[tuple[str, Any, str]] = [("actor", v, v) for v in filters.actors]
    parts += [("topic", v, v) for v in filters.topics]
    parts += [("source", v, v) for v in filters.sources]
    parts += [("from", None, f"from {day(filters.first)}")] if filters.first else []
    parts += [("to", None, f"to {day(filters.last)}")] if filters.last else []
    return parts


def _remove(name: str, value: Any) -> None:
    put(**{name: [v for v in st.session_state[name] if v != value] if name in LISTS else None})


def _hydrate(known: dict[str, tuple[str, ...]]) -> None:
    for name in (*LISTS, *DAYS):
        if name in st.session_state:
            # A widget's state is dropped when its page is left: writing it back keeps it.
            kept = st.session_state[name]
            st.session_state[name] = [v for v in kept if v in known[name]] if name in known else kept
        elif name in known:
            st.session_state[name] = [v for v in st.query_params.get_all(name) if v in known[name]]
        else:
            st.session_state[name] = iso_day(st.query_params.get(name))


def _write_back(values: dict[str, Any]) -> None:
    for name, value in values.items():
        if value:
            st.query_params[name] = value.isoformat() if isinstance(value, date) else list(value)
        elif name in st.query_params:
            del st.query_params[name]


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else None
