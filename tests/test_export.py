"""Exports are complete, and harmless where they are opened."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from typing import Any

import pandas as pd
import pytest
from icalendar import Calendar

from dashboard.export import to_calendar, to_csv, to_jsonl, to_xlsx


def meeting(**changed: Any) -> dict[str, Any]:
    """A meeting's row as the store gives it."""
    return {
        "article_id": "a" * 64,
        "published": date(2026, 3, 2),
        "participants": ("Ana Orlan", "Bo Tarn"),
        "kind": "meeting",
        "status": "planned",
        "place": None,
        "start": date(2026, 5, 1),
        "end": date(2026, 5, 2),
        "evidence": "They will meet.",
        "evidence_start": 0,
        "evidence_end": 15,
        **changed,
    }


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("1=1", "1=1"),  # a formula only at the beginning
        ("", '""'),
        (("Syria", "Iran"), "Syria; Iran"),
        (date(2026, 3, 2), "2026-03-02"),
        (None, '""'),
    ],
)
def test_csv_cells(cell: Any, written: str) -> None:
    assert to_csv(pd.DataFrame({"text": [cell]})).decode("utf-8-sig").splitlines()[1] == written


def test_xlsx_holds_no_formula_or_link() -> None:
    book = to_xlsx(pd.DataFrame({"text": ["=1+1", "https://example.org"]}))
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
        assert not [name for name in parts.namelist() if "_rels/sheet" in name]


def test_jsonl_keeps_lists_days_and_the_unknown() -> None:
    line = json.loads(to_jsonl(pd.DataFrame([meeting()])))
    assert (line["participants"], line["start"], line["place"]) == (["Ana Orlan", "Bo Tarn"], "2026-05-01", None)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, (date(2026, 5, 1), date(2026, 5, 3), "CONFIRMED")),  # the end is the day after the last
        ({"end": date(2026, 5, 1)}, (date(2026, 5, 1), date(2026, 5, 2), "CONFIRMED")),
        ({"status": "possible"}, (date(2026, 5, 1), date(2026, 5, 3), "TENTATIVE")),
        ({"status": "ruled_out"}, (date(2026, 5, 1), date(2026, 5, 3), "CANCELLED")),
    ],
)
def test_calendar(changed: dict[str, Any], expected: tuple[date, date, str]) -> None:
    (event,) = Calendar.from_ical(to_calendar(pd.DataFrame([meeting(**changed)]))).walk("VEVENT")
    assert (event.start, event.end, event["STATUS"]) == expected


def test_undated_meetings_are_left_out_and_uids_are_stable() -> None:
    table = pd.DataFrame([meeting(), meeting(start=None, end=None, evidence_start=20)])
    events = Calendar.from_ical(to_calendar(table)).walk("VEVENT")
    assert len(events) == 1
    assert to_calendar(table) == to_calendar(table)
    assert to_calendar(table[:1]) == to_calendar(table)
