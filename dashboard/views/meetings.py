"""Meetings: a timeline by actor, the coming days, the undated ones, and what each was read from."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from dashboard import charts, data, empty, evidence, filtering, look, paging, periods, tables, taking
from dashboard.charts.lanes import CONFIG, busiest
from dashboard.store import Filters
from dashboard.wording import MEETING_KINDS, STATUS, counted, day, days, listed

LANES = 12  # at once
SOON = 7  # days, today included
OPEN = ("planned", "possible", "postponed")


def show() -> None:
    """Draw the page."""
    st.title("Meetings", anchor=False)
    filters = filtering.ask()
    if not data.count():
        empty.nothing_stored("Here meetings stand on a timeline: who meets whom, when, where, and how sure that is.")
        return
    total = len(data.meetings(Filters()))
    if not total:
        empty.nothing_found("meeting")
        return
    table = data.meetings(filters)
    filtering.summary(len(table), total, filters, "meeting")
    if table.empty:
        filtering.nothing_fits("meeting")
        return
    dated, undated = table[table["start"].notna()], table[table["start"].isna()]
    _coming(dated)
    if not dated.empty:
        _timeline(dated)
    if not undated.empty:
        st.header(f"Without a day ({len(undated)})", anchor=False)
        evidence.show_meetings(undated, "undated", at_once=3)
    _table(table)


def _coming(dated: pd.DataFrame) -> None:
    today = date.today()
    last = today + timedelta(days=SOON - 1)
    soon = dated[(dated["start"] <= last) & (dated["end"] >= today) & dated["status"].isin(OPEN)]
    st.header("The next seven days", anchor=False)
    if soon.empty:
        later = dated[(dated["start"] > last) & dated["status"].isin(OPEN)]
        then = f" The next one begins on {day(min(later['start']))}." if not later.empty else ""
        st.caption(f"No meeting is planned for {days(today, last)}.{then}")
    else:
        evidence.show_meetings(soon, "soon")


def _timeline(dated: pd.DataFrame) -> None:
    st.header("Timeline", anchor=False)
    period = periods.choose([*dated["start"], *dated["end"]], "timeline-days")
    dated = dated[[periods.inside(s, e, period) for s, e in zip(dated["start"], dated["end"], strict=True)]]
    lanes = paging.choose(busiest(dated["participants"]), LANES, "timeline-lanes", "participants")
    published = sorted({d for d in dated["published"].dropna() if periods.inside(d, d, period)})
    today = date.today()
    figure = charts.meetings_timeline(dated, lanes, today=today, inks=look.inks(), article_days=published)
    picked = st.plotly_chart(
        figure,
        key="timeline",
        on_select="rerun",
        selection_mode="points",
        config=CONFIG,
        alt=charts.describe_meetings(dated),
    )["selection"]["points"]
    past = f" Today, {day(today)}, lies after all of them." if today > max(dated["end"]) + timedelta(days=3) else ""
    st.caption(
        "Click a marker or a bar to read its sentence. A bar covers all days a meeting can fall on; a dotted line "
        f"joins who meets.{past}"
    )
    ids = {i[0] if isinstance(i, list | tuple) else i for i in (p.get("customdata") for p in picked) if i is not None}
    if ids:
        evidence.heading("Behind the marker", sorted(ids))
        evidence.show_meetings(dated[dated["meeting_id"].isin(ids)], "picked")


def _table(table: pd.DataFrame) -> None:
    st.header("All meetings as a table", anchor=False)
    shown = table.assign(
        who=[listed(p, 12) for p in table["participants"]],
        state=[STATUS[s] for s in table["status"]],
        sort=[MEETING_KINDS[k] for k in table["kind"]],
    )
    columns = {
        "state": st.column_config.TextColumn("Status", width=90),
        "who": tables.wide_column("Participants", 270),
        "start": tables.day_column("First day"),
        "end": tables.day_column("Last day"),
        "place": tables.wide_column("Place", 105),
        "occasion": tables.wide_column("Occasion", 160),
        "evidence": tables.wide_column("Sentence"),
        "sort": "Kind",
        "date_basis": "How the day is known",
        "source": "Source",
        "published": tables.day_column("Published"),
    }
    chosen = tables.choose(shown, columns, key="meetings-table", alt="The meetings")
    if chosen:
        evidence.show_meetings(table.iloc[chosen], "row")
    else:
        st.caption(f"Select a row to read its sentence. {counted(len(table), 'row')}.")
    taking.offer(table, "meetings", calendar=True)
