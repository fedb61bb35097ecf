"""Exports are complete, and harmless where they are opened."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any, BinaryIO

import pandas as pd
import pytest
from icalendar import Calendar
from sqlalchemy import Engine

from dashboard import calendars, export
from dashboard.store import Filters, add_findings, open_store
from extract.errors import SidelinesError
from extract.model import Days
from tests.stored_articles import article, hostile, story

TODAY = date(2026, 4, 20)


def made(write: Callable[[BinaryIO, Iterator[pd.DataFrame]], int], *pieces: dict[str, list[Any]]) -> bytes:
    """What a format makes of tables."""
    file = io.BytesIO()
    write(file, iter([pd.DataFrame(piece) for piece in pieces]))
    return file.getvalue()


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("1=1", "1=1"),  # a formula only at the beginning
        ("", '""'),
        (("Syria", "Iran"), "Syria; Iran"),
        (date(2026, 3, 2), "2026-03-02"),
        (None, '""'),
    ],
)
def test_csv_cells(cell: Any, written: str) -> None:
    assert made(export.to_csv, {"text": [cell]}).decode("utf-8-sig").splitlines()[1] == written


def test_pieces_make_one_table() -> None:
    pieces = ({"n": [1, 2]}, {"n": [3]})
    assert made(export.to_csv, *pieces).decode("utf-8-sig").split() == ["n", "1", "2", "3"]
    assert made(export.to_jsonl, *pieces) == b'{"n": 1}\n{"n": 2}\n{"n": 3}\n'
    with zipfile.ZipFile(io.BytesIO(made(export.to_xlsx, *pieces))) as parts:
        assert parts.read("xl/worksheets/sheet1.xml").count(b"<row") == 4


def test_xlsx_holds_no_formula_or_link() -> None:
    book = made(export.to_xlsx, {"text": ["=1+1", "https://example.org", "x" * 40_000]})
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
        assert not [name for name in parts.namelist() if "_rels/sheet" in name]


@pytest.fixture
def store(tmp_path: Any) -> Iterator[Engine]:
    """A store with a few articles."""
    engine = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    for i, found in enumerate(story()):
        add_findings(engine, found, file_name=f"{i}.txt")
    yield engine
    engine.dispose()


def written(store: Engine, what: str, ending: str, filters: Filters | None = None) -> bytes:
    """A file of a table."""
    file = io.BytesIO()
    export.write(file, store, what, filters or Filters(), ending, today=TODAY)
    return file.getvalue()


@pytest.mark.parametrize("what", ["quotes", "meetings", "topic_mentions"])
def test_each_row_leads_to_its_words(store: Engine, what: str) -> None:
    texts = {a.article.id: a.article.text for a in story()}
    rows = [json.loads(line) for line in written(store, what, ".jsonl").splitlines()]
    assert len(rows) >= 4
    for row in rows:
        words = texts[row["article_id"]][row["start"] : row["end"]]
        assert words
        assert words in row["sentence"]
        assert {"source", "published"} <= row.keys()


def test_filters_narrow_what_is_written(store: Engine) -> None:
    rows = written(store, "quotes", ".jsonl", Filters(actors=("Bo Tarn",))).splitlines()
    assert [json.loads(row)["speaker"] for row in rows] == ["Bo Tarn"]
    nothing = written(store, "meetings", ".csv", Filters(search="nosuchword"))
    assert nothing.decode("utf-8-sig").strip().startswith("meeting_id") or nothing == b""


def test_claims_tell_the_plan_they_are_of(store: Engine) -> None:
    rows = [json.loads(line) for line in written(store, "meetings", ".jsonl").splitlines()]
    of = {(row["status"], row["plan_status"], row["plan_claims"]) for row in rows}
    assert ("planned", "possible", 2) in of  # the second article is less sure


def test_a_wrong_format_is_told(store: Engine) -> None:
    with pytest.raises(SidelinesError, match="quotes can be written as"):
        written(store, "quotes", ".ics")


@pytest.mark.parametrize("what", export.TABLES)
def test_a_report_is_whole_small_and_harmless(store: Engine, what: str) -> None:
    add_findings(store, hostile(), file_name="h.txt")
    page = written(store, what, ".html").decode()
    assert "<img" not in page
    assert not re.search(r"<script|<link|<[^>]*\b(src|href|onerror)=", page)  # nothing is fetched, nothing runs
    assert "default-src &#x27;none&#x27;" in page or "default-src 'none'" in page
    assert page.count("<article>") >= 4
    assert len(page) < 3_000_000


def test_a_long_report_says_that_more_is_elsewhere(store: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.report.MOST_ROWS", 2)
    page = written(store, "quotes", ".html").decode()
    assert page.count("<article>") == 2
    assert "The first 2 are told of here" in page


def plan(**changed: Any) -> dict[str, Any]:
    """A plan's row as the store gives it."""
    return {
        "uid": "a" * 32,
        "sequence": 2,
        "updated": datetime(2026, 3, 2, 12, tzinfo=UTC),
        "participants": ("Ana Orlan", "Bo Tarn"),
        "kind": "meeting",
        "status": "planned",
        "place": None,
        "occasion": None,
        "start": date(2026, 5, 1),
        "end": date(2026, 5, 2),
        "original_start": None,
        "original_end": None,
        "date_basis": "stated",
        "evidence": "They will meet.",
        "source": "Desk",
        "published": date(2026, 3, 2),
        **changed,
    }


