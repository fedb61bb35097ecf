"""Overview: what is new, which meetings come next, who speaks most, and which topics are mentioned."""

from __future__ import annotations

from datetime import date
from functools import partial
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import data, empty, evidence, filtering
from dashboard.wording import NO_SOURCE, NO_TITLE, STATUS, counted, day, days, known, listed, plain, shortened
from seeds import sample_articles

MOST = 5  # rows in each part; the pages have all
OPEN = ("planned", "possible", "postponed")


def show() -> None:
    """Draw the page: a welcome while nothing is stored."""
    filters = filtering.ask()
    if not data.count():
        _welcome()
        return
    st.title("Overview", anchor=False)
    articles, meetings = data.articles(filters), data.meetings(filters)
    quotes, mentions = data.quotes(filters), data.topic_mentions(filters)
    filtering.summary(len(articles), data.count(), filters, "article")
    if articles.empty:
        filtering.nothing_fits("article")
        return
    _numbers(
        {
            "Articles": len(articles),
            "Quotations": len(quotes),
            "Meetings": len(meetings),
            "Topic mentions": len(mentions),
        }
    )
    left, right = st.columns(2, gap="medium")
    with left:
        _meetings(meetings)
    with right:
        _new(articles)
    left, right = st.columns(2, gap="medium")
    with left:
        _ranked("Who speaks most", quotes["speaker"].dropna(), "actor", "quotes", "quotation")
    with right:
        _ranked("Topics mentioned most", mentions["topic"], "topic", "topics", "mention")


def _welcome() -> None:
    st.title("Read the news for plans and words", anchor=False)
    st.html(
        '<p class="sl-lead">Add news articles. Sidelines marks in each <b>who said what</b>, <b>who plans to meet '
        "whom, where and when</b>, and <b>which topics are mentioned</b>. Every answer is one click from its sentence, "
        "and nothing leaves this machine.</p>"
    )
    with st.container(horizontal=True):
        if st.button("Try the sample", type="primary"):
            empty.add(sample_articles())
        if st.button("Add articles"):
            st.switch_page(st.session_state["pages"]["add"])
    st.html(files_card())


def files_card() -> str:
    """Return what one sentence gives, as an example."""
    return (
        '<div class="sl-example"><p>“We will <u>talk in Arvenport on Friday</u> about the <b>INF Treaty</b>,” the '
        "minister said.</p><ul><li>A quotation, by the minister, word for word</li><li>A meeting, planned, with its "
        "place and day</li><li>A topic, INF Treaty, said by the minister</li></ul></div>"
    )


def _numbers(counts: dict[str, int]) -> None:
    parts = "".join(f"<p><strong>{count:,}</strong>{escape(label)}</p>" for label, count in counts.items())
    st.html(f'<div class="sl-numbers">{parts}</div>')


def _new(articles: pd.DataFrame) -> None:
    st.header("Added last", anchor=False)
    for row in _rows(articles.sort_values("added_at", ascending=False, kind="stable").head(MOST)):
        title = row.title if known(row.title) else NO_TITLE
        counts = f"{counted(row.quotes, 'quotation')}, {counted(row.meetings, 'meeting')}"
        when = day(row.published) if known(row.published) else "day unknown"
        if _entry(title, f"{row.source or NO_SOURCE} · {when} · {counts}", f"new-{row.article_id}"):
            evidence.open_article(row.article_id)


def _meetings(meetings: pd.DataFrame) -> None:
    today = date.today()
    dated = meetings[meetings["start"].notna() & meetings["status"].isin(OPEN)]
    coming = dated[dated["end"] >= today]
    st.header("Next meetings" if not coming.empty else "Latest plans", anchor=False)
    if dated.empty:
        st.caption("No planned meeting with a day was found.")
        return
    if coming.empty:
        st.caption(f"Nothing is planned from today, {day(today)}, on. These are the last plans that were found.")
    rows = (
        coming.head(MOST) if not coming.empty else dated.sort_values("start", ascending=False, kind="stable").head(MOST)
    )
    for row in _rows(rows):
        where = ", ".join(w for w in (row.occasion, row.place) if known(w))
        told = " · ".join(filter(None, [STATUS[row.status], days(row.start, row.end), where]))
        if _entry(listed(row.participants) or "Participants not named", told, f"next-{row.meeting_id}"):
            evidence.open_article(row.article_id, row.evidence_start, row.evidence_end)
    if st.button("All meetings", type="tertiary"):
        st.switch_page(st.session_state["pages"]["meetings"])


def _ranked(title: str, names: pd.Series, filter_name: str, page: str, what: str) -> None:
    st.header(title, anchor=False)
    counts = names.value_counts().head(MOST)
    if counts.empty:
        st.caption("None was found.")
        return
    chosen = None
    with st.container(key=f"rank-{filter_name}", gap=None):
        for name, count in counts.items():
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                if st.button(
                    plain(shortened(str(name), 26)),
                    key=f"{filter_name}-{name}",
                    type="tertiary",
                    on_click=partial(filtering.put, **{filter_name: [str(name)]}),
                ):
                    chosen = name
                st.html(
                    f'<div class="sl-measure"><span class="sl-bar" style="width:{100 * count / counts.max():.0f}%">'
                    f"</span><span>{counted(int(count), what)}</span></div>"
                )
    if chosen is not None:
        st.switch_page(st.session_state["pages"][page])


def _entry(head: str, told: str, key: str) -> bool:
    """Show a line with its facts; say whether it was clicked."""
    with st.container(gap=None, key=f"entry-{key}"):
        pressed = st.button(plain(shortened(head, 110)), key=key, type="tertiary")
        st.html(f'<div class="sl-meta sl-small">{escape(told)}</div>')
    return pressed


def _rows(table: pd.DataFrame) -> Any:
    return table.itertuples()
