"""Lanes: a row a name, the name above its row, so that a narrow screen keeps its whole width for the days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from html import escape
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.wording import shortened


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of letters and of what lies under them."""

    ink: str
    paper: str
    band: str  # every other lane
    link: str


LIGHT: Final = Inks("#1B2430", "#FCFBF8", "#F1F0EC", "#0B5A72")
DARK: Final = Inks("#E9E6DF", "#12171D", "#1C222A", "#7CC4DA")
LANE: Final = 60  # pixels: a name, a marker and a word below it
MARKER: Final = 15  # pixels
NARROW: Final = 330  # pixels of plot on a phone: what fits there fits everywhere
SAME: Final = 0.004  # of the width: markers nearer than this lie upon each other on any screen
LETTER: Final = 6.2  # pixels a letter of a label takes
DAYS_BELOW: Final = 44  # pixels: two lines of days
NAME_LETTERS: Final = 40  # a longer name is cut, the table has it whole
GREY: Final = "#7F7F7F"
FADED: Final = {"marker": {"opacity": 0.35}}  # what is not selected, where something is
OUTLINE: Final = "rgba(20, 24, 30, 0.8)"  # keeps light colours apart from a light page

# What a chart needs of plotly's tools: zooming, and the way back.
CONFIG: Final[dict[str, Any]] = {
    "displaylogo": False,
    "scrollZoom": False,
    "modeBarButtons": [["zoomIn2d", "zoomOut2d", "resetScale2d", "toImage"]],
}


def span_of(days: Iterable[Any]) -> tuple[date, date]:
    """Return the first and last day with room around them: a twelfth of the time, three days at least."""
    known = [d for d in days if d is not None and not pd.isna(d)]
    first, last = min(known), max(known)
    around = timedelta(days=max((last - first).days // 12, 3))
    return first - around, last + around


def fits(x: float, label: str, others: Iterable[float]) -> bool:
    """Say whether ``label``, to the right of a marker at ``x``, clears the edge and the ``others`` on a narrow screen.

    Places are shares (0 to 1) of the width.
    """
    end = x + (len(label) * LETTER + 2 * MARKER) / NARROW
    return end < 1 and not any(x < o < end for o in others)


def draw_lanes(
    figure: go.Figure,
    names: Sequence[str],
    span: tuple[date, date],
    *,
    inks: Inks,
    addresses: Sequence[str],
    extra: float = 0,
) -> go.Figure:
    """Lay out ``figure`` with a lane a name, top down at y = 0, -1, …; ``extra`` lanes of room below.

    Each name leads to its one of the ``addresses``.
    """
    named = enumerate(zip(names, addresses, strict=True))
    # Together: adding them one by one takes longer the more there are.
    figure.update_layout(
        shapes=[*figure.layout.shapes, *(_band(i, inks) for i in range(0, len(names), 2))],
        annotations=[*figure.layout.annotations, *(_name(i, name, address, inks) for i, (name, address) in named)],
    )
    figure.update_yaxes(
        range=[-len(names) + 0.5 - extra, 0.5], fixedrange=True, showticklabels=False, showgrid=False, zeroline=False,
        title=None,
    )  # fmt: skip
    room = round(LANE * (len(names) + extra))
    dress(figure, room + 124, span, inks=inks)
    return figure.update_layout(legend_y=-DAYS_BELOW / room)


def _band(i: int, inks: Inks) -> dict[str, Any]:
    return {
        "type": "rect", "xref": "x domain", "yref": "y", "x0": 0, "x1": 1, "y0": -i - 0.5, "y1": -i + 0.5,
        "fillcolor": inks.band, "line": {"width": 0}, "layer": "below",
    }  # fmt: skip


def _name(i: int, name: str, address: str, inks: Inks) -> dict[str, Any]:
    words = f'<a href="{escape(address)}" target="_self"><b>{escape(shortened(name, NAME_LETTERS))}</b></a>'
    return {
        "x": 0, "xref": "x domain", "y": -i + 0.47, "yref": "y", "xanchor": "left", "yanchor": "top",
        "showarrow": False,
        "text": f"{words} ",  # the blank: of a text that is all link plotly makes the box a second one
        "font": {"size": 13, "color": inks.link}, "xshift": 4, "bgcolor": inks.paper if i % 2 else inks.band,
        "borderpad": 1,
    }  # fmt: skip


def dress(figure: go.Figure, height: int, span: tuple[date, date], *, inks: Inks) -> go.Figure:
    """Give a figure over days the look that all share; ``inks`` are the colours of its theme."""
    figure.update_xaxes(
        type="date", range=list(span), title=None, showgrid=True, gridcolor="rgba(128, 128, 128, 0.18)",
        tickformatstops=[
            {"dtickrange": [None, "M1"], "value": "%-d %b<br>%Y"},
            {"dtickrange": ["M1", None], "value": "%b<br>%Y"},
        ],
        nticks=7, ticklabeloverflow="hide past div", tickangle=0, minallowed=None,
        tickfont={"size": 12, "color": inks.ink},
        automargin=False,  # it would draw all twice: the room for the days is known beforehand
    )  # fmt: skip
    figure.update_layout(
        height=height,
        margin={"l": 4, "r": 4, "t": 34, "b": DAYS_BELOW},
        legend={
            "orientation": "h", "yanchor": "top", "x": 0,
            "font": {"size": 13, "color": inks.ink},
        },
        showlegend=True,
        hovermode="closest",
        hoverdistance=24,
        hoverlabel={
            "bgcolor": "#1B2430", "bordercolor": "#1B2430", "align": "left", "font": {"color": "#FFFFFF", "size": 13},
        },
        dragmode="pan",
    )  # fmt: skip
    return figure


def line_at(figure: go.Figure, when: date, label: str, *, dash: str, inks: Inks) -> None:
    """Draw a vertical line at a day with its label on top."""
    figure.add_shape(
        type="line", xref="x", yref="y domain", x0=when, x1=when, y0=0, y1=1,
        line={"dash": dash, "width": 1.5, "color": GREY}, layer="below",
    )  # fmt: skip
    figure.add_annotation(
        x=when, xref="x", y=1, yref="y domain", yanchor="bottom", showarrow=False, text=label,
        font={"size": 12, "color": inks.ink},
    )  # fmt: skip


def halo(inks: Inks) -> str:
    """Return a shadow for letters that keeps lines from running through them."""
    return ", ".join(f"{x}px {y}px 1px {inks.paper}" for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y)


def share(when: datetime, span: tuple[date, date]) -> float:
    """Return where a moment lies in a span, 0 to 1."""
    start, end = (datetime.combine(d, time()) for d in span)
    return (when - start) / max(end - start, timedelta(days=1))
