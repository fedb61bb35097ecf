"""Topics: mentions over time as small bar charts, one a topic; and who speaks of which."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from html import escape
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.lanes import FADED, Inks, dress, span_of
from dashboard.wording import NOBODY, counted, days, listed

COLOURS: Final = ("#0072B2", "#D55E00", "#009E73", "#C2619A", "#E69F00", "#56B4E9", "#7F7F7F")
ROW: Final = 92  # pixels
MOST_BARS: Final = 70  # in a row; more are thinner than a finger or a pointer can hit


def topics_over_time(table: pd.DataFrame, topics: Sequence[str], *, inks: Inks) -> go.Figure:
    """Return a row of bars for each of ``topics``, all to one scale; customdata is topic, first and last ISO day.

    ``table`` holds rows of `queries.topic_mentions`. A bar is a day, a week or a month, whichever keeps bars wide.
    """
    table = table.dropna(subset=["published"])
    table = table[table["topic"].isin(list(topics))]
    span = span_of(table["published"])
    step = _step(span)
    counts = table.assign(first=[_first(d, step) for d in table["published"]])
    counts = counts.groupby(["topic", "first"]).size().reset_index(name="number")
    figure = go.Figure()
    rows = len(topics)
    highest = max(counts["number"], default=1)
    for i, topic in enumerate(topics):
        axis = "" if i == 0 else str(i + 1)
        bars = counts[counts["topic"] == topic]
        lasts = [_last(d, step) for d in bars["first"]]
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
                }
            }
        )
        figure.add_annotation(
            x=0, xref="x domain", y=top - 0.02 / rows, yref="paper", xanchor="left", yanchor="top", showarrow=False,
            text=f"<b>{escape(topic)}</b>  {counted(int(bars['number'].sum()), 'mention')}",
            font={"size": 13, "color": inks.ink},
        )  # fmt: skip
    dress(figure, ROW * rows + 70, span, inks=inks)
    figure.update_layout(margin={"t": 6}, showlegend=False)
    figure.update_xaxes(anchor=f"y{rows if rows > 1 else ''}")
    return figure


def describe_topics(table: pd.DataFrame) -> str:
    """Return in a sentence what the bars show."""
    dated = table.dropna(subset=["published"])
    if dated.empty:
        return "No mention has a day."
    each = listed(f"{t} {n}" for t, n in dated["topic"].value_counts().items())
    return (
        f"Mentions of topics, {days(min(dated['published']), max(dated['published']))}: {each}. "
        "The table below holds the same."
    )


def actor_by_topic(table: pd.DataFrame) -> pd.DataFrame:
    """Return how often each speaker names each topic: a row a speaker, a column a topic, the busiest first."""
    named = table.assign(speaker=table["speaker"].fillna(NOBODY))
    matrix = named.pivot_table(index="speaker", columns="topic", values="start", aggfunc="count", fill_value=0)
    rows = matrix.sum(axis=1).sort_values(ascending=False, kind="stable").index
    columns = matrix.sum(axis=0).sort_values(ascending=False, kind="stable").index
    return matrix.loc[rows, columns].astype(int)


def _step(span: tuple[date, date]) -> str:
    length = (span[1] - span[0]).days
    return "day" if length <= MOST_BARS else "week" if length <= 7 * MOST_BARS else "month"


def _first(when: date, step: str) -> date:
    if step == "week":
        return when - timedelta(days=when.weekday())
    return when.replace(day=1) if step == "month" else when


def _last(first: date, step: str) -> date:
    if step == "week":
        return first + timedelta(days=6)
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1) if step == "month" else first
