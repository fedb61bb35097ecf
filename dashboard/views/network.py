"""Network: who speaks about whom, and who meets whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard import charts, data, empty, evidence, filtering, links, look, tables
from dashboard.charts import Tie
from dashboard.charts.lanes import CONFIG
from dashboard.store import Filters, queries
from dashboard.wording import counted, plain

SPEAKS, MEETS = "Who speaks about whom", "Who meets whom"
SIZES: Final = (15, 25, 40)  # actors in the chart; more can't be told apart
CALLED_OFF: Final = ("cancelled", "ruled_out")
TIES_AN_ACTOR: Final = 2  # in the chart: more lines hide each other
TIES: Final = 500  # the strongest, in the table
MOST: Final = 200  # quotations or meetings behind a click


def show() -> None:
    """Draw the page."""
    st.title("Network", anchor=False)
    filters = filtering.ask()
    if not data.count():
        empty.nothing_stored("Here stands who speaks about whom and who meets whom, and how often.")
        return
    if "network-part" not in st.session_state:
        st.session_state["network-part"] = MEETS if st.query_params.get("part") == "meets" else SPEAKS
    part = st.segmented_control(
        "Show", [SPEAKS, MEETS], key="network-part", required=True, label_visibility="collapsed"
    )
    directed = part == SPEAKS
    st.query_params["part"] = "speaks" if directed else "meets"
    table = _ties(filters, directed=directed)
    if table.empty:
        what = "is said about another actor" if directed else "meeting of two actors was found"
        st.info(f"Nothing {what} here." if directed else f"No {what} here.")
        if filters != Filters():
            filtering.nothing_fits("tie")
        return
    size = st.segmented_control(
        "Actors in the chart", SIZES, default=SIZES[1], key="network-size", required=True, width="content"
    )
    _chart(table, filters, int(size or SIZES[1]), directed=directed)
    _table(table, filters, directed=directed)


def _ties(filters: Filters, *, directed: bool) -> pd.DataFrame:
    """The ties by names, ``one``, ``two`` and ``weight``, and for each the actors as the filters want them."""
    if directed:
        table = data.ask(queries.speaks_about, filters, limit=TIES)
        shown = pd.DataFrame({"one": table["speaker"], "two": table["about"], "weight": table["quotes"]})
        ids = zip(table["speaker_id"], table["about_id"], strict=True)
        choices = [(f"{a} #{i}", f"{b} #{j}") for a, b, (i, j) in zip(shown["one"], shown["two"], ids, strict=True)]
        return shown.assign(first=[a for a, _ in choices], second=[b for _, b in choices])
    table = data.ask(queries.meets, filters, today=date.today(), limit=TIES)
    return table.rename(columns={"meetings": "weight"}).assign(first=table["one"], second=table["two"])


def strongest(table: pd.DataFrame, size: int) -> pd.DataFrame:
    """Return the first ties of ``table`` that name at most ``size`` actors, at most twice as many ties as actors."""
    names: set[str] = set()
    chosen = []
    for i, row in enumerate(tables.rows(table)):
        wider = names | {row.one, row.two}
        if len(wider) <= size:
            names = wider
            chosen.append(i)
        if len(chosen) == TIES_AN_ACTOR * size:
            break
    return table.iloc[chosen]


def _chart(table: pd.DataFrame, filters: Filters, size: int, *, directed: bool) -> None:
    what = "quotation" if directed else "meeting"
    drawn = strongest(table, size)
    ties = [Tie(row.one, row.two, int(row.weight)) for row in tables.rows(drawn)]
    picked = st.plotly_chart(
        charts.network(ties, directed=directed, inks=look.inks(), what=what),
        key=f"network-{directed}-{size}",
        on_select="rerun",
        selection_mode="points",
        config={**CONFIG, "modeBarButtons": [["toImage"]]},
        alt=charts.describe_network(ties, directed=directed, what=what),
    )["selection"]["points"]
    left = len(table) - len(drawn)
    rest = f" {counted(left, 'weaker tie')} {'is' if left == 1 else 'are'} in the table only." if left else ""
    means = "An arrow points to whom is spoken about" if directed else "A line joins two who meet"
    st.caption(f"{means}; thicker is more often. Click a dot, or the mark on a line, to read what is behind it.{rest}")
    points = [p["customdata"] for p in picked if p.get("customdata")]
    if not points:
        return
    kind, *names = points[0]
    rows = drawn[(drawn["one"] == names[0]) & (drawn["two"] == names[-1])]
    if kind == "tie" and not rows.empty:
        _behind(next(tables.rows(rows)), filters, directed=directed, key="picked")
    elif kind == "actor":
        _about(str(names[0]), drawn, filters, directed=directed)


def _behind(row: Any, filters: Filters, *, directed: bool, key: str) -> None:
    """Show the quotations or meetings of a tie."""
    if directed:
        evidence.heading(f"{row.one} about {row.two}", (row.first, row.second))
        _pages(row.one, row.two)
        narrowed = replace(filters, actors=(row.first,), about=(row.second,))
        evidence.show_quotes(data.ask(queries.quotes, narrowed, limit=MOST), key)
        return
    evidence.heading(f"{row.one} and {row.two}", (row.first, row.second))
    _pages(row.one, row.two)
    found = data.ask(queries.plans, replace(filters, actors=(row.first,)), today=date.today(), limit=5 * MOST)
    with_two = found["participants"].map(lambda names: row.two in names)
    evidence.show_meetings(found[with_two & ~found["status"].isin(CALLED_OFF)], key)


def _pages(*names: str) -> None:
    st.html(f'<div class="sl-meta">{"Page" if len(names) == 1 else "Pages"}: {links.actors(names)}</div>')


def _about(name: str, drawn: pd.DataFrame, filters: Filters, *, directed: bool) -> None:
    """Show what an actor says, or where nothing what is said about it; or whom it meets."""
    own = drawn[(drawn["one"] == name) | (drawn["two"] == name)]
    choice = next(r.first if r.one == name else r.second for r in tables.rows(own))
    evidence.heading(name, choice)
    _pages(name)
    if not directed:
        narrowed = replace(filters, actors=(choice,))
        evidence.show_meetings(data.ask(queries.plans, narrowed, today=date.today(), limit=MOST), "picked")
        return
    said = data.ask(queries.quotes, replace(filters, actors=(choice,)), limit=MOST)
    if said.empty:
        said = data.ask(queries.quotes, replace(filters, about=(choice,)), limit=MOST)
        st.caption(plain(f"{name} says nothing here; this is said about {name}."))
    evidence.show_quotes(said, "picked")


def _table(table: pd.DataFrame, filters: Filters, *, directed: bool) -> None:
    st.header("All ties as a table", anchor=False)
    columns = {
        "one": tables.wide_column("Speaker" if directed else "One", 280),
        "two": tables.wide_column("About" if directed else "The other", 280),
        "weight": st.column_config.NumberColumn("Quotations" if directed else "Meetings", width=110),
    }
    chosen = tables.choose(table, columns, key=f"ties-{directed}", alt="The ties")
    if chosen:
        _behind(next(tables.rows(table.iloc[chosen])), filters, directed=directed, key="row")
    elif len(table) == TIES:
        st.caption(f"The {TIES} strongest ties; the filters narrow them. Select a row to read what is behind it.")
    else:
        st.caption(f"{counted(len(table), 'tie')}. Select a row to read what is behind it.")
