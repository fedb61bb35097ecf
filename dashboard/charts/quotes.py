"""Who said what, over time: dots in a lane per speaker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.lanes import FADED, OUTLINE, Inks, draw_lanes, span_of
from dashboard.charts.steps import last_of
from dashboard.wording import QUOTE_KINDS, counted, days, listed

# Colour, shape and, within a lane, height: three kinds of one day lie beside each other.
LOOKS: Final = {
    "direct": ("#0072B2", "circle", -0.02),
    "mixed": ("#009E73", "diamond", -0.19),
    "indirect": ("#D55E00", "circle-open", -0.36),
}


def quotes_over_time(
    table: pd.DataFrame, lanes: Mapping[str, str], step: str, *, inks: Inks, addresses: Sequence[str]
) -> go.Figure:
    """Return dots for what each of ``lanes`` said, by ``step`` ("day", "week" or "month").

    ``lanes`` are the speakers' choices for filters and their names, which lead to the ``addresses``; ``table`` holds
    rows of `queries.quotes_by_day` with the ``choice`` of each. A point's customdata is the choice, the first and the
    last ISO day.
    """
    at = {choice: -i for i, choice in enumerate(lanes)}
    table = table[table["choice"].isin(list(at))]
    figure = go.Figure()
    for kind, (colour, symbol, height) in LOOKS.items():
        rows = table[table["kind"] == kind]
        if rows.empty:
            continue
        lasts = [last_of(d, step) for d in rows["day"]]
        told = [
            f"<b>{escape(lanes[c])}</b>, {days(d, e)}<br>{counted(n, 'quotation')}, {QUOTE_KINDS[kind].lower()}"
            for c, d, e, n in zip(rows["choice"], rows["day"], lasts, rows["quotes"], strict=True)
        ]
        figure.add_scatter(
            x=[d + (e - d) / 2 for d, e in zip(rows["day"], lasts, strict=True)],
            y=[at[c] + height for c in rows["choice"]],
            mode="markers",
            name=QUOTE_KINDS[kind],
            customdata=[
                [c, d.isoformat(), e.isoformat()] for c, d, e in zip(rows["choice"], rows["day"], lasts, strict=True)
            ],
            unselected=FADED,
            hovertext=told,
            hoverinfo="text",
            marker={
                "symbol": symbol,
                "size": list(9 + 1.2 * rows["quotes"].clip(upper=6)),
                "color": colour,
                "opacity": 1,
                "line": {"width": 2.5 if "open" in symbol else 1, "color": colour if "open" in symbol else OUTLINE},
            },
        )
    span = span_of([*table["day"], *(last_of(d, step) for d in table["day"])])
    return draw_lanes(figure, list(lanes.values()), span, inks=inks, addresses=addresses)


def describe_quotes(table: pd.DataFrame) -> str:
    """Return in a sentence what the dots show: rows as in `quotes_over_time`."""
    if table.empty:
        return "No quotation has both a speaker and a day."
    counts = table.groupby("speaker")["quotes"].sum().sort_values(ascending=False, kind="stable")
    most = listed(f"{s} {n}" for s, n in counts.head(3).items())
    return (
        f"{counted(int(counts.sum()), 'quotation')} of {counted(len(counts), 'speaker')}, "
        f"{days(min(table['day']), max(table['day']))}, a lane for each speaker. Most: {most}. "
        "The table below holds the same."
    )
