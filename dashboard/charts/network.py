"""A network of actors: who speaks about or meets whom, as dots with lines between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from dashboard.charts.lanes import FADED, Inks, halo
from dashboard.wording import counted, listed, shortened

STEPS: Final = 150  # of the layout; more move nothing any more
ROW: Final = 27  # pixels: each actor has a height of its own, so that names never meet on the narrowest screen
WIDTHS: Final = (1.0, 2.0, 3.5, 5.5)  # pixels of a line, by how strong the tie is
LETTERS: Final = 22  # of a name; the table has it whole
ARC: Final = 0.13  # how far a directed line bows, as a share of its length: the two directions part
DOT: Final = "#0072B2"
LINE: Final = "#8A939C"
MARK: Final = "#D55E00"

Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Tie:
    """Between two actors (their keys in the names): ``weight`` quotations or meetings."""

    one: str
    two: str
    weight: int


def network(ties: Sequence[Tie], *, directed: bool, inks: Inks, what: str) -> go.Figure:
    """Return the network of ``ties``, which each name two actors; ``what`` is what the weights count.

    Customdata is ["actor", name] for a dot and ["tie", one, two] for the mark in the middle of a line. A directed line
    bows to the right of its way, with an arrow in its middle.
    """
    names = busiest(ties)
    places = dict(zip(names, layout(names, ties), strict=True))
    figure = go.Figure()
    strongest = max((t.weight for t in ties), default=1)
    paths = {(t.one, t.two): _path(places[t.one], places[t.two], bow=ARC if directed else 0.0) for t in ties}
    for i, width in enumerate(WIDTHS):
        own = [paths[t.one, t.two] for t in ties if _class(t.weight, strongest) == i]
        figure.add_scatter(
            x=[x for path in own for x in [*path[:, 0], None]],
            y=[y for path in own for y in [*path[:, 1], None]],
            mode="lines",
            line={"width": width, "color": LINE},
            opacity=0.5,
            hoverinfo="skip",
            showlegend=False,
        )
    between = " about " if directed else " and "
    # An arrow points away from the point before it on the screen, whatever its width: so each has one, unseen.
    pairs = [(path[len(path) // 2 - 1], path[len(path) // 2]) for path in paths.values()]
    told = [f"<b>{escape(t.one + between + t.two)}</b><br>{counted(t.weight, what)}" for t in ties]
    figure.add_scatter(
        x=[p[0] for pair in pairs for p in pair],
        y=[p[1] for pair in pairs for p in pair],
        mode="markers",
        marker={
            "size": [size for t in ties for size in (0, 12 + 2 * _class(t.weight, strongest))],
            "symbol": "arrow" if directed else "diamond",
            "angleref": "previous" if directed else "up",
            "color": MARK,
            "opacity": 1,
            "line": {"width": 1, "color": inks.paper},
        },
        customdata=[["tie", t.one, t.two] for t in ties for _ in range(2)],
        hovertext=[words for words in told for _ in range(2)],
        hoverinfo="text",
        unselected=FADED,
        showlegend=False,
    )
    sums = {n: sum(t.weight for t in ties if n in (t.one, t.two)) for n in names}
    most = max(sums.values(), default=1)
    figure.add_scatter(
        x=[places[n][0] for n in names],
        y=[places[n][1] for n in names],
        mode="markers+text",
        marker={
            "size": [11 + 17 * (sums[n] / most) ** 0.5 for n in names],
            "color": DOT,
            "opacity": 1,  # else plotly lets the lines shine through
            "line": {"width": 2, "color": inks.paper},
        },
        text=[f"<b>{escape(shortened(n, LETTERS))}</b>" for n in names],
        textposition=["middle right" if places[n][0] < 0.5 else "middle left" for n in names],
        textfont={"size": 12, "color": inks.ink, "shadow": halo(inks)},
        customdata=[["actor", n] for n in names],
        hovertext=[f"<b>{escape(n)}</b><br>{counted(sums[n], what)} here" for n in names],
        hoverinfo="text",
        unselected={"marker": {"opacity": 0.45}, "textfont": {"color": inks.ink}},
        cliponaxis=False,
        showlegend=False,
    )
    hidden: dict[str, Any] = {"visible": False, "fixedrange": True}
    figure.update_xaxes(range=[-0.05, 1.05], **hidden)
    figure.update_yaxes(range=[-0.04, 1.04], **hidden)
    figure.update_layout(
        height=ROW * max(len(names), 8) + 40,
        margin={"l": 4, "r": 4, "t": 8, "b": 8},
        hovermode="closest",
        hoverlabel={"bgcolor": "#1B2430", "bordercolor": "#1B2430", "font": {"color": "#FFFFFF", "size": 13}},
        dragmode=False,
    )
    return figure


def describe_network(ties: Sequence[Tie], *, directed: bool, what: str) -> str:
    """Return in a sentence what the network shows."""
    strongest = sorted(ties, key=lambda t: -t.weight)[:3]
    between = " about " if directed else " and "
    told = listed(f"{t.one}{between}{t.two} ({counted(t.weight, what)})" for t in strongest)
    return f"{counted(len(busiest(ties)), 'actor')}, {counted(len(ties), 'tie')}; the strongest: {told}."


def busiest(ties: Sequence[Tie]) -> list[str]:
    """Return the names in ``ties``, those with the most first."""
    sums: dict[str, int] = {}
    for tie in ties:
        for name in (tie.one, tie.two):
            sums[name] = sums.get(name, 0) + tie.weight
    return sorted(sums, key=lambda n: (-sums[n], n))


def layout(names: Sequence[str], ties: Sequence[Tie]) -> Points:
    """Return a place for each name, both coordinates 0 to 1: the same for the same ties, tied ones near each other.

    Forces as of Fruchterman and Reingold (1991), "Graph drawing by force-directed placement", from a circle; then each
    is moved up or down to a height that no other has.
    """
    count = len(names)
    turn = np.arange(count) * 2.399963  # the golden angle: no two that follow each other begin side by side
    at: Points = (
        np.column_stack([np.cos(turn), np.sin(turn)]) * np.sqrt(np.arange(1, count + 1) / max(count, 1))[:, None]
    )
    index = {name: i for i, name in enumerate(names)}
    pull = np.zeros((count, count))
    for tie in ties:
        i, j = index[tie.one], index[tie.two]
        pull[i, j] = pull[j, i] = pull[i, j] + 1 + np.log(tie.weight)
    room = 1.6 / max(count, 1) ** 0.5  # the distance at which a tie of weight 1 rests
    for step in range(STEPS):
        apart = at[:, None] - at[None]
        distance = np.maximum(np.sqrt((apart**2).sum(axis=2)), 0.01)
        force = (apart / distance[..., None] * (room**2 / distance - pull * distance**2 / room)[..., None]).sum(axis=1)
        force -= 0.6 * at  # what has no tie stays in sight
        length = np.maximum(np.sqrt((force**2).sum(axis=1, keepdims=True)), 1e-9)
        at = at + force / length * np.minimum(length, 0.15 * (1 - step / STEPS))
    x = at[:, 0] - at[:, 0].min()
    heights = np.empty(count)
    heights[np.argsort(-at[:, 1], kind="stable")] = 1 - np.arange(count) / max(count - 1, 1)
    return np.column_stack([x / max(float(x.max()), 1e-9), heights])


def _class(weight: int, strongest: int) -> int:
    return min(int(len(WIDTHS) * (weight / strongest) ** 0.5), len(WIDTHS) - 1)


def _path(start: Points, end: Points, *, bow: float) -> Points:
    """A line from ``start`` to ``end``, 17 points: a quadratic Bézier curve where it bows."""
    along = np.linspace(0, 1, 17)[:, None]
    way = end - start
    control = (start + end) / 2 + 2 * bow * np.array([way[1], -way[0]])
    path: Points = (1 - along) ** 2 * start + 2 * along * (1 - along) * control + along**2 * end
    return path
