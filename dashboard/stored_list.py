"""The stored articles, page by page with a search, and the files that could not be read."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pandas as pd
import streamlit as st

from dashboard import data, evidence, filtering, paging, removing, settling, tables
from dashboard.store import Filters, queries
from dashboard.store.queries import Standing
from dashboard.wording import NO_TITLE, counted, shortened

AT_ONCE: Final = 50  # articles a page
_AT: Final = "stored-at"


def show(filters: Filters) -> None:
    """Show a page of the stored articles that fit the filters and the words typed; a row opens what can be done."""
    typed = st.text_input(
        "Find among the stored articles",
        key="stored-words",
        placeholder="Words of the text or the headline",
        on_change=_back,
    )
    asked = replace(filters, search=typed or "")
    fitting = data.ask(queries.count_articles, asked)
    filtering.summary(fitting, data.count(), filters, "article")
    if not fitting:
        if typed:
            st.info("No article holds these words; take some away, or clear the filters.")
        else:
            filtering.nothing_fits("article")
        return
    first = paging.rows(fitting, AT_ONCE, _AT, "article") if fitting > AT_ONCE else 0
    table = data.ask(queries.articles, asked, limit=AT_ONCE, offset=first)
    ids = list(table["article_id"])
    known = data.ask(queries.standing, ids)
    copies = [known[i].copy_of if i in known else None for i in ids]
    shown = table.assign(
        title=table["title"].fillna(NO_TITLE),
        copy=pd.Series([f"near copy of “{shortened(c, 70)}”" if c else None for c in copies], dtype=object),
    )
    columns = {
        "title": tables.wide_column("Title", 320),
        "source": tables.wide_column("Source", 110),
        "published": tables.day_column("Published"),
        "quotes": "Quotations",
        "meetings": "Meetings",
        "topics": "Topics",
        "published_basis": tables.wide_column("How the day is known", 190),
        **({"copy": tables.wide_column("Carried before", 200)} if any(copies) else {}),
    }
    picked = tables.choose(shown, columns, key=f"stored-{first}-{typed}", alt="The stored articles")
    if picked:
        chosen = str(table["article_id"].iloc[picked[0]])
        if chosen in known:
            offer(chosen, str(shown["title"].iloc[picked[0]]), known[chosen], key="stored")
    else:
        st.caption("Select a row to open an article, settle its day or remove it.")


def offer(article_id: str, title: str, now: Standing, *, key: str) -> None:
    """Show what can be done with one article of a list."""
    with st.container(horizontal=True):
        if st.button("Open the article", type="primary", key=f"{key}-open"):
            evidence.open_article(article_id)
        removing.ask(article_id, title, key=key)
    settling.ask(article_id, now.published, now.basis, now.candidates, key=f"{key}-settle")


def refused() -> None:
    """Show the files that could not be read, where there are any."""
    table = data.ask(queries.failures)
    if table.empty:
        return
    with st.expander(f"Refused: {counted(len(table), 'file')}"):
        columns = {
            "file_name": tables.wide_column("File", 220),
            "reason": tables.wide_column("Why", 460),
            "tries": "Tries",
            "at": st.column_config.DatetimeColumn("Last tried", format="D MMM YYYY, HH:mm"),
        }
        st.dataframe(table[list(columns)], hide_index=True, column_config=columns, alt="Files that were refused")


def _back() -> None:
    st.session_state[_AT] = 0
