"""Overview: what is new, which meetings come next, who speaks most, and which topics rise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from html import escape

import streamlit as st

from dashboard import data, empty, evidence, filtering, finding_actors, guide, links, ranking, rises, tables
from dashboard.store import Filters, queries
from dashboard.wording import NO_SOURCE, NO_TITLE, STATUS, apart, counted, day, days, known, plain, shortened
from seeds import sample_articles

MOST = 5  # rows in each part; the pages have all
AHEAD = 3650  # days: "next" is whatever comes


def show() -> None:
    """Draw the page: a welcome while nothing is stored."""
    filters = filtering.ask()
    if not data.count():
        _welcome()
        return
    st.title("Overview", anchor=False)
    today = date.today()
    shown = data.ask(queries.count_articles, filters)
    filtering.summary(shown, data.count(), filters, "article")
    if not shown:
        filtering.nothing_fits("article")
        return
    guide.show()
    _numbers(_counts(filters, shown, today))
    left, right = st.columns(2, gap="medium")
    with left:
        _meetings(filters, today)
    with right:
        _new(filters)
    left, right = st.columns(2, gap="medium")
    with left:
        _speakers(filters)
    with right:
        _topics(filters)


def _counts(filters: Filters, articles: int, today: date) -> dict[str, int]:
    if filters.is_empty:
        totals = data.ask(queries.totals)
        quotes, plans, mentions = totals.quotes, totals.plans, totals.mentions
    else:
        quotes = data.ask(queries.count_quotes, filters)
        plans = data.ask(queries.count_plans, filters, today=today)
        mentions = data.ask(queries.count_topic_mentions, filters)
    return {"Articles": articles, "Quotations": quotes, "Meetings": plans, "Topic mentions": mentions}


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
    st.caption("With the sample comes a short guide: four clicks to see what this is for.")
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


def _new(filters: Filters) -> None:
    st.header("Added last", anchor=False)
    for row in tables.rows(data.ask(queries.articles, filters, limit=MOST, added_last=True)):
        title = row.title if known(row.title) else NO_TITLE
        counts = f"{counted(row.quotes, 'quotation')}, {counted(row.meetings, 'meeting')}"
        when = day(row.published) if known(row.published) else "day unknown"
        if _entry(title, f"{apart(row.source or NO_SOURCE)} · {when} · {counts}", f"new-{row.article_id}"):
            evidence.open_article(row.article_id)


def _meetings(filters: Filters, today: date) -> None:
    coming = data.ask(queries.next_plans, filters, today=today, days=AHEAD, limit=MOST)
    st.header("Next meetings" if not coming.empty else "Latest plans", anchor=False)
    rows = coming
    if coming.empty:
        rows = data.ask(queries.plans_listed, filters, today=today, dated=True, limit=MOST)
        if rows.empty:
            st.caption("No meeting with a day was found.")
            return
        st.caption(f"Nothing is planned from today, {day(today)}, on. These are the last meetings that were found.")
    for row in tables.rows(rows):
        where = ", ".join(apart(w) for w in (row.occasion, row.place) if known(w))
        told = " · ".join(filter(None, [STATUS[row.status], days(row.start, row.end), where]))
        with st.container(gap=None, key=f"entry-next-{row.uid}"):
            who = links.actors(row.participants) or "Participants not named"
            st.html(f'<div class="sl-entry">{who}</div>')
            pressed = st.button(plain(shortened(told, 110)), key=f"next-{row.uid}", type="tertiary")
        if pressed:
            st.switch_page(st.session_state["pages"]["meetings"], query_params={evidence.PLAN: row.uid})
    if st.button("All meetings", type="tertiary"):
        st.switch_page(st.session_state["pages"]["meetings"])


def _speakers(filters: Filters) -> None:
    top = data.ask(queries.top_speakers, filters, limit=MOST)
    ranked: list[ranking.Ranked] = [
        (r.speaker, int(r.quotes), {"actor": [finding_actors.choice_of(r.speaker, r.entity_id)]}, int(r.entity_id))
        for r in tables.rows(top)
    ]
    if ranking.show("Who speaks most", ranked, "actor", "quotation", filtering.put):
        st.switch_page(st.session_state["pages"]["quotes"])


def _topics(filters: Filters) -> None:
    until = rises.last_day(filters)
    st.header("Topics, rising and falling", anchor=False)
    table = data.ask(queries.rising, filters, until=until, days=rises.DAYS).head(MOST)
    if table.empty:
        st.caption(f"No topic is mentioned in the {2 * rises.DAYS} days to {day(until)}.")
    for row in tables.rows(table):
        name = str(row.topic)
        if _entry(name, rises.told(row), f"topic-{name}", on_click=partial(filtering.put, topic=[name])):
            st.switch_page(st.session_state["pages"]["topics"])
    if not table.empty:
        st.caption(f"Mentions in the {rises.DAYS} days to {day(until)}, beside the {rises.DAYS} days before.")
    if st.button("All topics", type="tertiary"):
        st.switch_page(st.session_state["pages"]["topics"])


def _entry(head: str, told: str, key: str, *, on_click: Callable[[], None] | None = None) -> bool:
    """Show a line with its facts; say whether it was clicked."""
    with st.container(gap=None, key=f"entry-{key}"):
        pressed = st.button(plain(shortened(head, 110)), key=key, type="tertiary", on_click=on_click)
        st.html(f'<div class="sl-meta sl-small">{escape(told)}</div>')
    return pressed
