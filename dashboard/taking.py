"""What is shown, as files to take away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import export


def offer(table: pd.DataFrame, name: str, *, calendar: bool = False) -> None:
    """Offer the rows shown as CSV, Excel, JSON Lines and, for meetings, as a calendar; made when clicked."""
    formats: dict[str, tuple[str, str, Callable[[pd.DataFrame], bytes]]] = {
        "CSV": ("csv", "text/csv", export.to_csv),
        "Excel": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", export.to_xlsx),
        "JSON Lines": ("jsonl", "application/jsonl", export.to_jsonl),
    }
    if calendar:
        formats["Calendar"] = ("ics", "text/calendar", export.to_calendar)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption("Take these rows away:", width="content")
        for label, (ending, mime, write) in formats.items():
            st.download_button(
                label,
                partial(write, table),
                file_name=f"sidelines-{name}.{ending}",
                mime=mime,
                key=f"take-{name}-{ending}",
                on_click="ignore",
            )
