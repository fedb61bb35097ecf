"""What is shown, as files to take away."""

from __future__ import annotations

from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.store import Filters

FORMATS: Final = {
    ".csv": ("CSV", "text/csv", "For any spreadsheet"),
    ".xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "A workbook of one sheet"),
    ".jsonl": ("JSON Lines", "application/jsonl", "For programs: an object a line"),
    ".ics": ("Calendar", "text/calendar", "For Google Calendar, Outlook or Thunderbird; only meetings with a day"),
    ".html": ("Report", "text/html", "A page with a chart and the sentences, to send or print; needs no network"),
}


def offer(what: str, filters: Filters) -> None:
    """Offer all that the filters leave of a table of `export.TABLES` as files, made when clicked."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption("Take all of them away:", width="content")
        for ending, (label, mime, told) in FORMATS.items():
            if ending == ".ics" and what != "meetings":
                continue
            st.download_button(
                label,
                partial(data.exported, what, filters, ending),
                file_name=f"sidelines-{what.replace('_', '-')}{ending}",
                mime=mime,
                key=f"take-{what}{ending}",
                help=told,
                on_click="ignore",
            )


def offer_plan(plan: pd.DataFrame, uid: str) -> None:
    """Offer one plan as a calendar file."""
    label, mime, told = FORMATS[".ics"]
    st.download_button(
        label,
        partial(_calendar, plan),
        file_name="sidelines-meeting.ics",
        mime=mime,
        key=f"take-plan-{uid}",
        help=told,
        on_click="ignore",
    )


def _calendar(plan: pd.DataFrame) -> bytes:
    from dashboard.calendars import to_calendar  # loaded when one is made

    return to_calendar(plan)
