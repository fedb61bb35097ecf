"""Add articles: paste, upload, or try the samples; a row for each with what was found or why it was refused."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.jobs import Job
from dashboard.store import Filters
from extract.reading import SUFFIXES
from seeds import sample_articles

COLUMNS = {
    "name": "File",
    "state": "Result",
    "reason": "Why",
    "title": "Title",
    "published": "Published",
    "basis": "How the day is known",
    "quotes": "Quotations",
    "meetings": "Meetings",
    "topics": "Topic mentions",
}


def show() -> None:
    """Draw the page."""
    st.title("Add articles")
    st.write("Paste a news article or upload files, and see who said what, who plans to meet whom, and which topics.")
    left, right = st.columns([3, 2])
    with left, st.form("paste", clear_on_submit=True):
        text = st.text_area("Paste an article", height=180, placeholder="Headline, dateline and text, as on the page")
        if st.form_submit_button("Read this article", type="primary"):
            st.session_state["job"] = data.worker().paste(text)
    with right:
        with st.form("upload", clear_on_submit=True):
            files = st.file_uploader(
                "Upload files", type=[suffix.removeprefix(".") for suffix in SUFFIXES], accept_multiple_files=True
            )
            if st.form_submit_button("Read these files"):
                if files:
                    _start([(f.name, f.getvalue()) for f in files])
                else:
                    st.warning("Choose one or more files first.")
        if st.button("Try the sample", help="Adds the sample articles that come with Sidelines"):
            _start(sample_articles())
    _progress()
    _stored()


def _start(files: list[tuple[str, bytes]]) -> None:
    st.session_state["job"] = data.worker().add(files)


@st.fragment(run_every=0.5)
def _progress() -> None:
    job: Job | None = st.session_state.get("job")
    if job is None:
        return
    worker = data.worker()
    if not job.done:
        waiting = "" if worker.ready else " (the language model is loading)"
        st.progress(job.files_done / job.total, text=f"Read {job.files_done} of {job.total}{waiting}")
        if st.button("Cancel"):
            worker.cancel(job)
        return
    _rows(job.rows)
    if st.session_state.get("shown") is not job:
        st.session_state["shown"] = job
        st.rerun()  # once, so that the list below has the new articles


def _rows(rows: list[dict[str, Any]]) -> None:
    added = sum(r["state"] == "added" for r in rows)
    refused = [r for r in rows if r["state"] == "refused"]
    known = len(rows) - added - len(refused)
    if added:
        st.success(f"{added} added. See Meetings, Who said what and Topics in the menu.")
    if known:
        st.info(f"{known} there already: nothing was changed.")
    for row in refused:
        st.error(row["reason"])
    table = pd.DataFrame(rows).reindex(columns=list(COLUMNS)).rename(columns=COLUMNS)
    st.dataframe(table, hide_index=True)


def _stored() -> None:
    table = data.articles(Filters())
    st.subheader(f"Stored articles ({len(table)})")
    if table.empty:
        st.info("Nothing is stored yet. Paste an article above, or click “Try the sample”.")
        return
    columns = ["title", "source", "published", "published_basis", "quotes", "meetings", "topics"]
    picked = st.dataframe(
        table[columns].rename(
            columns={
                "title": "Title",
                "source": "Source",
                "published": "Published",
                "published_basis": "How the day is known",
                "quotes": "Quotations",
                "meetings": "Meetings",
                "topics": "Topic mentions",
            }
        ),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key="stored",
    )
    chosen = picked["selection"]["rows"]
    if chosen:
        row = table.iloc[chosen[0]]
        one, two = st.columns(2)
        if one.button("Open the article", type="primary"):
            st.session_state["article_at"] = (row["article_id"], None, None)
            st.switch_page(st.session_state["pages"]["article"])
        if two.button("Remove the article"):
            data.remove(row["article_id"])
            st.rerun()
    else:
        st.caption("Select a row to open or remove an article.")