def events(*plans: dict[str, Any]) -> list[Any]:
    """The events of a calendar file."""
    return list(Calendar.from_ical(calendars.to_calendar(pd.DataFrame(plans))).walk("VEVENT"))


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, (date(2026, 5, 1), date(2026, 5, 3), "CONFIRMED")),  # the end is the day after the last
        ({"end": date(2026, 5, 1)}, (date(2026, 5, 1), date(2026, 5, 2), "CONFIRMED")),
        ({"status": "possible"}, (date(2026, 5, 1), date(2026, 5, 3), "TENTATIVE")),
        ({"status": "due"}, (date(2026, 5, 1), date(2026, 5, 3), "TENTATIVE")),
        ({"status": "ruled_out"}, (date(2026, 5, 1), date(2026, 5, 3), "CANCELLED")),
        (  # put off, nobody knows until when
            {"status": "postponed", "start": None, "end": None, "original_start": date(2026, 4, 7)},
            (date(2026, 4, 7), date(2026, 4, 8), "CANCELLED"),
        ),
    ],
)
def test_calendar(changed: dict[str, Any], expected: tuple[date, date, str]) -> None:
    (event,) = events(plan(**changed))
    assert (event.start, event.end, event["STATUS"]) == expected
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert (event["UID"], event["SEQUENCE"]) == (f"{'a' * 32}@sidelines", 2)


def test_plans_without_a_day_are_no_events() -> None:
    assert not events(plan(start=None, end=None))
    assert calendars.to_calendar(pd.DataFrame([plan()])) == calendars.to_calendar(pd.DataFrame([plan()]))


def test_a_changed_plan_keeps_its_uid_and_gets_a_higher_sequence(tmp_path: Any) -> None:
    engine = open_store(f"sqlite:///{tmp_path / 'plans.sqlite'}")
    may = Days(date(2026, 5, 4), date(2026, 5, 4))
    add_findings(engine, article(meets=may), file_name="1.txt")
    (before,) = Calendar.from_ical(written(engine, "meetings", ".ics")).walk("VEVENT")
    later = article(meets=may, status="cancelled", published=date(2026, 3, 20), title="Called off")
    add_findings(engine, later, file_name="2.txt")
    (after,) = Calendar.from_ical(written(engine, "meetings", ".ics")).walk("VEVENT")
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert (before["STATUS"], after["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert after["DTSTAMP"].dt >= before["DTSTAMP"].dt
    engine.dispose()
