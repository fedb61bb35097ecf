"""What the panel beside an article's text says of each finding, and the marks as the browser gets them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from dashboard import data, links, tables
from dashboard.explaining import STATES, how, how_sure
from dashboard.store import queries
from dashboard.store.queries import ArticlePage, Mark
from dashboard.wording import MEETING_KINDS, NO_SPEAKER, QUOTE_KINDS, STATUS, days, known, listed, shortened

WHAT: Final = {"quote": "Quotation", "meeting": "Meeting", "topic": "Topic", "actor": "Actor"}
MOST_WORDS: Final = 90  # characters of a finding in the list


def of_article(page: ArticlePage) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return an article's marks and its findings as plain values.

    A mark has ``kind``, ``label``, ``words`` and ``of``, the position of its finding, which has ``finding``, ``row``,
    ``state`` and what the panel says: ``what``, ``head``, ``facts``, ``how``, ``sure`` and ``told`` (its state);
    ``who`` are the actors in its head, each with its name and the address of its page.
    """
    details = {**_quotes(page), **_meetings(page)}
    places: dict[tuple[str, int], int] = {}
    findings: list[dict[str, Any]] = []
    marks = []
    for mark in page.marks:
        which = (str(mark.finding), int(mark.row_id or 0))
        if which not in places:
            places[which] = len(findings)
            findings.append(_finding(mark, *which, details.get(which)))
        words = shortened(page.text[mark.start : mark.end], MOST_WORDS)
        marks.append({"kind": mark.kind, "label": mark.label, "words": words, "of": places[which]})
    return marks, findings


def _finding(mark: Mark, finding: str, row_id: int, detail: dict[str, Any] | None) -> dict[str, Any]:
    who = [mark.label.rpartition(" (")[0]] if finding == "actor" else []
    told = detail or {"head": mark.label, "facts": [], "why": mark.why, "sure": None, "who": _pages(who)}
    sure = told.pop("sure")
    return {
        "finding": finding,
        "row": row_id,
        "state": mark.state,
        "what": WHAT[finding],
        "told": STATES.get(mark.state, ""),
        "how": how(finding, told.pop("why")),
        "sure": how_sure(sure, mark.state) if sure is not None else "",
        **told,
    }


def _ids(page: ArticlePage, finding: str) -> list[int]:
    return sorted({int(m.row_id) for m in page.marks if m.finding == finding and m.row_id is not None})


def _quotes(page: ArticlePage) -> dict[tuple[str, int], dict[str, Any]]:
    ids = _ids(page, "quote")
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for row in tables.rows(data.ask(queries.quotes_by_id, ids)) if ids else ():
        said = f"said {days(row.said_first, row.said_last)}" if known(row.said_first) else None
        facts = [
            QUOTE_KINDS[row.kind],
            None if row.speech else "thought or felt, not said: not counted",
            said,
            f"topics: {listed(row.topics)}" if row.topics else None,
        ]
        head = row.speaker or NO_SPEAKER
        who = [[head, links.address(head, row.entity_id)]] if known(row.entity_id) else []
        found["quote", int(row.quote_id)] = _detail(head, facts, row.method, row.confidence, who)
    return found


def _meetings(page: ArticlePage) -> dict[tuple[str, int], dict[str, Any]]:
    ids = _ids(page, "meeting")
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for row in tables.rows(data.ask(queries.meetings_by_id, ids)) if ids else ():
        when = days(row.start, row.end) if known(row.start) else "no day said"
        facts = [
            f"{MEETING_KINDS[row.kind]}: {STATUS[row.status].lower()}",
            f"{when} ({row.date_basis})" if known(row.date_basis) else when,
            f"first meant for {days(row.original_start, row.original_end)}" if known(row.original_start) else None,
            row.occasion or None,
            f"place: {row.place}" if row.place else None,
        ]
        head = listed(row.participants) or "Participants not named"
        found["meeting", int(row.meeting_id)] = _detail(head, facts, row.rule, row.confidence, _pages(row.participants))
    return found


def _pages(names: Sequence[str]) -> list[list[str]]:
    return [[name, links.address(name)] for name in names]


def _detail(head: str, facts: list[str | None], why: str, sure: float, who: list[list[str]]) -> dict[str, Any]:
    return {"head": head, "facts": [f for f in facts if f], "why": why, "sure": float(sure), "who": who}
