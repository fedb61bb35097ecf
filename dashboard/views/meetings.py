"""Meetings: each once, on a timeline by actor, in the coming days, without a day, and how articles told of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

import streamlit as st

from dashboard import charts, data, empty, evidence, filtering, links, look, paging, periods, plan_story, tables, taking
from dashboard.charts.lanes import CONFIG
from dashboard.charts.steps import last_of
from dashboard.store import Filters, queries
from dashboard.wording import MEETING_KINDS, STATUS, day, days, how_dated, listed

LANES: Final = 12  # at once
ACTORS: Final = 200  # in lanes that can be paged to; the filters find all others
SOON: Final = 7  # days, today included
DRAWN: Final = 300  # meetings on the timeline at once
ROWS: Final = 50  # of the table, at once
UNDATED: Final = 5  # without a day, at once


def show() -> None:
    """Draw the page."""
    st.title("Meetings", anchor=False)
    filters = filtering.ask("status", "meeting", "review")
    what_comes = "Here meetings stand on a timeline: who meets whom, when, where, and how sure that is."
    today = date.today()
    shown = empty.fitting(filters, queries.count_plans, "meeting", what_comes, today=today)
    if not shown:
        return
    by_month = data.ask(queries.plan_months, filters, today=today)
    dated = by_month["month"].notna()
    months = by_month[dated]
    _coming(filters, today)
    if not months.empty:
        _timeline(filters, today, months)
    plan_story.show_chosen()
    _undated(filters, today, int(by_month[~dated]["plans"].sum()))
    _table(filters, today, shown)


def _coming(filters: Filters, today: date) -> None:
    st.header("The next seven days", anchor=False)
    soon = data.ask(queries.next_plans, filters, today=today, days=SOON - 1)
    if not soon.empty:
        evidence.show_plans(soon, "soon")
        return
    later = data.ask(queries.next_plans, filters, today=today, days=3650, limit=1)
    then = f" The next one begins on {day(later['start'].iloc[0])}." if not later.empty else ""
    st.caption(f"No meeting is planned for {days(today, today + timedelta(days=SOON - 1))}.{then}")


def _timeline(filters: Filters, today: date, months: Any) -> None:
    st.header("Timeline", anchor=False)
    ends = [max(last_of(m, "month"), end) for m, end in zip(months["month"], months["last"], strict=True)]
    period = periods.choose([*months["month"], *ends], "timeline-days", at=today)
    asked: dict[str, Any] = {"today": today, "within": period}
    actors = data.ask(queries.plan_lanes, filters, limit=ACTORS, **asked)
    roots: dict[str, list[int]] = {}
    for row in tables.rows(actors):
        roots.setdefault(str(row.actor), []).append(int(row.entity_id))
    chosen = paging.choose(list(roots), LANES, filtering.page_key("timeline-lanes", filters), "participants")
    lanes = {name: links.address(name, roots[name][0] if len(roots[name]) == 1 else None) for name in chosen}
    seats = tuple(root for name in lanes for root in roots[name])
    plans = data.ask(queries.plans_within, filters, of=seats, limit=DRAWN + 1, **asked)
    drawn = plans.head(DRAWN)
    published = sorted(set(drawn["published"].dropna()))
    figure = charts.meetings_timeline(drawn, lanes, today=today, inks=look.inks(), article_days=published)
    turn = st.session_state.get("timeline-turn", 0)
    picked = st.plotly_chart(
        figure,
        key=filtering.page_key(f"timeline-{turn}", filters),
        on_select="rerun",
        selection_mode="points",
        config=CONFIG,
        alt=charts.describe_meetings(drawn),
    )["selection"]["points"]
    past = ""
    if not drawn.empty and today > max(drawn["end"]) + timedelta(days=3):
        past = f" Today, {day(today)}, lies after all of them."
    more = f" The first {DRAWN} are drawn; choose a shorter time or other filters." if len(plans) > DRAWN else ""
    st.caption(
        "Click a marker or a bar to read how the meeting was told. A bar covers all days a meeting can fall on; a "
        f"dotted line joins who meets.{past}{more}"
    )
    uids = [u[0] if isinstance(u, list | tuple) else u for u in (p.get("customdata") for p in picked) if u]
    if uids and uids[0] != st.session_state.get("timeline-picked"):
        plan_story.choose(str(uids[0]))
    st.session_state["timeline-picked"] = uids[0] if uids else None


def _undated(filters: Filters, today: date, total: int) -> None:
    if not total:
        return
    st.header(f"Without a day ({total:,})", anchor=False)
    offset = paging.rows(total, UNDATED, filtering.page_key("undated-at", filters), "meeting")
    rows = data.ask(queries.plans_listed, filters, today=today, dated=False, limit=UNDATED, offset=offset)
    evidence.show_plans(rows, "undated", at_once=UNDATED)


def _table(filters: Filters, today: date, total: int) -> None:
    st.header("All meetings as a table", anchor=False)
    offset = paging.rows(total, ROWS, filtering.page_key("meetings-at", filters), "meeting")
    table = data.ask(queries.plans_listed, filters, today=today, limit=ROWS, offset=offset)
    shown = table.assign(
        who=[listed(p, 12) for p in table["participants"]],
        state=[STATUS[s] for s in table["status"]],
        sort=[MEETING_KINDS[k] for k in table["kind"]],
        basis=[how_dated(b) for b in table["date_basis"]],
    )
    columns: dict[str, Any] = {
        "state": st.column_config.TextColumn("Status", width=120),
        "who": tables.wide_column("Participants", 270),
        "start": tables.day_column("First day"),
        "end": tables.day_column("Last day"),
        "place": tables.wide_column("Place", 105),
        "occasion": tables.wide_column("Occasion", 160),
        "evidence": tables.wide_column("Latest sentence"),
        "sort": "Kind",
        "basis": "How the day is known",
        "claims": st.column_config.NumberColumn("Told by", help="How many sentences tell of it"),
        "source": "Latest source",
        "published": tables.day_column("Published"),
    }
    key = filtering.page_key(f"meetings-table-{offset}", filters)
    chosen = tables.choose(shown, columns, key=key, alt="The meetings")
    if chosen:
        evidence.show_plans(table.iloc[chosen], "row")
    else:
        st.caption("Select a row to read its latest sentence and how the meeting was told.")
    taking.offer("meetings", filters)
