"""The filters in the sidebar, shared by the pages and kept in the address, so that a view can be sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Final

import streamlit as st

from dashboard import data, filter_words, finding_actors
from dashboard.store import Filters
from dashboard.wording import (
    MEETING_KINDS,
    QUOTE_KINDS,
    REVIEW,
    STATUS,
    counted,
    iso_day,
    listed,
    plain,
    shortened,
)

LISTS: Final = {
    "actor": "Actors",
    "about": "Speaking about",
    "topic": "Topics",
    "said": "Kinds of quotation",
    "meeting": "Kinds of meeting",
    "status": "Status",
    "source": "Sources",
    "review": "Review",
}
NAMED: Final[Mapping[str, Mapping[str, str]]] = {  # those with a fixed choice, and how each is written
    "said": QUOTE_KINDS,
    "meeting": MEETING_KINDS,
    "status": STATUS,
    "review": REVIEW,
}
EVERYWHERE: Final = ("actor", "topic", "source")
DAYS: Final = {"from": "Published from", "to": "Published to"}
WORDS: Final = "words"
MOST_CHIPS: Final = 12


def ask(*also: str, search: str | None = None) -> Filters:
    """Show the filters and return what is chosen. Read once from the address, and written back on each run.

    ``also`` are those of `LISTS` that the page has besides the ones that every page has. ``search`` is the label of a
    search box on the page itself; without it the box is in the sidebar.
    """
    if not data.count():
        return Filters()
    choices = data.choices()
    options = {"topic": choices.topics, "source": choices.sources, **{n: tuple(v) for n, v in NAMED.items()}}
    _hydrate(options)
    here = [name for name in LISTS if name in EVERYWHERE or name in also]
    if search:
        st.text_input(search, key=WORDS, placeholder="Words that must all be there, in any order")
    with st.sidebar:
        st.header("Filters", anchor=False)
        if not search:
            st.text_input("Words in the text", key=WORDS, placeholder="All must be there")
        for name in here:
            if name in options:
                _choose(name, options[name])
            else:
                finding_actors.choose(name, LISTS[name], choices.actors)
        for name, label in DAYS.items():
            st.date_input(label, key=name, format="YYYY-MM-DD", min_value=date(1900, 1, 1))
        filters = _filters(here)
        st.button("Clear all filters", on_click=clear, disabled=filters.is_empty)
    if filters.first and filters.last and filters.first > filters.last:
        st.warning("The first day of the filter lies after the last, so nothing can fit. Change one of them.")
    _write_back()
    return filters


def told(shown: int, total: int, filters: Filters, what: str, many: str | None = None) -> str:
    """Return "Showing 12 of 40 quotations, filtered by …", or "All 40 quotations" where nothing is left out."""
    parts = [label for _, _, label in filter_words.parts(filters)]
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
    parts = filter_words.parts(filters)
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
    """Set filters by name (a callback: widgets must not be drawn yet); lists for those of `LISTS`."""
    for name, value in values.items():
        st.session_state[name] = value


def clear() -> None:
    """Remove all filters (a callback)."""
    put(**{name: [] for name in LISTS}, **dict.fromkeys(DAYS), **{WORDS: ""})


def nothing_fits(what: str) -> None:
    """Say that the filters leave nothing, with the way out."""
    st.info(f"No {what} fits the filters.")
    st.button("Show all again", on_click=clear, type="primary")


def page_key(name: str, filters: Filters) -> str:
    """Return a key for a paged list: with other filters it begins at its start again."""
    return f"{name}-{hash(filters) & 0xFFFFFFFF:x}"


def within(filters: Filters, first: date | None, last: date | None) -> Filters:
    """Return the filters narrowed to the days from ``first`` to ``last``."""
    return replace(
        filters,
        first=max(filter(None, (filters.first, first)), default=None),
        last=min(filter(None, (filters.last, last)), default=None),
    )


def _choose(name: str, options: tuple[str, ...]) -> None:
    words = NAMED.get(name, {})
    st.multiselect(
        LISTS[name], options, key=name, placeholder="All", format_func=lambda value: words.get(value, str(value))
    )


def _filters(here: list[str]) -> Filters:
    """What is chosen, of the filters that the page has."""
    state = st.session_state
    chosen = {name: tuple(state[name]) if name in here else () for name in LISTS}
    return Filters(
        actors=chosen["actor"],
        about=chosen["about"],
        topics=chosen["topic"],
        first=_day(state["from"]),
        last=_day(state["to"]),
        sources=chosen["source"],
        kinds=chosen["said"] + chosen["meeting"],
        statuses=chosen["status"],
        review=chosen["review"],
        search=state[WORDS].strip(),
    )


def _remove(name: str, value: Any) -> None:
    if name in LISTS:
        put(**{name: [v for v in st.session_state[name] if v != value]})
    else:
        put(**{name: "" if name == WORDS else None})


def _hydrate(options: Mapping[str, tuple[str, ...]]) -> None:
    for name in (*LISTS, *DAYS, WORDS):
        if name in st.session_state:
            # A widget's state is dropped when its page is left: writing it back keeps it.
            kept = st.session_state[name]
            st.session_state[name] = [v for v in kept if v in options[name]] if name in options else kept
        elif name in options:
            st.session_state[name] = [v for v in st.query_params.get_all(name) if v in options[name]]
        elif name in LISTS:
            st.session_state[name] = [v for v in st.query_params.get_all(name) if finding_actors.is_known(v)]
        elif name == WORDS:
            st.session_state[name] = st.query_params.get(name, "")
        else:
            st.session_state[name] = iso_day(st.query_params.get(name))


def _write_back() -> None:
    for name in (*LISTS, *DAYS, WORDS):
        value = st.session_state[name]
        if value:
            st.query_params[name] = value.isoformat() if isinstance(value, date) else value
        elif name in st.query_params:
            del st.query_params[name]


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else None
