"""Who said what: quotations by speaker over time, about whom and what, side by side, and as a searchable table."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard import (
    charts,
    comparing,
    data,
    empty,
    evidence,
    filtering,
    finding_actors,
    links,
    look,
    paging,
    periods,
    ranking,
    tables,
    taking,
)
from dashboard.charts.lanes import CONFIG
from dashboard.charts.steps import last_of, step_for, wider
from dashboard.store import Filters, queries
from dashboard.wording import NO_SPEAKER, QUOTE_KINDS, apart, days, iso_day, listed

LANES: Final = 12  # at once
SPEAKERS: Final = 200  # in lanes that can be paged to; the filters find all others
DOTS: Final = 450  # at once: more touch each other, and take the browser long to draw
ROWS: Final = 50  # of the table, at once
BEHIND: Final = 50  # quotations behind a dot
RANKED: Final = 8


def show() -> None:
    """Draw the page."""
    st.title("Who said what", anchor=False)
    filters = filtering.ask("about", "said", "review", search="Search the quotations")
    what_comes = "Here stands who said what: quotations by speaker, over time and as a table."
    shown = empty.fitting(filters, queries.count_quotes, "quotation", what_comes)
    if not shown:
        return
    _lanes(filters, shown)
    _subjects(filters)
    comparing.show(filters)
    _table(filters)


def _lanes(filters: Filters, shown: int) -> None:
    by_month = data.ask(queries.quote_months, filters)
    if by_month.empty:
        st.info("None of these quotations has both a speaker and a day, so none has a place on a timeline.")
        return
    st.header("By speaker, over time", anchor=False)
    months = list(by_month["month"])
    period = periods.choose([*months, *(last_of(m, "month") for m in months)], "quotes-days")
    first, last = period or (months[0], last_of(months[-1], "month"))
    within = filtering.within(filters, first, last) if period else filters
    top = data.ask(queries.top_speakers, within, limit=SPEAKERS)
    names = {f"{r.speaker} #{int(r.entity_id)}": str(r.speaker) for r in tables.rows(top)}
    roots = dict(zip(names, top["entity_id"], strict=True))
    chosen = paging.choose(list(names), LANES, filtering.page_key("quotes-lanes", within), "speakers")
    lanes = {choice: names[choice] for choice in chosen}
    addresses = [links.address(names[choice], roots[choice]) for choice in chosen]
    step, counts = _counts(replace(within, actors=tuple(lanes)), step_for(first, last))
    counts = counts.assign(choice=[f"{s} #{i}" for s, i in zip(counts["speaker"], counts["entity_id"], strict=True)])
    picked = st.plotly_chart(
        charts.quotes_over_time(counts, lanes, step, inks=look.inks(), addresses=addresses),
        key=filtering.page_key("lanes", within),
        on_select="rerun",
        selection_mode="points",
        config=CONFIG,
        alt=charts.describe_quotes(counts),
    )["selection"]["points"]
    without = shown - int(by_month["quotes"].sum())
    left_out = f" Without a speaker or a day, and so in the table only: {without:,}." if without > 0 else ""
    many = len(top) == SPEAKERS
    st.caption(
        f"Click a dot to read what was said that {step}."
        + (f" The {SPEAKERS} who speak most have lanes; the filters find everyone." if many else left_out)
    )
    points = [p["customdata"] for p in picked if p.get("customdata")]
    if points:
        choice, start, end = points[0]
        narrowed = replace(filtering.within(filters, iso_day(start), iso_day(end)), actors=(choice,))
        said_on = days(iso_day(start), iso_day(end))
        evidence.heading(f"{apart(names.get(choice, choice))}, {said_on}", points[0])
        evidence.show_quotes(data.ask(queries.quotes, narrowed, limit=BEHIND), "dot")
        evidence.cut(BEHIND, data.ask(queries.count_quotes, narrowed), "quotation")


def _counts(filters: Filters, step: str) -> tuple[str, pd.DataFrame]:
    """Return the dots, and the step that they are of: a wider one where there would be too many."""
    while True:
        counts = data.ask(queries.quotes_by_day, filters, speakers=LANES, every=step)
        next_step = wider(step)
        if len(counts) <= DOTS or next_step is None:
            return step, counts
        step = next_step


def _subjects(filters: Filters) -> None:
    left, right = st.columns(2, gap="medium")
    whom = data.ask(queries.about_whom, filters, limit=RANKED)
    what = data.ask(queries.about_topics, filters, limit=RANKED)
    with left:
        ranked: list[ranking.Ranked] = [
            (r.about, int(r.quotes), {"about": [finding_actors.choice_of(r.about, r.entity_id)]}, int(r.entity_id))
            for r in tables.rows(whom)
        ]
        ranking.show("About whom", ranked, "about", "quotation", filtering.put)
    with right:
        ranked = [(r.topic, int(r.quotes), {"topic": [r.topic]}, None) for r in tables.rows(what)]
        ranking.show("About what", ranked, "topic", "quotation", filtering.put)


def _table(filters: Filters) -> None:
    st.header("All statements as a table", anchor=False)
    total = data.ask(queries.count_statements, filters)
    offset = paging.rows(total, ROWS, filtering.page_key("quotes-at", filters), "statement")
    table = data.ask(queries.statements, filters, limit=ROWS, offset=offset)
    shown = table.assign(
        topics_told=[listed(t) for t in table["topics"]],
        how=[QUOTE_KINDS[k] for k in table["kind"]],
        speaker=table["speaker"].fillna(NO_SPEAKER),
        carried=[listed(dict.fromkeys(s), 3) for s in table["sources"]],
    )
    columns: dict[str, Any] = {
        "speaker": tables.wide_column("Speaker", 160),
        "text": tables.wide_column("What was said"),
        "day": tables.day_column("Day"),
        "how": tables.wide_column("Kind", 150),
        "topics_told": tables.wide_column("Topics", 120),
        "confidence": st.column_config.NumberColumn(
            "Sure", format="percent", help="The share of such findings that were right when measured"
        ),
        "carried": tables.wide_column("Sources", 160),
        "copies": st.column_config.NumberColumn("Articles", help="How many articles carry the statement"),
    }
    chosen = tables.choose(
        shown, columns, key=filtering.page_key(f"quotes-table-{offset}", filters), alt="The statements"
    )
    if chosen:
        evidence.show_statement(next(iter(tables.rows(table.iloc[chosen[:1]]))), "row")
    else:
        st.caption("Select a row to read it whole, and to open each article that carries it.")
    taking.offer("quotes", filters)
