"""Tables as files to take away: CSV, Excel, JSON Lines; and meetings as a calendar."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pandas as pd
from icalendar import Calendar, Event

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # what makes a spreadsheet run a cell (OWASP, CSV injection)
CALENDAR_STATUS = {
    "planned": "CONFIRMED",
    "held": "CONFIRMED",
    "possible": "TENTATIVE",
    "postponed": "TENTATIVE",
    "cancelled": "CANCELLED",
    "ruled_out": "CANCELLED",
}


def to_csv(table: pd.DataFrame) -> bytes:
    """Return the table as UTF-8 CSV with a byte order mark, as Excel wants it; no cell can run as a formula."""
    return _flat(table).to_csv(index=False).encode("utf-8-sig")


def to_xlsx(table: pd.DataFrame) -> bytes:
    """Return the table as an Excel workbook of one sheet; texts stay texts, never formulas or links."""
    file = io.BytesIO()
    options = {"options": {"strings_to_formulas": False, "strings_to_urls": False}}
    with pd.ExcelWriter(file, engine="xlsxwriter", engine_kwargs=options) as writer:
        _flat(table).to_excel(writer, index=False, sheet_name="Sidelines")
    return file.getvalue()


def to_jsonl(table: pd.DataFrame) -> bytes:
    """Return one JSON object a line; days in ISO form, unknown as null."""
    rows = ({str(name): _plain(value) for name, value in row.items()} for row in table.to_dict("records"))
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def to_calendar(meetings: pd.DataFrame) -> bytes:
    """Return the dated meetings as all-day iCalendar events (RFC 5545); undated ones are left out.

    An event's UID is the same in each export, so that a calendar that reads the file again replaces what it has.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Sidelines//meetings//EN")
    calendar.add("version", "2.0")
    for row in meetings.to_dict("records"):
        first, last = _plain(row["start"]), _plain(row["end"])
        if first is None:
            continue
        event = Event()
        event.add("uid", _uid(row))
        event.add("dtstamp", _stamp(row))
        event.add("summary", f"{str(row['kind']).capitalize()}: {', '.join(row['participants'])}")
        event.add("dtstart", date.fromisoformat(first))
        event.add("dtend", date.fromisoformat(last or first) + timedelta(days=1))  # exclusive in iCalendar
        event.add("status", CALENDAR_STATUS[row["status"]])
        if place := _plain(row["place"]):
            event.add("location", place)
        event.add("description", f"{row['status']}: {row['evidence']}")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _uid(row: dict[Any, Any]) -> str:
    """The article and the place of the evidence: what survives another store or another order of adding."""
    key = json.dumps([row["article_id"], row["evidence_start"], row["evidence_end"], sorted(row["participants"])])
    return f"{hashlib.sha256(key.encode()).hexdigest()[:32]}@sidelines"


def _stamp(row: dict[Any, Any]) -> datetime:
    published = _plain(row["published"])
    return datetime.combine(date.fromisoformat(published) if published else date(1970, 1, 1), time(), UTC)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    return value.item() if hasattr(value, "item") else value


def _cell(value: Any) -> Any:
    plain = _plain(value)
    if isinstance(plain, list):
        plain = "; ".join(str(v) for v in plain)
    return "'" + plain if isinstance(plain, str) and plain.startswith(FORMULA_STARTS) else plain


def _flat(table: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series([_cell(v) for v in table[name]], dtype=object) for name in table.columns})
