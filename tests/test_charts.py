"""Charts show what the table holds, and nothing of it runs as markup."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard import charts
from dashboard.charts.lanes import DARK, LIGHT, NAME_LETTERS, busiest, fits, span_of
from dashboard.charts.meetings import LOOKS
from tests.stored_articles import HOSTILE, row

TODAY = date(2026, 4, 20)


def timeline(*rows: dict[str, Any], **given: Any) -> go.Figure:
    """The timeline of some meetings."""
    table = pd.DataFrame(rows)
    return charts.meetings_timeline(table, busiest(table["participants"]), **{"today": TODAY, "inks": LIGHT, **given})


def traces(figure: go.Figure, kind: str, mode: str | None = None) -> list[Any]:
    """The traces of a kind."""
    return [t for t in figure.data if t.type == kind and (mode is None or mode in (t.mode or ""))]


def test_a_single_day_is_a_marker_for_each_participant() -> None:
    figure = timeline(row(meeting_id=7))
    (markers,) = traces(figure, "scatter", "markers")
    assert list(markers.x) == [datetime(2026, 5, 1)] * 2
    assert list(markers.customdata) == [7, 7]
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
    table = pd.DataFrame([row(), row(meeting_id=2, participants=("Cy Hara", "Dee Moss"))])
    figure = charts.meetings_timeline(table, ["Cy Hara"], today=TODAY, inks=DARK)
    assert list(traces(figure, "scatter", "markers")[0].customdata) == [2]


def test_places_are_labels_only_where_they_touch_nothing() -> None:
    far, near = row(meeting_id=2, start=date(2026, 8, 1), end=date(2026, 8, 1)), row(meeting_id=3)
    assert traces(timeline(row(), far), "scatter", "markers")[0].text[0] == "Arvenport"
    crowded = [row(meeting_id=n, start=date(2026, 5, n), end=date(2026, 5, n)) for n in range(1, 20)]
    shown = [t for t in traces(timeline(*crowded, near), "scatter", "markers")[0].text if t]
    assert len(shown) <= 1


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
    assert max(len(a.text) for a in figure.layout.annotations) < NAME_LETTERS + 60


def test_busiest_comes_first_and_equals_by_the_alphabet() -> None:
    assert busiest([("b", "a"), ("c",), ("c", "b")]) == ["b", "c", "a"]
    assert busiest(["b", "a", "b"]) == ["b", "a"]


def test_span_has_room_around_it() -> None:
    assert span_of([date(2026, 5, 4), None, date(2026, 5, 4)]) == (date(2026, 5, 1), date(2026, 5, 7))


QUOTES = pd.DataFrame(
    [
        {"speaker": "Ana Orlan", "published": date(2026, 3, 2), "kind": "direct"},
        {"speaker": "Ana Orlan", "published": date(2026, 3, 2), "kind": "direct"},
        {"speaker": "Ana Orlan", "published": date(2026, 3, 2), "kind": "indirect"},
        {"speaker": "Bo Tarn", "published": date(2026, 3, 9), "kind": "mixed"},
        {"speaker": None, "published": date(2026, 3, 9), "kind": "mixed"},
        {"speaker": "Bo Tarn", "published": None, "kind": "mixed"},
    ]
)


def test_quotes_are_dots_by_speaker_day_and_kind() -> None:
    figure = charts.quotes_over_time(QUOTES, ["Ana Orlan", "Bo Tarn"], inks=LIGHT)
    assert {t.name: len(t.x) for t in figure.data} == {
        "Word for word": 1, "In the reporter’s words": 1, "Partly word for word": 1,
    }  # fmt: skip
    assert list(figure.data[0].customdata[0]) == ["Ana Orlan", "2026-03-02"]
    assert "2 quotations" in figure.data[0].hovertext[0]


def mentions(*days: date | None, topic: str = "Syria", speaker: str | None = None) -> pd.DataFrame:
    """Mentions of a topic, as the store gives them."""
    return pd.DataFrame([{"topic": topic, "published": d, "speaker": speaker, "start": 0} for d in days])


@pytest.mark.parametrize(
    ("days", "first_bar"),
    [
        ((date(2026, 3, 4), date(2026, 3, 4)), ["Syria", "2026-03-04", "2026-03-04"]),
        ((date(2026, 3, 4), date(2026, 8, 4)), ["Syria", "2026-03-02", "2026-03-08"]),  # a week
        ((date(2020, 2, 4), date(2026, 8, 4)), ["Syria", "2020-02-01", "2020-02-29"]),  # a month
    ],
)
def test_topic_bars_are_as_wide_as_the_time_allows(days: tuple[date, ...], first_bar: list[str]) -> None:
    figure = charts.topics_over_time(mentions(*days), ["Syria"], inks=LIGHT)
    assert list(figure.data[0].customdata[0]) == first_bar


def test_each_topic_has_a_row_to_one_scale() -> None:
    table = pd.concat([mentions(date(2026, 3, 4), date(2026, 3, 4)), mentions(date(2026, 3, 5), topic="Iran")])
    figure = charts.topics_over_time(table, ["Syria", "Iran"], inks=LIGHT)
    assert [t.yaxis for t in figure.data] == ["y", "y2"]
    assert figure.layout.yaxis.range == figure.layout.yaxis2.range


def test_matrix_counts_speakers_and_the_article_itself() -> None:
    day = date(2026, 3, 4)
    table = pd.concat([mentions(day), mentions(day, day, speaker="Ana"), mentions(day, topic="Iran", speaker="Ana")])
    matrix = charts.actor_by_topic(table)
    assert matrix.to_dict("index") == {"Ana": {"Syria": 2, "Iran": 1}, "The article itself": {"Syria": 1, "Iran": 0}}


def test_each_chart_has_a_sentence() -> None:
    assert "2 meetings" in charts.describe_meetings(pd.DataFrame([row(), row(status="held")]))
    assert "1 planned and 1 held" in charts.describe_meetings(pd.DataFrame([row(), row(status="held")]))
    assert "4 quotations of 2 speakers" in charts.describe_quotes(QUOTES)
    assert "Syria 1" in charts.describe_topics(mentions(date(2026, 3, 4)))
    assert charts.describe_topics(mentions(None)) == "No mention has a day."
