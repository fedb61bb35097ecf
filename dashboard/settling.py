"""Settling the day on which an article was published: one click, after which it is read again for its dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Final

import streamlit as st

from dashboard import data, deciding
from dashboard.jobs import Job
from dashboard.store import decisions, queries
from dashboard.store.applying import SETTLED
from dashboard.wording import day, iso_day, plain

EARLIEST: Final = date(1900, 1, 1)
MOST: Final = 4  # candidates with a button of their own; any day can be typed
_READING: Final = "reading-again"


def is_open(published: date | None, basis: str | None) -> bool:
    """Say whether the day is missing or was inferred, so that an analyst should settle it."""
    return published is None or "inferred" in (basis or "")


def ask(article_id: str, published: date | None, basis: str | None, candidates: Iterable[str], *, key: str) -> None:
    """Offer the days that an article may be from, and any other; or, where it is settled, to take that back."""
    following(article_id)
    if basis == SETTLED:
        number = queries.settled_by(data.store(), article_id)
        if number is not None:
            st.button(
                "Undo the settled day",
                key=f"{key}-unsettle",
                on_click=deciding.undo,
                args=([number], f"The day of publication was {day(published)}."),
                kwargs={"then": partial(_read_again, article_id)},
            )
        return
    days = dict.fromkeys(found for c in candidates if (found := iso_day(c)) is not None)
    undecided = is_open(published, basis)
    label = "Change the day" if not undecided else "Another day" if days else "Type the day"
    with st.container(horizontal=True, vertical_alignment="center", key=f"{key}-days"):
        if undecided:
            st.caption("Settle the day of publication:" if days else "The day is not known:", width="content")
            for found in list(days)[:MOST]:
                st.button(day(found), key=f"{key}-{found}", on_click=_settle, args=(article_id, found))
        with st.popover(label):
            typed = st.date_input(
                "Published on", published, format="YYYY-MM-DD", min_value=EARLIEST, key=f"{key}-typed-{article_id[:12]}"
            )
            st.caption("“On Tuesday” and “next month” in the article follow this day.")
            if st.button("Settle this day", type="primary", key=f"{key}-settle", disabled=typed is None):
                if isinstance(typed, date):
                    _settle(article_id, typed)
                st.rerun()


def _settle(article_id: str, found: date) -> None:
    told = f"The article was published on {day(found)}."
    deciding.decide(told, decisions.settle_day, article_id, found, then=partial(_read_again, article_id))


def _read_again(article_id: str) -> None:
    st.session_state[_READING] = (article_id, data.read_again(article_id))


def following(article_id: str) -> None:
    """Say that an article is being read again, until that is done; the page is then drawn anew."""
    which = st.session_state.get(_READING)
    if which is None or which[0] != article_id:
        return
    number, job = data.job(which[1]) or (0, None)
    if job is None or number != which[1]:
        del st.session_state[_READING]
    elif job.done:
        refused = [row for row in job.rows if row["state"] == "refused"]
        if refused:
            st.error(plain(refused[0]["reason"]))
        else:
            del st.session_state[_READING]
    else:
        _wait(job)


@st.fragment(run_every=0.4)
def _wait(job: Job) -> None:
    if job.done:
        st.rerun()
    st.caption("The article is read again, so that its dates follow that day …")
