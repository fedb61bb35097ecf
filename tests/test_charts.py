"""Charts show what the table holds, and nothing of it runs as markup."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard import charts, links
from dashboard.charts import static
from dashboard.charts.lanes import DARK, LIGHT, NAME_LETTERS, fits, span_of
from dashboard.charts.meetings import LOOKS
from dashboard.charts.steps import last_of, step_for, wider
from tests.stored_articles import HOSTILE, row

TODAY = date(2026, 4, 20)


def timeline(*rows: dict[str, Any], **given: Any) -> go.Figure:
    """The timeline of some meetings."""
    table = pd.DataFrame(rows)
    lanes = {name: links.address(name) for name in sorted({n for names in table["participants"] for n in names})}
    return charts.meetings_timeline(table, lanes, **{"today": TODAY, "inks": LIGHT, **given})


def traces(figure: go.Figure, kind: str, mode: str | None = None) -> list[Any]:
    """The traces of a kind."""
    return [t for t in figure.data if t.type == kind and (mode is None or mode in (t.mode or ""))]


def test_a_single_day_is_a_marker_for_each_participant() -> None:
    figure = timeline(row(uid="7"))
    (markers,) = traces(figure, "scatter", "markers")
    assert list(markers.x) == [datetime(2026, 5, 1)] * 2
    assert list(markers.customdata) == ["7", "7"]
    assert not traces(figure, "bar")


def test_a_range_is_a_bar_that_covers_its_last_day() -> None:
    figure = timeline(row(end=date(2026, 5, 3)))
    (bars,) = traces(figure, "bar")
    assert list(bars.x) == [3 * 86_400_000] * 2
    assert bars.base[0] == datetime(2026, 4, 30, 12)
    assert figure.layout.barmode == "overlay"
    assert traces(figure, "scatter", "markers")[0].x[0] == datetime(2026, 5, 2)


def test_a_dotted_line_joins_who_meets() -> None:
    (line,) = traces(timeline(row()), "scatter", "lines")
    assert (line.line.dash, list(line.y)) == ("dot", [-1.08, -0.08, None])
    assert not traces(timeline(row(participants=("Ana Orlan",))), "scatter", "lines")


def test_each_status_has_a_colour_and_shape_of_its_own() -> None:
    assert len(set(LOOKS.values())) == len(LOOKS)
    assert len({shape for _, shape in LOOKS.values()}) == len(LOOKS)


@pytest.mark.parametrize(
    ("today", "days", "expected"),
    [
        (date(2026, 5, 1), (), ["today"]),
        (date(2030, 1, 1), (), []),  # far away: a line would leave the meetings a sliver
        (date(2026, 5, 2), (date(2026, 4, 28),), ["today", "article"]),
        (date(2030, 1, 1), (date(2026, 4, 28), date(2026, 4, 29)), []),  # several articles are ticks below
    ],
)
def test_lines_for_today_and_the_article(today: date, days: tuple[date, ...], expected: list[str]) -> None:
    figure = timeline(row(), today=today, article_days=days)
    assert [a.text for a in figure.layout.annotations if a.yanchor == "bottom"] == expected


def test_only_the_lanes_asked_for_are_drawn() -> None:
    table = pd.DataFrame([row(), row(uid="2", participants=("Cy Hara", "Dee Moss"))])
    figure = charts.meetings_timeline(table, {"Cy Hara": "actors?id=7"}, today=TODAY, inks=DARK)
    assert list(traces(figure, "scatter", "markers")[0].customdata) == ["2"]
    assert [a.text for a in figure.layout.annotations if "<b>" in a.text] == [
        '<a href="actors?id=7" target="_self"><b>Cy Hara</b></a> '
    ]


def test_places_are_labels_only_where_they_touch_nothing() -> None:
    far, near = row(uid="2", start=date(2026, 8, 1), end=date(2026, 8, 1)), row(uid="3")
    assert traces(timeline(row(), far), "scatter", "markers")[0].text[0] == "Arvenport"
    crowded = [row(uid=str(n), start=date(2026, 5, n), end=date(2026, 5, n)) for n in range(1, 20)]
    shown = [t for t in traces(timeline(*crowded, near), "scatter", "markers")[0].text if t]
    assert len(shown) <= 1


def test_markers_upon_each_other_have_their_places_once_and_together() -> None:
    alone = ("Ana Orlan",)
    same = [row(uid=u, participants=alone, place=p) for u, p in (("1", "Lund"), ("2", "Aabo"), ("3", "Lund"))]
    states = [*same, row(uid="4", participants=alone, place=None, status="cancelled")]
    figure = timeline(*states, row(uid="5", participants=alone, start=date(2026, 9, 1), end=date(2026, 9, 1)))
    shown = [t for trace in traces(figure, "scatter", "markers") for t in trace.text if t]
    assert shown == ["Lund, Aabo"]  # that of September would leave the chart
    near = row(uid="5", participants=alone, start=date(2026, 6, 1), end=date(2026, 6, 1), place=None)
    last = row(uid="6", participants=alone, start=date(2026, 9, 1), end=date(2026, 9, 1), place=None)
    shown = [t for trace in traces(timeline(*states, near, last), "scatter", "markers") for t in trace.text if t]
    assert shown == ["Lund"]


@pytest.mark.parametrize(
    ("x", "label", "others", "expected"),
    [
        (0.1, "Arvenport", [0.1], True),
        (0.1, "Arvenport", [0.1, 0.2], False),
        (0.1, "Arvenport", [0.05], True),
        (0.9, "Arvenport", [], False),  # would leave the chart
    ],
)
def test_fits(x: float, label: str, others: list[float], expected: bool) -> None:
    assert fits(x, label, others) is expected


def test_names_and_places_are_escaped_and_cut() -> None:
    figure = timeline(row(participants=(HOSTILE, "B" * 400), place=HOSTILE, occasion=HOSTILE))
    assert "<img" not in figure.to_json()
    assert max(len(re.sub("<[^>]+>", "", a.text)) for a in figure.layout.annotations) < NAME_LETTERS + 60


def test_span_has_room_around_it() -> None:
    assert span_of([date(2026, 5, 4), None, date(2026, 5, 4)]) == (date(2026, 5, 1), date(2026, 5, 7))


def said(speaker: str, day: date, kind: str, quotes: int) -> dict[str, Any]:
    """What a speaker said on a day, as the store counts it."""
    return {"choice": f"{speaker} #1", "speaker": speaker, "day": day, "kind": kind, "quotes": quotes}


QUOTES = pd.DataFrame(
    [
        said("Ana Orlan", date(2026, 3, 2), "direct", 2),
        said("Ana Orlan", date(2026, 3, 2), "indirect", 1),
        said("Bo Tarn", date(2026, 3, 9), "mixed", 1),
    ]
)
LANES = {"Ana Orlan #1": "Ana Orlan", "Bo Tarn #1": "Bo Tarn"}


def test_quotes_are_dots_by_speaker_day_and_kind() -> None:
    figure = charts.quotes_over_time(QUOTES, LANES, "day", inks=LIGHT, addresses=list(LANES))
    assert {t.name: len(t.x) for t in figure.data} == {
        "Word for word": 1, "In the reporter’s words": 1, "Partly word for word": 1,
    }  # fmt: skip
    assert list(figure.data[0].customdata[0]) == ["Ana Orlan #1", "2026-03-02", "2026-03-02"]
    assert "2 quotations" in figure.data[0].hovertext[0]


def test_a_dot_of_a_month_stands_in_its_middle_and_tells_its_days() -> None:
    month = pd.DataFrame([said("Ana Orlan", date(2026, 2, 1), "direct", 9)])
    figure = charts.quotes_over_time(month, LANES, "month", inks=LIGHT, addresses=list(LANES))
    assert list(figure.data[0].customdata[0])[1:] == ["2026-02-01", "2026-02-28"]
    assert list(figure.data[0].x) == [date(2026, 2, 14)]


@pytest.mark.parametrize(
    ("first", "last", "step"),
    [
        (date(2026, 3, 4), date(2026, 3, 4), "day"),
        (date(2026, 3, 4), date(2026, 8, 4), "week"),
        (date(2020, 2, 4), date(2026, 8, 4), "month"),
    ],
)
def test_steps_are_as_wide_as_the_time_needs(first: date, last: date, step: str) -> None:
    assert step_for(first, last) == step


def test_a_step_that_makes_too_many_dots_is_widened() -> None:
    assert [wider("day"), wider("week"), wider("month")] == ["week", "month", None]


@pytest.mark.parametrize(
    ("first", "step", "last"),
    [
        (date(2026, 3, 2), "day", date(2026, 3, 2)),
        (date(2026, 3, 2), "week", date(2026, 3, 8)),
        (date(2026, 12, 1), "month", date(2026, 12, 31)),
        (date(2024, 2, 1), "month", date(2024, 2, 29)),
    ],
)
def test_last_day_of_a_step(first: date, step: str, last: date) -> None:
    assert last_of(first, step) == last


def mentions(day: date, number: int = 1, topic: str = "Syria") -> dict[str, Any]:
    """How often a topic is mentioned, as the store counts it."""
    return {"topic": topic, "day": day, "mentions": number}


def test_each_topic_has_a_row_to_one_scale() -> None:
    table = pd.DataFrame([mentions(date(2026, 3, 4), 2), mentions(date(2026, 3, 5), topic="Iran")])
    figure = charts.topics_over_time(table, ["Syria", "Iran"], "day", inks=LIGHT)
    assert [t.yaxis for t in figure.data] == ["y", "y2"]
    assert figure.layout.yaxis.range == figure.layout.yaxis2.range
    assert list(figure.data[0].customdata[0]) == ["Syria", "2026-03-04", "2026-03-04"]


def test_matrix_has_a_row_a_speaker_and_one_for_the_article_itself() -> None:
    rows = [("Ana", 7, "Syria", 2), ("Ana", 7, "Iran", 1), (None, None, "Syria", 1)]
    table = pd.DataFrame(rows, columns=["speaker", "entity_id", "topic", "mentions"], dtype=object)
    assert charts.actor_by_topic(table).to_dict("index") == {7: {"Syria": 2, "Iran": 1}, 0: {"Syria": 1, "Iran": 0}}


def test_each_chart_has_a_sentence() -> None:
    assert "2 meetings" in charts.describe_meetings(pd.DataFrame([row(), row(status="held")]))
    assert "1 planned and 1 held" in charts.describe_meetings(pd.DataFrame([row(), row(status="held")]))
    assert "4 quotations of 2 speakers" in charts.describe_quotes(QUOTES)
    assert "Syria 1" in charts.describe_topics(pd.DataFrame([mentions(date(2026, 3, 4))]))
    assert charts.describe_topics(pd.DataFrame()) == "No mention has a day."


def test_static_charts_hold_what_is_counted_and_no_markup() -> None:
    svg = static.names([(HOSTILE, 3), ("Ana", 1)], "Who speaks")
    assert "<img" not in svg
    assert svg.count("<rect") == 2
    months = static.months([(date(2025, 12, 1), 4), (date(2026, 2, 1), 2)], "By month")
    assert "<title>December 2025: 4</title>" in months
    assert months.count("<rect") == 2
    assert static.months([], "By month") == ""
