"""A report: one page with charts and the sentences behind them, to send or print. It needs no network and no script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from html import escape
from typing import Any, BinaryIO, Final

import pandas as pd
from sqlalchemy import Engine

from dashboard import filter_words
from dashboard.charts import static
from dashboard.export import tables
from dashboard.store import Filters, queries
from dashboard.wording import (
    NO_SOURCE,
    NO_SPEAKER,
    NO_TITLE,
    NOBODY,
    QUOTE_KINDS,
    STATUS,
    apart,
    counted,
    day,
    days,
    how_dated,
    how_found,
    known,
    listed,
    shortened,
)

MOST_ROWS: Final = 1000
MOST_BYTES: Final = 2_500_000  # a mail takes it
MOST_LETTERS: Final = 1500  # of a paragraph; its article has all
TITLES: Final = {
    "articles": ("Articles", "article"),
    "quotes": ("Who said what", "quotation"),
    "meetings": ("Meetings", "statement"),
    "topic_mentions": ("Topics", "mention"),
}
STYLE: Final = """
body{font:16px/1.5 Georgia,serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color:#1b2430;background:#fff}
h1{margin-bottom:0}p.told,small,svg{font-family:system-ui,sans-serif}p.told,small{color:#545d67}svg{width:100%}
svg text{font-size:13px;fill:#1b2430}article{border-top:1px solid #d8d2c4;padding:.7rem 0;overflow-wrap:anywhere}
article b{font-family:system-ui,sans-serif}blockquote{margin:.3rem 0;white-space:pre-line}
@media(prefers-color-scheme:dark){body{color:#e9e6df;background:#12171d}svg text{fill:#e9e6df}
p.told,small{color:#b4b3ad}article{border-color:#36404b}}@media print{article{break-inside:avoid}}
"""
# All else is refused to the page, whatever the articles hold.
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def write_report(file: BinaryIO, store: Engine, what: str, filters: Filters, *, today: date) -> int:
    """Write the report of a table of `export.TABLES`; return how many of its rows are told of."""
    title, one = TITLES[what]
    words = [label for _, _, label in filter_words.parts(filters)]
    told = f"Filtered by {listed(words, 30)}." if words else "Of all stored articles."
    parts = [f"<h1>{title}</h1>", f'<p class="told">Made by Sidelines on {day(today)}. {escape(told)}</p>']
    parts += [chart for chart in _charts(store, what, filters, today) if chart]
    size, rows, left = sum(map(len, parts)), 0, False
    for row in _rows(tables(store, what, filters, today=today)):
        entry = _ENTRIES[what](row)
        size += len(entry.encode())
        if rows == MOST_ROWS or size > MOST_BYTES:
            left = True
            break
        parts.append(entry)
        rows += 1
    shown = f"The first {rows:,} are told of here; the CSV file has all." if left else f"{counted(rows, one)}."
    parts.insert(2, f'<p class="told">{shown}</p>')
    file.write(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sidelines: {title}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head><body>'.encode()
    )
    file.write("\n".join(parts).encode() + b"</body></html>\n")
    return rows


def _charts(store: Engine, what: str, filters: Filters, today: date) -> Iterator[str]:
    if what == "quotes":
        by_month = queries.quote_months(store, filters)
        yield static.months(_pairs(by_month, "month", "quotes"), "Quotations of named speakers by month")
        top = queries.top_speakers(store, filters, limit=12)
        yield static.names(_pairs(top, "speaker", "quotes"), "Who speaks most")
    if what == "meetings":
        begun = queries.plan_months(store, filters, today=today)
        yield static.months(
            _pairs(begun[begun["month"].notna()], "month", "plans"), "Meetings by the month they begin in"
        )
        lanes = queries.plan_lanes(store, filters, today=today, limit=12)
        yield static.names(_pairs(lanes, "actor", "plans"), "Who takes part most")
    if what == "topic_mentions":
        mentions = queries.topics_by_day(store, filters, every="month")
        yield static.months(_sums(mentions, "day", "mentions"), "Mentions of topics by month")
        yield static.names(
            sorted(_sums(mentions, "topic", "mentions"), key=lambda pair: -pair[1])[:20], "Topics mentioned most"
        )


def _pairs(table: pd.DataFrame, name: str, count: str) -> list[tuple[Any, int]]:
    return [(n, int(c)) for n, c in zip(table[name], table[count], strict=True)]


def _sums(table: pd.DataFrame, name: str, count: str) -> list[tuple[Any, int]]:
    return sorted((n, int(c)) for n, c in table.groupby(name)[count].sum().items())


def _rows(pieces: Iterator[pd.DataFrame]) -> Iterator[Any]:
    for piece in pieces:
        yield from piece.itertuples()


def _entry(head: str, words: str, row: Any, *facts: str) -> str:
    published = day(row.published) if known(row.published) else "day unknown"
    title = f"{apart(row.source or NO_SOURCE)}, {published}: {shortened(row.title or NO_TITLE, 120)}"
    place = f"characters {row.start}–{row.end} of article {row.article_id[:12]}" if hasattr(row, "start") else ""
    told = " · ".join(filter(None, [*facts, title, place]))
    words = words if len(words) <= MOST_LETTERS else f"{words[:MOST_LETTERS]}…"
    quoted = f'<blockquote dir="auto">{escape(words)}</blockquote>' if words else ""
    return f"<article><b>{escape(head)}</b>{quoted}<small>{escape(told)}</small></article>"


def _article(row: Any) -> str:
    counts = f"{counted(row.quotes, 'quotation')}, {counted(row.meetings, 'meeting')}, {counted(row.topics, 'mention')}"
    return _entry(row.title or NO_TITLE, "", row, counts)


def _quote(row: Any) -> str:
    facts = (QUOTE_KINDS[row.kind], listed(row.topics), f"{row.confidence:.0%} sure", how_found(row.method))
    return _entry(row.speaker or NO_SPEAKER, row.sentence, row, f"“{shortened(row.text, 300)}”", *facts)


def _claim(row: Any) -> str:
    when = days(row.first_day, row.last_day) if known(row.first_day) else "no day said"
    basis = f" ({how_dated(row.date_basis)})" if known(row.first_day) and known(row.date_basis) else ""
    where = ", ".join(apart(w) for w in (row.occasion, row.place) if known(w))
    facts = (STATUS[row.status], f"{when}{basis}", where, f"stands now: {STATUS[row.plan_status].lower()}")
    return _entry(listed(row.participants) or "Participants not named", row.sentence, row, *facts)


def _mention(row: Any) -> str:
    return _entry(row.topic, row.sentence, row, row.speaker or NOBODY)


_ENTRIES: Final[dict[str, Callable[[Any], str]]] = {
    "articles": _article,
    "quotes": _quote,
    "meetings": _claim,
    "topic_mentions": _mention,
}
