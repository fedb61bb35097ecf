"""Who said what: quotations by speaker over time, and as a searchable table."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import charts, data, empty, evidence, filtering, look, paging, periods, tables, taking
from dashboard.charts.lanes import CONFIG, busiest
from dashboard.store import Filters
from dashboard.wording import NO_SPEAKER, QUOTE_KINDS, day, iso_day, listed

LANES = 12  # at once


def show() -> None:
    """Draw the page."""
    st.title("Who said what", anchor=False)
    filters = filtering.ask()
    if not data.count():
        empty.nothing_stored("Here stands who said what: quotations by speaker, over time and as a table.")
        return
    total = len(data.quotes(Filters()))
    if not total:
        empty.nothing_found("quotation")
        return
    table = _search(data.quotes(filters))
    filtering.summary(len(table), total, filters, "quotation")
    if table.empty:
        filtering.nothing_fits("quotation")
        return
    _lanes(table)
    _table(table)


def _search(table: pd.DataFrame) -> pd.DataFrame:
    if "words" not in st.session_state:
        st.session_state["words"] = st.query_params.get("words", "")
    words = st.text_input(
        "Search the quotations", key="words", placeholder="Words that must all be there, in any order"
    )
    if words:
        st.query_params["words"] = words
    elif "words" in st.query_params:
        del st.query_params["words"]
    for word in words.lower().split():
        table = table[table["text"].str.lower().str.contains(word, regex=False)]
    return table


def _lanes(table: pd.DataFrame) -> None:
    placed = table.dropna(subset=["speaker", "published"])
    if placed.empty:
        st.info("None of these quotations has both a speaker and a day, so none has a place on a timeline.")
        return
    st.header("By speaker, over time", anchor=False)
    period = periods.choose(placed["published"], "quotes-days")
    shown = placed[[periods.inside(d, d, period) for d in placed["published"]]]
    lanes = paging.choose(busiest(shown["speaker"]), LANES, "quotes-lanes", "speakers")
    picked = st.plotly_chart(
        charts.quotes_over_time(shown, lanes, inks=look.inks()),
        key="lanes",
        on_select="rerun",
        selection_mode="points",
        config=CONFIG,
        alt=charts.describe_quotes(table),
    )["selection"]["points"]
    points = [p["customdata"] for p in picked if p.get("customdata")]
    without = len(table) - len(placed)
    left_out = (
        f" {without} without a speaker or a day {'is' if without == 1 else 'are'} in the table only." if without else ""
    )
    st.caption(f"Click a dot to read what was said that day.{left_out}")
    if points:
        speaker, iso = points[0]
        evidence.heading(f"{speaker} on {day(iso_day(iso))}", points[0])
        behind = placed[(placed["speaker"] == speaker) & (placed["published"].astype(str) == iso)]
        evidence.show_quotes(behind, "dot")


def _table(table: pd.DataFrame) -> None:
    st.header("All quotations as a table", anchor=False)
    shown = table.assign(
        about=[listed(t) for t in table["topics"]],
        how=[QUOTE_KINDS[k] for k in table["kind"]],
        speaker=table["speaker"].fillna(NO_SPEAKER),
    )
    columns = {
        "speaker": tables.wide_column("Speaker", 160),
        "text": tables.wide_column("What was said"),
        "published": tables.day_column("Published"),
        "how": tables.wide_column("Kind", 160),
        "about": tables.wide_column("Topics", 140),
        "confidence": st.column_config.NumberColumn(
            "Sure", format="percent", help="The share of such findings that were right when measured"
        ),
        "source": "Source",
    }
    chosen = tables.choose(shown, columns, key="quotes-table", alt="The quotations")
    if chosen:
        evidence.show_quotes(table.iloc[chosen], "row")
    else:
        st.caption("Select a row to read it whole and open its article.")
    taking.offer(table, "quotations")
