"""Meetings: a timeline by actor, the undated ones, and what each was read from."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import charts, data, evidence, filtering
from dashboard.store import Filters


def show() -> None:
    """Draw the page."""
    st.title("Meetings")
    filters = filtering.ask()
    total = len(data.meetings(Filters()))
    table = data.meetings(filters)
    if not total:
        st.info("No meeting was found yet. Add articles that speak of one on the page “Add articles”.")
        return
    st.caption(filtering.told(len(table), total, filters, "meetings"))
    if table.empty:
        st.info("No meeting fits the filters. Clear them in the sidebar.")
        return
    dated = table[table["start"].notna()]
    if dated.empty:
        st.info("None of these meetings has a day.")
    else:
        published = table["published"].dropna().unique()
        figure = charts.meetings_timeline(
            dated, today=date.today(), article_day=published[0] if len(published) == 1 else None
        )
        picked = st.plotly_chart(figure, key="timeline", on_select="rerun", selection_mode="points")
        st.caption("A bar covers all days a meeting can fall on. Click a marker to read the sentence behind it.")
        ids = [p["customdata"] for p in picked["selection"]["points"] if "customdata" in p]
        ids = [i[0] if isinstance(i, (list, tuple)) else i for i in ids]
        if ids:
            st.subheader("Behind the marker")
            evidence.show_meetings(table[table["meeting_id"].isin(ids)], "picked")
    undated = table[table["start"].isna()]
    if not undated.empty:
        st.subheader(f"Without a day ({len(undated)})")
        evidence.show_meetings(undated, "undated")
    st.subheader("All as a table")
    shown = table.assign(
        who=[", ".join(p) for p in table["participants"]], state=[charts.STATUS[s][0] for s in table["status"]]
    )
    columns = {
        "state": "Status",
        "who": "Participants",
        "start": "First day",
        "end": "Last day",
        "place": "Place",
        "occasion": "Occasion",
        "date_basis": "How the day is known",
        "evidence": "Sentence",
        "source": "Source",
        "published": "Published",
    }
    chosen = st.dataframe(
        shown[list(columns)].rename(columns=columns),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key="meetings-table",
    )["selection"]["rows"]
    if chosen:
        evidence.show_meetings(table.iloc[chosen], "row")
