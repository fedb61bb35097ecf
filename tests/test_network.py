"""The network: its chart, which ties it shows, and what is behind them."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from dashboard import charts
from dashboard.charts import Tie
from dashboard.charts.lanes import LIGHT
from dashboard.charts.network import busiest, layout
from dashboard.views import network
from tests.conftest import Show
from tests.pages import said
from tests.stored_articles import article, story

TIES = [Tie("Ana", "Bo", 4), Tie("Bo", "Ana", 1), Tie("Bo", "Cy", 2)]


def test_each_dot_and_each_line_says_what_it_is() -> None:
    figure = charts.network(TIES, directed=True, inks=LIGHT, what="quotation")
    told = [list(c) for trace in figure.data if trace.customdata is not None for c in trace.customdata]
    assert ["tie", "Ana", "Bo"] in told
    assert ["tie", "Bo", "Ana"] in told
    assert [c[1] for c in told if c[0] == "actor"] == ["Bo", "Ana", "Cy"]
    marks = figure.data[-2]
    assert (marks.x[1], marks.y[1]) != (marks.x[3], marks.y[3])  # there and back are two lines


def test_names_are_escaped() -> None:
    figure = charts.network([Tie("<b>x", "y&z", 1)], directed=False, inks=LIGHT, what="meeting")
    assert "&lt;b&gt;x" in figure.data[-1].text[1] + figure.data[-1].text[0]


@pytest.mark.parametrize("count", [2, 3, 40, 200])
def test_the_layout_is_the_same_each_time_and_no_two_share_a_height(count: int) -> None:
    names = [f"n{i}" for i in range(count)]
    ties = [Tie(a, b, 1) for a, b in list(combinations(names, 2))[: 3 * count]]
    one, two = layout(names, ties), layout(names, ties)
    assert np.array_equal(one, two)
    assert one.min() >= 0
    assert one.max() <= 1
    assert len(set(np.round(one[:, 1], 9))) == count


def test_those_who_are_tied_lie_nearer() -> None:
    groups = [["a1", "a2", "a3", "a4"], ["b1", "b2", "b3", "b4"]]
    ties = [Tie(x, y, 9) for group in groups for x, y in combinations(group, 2)] + [Tie("a1", "b1", 1)]
    names = busiest(ties)
    place = dict(zip(names, layout(names, ties), strict=True))

    def distance(x: str, y: str) -> float:
        return float(np.hypot(*(place[x] - place[y])))

    inside = [distance(x, y) for group in groups for x, y in combinations(group, 2)]
    across = [distance(x, y) for x in groups[0] for y in groups[1]]
    assert np.mean(inside) < np.mean(across)


def test_of_many_the_strongest_are_drawn() -> None:
    rows = [(f"n{i}", f"n{j}", 1000 - i - j) for i, j in combinations(range(200), 2)]
    table = pd.DataFrame(rows, columns=["one", "two", "weight"]).sort_values("weight", ascending=False)
    drawn = network.strongest(table, 25)
    assert len(set(drawn["one"]) | set(drawn["two"])) <= 25
    assert 25 <= len(drawn) <= 50


def test_in_words() -> None:
    told = charts.describe_network(TIES, directed=True, what="quotation")
    assert told.startswith("3 actors, 3 ties; the strongest: Ana about Bo (4 quotations)")


@pytest.mark.parametrize(("part", "expected"), [("meets", "A line joins two who meet"), ("speaks", "An arrow points")])
def test_both_parts_and_their_tables(show: Show, part: str, expected: str) -> None:
    articles = [*story(), article(words="Bo Tarn is wrong on Iran,", partners=("Ana Orlan", "Bo Tarn"))]
    page = show("network", articles, part=part)
    assert not page.exception
    if part == "meets":
        assert expected in said(page)
        assert {"Ana Orlan", "Bo Tarn"} <= set(page.dataframe[0].value["one"]) | set(page.dataframe[0].value["two"])


def test_no_tie_is_told(show: Show) -> None:
    page = show("network", [article(partners=())], part="meets")
    assert "No meeting of two actors was found here." in said(page)
