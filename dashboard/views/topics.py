"""Topics: mentions over time, and who speaks of which."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import charts, data, empty, evidence, filtering, look, paging, periods, taking
from dashboard.charts.lanes import CONFIG, busiest
from dashboard.store import Filters
from dashboard.wording import NOBODY, days, iso_day

ROWS = 8  # small charts at once
MOST_SPEAKERS = 200  # rows of the matrix; the filters narrow it


def show() -> None:
    """Draw the page."""
    st.title("Topics", anchor=False)
    filters = filtering.ask()
    if not data.count():
        empty.nothing_stored("Here stands which topics are mentioned, when, and who speaks of them.")
        return
    total = len(data.topic_mentions(Filters()))
    if not total:
        empty.nothing_found("topic")
        return
    table = data.topic_mentions(filters)
    filtering.summary(len(table), total, filters, "mention")
    if table.empty:
        filtering.nothing_fits("mention")
        return
    _over_time(table)
    _matrix(table)
    taking.offer(table, "topic-mentions")


def _over_time(table: pd.DataFrame) -> None:
    st.header("Mentions over time", anchor=False)
    dated = table.dropna(subset=["published"])
    if dated.empty:
        st.info("None of these mentions is in an article with a known day.")
        return
    period = periods.choose(dated["published"], "topics-days")
    dated = dated[[periods.inside(d, d, period) for d in dated["published"]]]
    topics = paging.choose(busiest(dated["topic"]), ROWS, "topic-rows", "topics")
    picked = st.plotly_chart(
        charts.topics_over_time(dated, topics, inks=look.inks()),
        key="bars",
        on_select="rerun",
        selection_mode="points",
        config=CONFIG,
        alt=charts.describe_topics(table),
    )["selection"]["points"]
    without = int(table["published"].isna().sum())
    left_out = f" {without} in articles without a known day {'is' if without == 1 else 'are'} not in it."
    st.caption(f"Click a bar to read the sentences behind it.{left_out if without else ''}")
    points = [p["customdata"] for p in picked if p.get("customdata")]
    if points:
        topic, first, last = points[0]
        evidence.heading(f"{topic}, {days(iso_day(first), iso_day(last))}", points[0])
        iso = dated["published"].astype(str)
        evidence.show_mentions(dated[(dated["topic"] == topic) & (iso >= first) & (iso <= last)], "bar")


def _matrix(table: pd.DataFrame) -> None:
    st.header("Who speaks of which topic", anchor=False)
    matrix = charts.actor_by_topic(table).head(MOST_SPEAKERS)
    matrix.index.name = "Speaker"
    top = max(int(matrix.to_numpy().max()), 1)
    styled = matrix.style.map(lambda n: f"background-color: rgba(0, 114, 178, {0.5 * n / top:.2f})" if n else "")
    cells = st.dataframe(
        styled.format(lambda n: str(n) if n else ""),
        on_select="rerun",
        selection_mode="single-cell",
        key="matrix",
        height=min(36 * (len(matrix) + 1) + 4, 560),
    )["selection"]["cells"]
    for row, topic in cells[:1]:
        if topic in matrix.columns:
            speaker = str(matrix.index[row])
            evidence.heading(f"{speaker} on {topic}", (speaker, topic))
            who = table["speaker"].fillna(NOBODY)
            evidence.show_mentions(table[(who == speaker) & (table["topic"] == topic)], "cell")
    st.caption("Click a number to read the sentences behind it.")
