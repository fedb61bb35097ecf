"""The sentences behind a chart's point or a table's row, each with its way into the article."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard import data, links, look, tables
from dashboard.store import queries
from dashboard.wording import (
    NO_SOURCE,
    NO_SPEAKER,
    NOBODY,
    QUOTE_KINDS,
    STATUS,
    apart,
    counted,
    day,
    days,
    how_dated,
    how_found,
    how_meeting,
    known,
    plain,
)

MOST_CARRIERS: Final = 20
PLAN: Final = "plan"  # in the address of the page of meetings: the one whose story is told
AT_ONCE: Final = 8  # cards; "Show more" adds as many again


def open_article(article_id: str, start: int | None = None, end: int | None = None) -> None:
    """Go to the article's page, at the characters ``start`` to ``end`` where they are given."""
    at = {} if start is None or end is None else {"at": f"{int(start)}-{int(end)}"}
    st.switch_page(st.session_state["pages"]["article"], query_params={"id": article_id, **at})


def show_quotes(rows: pd.DataFrame, key: str) -> None:
    """Show quotations as cards with a button into the article."""
    _cards(rows, key, quote_card, lambda r: (r.start, r.end))


def show_statement(row: Any, key: str) -> None:
    """Show a statement once, and each article that carries it with a button to its place there."""
    carriers = data.ask(queries.carried_by, int(row.statement_id))
    with st.container(border=True, gap=None):
        st.html(quote_card(row))
        if len(carriers) > 1:
            st.caption(f"Carried by {counted(len(carriers), 'article')}:")
        for i, carrier in enumerate(tables.rows(carriers.head(MOST_CARRIERS))):
            label = "Read it in the article" if len(carriers) == 1 else plain(f"{_meta(carrier)}: read it there")
            if st.button(label, key=f"{key}-{i}-{carrier.article_id[:12]}", type="tertiary"):
                open_article(str(carrier.article_id), carrier.start, carrier.end)
        if len(carriers) > MOST_CARRIERS:
            st.caption(f"The first {MOST_CARRIERS} are listed.")


def cut(shown: int, total: int, what: str) -> None:
    """Say where only the first of many are shown."""
    if total > shown:
        st.caption(f"The first {shown:,} of {counted(total, what)}. Narrow the filters to see the others.")


def show_mentions(rows: pd.DataFrame, key: str) -> None:
    """Show mentions of topics with their paragraph and a button into the article."""
    _cards(rows, key, _mention, lambda r: (r.start, r.end))


def show_meetings(rows: pd.DataFrame, key: str, *, at_once: int = AT_ONCE) -> None:
    """Show meetings with what was read from where, and a button into the article."""
    _cards(rows, key, meeting_card, lambda r: (r.evidence_start, r.evidence_end), at_once)


def show_plans(rows: pd.DataFrame, key: str, *, at_once: int = AT_ONCE) -> None:
    """Show meetings by their latest news, with buttons into its article and to how the meeting was told."""
    _cards(rows, key, meeting_card, lambda r: (r.evidence_start, r.evidence_end), at_once, history=True)


def heading(text: str, opened_by: object) -> None:
    """Write a heading over what a click has opened, and bring it into view; ``opened_by`` differs for each click."""
    st.subheader(plain(text), anchor=False)
    look.component("arrival", ("arrive.js",))(key=f"arrive-{text[:20]}", data=repr(opened_by))


def card(head: str, text: str, meta: str, tags: tuple[str, ...] = (), *, quoted: bool = False) -> str:
    """Return a card's HTML; ``head`` is HTML, all else is text and is escaped here."""
    labels = "".join(f'<span class="sl-tag">{escape(t)}</span>' for t in tags)
    words = f"“{text}”" if quoted else text
    return (
        f'<div class="sl-card"><div class="sl-head"><strong>{head}</strong>{labels}</div>'
        f'<blockquote dir="auto">{escape(words)}</blockquote><div class="sl-meta">{escape(meta)}</div></div>'
    )


def quote_card(row: Any) -> str:
    """Return a quotation's card: a row of `queries.quotes` or `queries.statements`."""
    tags = (QUOTE_KINDS[row.kind], *row.topics)
    said = f"said on {day(row.day)}" if known(row.day) and row.day != row.published else None
    meta = [_meta(row), said, f"{row.confidence:.0%} sure", how_found(row.method)]
    return card(_speaker(row, NO_SPEAKER), row.text, " · ".join(filter(None, meta)), tags, quoted=row.kind == "direct")


def _speaker(row: Any, nobody: str) -> str:
    """Who speaks, with a link where it is an actor: a source without a name has no page."""
    return links.actor(row.speaker, row.entity_id) if known(row.entity_id) else escape(row.speaker or nobody)


def _mention(row: Any) -> str:
    return card(f"{escape(row.topic)} · {_speaker(row, NOBODY)}", row.sentence, _meta(row))


def meeting_card(row: Any, head: str | None = None) -> str:
    """Return a meeting's card: a row of `queries.plans` or of one article's claim; ``head`` in place of who meets."""
    basis = f" ({how_dated(row.date_basis)})" if known(row.start) and known(row.date_basis) else ""
    when = days(row.start, row.end) if known(row.start) else "no day said"
    moved = f", first meant for {days(row.original_start, row.original_end)}" if known(row.original_start) else ""
    where = ", ".join(apart(w) for w in (row.occasion, row.place) if known(w))
    sure = [f"{row.confidence:.0%} sure, {how_meeting(row.rule)}"] if known(row.confidence) else []
    facts = [f"{when[0].upper()}{when[1:]}{basis}{moved}", where, _meta(row), *sure]
    who = escape(head) if head else links.actors(row.participants) or "Participants not named"
    return card(who, row.evidence or "", " · ".join(filter(None, facts)), (STATUS[row.status],))


def _meta(row: Any) -> str:
    return f"{apart(row.source or NO_SOURCE)}, {day(row.published) if known(row.published) else 'day unknown'}"


def _cards(
    rows: pd.DataFrame,
    key: str,
    draw: Callable[[Any], str],
    place: Callable[[Any], tuple[int, int]],
    at_once: int = AT_ONCE,
    *,
    history: bool = False,
) -> None:
    state = f"shown-{key}"
    most = st.session_state.get(state, at_once)
    shown: Iterable[Any] = rows.head(most).itertuples()
    for i, row in enumerate(shown):
        with st.container(border=True, gap=None):
            st.html(draw(row))
            with st.container(horizontal=True, gap="medium"):
                if st.button("Read it in the article", key=f"{key}-{i}-{row.article_id[:12]}", type="tertiary"):
                    open_article(str(row.article_id), *place(row))
                if history:
                    told = "How it was told" if row.claims == 1 else f"How it was told ({row.claims})"
                    st.button(
                        told, key=f"{key}-told-{i}-{row.uid[:12]}", type="tertiary", on_click=_tell, args=(row.uid,)
                    )
    if len(rows) > most:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button("Show more", key=f"more-{key}", on_click=_show_more, args=(state, most + AT_ONCE))
            st.caption(f"{most} of {counted(len(rows), 'entry', 'entries')} are shown.")


def _tell(uid: str) -> None:
    st.query_params[PLAN] = uid


def _show_more(state: str, most: int) -> None:
    st.session_state[state] = most
