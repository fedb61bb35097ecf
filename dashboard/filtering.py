"""The filters in the sidebar, shared by the pages and kept in the address, so that a view can be sent."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from dashboard import data
from dashboard.store import Filters

NAMES = ("actor", "topic", "source", "from", "to")


def ask() -> Filters:
    """Show the filters and return what is chosen. Read once from the address, and written back on each run."""
    known = data.choices()
    _hydrate(known.actors, known.topics, known.sources)
    with st.sidebar:
        st.subheader("Filters")
        actors = st.multiselect("Actors", known.actors, key="actor", placeholder="All actors")
        topics = st.multiselect("Topics", known.topics, key="topic", placeholder="All topics")
        sources = st.multiselect("Sources", known.sources, key="source", placeholder="All sources")
        first = st.date_input("Published from", key="from", format="YYYY-MM-DD", min_value=date(1900, 1, 1))
        last = st.date_input("Published to", key="to", format="YYYY-MM-DD", min_value=date(1900, 1, 1))
        st.button("Clear filters", on_click=_clear, disabled=not (actors or topics or sources or first or last))
    filters = Filters(tuple(actors), tuple(topics), _day(first), _day(last), tuple(sources))
    _write_back(filters)
    return filters


def told(shown: int, total: int, filters: Filters, what: str) -> str:
    """Return "Showing 12 of 40 quotations, filtered by …"."""
    parts = [*filters.actors, *filters.topics, *filters.sources]
    parts += [f"from {filters.first}"] if filters.first else []
    parts += [f"to {filters.last}"] if filters.last else []
    return f"Showing {shown} of {total} {what}" + (f", filtered by {', '.join(parts)}." if parts else ".")


def _hydrate(actors: Any, topics: Any, sources: Any) -> None:
    known = {"actor": set(actors), "topic": set(topics), "source": set(sources)}
    for name in NAMES:
        if name in st.session_state:
            # A widget's state is dropped when its page is left: writing it back keeps it.
            kept = st.session_state[name]
            st.session_state[name] = [v for v in kept if v in known[name]] if name in known else kept
        elif name in known:
            st.session_state[name] = [v for v in st.query_params.get_all(name) if v in known[name]]
        else:
            st.session_state[name] = _iso(st.query_params.get(name))


def _write_back(filters: Filters) -> None:
    for name, values in (("actor", filters.actors), ("topic", filters.topics), ("source", filters.sources)):
        if values:
            st.query_params[name] = list(values)
        elif name in st.query_params:
            del st.query_params[name]
    for name, value in (("from", filters.first), ("to", filters.last)):
        if value:
            st.query_params[name] = value.isoformat()
        elif name in st.query_params:
            del st.query_params[name]


def _clear() -> None:
    for name in NAMES:
        st.session_state[name] = None if name in ("from", "to") else []


def _iso(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:  # a mistyped address is no filter
        return None


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else None
