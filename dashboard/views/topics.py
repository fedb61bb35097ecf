"""Topics: mentions over time, which rise and fall, and who speaks of which."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import streamlit as st

from dashboard import charts, data, empty, evidence, filtering, look, paging, periods, rises, tables, taking
from dashboard.charts.lanes import CONFIG
from dashboard.charts.steps import last_of, step_for
from dashboard.store import Filters, queries
from dashboard.wording import NOBODY, apart, counted, days, iso_day, plain

ROWS: Final = 8  # small charts at once
SPEAKERS: Final = 50  # rows of the matrix; the filters find all others
BEHIND: Final = 50  # mentions behind a bar or a cell


def show() -> None:
    """Draw the page."""
    st.title("Topics", anchor=False)
    filters = filtering.ask("review")
    what_comes = "Here stands which topics are mentioned, when, and who speaks of them."
    shown = empty.fitting(filters, queries.count_topic_mentions, "mention", what_comes, found="topic")
    if not shown:
        return
    _over_time(filters, shown)
    rises.show(filters)
    _matrix(filters)
    taking.offer("topic_mentions", filters)


def _over_time(filters: Filters, shown: int) -> None:
    st.header("Mentions over time", anchor=False)
    by_month = data.ask(queries.topics_by_day, filters, every="month")
    if by_month.empty:
        st.info("None of these mentions is in an article with a known day.")
        return
    months = sorted(set(by_month["day"]))
    period = periods.choose([*months, *(last_of(m, "month") for m in months)], "topics-days")
    first, last = period or (months[0], last_of(months[-1], "month"))
    step = step_for(first, last)
    within = filtering.within(filters, first, last) if period else filters
    counts = data.ask(queries.topics_by_day, within, every=step)
    order = counts.groupby("topic")["mentions"].sum().sort_values(ascending=False, kind="stable")
    topics = paging.choose([str(t) for t in order.index], ROWS, filtering.page_key("topic-rows", within), "topics")
    picked = st.plotly_chart(
        charts.topics_over_time(counts, topics, step, inks=look.inks()),
        key=filtering.page_key("bars", within),
        on_select="rerun",
        selection_mode="points",
        config=CONFIG,
        alt=charts.describe_topics(counts),
    )["selection"]["points"]
    without = shown - int(by_month["mentions"].sum())
    left_out = f" Not in it: {counted(without, 'mention')} in articles without a known day." if without else ""
    st.caption(f"Click a bar to read the sentences behind it.{left_out}")
    points = [p["customdata"] for p in picked if p.get("customdata")]
    if points:
        topic, start, end = points[0]
        evidence.heading(f"{apart(topic)}, {days(iso_day(start), iso_day(end))}", points[0])
        _mentions(replace(filtering.within(filters, iso_day(start), iso_day(end)), topics=(topic,)), "bar")


def _matrix(filters: Filters) -> None:
    st.header("Who speaks of which topic", anchor=False)
    table = data.ask(queries.actor_by_topic, filters, actors=SPEAKERS)
    matrix = charts.actor_by_topic(table)
    names: dict[int, str] = {int(i): str(n) for i, n in zip(table["entity_id"], table["speaker"], strict=True) if n}
    roots = [int(i) for i in matrix.index]
    matrix.index = [names.get(root, NOBODY) for root in roots]
    matrix.index.name = "Speaker"
    top = max(int(matrix.to_numpy().max()), 1)
    styled = matrix.reset_index().style.map(
        lambda n: f"background-color: rgba(0, 114, 178, {0.5 * n / top:.2f})" if isinstance(n, int) and n else "",
        subset=list(matrix.columns),
    )
    cells: Any = st.dataframe(
        styled.format(lambda n: f"{n:,}" if n else "", subset=list(matrix.columns)),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-cell",
        key=filtering.page_key("matrix", filters),
        column_config={"Speaker": tables.wide_column("Speaker", 170)},
        height=min(36 * (len(matrix) + 1) + 4, 560),
        alt="How often each speaker names each topic",
    )["selection"]["cells"]
    for row, column in [c for c in cells[:1] if c[0] < len(roots)]:
        if column == matrix.index.name and roots[row]:
            st.switch_page(st.session_state["pages"]["actors"], query_params={"id": str(roots[row])})
        if column in matrix.columns:
            _cell(str(matrix.index[row]), roots[row], column, int(matrix[column].iloc[row]), filters)
    many = f" The {SPEAKERS} who name them most are shown; the filters find everyone." if len(names) >= SPEAKERS else ""
    st.caption(f"Click a number to read the quotations behind it, or a name to go to its page.{many}")


def _cell(speaker: str, root: int, topic: str, mentions: int, filters: Filters) -> None:
    """Show what a speaker says of a topic: the actor's root, 0 for the article itself."""
    evidence.heading(f"{apart(speaker)} on {apart(topic)}", (speaker, topic))
    narrowed = replace(filters, topics=(topic,))
    if not mentions:
        where = "here" if filters == Filters() else "within the filters"
        st.info(plain(f"{apart(speaker)} does not name {apart(topic)} {where}."))
    elif root:
        narrowed = replace(narrowed, actors=(f"{speaker} #{root}",))
        evidence.show_quotes(data.ask(queries.quotes, narrowed, limit=BEHIND), "cell")
        evidence.cut(BEHIND, data.ask(queries.count_quotes, narrowed), "quotation")
    else:
        _mentions(narrowed, "cell", by_nobody=True)


def _mentions(narrowed: Filters, key: str, *, by_nobody: bool = False) -> None:
    found = data.ask(queries.topic_mentions, narrowed, limit=BEHIND, by_nobody=by_nobody)
    evidence.show_mentions(found, key)
    if len(found) == BEHIND:
        st.caption(f"The newest {BEHIND} are shown. Narrow the days to see the others.")
