"""Article: its text with all that was found, each mark telling what it is and how it was found."""

from __future__ import annotations

import streamlit as st

from dashboard import charts, data
from dashboard.highlight import to_html
from dashboard.store import Filters

LABELS = {
    "quote": "Quotations",
    "speaker": "Speakers",
    "cue": "Words of saying",
    "meeting": "Meetings",
    "topic": "Topics",
    "actor": "Actors",
}


def show() -> None:
    """Draw the page."""
    st.title("Article")
    known = data.articles(Filters())
    if known.empty:
        st.info("Nothing is stored yet. Add an article on the page “Add articles”.")
        return
    article_id, start, end = st.session_state.get("article_at") or (st.query_params.get("id"), None, None)
    ids = list(known["article_id"])
    titles = dict(zip(ids, known["title"].fillna("Without a title"), strict=True))
    chosen = st.selectbox(
        "Article", ids, index=ids.index(article_id) if article_id in ids else 0, format_func=lambda i: titles[i][:120]
    )
    if chosen != article_id:
        start = end = None
    st.session_state["article_at"] = (chosen, start, end)
    st.query_params["id"] = chosen
    page = data.article(chosen)
    if page is None:
        st.info("This article was removed. Choose another one.")
        return
    st.caption(f"{page.source or 'Source unknown'}, {charts.day(page.published)} ({page.basis or 'no day found'})")
    if len(page.candidates) > 1:
        st.caption(f"The day might also be one of: {', '.join(page.candidates[1:])}.")
    shown = st.pills(
        "Show", list(LABELS), default=list(LABELS)[:5], format_func=LABELS.__getitem__, selection_mode="multi"
    )
    at = (start, end) if start is not None and end is not None else None
    if at:
        st.text(f"You came for: {page.text[at[0] : at[1]]}")
    st.caption("Hold the pointer over a mark to see what it is and how it was found.")
    st.html(to_html(page.text, page.marks, shown or (), at))
