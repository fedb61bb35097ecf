"""Topics that are mentioned more, or less, than in the days before."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard import data, tables
from dashboard.store import Filters, queries
from dashboard.wording import counted, day

DAYS: Final = 30
ARROWS: Final = {1: "▲ more", 0: "● as often", -1: "▼ less"}


def last_day(filters: Filters) -> date:
    """Return up to which day a change is told: the last one with articles, but never one to come."""
    return min(filter(None, (date.today(), data.choices().last, filters.last)))


def show(filters: Filters) -> None:
    """Show how each topic's mentions of the last 30 days compare with those of the 30 before."""
    st.header("Rising and falling", anchor=False)
    until = last_day(filters)
    table = data.ask(queries.rising, filters, until=until, days=DAYS)
    if table.empty:
        st.caption(f"No topic is mentioned in the {2 * DAYS} days to {day(until)}.")
        return
    shown = pd.DataFrame(
        {
            "topic": table["topic"],
            "trend": [ARROWS[(n > 0) - (n < 0)] for n in table["change"]],
            "now": table["now"],
            "before": table["before"],
        }
    )
    columns: dict[str, Any] = {
        "topic": tables.wide_column("Topic", 220),
        "trend": st.column_config.TextColumn("Trend", width=110),
        "now": st.column_config.NumberColumn(f"Last {DAYS} days", width=120),
        "before": st.column_config.NumberColumn(f"The {DAYS} days before", width=150),
    }
    st.dataframe(shown, hide_index=True, column_config=columns, alt="Topics by how much more they are mentioned")
    st.caption(f"Mentions in the {DAYS} days to {day(until)} beside the {DAYS} days before.")


def told(row: Any) -> str:
    """Return a row of `queries.rising` in words: "12 mentions, 3 before"."""
    return (
        f"{ARROWS[(row.change > 0) - (row.change < 0)]}: {counted(int(row.now), 'mention')}, {int(row.before):,} before"
    )
