"""Tables to plotly figures: pure functions, in colours that colour-blind eyes tell apart (Okabe and Ito)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

# Status by colour, shape and fill, so that none of them is needed alone.
STATUS: Final[dict[str, tuple[str, str, str]]] = {
    "planned": ("Planned", "#D55E00", "diamond"),
    "possible": ("Possible", "#CC79A7", "diamond-open"),
    "held": ("Held", "#0072B2", "circle"),
    "postponed": ("Postponed", "#E69F00", "triangle-right"),
    "cancelled": ("Cancelled", "#7F7F7F", "x"),
    "ruled_out": ("Ruled out", "#7F7F7F", "x-open"),
}
KIND_COLOURS: Final = {"direct": "#0072B2", "mixed": "#009E73", "indirect": "#E69F00"}
PALETTE: Final = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7F7F7F")
LANE: Final = 44  # pixels
MOST_LANES: Final = 25  # more can't be read; the table below has them all


def rows_of(table: pd.DataFrame) -> Iterable[Any]:
    """Return the rows as named tuples; a column's type is the query's to know."""
    return table.itertuples()


def day(value: Any) -> str:
    """Return a day as "18 Nov 2018", or "no day" where there is none."""
    return "no day" if value is None or pd.isna(value) else f"{value:%-d %b %Y}" if _posix() else f"{value:%d %b %Y}"


def _posix() -> bool:
    return date(2018, 1, 1).strftime("%-d") == "1"


def days(first: Any, last: Any) -> str:
    """Return "30 Nov 2018 to 1 Dec 2018", or one day where both are the same."""
    return day(first) if first == last or last is None else f"{day(first)} to {day(last)}"


def meetings_timeline(table: pd.DataFrame, *, today: date, article_day: date | None) -> go.Figure:
    """Return a lane per actor: bars for ranges of days, markers by status, a dotted line joining who meets.

    ``table`` holds rows of `queries.meetings` with a day. A point's customdata is the ``meeting_id``.
    """
    counts = pd.Series([n for names in table["participants"] for n in names]).value_counts()
    lanes = [str(n) for n in counts.index[:MOST_LANES]]
    figure = go.Figure()
    for status, (label, colour, symbol) in STATUS.items():
        xs: list[Any] = []
        ys: list[str] = []
        ids: list[int] = []
        hover: list[str] = []
        for row in rows_of(table[table["status"] == status]):
            middle = row.start + (row.end - row.start) / 2
            here = [n for n in row.participants if n in lanes]
            if len(here) > 1:
                figure.add_trace(_join(middle, here, colour))
            for name in here:
                if row.start != row.end:
                    figure.add_trace(_range(row.start, row.end, name, colour))
                xs.append(middle)
                ys.append(name)
                ids.append(row.meeting_id)
                where = ", ".join(w for w in (row.occasion, row.place) if w)
                hover.append(f"{label}: {', '.join(row.participants)}<br>{days(row.start, row.end)}<br>{where}")
        if xs:
            figure.add_trace(
                go.Scatter(
                    x=xs, y=ys, mode="markers", name=label, customdata=ids, hovertext=hover, hoverinfo="text",
                    marker={"symbol": symbol, "size": 15, "color": colour, "line": {"width": 2, "color": colour}},
                )
            )  # fmt: skip
    lines = [(today, "today")] + ([(article_day, "article")] if article_day else [])
    for when, label in lines:
        figure.add_vline(x=when.isoformat(), line={"dash": "dot", "width": 1.5, "color": "#7F7F7F"})
        figure.add_annotation(x=when.isoformat(), y=1.0, yref="paper", yanchor="bottom", text=label, showarrow=False)
    figure.update_yaxes(categoryorder="array", categoryarray=list(reversed(lanes)), showgrid=True, title=None)
    _lay_out(figure, 150 + LANE * max(len(lanes), 2))
    figure.update_layout(hovermode="closest")
    first, last = min(table["start"]), max(table["end"])
    around = max((last - first).days // 12, 4)
    figure.update_xaxes(range=[first - timedelta(days=around), last + timedelta(days=around)])
    return figure


def _join(middle: Any, names: list[str], colour: str) -> go.Scatter:
    return go.Scatter(
        x=[middle] * len(names), y=names, mode="lines", line={"dash": "dot", "width": 1.5, "color": colour},
        hoverinfo="skip", showlegend=False,
    )  # fmt: skip


def _range(start: date, end: date, name: str, colour: str) -> go.Scatter:
    return go.Scatter(
        x=[start, end], y=[name, name], mode="lines", line={"width": 14, "color": colour}, opacity=0.3,
        hoverinfo="skip", showlegend=False,
    )  # fmt: skip


def quotes_over_time(table: pd.DataFrame) -> go.Figure:
    """Return dots in a lane per speaker, by day of publication; a dot's customdata is speaker and ISO day."""
    named = table.dropna(subset=["speaker", "published"])
    lanes = list(named["speaker"].value_counts().index[:MOST_LANES])
    named = named[named["speaker"].isin(lanes)]
    figure = go.Figure()
    for kind, colour in KIND_COLOURS.items():
        rows = named[named["kind"] == kind]
        if rows.empty:
            continue
        grouped = rows.groupby(["speaker", "published"]).size().reset_index(name="n")
        figure.add_trace(
            go.Scatter(
                x=grouped["published"], y=grouped["speaker"], mode="markers", name=f"{kind.capitalize()} speech",
                customdata=[[s, d.isoformat()] for s, d in zip(grouped["speaker"], grouped["published"], strict=True)],
                hovertext=[f"{r.speaker}, {day(r.published)}: {r.n} {kind}" for r in rows_of(grouped)],
                hoverinfo="text",
                marker={"size": 8 + 3 * grouped["n"].clip(upper=8), "color": colour, "opacity": 0.75},
            )
        )  # fmt: skip
    figure.update_yaxes(categoryorder="array", categoryarray=list(reversed(lanes)), title=None)
    return _lay_out(figure, 130 + 32 * max(len(lanes), 2))


