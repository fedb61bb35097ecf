"""What an empty page says: what will be here, and a button to the next step."""

from __future__ import annotations

import streamlit as st

from dashboard import data
from seeds import sample_articles


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
