"""A table whose rows can be selected, with plain headings and no raw values."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

DAY = "D MMM YYYY"  # "18 Nov 2018": read the same everywhere


def choose(table: pd.DataFrame, columns: dict[str, Any], *, key: str, alt: str) -> list[int]:
    """Show ``columns`` (heading or configuration by name) of a table; return the positions of the selected rows."""
    config: dict[str, Any] = dict(columns)
    event: Any = st.dataframe(
        table[list(columns)],
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=key,
        column_config=config,
        placeholder="–",
        alt=alt,
    )
    return [i for i in event["selection"]["rows"] if i < len(table)]


def day_column(label: str) -> Any:
    """Return a column of days."""
    return st.column_config.DateColumn(label, format=DAY, width=105)


def wide_column(label: str, width: int = 420) -> Any:
    """Return a column of sentences; ``width`` in pixels."""
    return st.column_config.TextColumn(label, width=width)


def rows(table: pd.DataFrame) -> Any:
    """Return a table's rows one by one, with its columns as attributes."""
    return table.itertuples()
