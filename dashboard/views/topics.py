"""Topics: mentions over time, and who speaks of which."""

from __future__ import annotations

import streamlit as st

from dashboard import charts, data, evidence, filtering
from dashboard.store import Filters


def show() -> None:
    """Draw the page."""
    st.title("Topics")
    filters = filtering.ask()
    total = len(data.topic_mentions(Filters()))
    table = data.topic_mentions(filters)
    if not total:
        st.info("No topic was mentioned yet. Add articles on the page “Add articles”.")
        return
    st.caption(filtering.told(len(table), total, filters, "mentions"))
    if table.empty:
        st.info("No mention fits the filters. Clear them in the sidebar.")
        return
    if table["published"].notna().any():
        picked = st.plotly_chart(charts.topics_over_time(table), key="bars", on_select="rerun", selection_mode="points")
        st.caption("Mentions by day of publication. Click a bar to read the sentences.")
        points = [p["customdata"] for p in picked["selection"]["points"] if "customdata" in p]
        for topic, iso in points[:1]:
            st.subheader("Behind the bar")
            evidence.show_mentions(
                table[(table["topic"] == topic) & (table["published"].astype(str) == iso)].reset_index(drop=True), "bar"
            )
    st.subheader("Who speaks of which topic")
    matrix = charts.actor_by_topic(table)
    cells = st.dataframe(matrix, on_select="rerun", selection_mode="single-cell", key="matrix")["selection"]["cells"]
    st.caption("Click a number to read the sentences behind it.")
    for row, topic in cells[:1]:
        speaker = matrix.index[row]
        who = table["speaker"].fillna("the article itself")
        evidence.show_mentions(table[(who == speaker) & (table["topic"] == topic)].reset_index(drop=True), "cell")
