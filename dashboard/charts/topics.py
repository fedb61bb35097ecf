"""Topics: mentions over time as small bar charts, one a topic; and who speaks of which."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.lanes import FADED, Inks, dress, span_of
from dashboard.charts.steps import last_of
from dashboard.wording import counted, days, known, listed

COLOURS: Final = ("#0072B2", "#D55E00", "#009E73", "#C2619A", "#E69F00", "#56B4E9", "#7F7F7F")
ROW: Final = 92  # pixels
DIGIT: Final = 8  # pixels


def topics_over_time(table: pd.DataFrame, topics: Sequence[str], step: str, *, inks: Inks) -> go.Figure:
    """Return a row of bars for each of ``topics``, all to one scale; customdata is topic, first and last ISO day.

    ``table`` holds rows of `queries.topics_by_day`, a bar each; ``step`` is "day", "week" or "month".
    """
    counts = table[table["topic"].isin(list(topics))].rename(columns={"day": "first", "mentions": "number"})
    span = span_of([*counts["first"], *(last_of(d, step) for d in counts["first"])])
    figure = go.Figure()
    rows = len(topics)
    highest = max(counts["number"], default=1)
    for i, topic in enumerate(topics):
        axis = "" if i == 0 else str(i + 1)
        bars = counts[counts["topic"] == topic]
        lasts = [last_of(d, step) for d in bars["first"]]
        told = [
            f"<b>{escape(topic)}</b>, {days(f, e)}<br>{counted(n, 'mention')}"
            for f, e, n in zip(bars["first"], lasts, bars["number"], strict=True)
        ]
        figure.add_bar(
            x=[f + (e - f) / 2 for f, e in zip(bars["first"], lasts, strict=True)],
            y=list(bars["number"]),
            width=[((e - f).days + 1) * 86_400_000 * 0.86 for f, e in zip(bars["first"], lasts, strict=True)],
            marker_color=COLOURS[i % len(COLOURS)],
            customdata=[[topic, f.isoformat(), e.isoformat()] for f, e in zip(bars["first"], lasts, strict=True)],
            unselected=FADED,
            hovertext=told,
            hoverinfo="text",
            yaxis=f"y{axis}",
            showlegend=False,
        )
        top, bottom = 1 - i / rows, 1 - (i + 1) / rows
        figure.update_layout(
            {
                f"yaxis{axis}": {
                    "domain": [bottom + 0.06 / rows, top - 0.3 / rows],
                    "range": [0, highest * 1.05],
                    "fixedrange": True,
                    "nticks": 3,
                    "tickformat": "d",
                    "tickmode": "array",
                    "tickvals": [0, highest],
                    "gridcolor": "rgba(128, 128, 128, 0.18)",
                    "zeroline": True,
                    "zerolinecolor": "rgba(128, 128, 128, 0.5)",
                    "anchor": "x",
                    "tickfont": {"size": 12, "color": inks.ink},
                    "automargin": False,
                }
            }
        )
        figure.add_annotation(
            x=0, xref="x domain", y=top - 0.02 / rows, yref="paper", xanchor="left", yanchor="top", showarrow=False,
            text=f"<b>{escape(topic)}</b>  {counted(int(bars['number'].sum()), 'mention')}",
            font={"size": 13, "color": inks.ink},
        )  # fmt: skip
    dress(figure, ROW * rows + 70, span, inks=inks)
    figure.update_layout(margin={"t": 6, "l": DIGIT * (len(str(highest)) + 1)}, showlegend=False)
    figure.update_xaxes(anchor=f"y{rows if rows > 1 else ''}")
    return figure


def describe_topics(table: pd.DataFrame) -> str:
    """Return in a sentence what the bars show: rows of `queries.topics_by_day`."""
    if table.empty:
        return "No mention has a day."
    sums = table.groupby("topic")["mentions"].sum().sort_values(ascending=False, kind="stable")
    return (
        f"Mentions of topics, {days(min(table['day']), max(table['day']))}: "
        f"{listed(f'{t} {n}' for t, n in sums.items())}. The table below holds the same."
    )


def actor_by_topic(table: pd.DataFrame) -> pd.DataFrame:
    """Return rows of `queries.actor_by_topic` as a matrix: a row an actor's root (0: nobody), a column a topic."""
    table = table.assign(root=[int(i) if known(i) else 0 for i in table["entity_id"]])
    matrix = table.pivot_table(index="root", columns="topic", values="mentions", aggfunc="sum", fill_value=0)
    rows = matrix.sum(axis=1).sort_values(ascending=False, kind="stable").index
    columns = matrix.sum(axis=0).sort_values(ascending=False, kind="stable").index
    return matrix.loc[rows, columns].astype(int)
