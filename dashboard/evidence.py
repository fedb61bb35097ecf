"""The sentences behind a chart's point or a table's row, each with its way into the article."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import charts

MOST = 20  # shown below a chart; the table has them all


def open_article(article_id: str, start: int, end: int) -> None:
    """Go to the article's page at the characters ``start`` to ``end``."""
    st.session_state["article_at"] = (article_id, int(start), int(end))
    st.switch_page(st.session_state["pages"]["article"])


def show_quotes(rows: pd.DataFrame, key: str) -> None:
    """Show quotations as cards with a button into the article."""
    for row in charts.rows_of(rows.head(MOST)):
        with st.container(border=True):
            st.text(
                f"{row.speaker or 'Speaker not named'}, {charts.day(row.published)} "
                f"({row.kind}, {row.confidence:.0%} sure)"
            )
            st.text(f"“{row.text}”" if row.kind == "direct" else row.text)
            if st.button("Open in the article", key=f"{key}-{row.quote_id}"):
                open_article(row.article_id, row.start, row.end)
    _more(rows)


def show_mentions(rows: pd.DataFrame, key: str) -> None:
    """Show mentions of topics with their paragraph and a button into the article."""
    for row in charts.rows_of(rows.head(MOST)):
        with st.container(border=True):
            st.text(f"{row.topic}, {charts.day(row.published)}, said by {row.speaker or 'the article itself'}")
            st.text(row.sentence)
            if st.button("Open in the article", key=f"{key}-{row.Index}"):
                open_article(row.article_id, row.start, row.end)
    _more(rows)


def show_meetings(rows: pd.DataFrame, key: str) -> None:
    """Show meetings with what was read from where, and a button into the article."""
    for row in charts.rows_of(rows.head(MOST)):
        with st.container(border=True):
            where = ", ".join(w for w in (row.occasion, row.place) if w)
            when = charts.days(row.start, row.end) if row.start else "no day said"
            st.text(f"{charts.STATUS[row.status][0]}: {' and '.join(row.participants)}")
            st.text(f"{when}{f' ({row.date_basis})' if row.date_basis else ''}{f', {where}' if where else ''}")
            st.text(row.evidence)
            st.caption(f"{row.source or 'Source unknown'}, {charts.day(row.published)}; {row.confidence:.0%} sure")
            if st.button("Open in the article", key=f"{key}-{row.meeting_id}"):
                open_article(row.article_id, row.evidence_start, row.evidence_end)
    _more(rows)


def _more(rows: pd.DataFrame) -> None:
    if len(rows) > MOST:
        st.caption(f"The first {MOST} of {len(rows)} are shown; narrow the filters to see others.")
