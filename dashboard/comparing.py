"""How a speaker's words on a topic changed: early, later and latest statements side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import streamlit as st

from dashboard import data, evidence, filtering, tables
from dashboard.store import Filters, queries
from dashboard.wording import counted, days

SPEAKERS: Final = 50  # to choose from; the filters find all others
COLUMNS: Final = 3
EACH: Final = 3  # statements in a column

Counts = Sequence[tuple[date, int]]


def show(filters: Filters) -> None:
    """Draw the comparison, of the filtered speakers and topics where there are some."""
    top = data.ask(queries.top_speakers, filters, limit=SPEAKERS)
    names = {f"{r.speaker} #{int(r.entity_id)}": str(r.speaker) for r in tables.rows(top)}
    if not names:
        return
    st.header("How a speaker’s words changed", anchor=False)
    left, right = st.columns(2, gap="medium")
    with left:
        speaker = _choose("Speaker", list(names), "who", names)
    told = data.ask(queries.about_topics, replace(filters, actors=(speaker,)))
    topics = {str(r.topic): f"{r.topic} ({counted(int(r.quotes), 'quotation')})" for r in tables.rows(told)}
    if not topics:
        st.caption("None of your topics is named in this speaker’s words.")
        return
    with right:
        topic = _choose("Topic", list(topics), "on", topics)
    narrowed = replace(filters, actors=(speaker,), topics=(topic,))
    counts = data.ask(queries.quotes_by_day, narrowed, speakers=1)
    said: Counter[date] = Counter()
    for row in tables.rows(counts):
        said[row.day] += int(row.quotes)
    by_day = sorted(said.items())
    if not by_day:
        st.caption("None of these statements has a day.")
        return
    stretches = parted(by_day, COLUMNS)
    if len(stretches) == 1:
        st.caption("All of it was said on one day; with articles of other days there is something to compare.")
        return
    for i, (column, stretch) in enumerate(zip(st.columns(len(stretches), gap="medium"), stretches, strict=True)):
        first, last = stretch[0][0], stretch[-1][0]
        with column:
            st.subheader(days(first, last), anchor=False)
            st.caption(counted(sum(n for _, n in stretch), "quotation") + ".")
            rows = data.ask(queries.statements, filtering.within(narrowed, first, last), limit=EACH)
            evidence.show_quotes(rows, f"compared-{i}")


def parted(counts: Counts, most: int) -> list[Counts]:
    """Part days, each with how much was said, into at most ``most`` stretches of about as much each, in order."""
    total, so_far = sum(n for _, n in counts), 0
    parts: dict[int, list[tuple[date, int]]] = {}
    for when, n in counts:
        parts.setdefault(min(most * so_far // total, most - 1), []).append((when, n))
        so_far += n
    return list(parts.values())


def _choose(label: str, options: list[str], name: str, words: dict[str, str]) -> str:
    """Ask for one of the options, kept in the address."""
    sent = st.query_params.get(name)
    chosen = st.selectbox(
        label, options, index=options.index(sent) if sent in options else 0, format_func=lambda o: words.get(o, o)
    )
    if chosen != options[0]:
        st.query_params[name] = chosen
    elif name in st.query_params:
        del st.query_params[name]
    return str(chosen)
