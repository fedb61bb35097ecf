"""Who said what: quotations by speaker over time, and as a searchable table."""

from __future__ import annotations

import streamlit as st

from dashboard import charts, data, evidence, filtering
from dashboard.store import Filters


def show() -> None:
    """Draw the page."""
    st.title("Who said what")
    filters = filtering.ask()
    total = len(data.quotes(Filters()))
    table = data.quotes(filters)
    if not total:
        st.info("No quotation was found yet. Add articles on the page “Add articles”.")
        return
    words = st.text_input("Search the quotations", placeholder="Words that must all be there").lower().split()
    for word in words:
        table = table[table["text"].str.lower().str.contains(word, regex=False)]
    st.caption(filtering.told(len(table), total, filters, "quotations"))
    if table.empty:
        st.info("No quotation fits. Clear the filters in the sidebar or search for other words.")
        return
    if table["published"].notna().any():
        picked = st.plotly_chart(
            charts.quotes_over_time(table), key="lanes", on_select="rerun", selection_mode="points"
        )
        st.caption("A dot is what one speaker said on one day. Click it to read the words.")
        points = [p["customdata"] for p in picked["selection"]["points"] if "customdata" in p]
        for speaker, iso in points[:1]:
            st.subheader("Behind the dot")
            behind = table[(table["speaker"] == speaker) & (table["published"].astype(str) == iso)]
            evidence.show_quotes(behind, "dot")
    st.subheader("All as a table")
    shown = table.assign(about=[", ".join(t) for t in table["topics"]])
    columns = {
        "speaker": "Speaker",
        "text": "What was said",
        "kind": "Kind",
        "about": "Topics",
        "confidence": "Sure",
        "source": "Source",
        "published": "Published",
    }
    chosen = st.dataframe(
        shown[list(columns)].rename(columns=columns),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key="quotes-table",
        column_config={
            "Sure": st.column_config.NumberColumn(format="percent", help="Of such findings, this share is right"),
            "What was said": st.column_config.TextColumn(width="large"),
        },
    )["selection"]["rows"]
    if chosen:
        evidence.show_quotes(table.iloc[chosen], "row")
    else:
        st.caption("Select a row to read it whole and open its article.")
