"""Who said what, over time: dots in a lane per speaker."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.lanes import FADED, OUTLINE, Inks, draw_lanes, span_of
from dashboard.wording import QUOTE_KINDS, counted, day, days, listed

# Colour, shape and, within a lane, height: three kinds of one day lie beside each other.
LOOKS: Final = {
    "direct": ("#0072B2", "circle", 0.03),
    "mixed": ("#009E73", "diamond", -0.15),
    "indirect": ("#D55E00", "circle-open", -0.33),
}


def quotes_over_time(table: pd.DataFrame, lanes: Sequence[str], *, inks: Inks) -> go.Figure:
    """Return dots for what each of ``lanes`` said, by day of publication; customdata is speaker and ISO day.

    ``table`` holds rows of `queries.quotes`; those without a speaker or a day have no place here.
    """
    at = {name: -i for i, name in enumerate(lanes)}
    table = table.dropna(subset=["speaker", "published"])
    table = table[table["speaker"].isin(list(at))]
    counts = table.groupby(["kind", "speaker", "published"]).size().reset_index(name="number")
    figure = go.Figure()
    for kind, (colour, symbol, height) in LOOKS.items():
        rows = counts[counts["kind"] == kind]
        if rows.empty:
            continue
        told = [
            f"<b>{escape(s)}</b>, {day(d)}<br>{counted(n, 'quotation')}, {QUOTE_KINDS[kind].lower()}"
            for s, d, n in zip(rows["speaker"], rows["published"], rows["number"], strict=True)
        ]
        figure.add_scatter(
            x=list(rows["published"]),
            y=[at[s] + height for s in rows["speaker"]],
            mode="markers",
            name=QUOTE_KINDS[kind],
            customdata=[[s, d.isoformat()] for s, d in zip(rows["speaker"], rows["published"], strict=True)],
            unselected=FADED,
            hovertext=told,
            hoverinfo="text",
            marker={
                "symbol": symbol,
                "size": list(9 + 1.5 * rows["number"].clip(upper=6)),
                "color": colour,
                "opacity": 1,
                "line": {"width": 2.5 if "open" in symbol else 1, "color": colour if "open" in symbol else OUTLINE},
            },
        )
    return draw_lanes(figure, lanes, span_of(table["published"]), inks=inks)


def describe_quotes(table: pd.DataFrame) -> str:
    """Return in a sentence what the dots show."""
    named = table.dropna(subset=["speaker", "published"])
    if named.empty:
        return "No quotation has both a speaker and a day."
    counts = named["speaker"].value_counts()
    most = listed(f"{s} {n}" for s, n in counts.head(3).items())
    return (
        f"{counted(len(named), 'quotation')} of {counted(len(counts), 'speaker')}, "
        f"{days(min(named['published']), max(named['published']))}, a lane for each speaker. Most: {most}. "
        "The table below holds the same."
    )