def topics_over_time(table: pd.DataFrame) -> go.Figure:
    """Return bars of mentions by day of publication, a row of bars a topic; customdata is topic and ISO day."""
    dated = table.dropna(subset=["published"])
    figure = go.Figure()
    grouped = dated.groupby(["topic", "published"]).size().reset_index(name="n")
    for i, topic in enumerate(sorted(grouped["topic"].unique())):
        rows = grouped[grouped["topic"] == topic]
        figure.add_trace(
            go.Bar(
                x=rows["published"], y=rows["n"], name=topic, marker_color=PALETTE[i % len(PALETTE)],
                customdata=[[topic, d.isoformat()] for d in rows["published"]],
                hovertext=[f"{topic}, {day(d)}: {n}" for d, n in zip(rows["published"], rows["n"], strict=True)],
                hoverinfo="text",
            )
        )  # fmt: skip
    figure.update_yaxes(title="Mentions", dtick=1 if not grouped.empty and grouped["n"].max() < 8 else None)
    figure.update_layout(barmode="stack")
    return _lay_out(figure, 340)


def actor_by_topic(table: pd.DataFrame) -> pd.DataFrame:
    """Return how often each speaker names each topic: a row a speaker, a column a topic, the busiest first."""
    named = table.assign(speaker=table["speaker"].fillna("the article itself"))
    matrix = named.pivot_table(index="speaker", columns="topic", values="start", aggfunc="count", fill_value=0)
    return matrix.loc[matrix.sum(axis=1).sort_values(ascending=False).index].astype(int)


def _lay_out(figure: go.Figure, height: int) -> go.Figure:
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 36, "b": 8},
        legend={"orientation": "h", "y": -0.18, "x": 0},
        hoverlabel={"font_size": 13},
        xaxis={"type": "date", "automargin": True, "hoverformat": "%d %b %Y"},
        yaxis={"automargin": True},
        dragmode="pan",
    )
    return figure
