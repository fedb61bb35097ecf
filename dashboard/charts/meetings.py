"""The timeline of meetings: bars for ranges of days, markers by status, a dotted line joining who meets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from html import escape
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.lanes import (
    FADED,
    GREY,
    MARKER,
    OUTLINE,
    SAME,
    Inks,
    draw_lanes,
    fits,
    halo,
    line_at,
    share,
    span_of,
)
from dashboard.wording import STATUS, counted, days, known, listed

# Colour, shape and filling: any two of them tell a status.
LOOKS: Final[dict[str, tuple[str, str]]] = {
    "planned": ("#D55E00", "diamond"),
    "possible": ("#C2619A", "diamond-open"),
    "held": ("#0072B2", "circle"),
    "due": ("#7A5195", "square-open"),
    "postponed": ("#E69F00", "triangle-right"),
    "cancelled": (GREY, "x"),
    "ruled_out": (GREY, "x-open"),
}
DEPTH: Final = -0.08  # markers stand a little below the middle of a lane, under its name
MS_A_DAY: Final = 86_400_000


def meetings_timeline(
    table: pd.DataFrame,
    lanes: Mapping[str, str],
    *,
    today: date,
    inks: Inks,
    article_days: Sequence[date] = (),
) -> go.Figure:
    """Return a lane for each of ``lanes`` (a name and the address it leads to) with the meetings each takes part in.

    ``table`` holds rows of `queries.plans` that have days. A point's customdata is the ``uid``.
    """
    at = {name: -i + DEPTH for i, name in enumerate(lanes)}
    table = table[[any(n in at for n in names) for names in table["participants"]]]
    several = len(article_days) > 1
    near = [d for d in article_days if not table.empty] if not several else []
    span = span_of([*table["start"], *table["end"], *near] or [today])
    labels = _labels(_rows(table), at, span)
    figure = go.Figure()
    for status, (colour, _) in LOOKS.items():
        rows = [r for r in _rows(table) if r.status == status]
        if rows:
            _add_bars(figure, rows, at, colour)
            _add_joins(figure, rows, at, colour)
            _add_markers(figure, rows, at, status, labels, inks)
    if several:
        _add_articles(figure, article_days, -len(lanes) + 0.3)
    figure.update_layout(barmode="overlay")  # else bars of two states are moved out of their lane
    draw_lanes(figure, list(lanes), span, inks=inks, addresses=list(lanes.values()), extra=0.4 if several else 0)
    if span[0] <= today <= span[1]:
        line_at(figure, today, "today", dash="solid", inks=inks)
    if article_days and not several and article_days[0] != today:
        line_at(figure, article_days[0], "article", dash="dot", inks=inks)
    return figure


def describe_meetings(table: pd.DataFrame) -> str:
    """Return in a sentence what the timeline shows."""
    if table.empty:
        return "No meeting has a day."
    counts = table["status"].value_counts()
    states = listed(f"{counts[s]} {label.lower()}" for s, label in STATUS.items() if s in counts)
    return (
        f"Timeline of {counted(len(table), 'meeting')} from {days(min(table['start']), max(table['end']))}, a lane for "
        f"each participant: {states}. The table below holds the same."
    )


def _rows(table: pd.DataFrame) -> list[Any]:
    return list(table.itertuples())


def _middle(row: Any) -> datetime:
    start, end = datetime.combine(row.start, time()), datetime.combine(row.end, time())
    return start + (end - start) / 2


def _told(row: Any) -> str:
    where = ", ".join(escape(str(w)) for w in (row.occasion, row.place) if known(w))
    who = escape(listed(row.participants))
    return "<br>".join(filter(None, [f"<b>{STATUS[row.status]}</b>: {who}", days(row.start, row.end), where]))


def _add_bars(figure: go.Figure, rows: Sequence[Any], at: dict[str, float], colour: str) -> None:
    bars = [(r, n) for r in rows for n in r.participants if n in at and r.start != r.end]
    if bars:
        figure.add_bar(
            orientation="h",
            base=[datetime.combine(r.start, time()) - timedelta(hours=12) for r, _ in bars],
            x=[((r.end - r.start).days + 1) * MS_A_DAY for r, _ in bars],
            y=[at[n] for _, n in bars],
            width=0.24,
            marker={"color": colour, "opacity": 0.32, "line": {"width": 0}},
            customdata=[r.uid for r, _ in bars],
            hovertext=[_told(r) for r, _ in bars],
            hoverinfo="text",
            showlegend=False,
        )


def _add_joins(figure: go.Figure, rows: Sequence[Any], at: dict[str, float], colour: str) -> None:
    xs: list[datetime | None] = []
    ys: list[float | None] = []
    for row in rows:
        here = sorted(at[n] for n in row.participants if n in at)
        if len(here) > 1:
            xs += [_middle(row), _middle(row), None]
            ys += [here[0], here[-1], None]
    if xs:
        line = {"dash": "dot", "width": 1.5, "color": colour}
        figure.add_scatter(x=xs, y=ys, mode="lines", line=line, hoverinfo="skip", showlegend=False)


def _add_markers(
    figure: go.Figure,
    rows: Sequence[Any],
    at: dict[str, float],
    status: str,
    labels: Mapping[tuple[str, str], str],
    inks: Inks,
) -> None:
    colour, symbol = LOOKS[status]
    points = [(r, n) for r in rows for n in r.participants if n in at]
    figure.add_scatter(
        x=[_middle(r) for r, _ in points],
        y=[at[n] for _, n in points],
        mode="markers+text",
        name=STATUS[status],
        text=[labels.get((r.uid, n), "") for r, n in points],
        textposition="middle right",
        textfont={"size": 12, "color": inks.ink, "shadow": halo(inks)},
        unselected=FADED,
        customdata=[r.uid for r, _ in points],
        hovertext=[_told(r) for r, _ in points],
        hoverinfo="text",
        marker={
            "symbol": symbol,
            "size": MARKER,
            "color": colour,
            "opacity": 1,
            "line": {"width": 2.5 if symbol.endswith("open") else 1, "color": colour if "open" in symbol else OUTLINE},
        },
    )


def _top(row: Any, at: Mapping[str, float]) -> float:
    return max(at[n] for n in row.participants if n in at)


def _labels(rows: Sequence[Any], at: Mapping[str, float], span: tuple[date, date]) -> dict[tuple[str, str], str]:
    """The places, beside markers by meeting and lane, where their letters touch no other marker of the lane.

    A meeting has its place in the topmost of its lanes. Of markers that lie upon each other one has all the places, or
    the first where all do not fit.
    """
    labels: dict[tuple[str, str], str] = {}
    for name in at:
        here = [(share(_middle(r), span), r) for r in rows if name in r.participants]
        taken = sorted(x for x, _ in here)
        last = -1.0
        for x in taken:
            if x - last < SAME:
                continue
            last = x
            upon = [r for other, r in here if 0 <= other - x < SAME and at[name] == _top(r, at) and known(r.place)]
            places = list(dict.fromkeys(str(r.place) for r in upon))
            others = [other for other in taken if other - x >= SAME]
            for label in dict.fromkeys([", ".join(places), *places[:1]]):
                if label and fits(x, label, others):
                    labels[upon[0].uid, name] = escape(label)
                    break
    return labels


def _add_articles(figure: go.Figure, article_days: Sequence[date], y: float) -> None:
    figure.add_scatter(
        x=list(article_days),
        y=[y] * len(article_days),
        mode="markers",
        name="Article published",
        marker={"symbol": "line-ns", "size": 10, "line": {"width": 2, "color": GREY}},
        hovertext=[f"Article of {days(d, d)}" for d in article_days],
        hoverinfo="text",
    )
