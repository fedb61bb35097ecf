"""The sentences behind a chart's point or a table's row, each with its way into the article."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard import look
from dashboard.wording import (
    NO_SOURCE,
    NO_SPEAKER,
    NOBODY,
    QUOTE_KINDS,
    STATUS,
    counted,
    day,
    days,
    known,
    listed,
    plain,
)

AT_ONCE: Final = 8  # cards; "Show more" adds as many again


def open_article(article_id: str, start: int | None = None, end: int | None = None) -> None:
    """Go to the article's page, at the characters ``start`` to ``end`` where they are given."""
    at = {} if start is None or end is None else {"at": f"{int(start)}-{int(end)}"}
    st.switch_page(st.session_state["pages"]["article"], query_params={"id": article_id, **at})


def show_quotes(rows: pd.DataFrame, key: str) -> None:
    """Show quotations as cards with a button into the article."""
    _cards(rows, key, _quote, lambda r: (r.start, r.end))


def show_mentions(rows: pd.DataFrame, key: str) -> None:
    """Show mentions of topics with their paragraph and a button into the article."""
    _cards(rows, key, _mention, lambda r: (r.start, r.end))


def show_meetings(rows: pd.DataFrame, key: str, *, at_once: int = AT_ONCE) -> None:
    """Show meetings with what was read from where, and a button into the article."""
    _cards(rows, key, _meeting, lambda r: (r.evidence_start, r.evidence_end), at_once)


def heading(text: str, opened_by: object) -> None:
    """Write a heading over what a click has opened, and bring it into view; ``opened_by`` differs for each click."""
    st.subheader(plain(text), anchor=False)
    _arrival()(key=f"arrive-{text[:20]}", data=repr(opened_by))


@st.cache_resource(show_spinner=False)
def _arrival():  # type: ignore[no-untyped-def]  # Streamlit names no public type for it
    script = look.asset("arrive.js").read_text("utf-8")
    return st.components.v2.component("sidelines_arrival", html="<span></span>", js=script)


def card(head: str, text: str, meta: str, tags: tuple[str, ...] = (), *, quoted: bool = False) -> str:
    """Return a card's HTML; all that is given is text and is escaped here."""
    labels = "".join(f'<span class="sl-tag">{escape(t)}</span>' for t in tags)
    words = f"“{text}”" if quoted else text
    return (
        f'<div class="sl-card"><div class="sl-head"><strong>{escape(head)}</strong>{labels}</div>'
        f'<blockquote dir="auto">{escape(words)}</blockquote><div class="sl-meta">{escape(meta)}</div></div>'
    )


def _quote(row: Any) -> str:
    tags = (QUOTE_KINDS[row.kind], *row.topics)
    return card(row.speaker or NO_SPEAKER, row.text, _meta(row, row.confidence), tags, quoted=row.kind == "direct")


def _mention(row: Any) -> str:
    return card(row.topic, row.sentence, f"{row.speaker or NOBODY} · {_meta(row)}")


def _meeting(row: Any) -> str:
    when = days(row.start, row.end) if known(row.start) else "No day said"
    basis = f" ({row.date_basis})" if known(row.date_basis) else ""
    where = ", ".join(w for w in (row.occasion, row.place) if known(w))
    moved = f", first meant for {day(row.original_start)}" if known(row.original_start) else ""
    facts = "; ".join(filter(None, [f"{when}{basis}{moved}", where]))
    head = listed(row.participants) or "Participants not named"
    return card(head, row.evidence, f"{facts} · {_meta(row, row.confidence)}", (STATUS[row.status],))


def _meta(row: Any, confidence: float | None = None) -> str:
    parts = [row.source or NO_SOURCE, day(row.published) if known(row.published) else "day unknown"]
    return " · ".join(parts + ([f"{confidence:.0%} sure"] if confidence is not None else []))


def _cards(
    rows: pd.DataFrame,
    key: str,
    draw: Callable[[Any], str],
    place: Callable[[Any], tuple[int, int]],
    at_once: int = AT_ONCE,
) -> None:
    state = f"shown-{key}"
    most = st.session_state.get(state, at_once)
    shown: Iterable[Any] = rows.head(most).itertuples()
    for i, row in enumerate(shown):
        with st.container(border=True, gap=None):
            st.html(draw(row))
            if st.button("Read it in the article", key=f"{key}-{i}-{row.article_id[:12]}", type="tertiary"):
                open_article(str(row.article_id), *place(row))
    if len(rows) > most:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button("Show more", key=f"more-{key}", on_click=_show_more, args=(state, most + AT_ONCE))
            st.caption(f"{most} of {counted(len(rows), 'entry', 'entries')} are shown.")


def _show_more(state: str, most: int) -> None:
    st.session_state[state] = most
