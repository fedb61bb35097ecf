"""What an empty page says: what will be here, and a button to the next step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard import data, filtering
from dashboard.store import Filters
from seeds import sample_articles


def fitting(
    filters: Filters, count: Callable[..., int], what: str, what_comes: str, *, found: str | None = None, **asked: Any
) -> int:
    """Say how many findings fit the filters, and return it; 0 after saying why there is none and what to do.

    ``count`` is the question that counts them, asked with ``asked``; ``what`` is the word for one, and ``found`` for
    what an article without any holds none of, where that is another.
    """
    if not data.count():
        nothing_stored(what_comes)
        return 0
    total = data.ask(count, Filters(), **asked)
    if not total and not filters.review:
        nothing_found(found or what)
        return 0
    shown = data.ask(count, filters, **asked)
    filtering.summary(shown, total, filters, what)
    if not shown:
        filtering.nothing_fits(what)
    return shown


def nothing_stored(what_comes: str) -> None:
    """Say what the page will show, and offer the two ways to begin."""
    st.write(what_comes)
    st.info("Nothing is stored yet.")
    with st.container(horizontal=True):
        if st.button("Try the sample", type="primary", key="empty-sample"):
            add(sample_articles())
        if st.button("Add articles", key="empty-add"):
            st.switch_page(st.session_state["pages"]["add"])


def nothing_found(what: str) -> None:
    """Say that the stored articles hold none of what the page shows."""
    st.info(f"No {what} was found in the stored articles. Add articles that hold some, or look at what was found.")
    with st.container(horizontal=True):
        if st.button("Add articles", type="primary", key="empty-add"):
            st.switch_page(st.session_state["pages"]["add"])
        if st.button("Open the latest article", key="empty-article"):
            st.switch_page(st.session_state["pages"]["article"])


def add(files: list[tuple[str, bytes]]) -> None:
    """Hand files to the reading process and go where their progress is shown."""
    number = data.add(files)
    st.switch_page(st.session_state["pages"]["add"], query_params={"job": str(number)})
