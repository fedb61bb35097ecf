"""Add articles: paste, upload, or try the samples; a row for each with what was found or why it was refused."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import pandas as pd
import streamlit as st

from dashboard import data, deciding, evidence, filtering, guide, removing, settling, stored_list, table_columns, tables
from dashboard.jobs import PASTED, Job
from dashboard.store import Filters, queries
from dashboard.wording import NO_TITLE, counted, day, listed, plain, shortened
from extract.reading import SUFFIXES
from seeds import sample_articles

COLUMNS: dict[str, Any] = {
    "name": tables.wide_column("File", 140),
    "result": tables.wide_column("Result", 100),
    "reason": tables.wide_column("Why", 230),
    "title": tables.wide_column("Title", 200),
    "source": tables.wide_column("Source", 90),
    "day": tables.wide_column("Published", 105),
    "basis": tables.wide_column("How the day is known", 160),
    "quotes": "Quotations",
    "meetings": "Meetings",
    "topics": "Topics",
    "copy": tables.wide_column("Carried before", 200),
}
RESULTS = {"added": "Added", "there already": "There already", "read again": "Read again", "refused": "Refused"}
KINDS = (
    "Drop files here or choose them: text, Markdown, web pages, PDF, Word, mail, tables (CSV, "
    "JSON Lines, Parquet) and zip archives, up to 25 MB each."
)
MOST_REASONS = 5  # written out; the table has all


def show() -> None:
    """Draw the page."""
    st.title("Add articles", anchor=False)
    filters = filtering.ask()
    st.html(
        '<p class="sl-lead">Add news articles and see who said what, which meetings are planned, and which topics are '
        "mentioned. Nothing leaves this machine.</p>"
    )
    _ask()
    removing.tell()
    deciding.tell()
    number_of_tables = table_columns.ask()
    if number_of_tables is not None:
        _remember(number_of_tables)
        st.rerun()
    found = data.job(_number())
    if found is not None:
        number, job = found
        _remember(number)
        if job.done:
            _done(number, job)
        else:
            _running(job)
    _stored(filters)


def _ask() -> None:
    if st.session_state.pop("clear-paste", False):
        st.session_state["pasted"] = ""
    left, right = st.columns(2, gap="large")
    with left, st.form("paste", border=True):
        text = st.text_area(
            "Paste an article", key="pasted", height=196, placeholder="Headline, dateline and text, as on the page"
        )
        with st.expander("Source and day, where the text does not say them"):
            source = st.text_input("Source", placeholder="Agency or newspaper")
            published = st.date_input("Published on", None, format="YYYY-MM-DD", min_value=date(1900, 1, 1))
        if st.form_submit_button("Read this article", type="primary"):
            if text.strip():
                day = published if isinstance(published, date) else None
                _remember(data.paste(text, source=source.strip() or None, published=day))
            else:
                st.warning("Nothing was pasted: paste the words of an article first.")
    with right:
        with st.form("upload", border=True, clear_on_submit=True):
            types = [suffix.removeprefix(".") for suffix in SUFFIXES]
            files = st.file_uploader("Upload files", type=types, accept_multiple_files=True)
            st.caption(KINDS)
            with st.expander("A whole folder"):
                folder = st.file_uploader("Upload a folder", type=types, accept_multiple_files="directory")
            if st.form_submit_button("Read these files"):
                if chosen := [*files, *folder]:
                    files_read = [(f.name, f.getvalue()) for f in chosen]
                    if not table_columns.hold(files_read):
                        _remember(data.add(files_read))
                else:
                    st.warning("No file was chosen: choose one or more files first.")
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button("Try the sample", help="Adds the sample articles that come with Sidelines"):
                _remember(data.add(sample_articles()))
            st.caption("No article at hand? See what comes out of the sample.")


def _remember(number: int) -> None:
    """Keep the job's number in the address, so that a reloaded page finds it."""
    st.session_state["job"] = number
    st.query_params["job"] = str(number)


def _number() -> int | None:
    number = str(st.session_state.get("job") or st.query_params.get("job", ""))
    return int(number) if number.isdecimal() else None


@st.fragment(run_every=0.4)
def _running(job: Job) -> None:
    if job.done:
        st.rerun()  # the whole page, so that its lists have the new articles
    with st.container(border=True):
        now = f": {job.reading}" if job.reading and job.reading != PASTED else ""
        told = f"Read {job.files_done:,} of {counted(job.total, 'file')}{now}"
        st.progress(job.files_done / job.total, text=plain(told))
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button("Cancel"):
                data.worker().cancel(job)
            st.caption(_pace(job))


def _pace(job: Job) -> str:
    if not data.worker().ready:
        return "The language model is loading; this takes a few seconds once."
    going = "You can leave this page: reading goes on."
    rate, seconds = job.rate, job.seconds_left
    if rate is None or seconds is None:
        return going
    time = counted(round(seconds), "second") if seconds < 90 else counted(round(seconds / 60), "minute")
    return f"{rate:.1f} articles a second, about {time} left. {going}"


def _done(number: int, job: Job) -> None:
    rows = job.rows
    added = [r for r in rows if r["state"] == "added"]
    refused = [r for r in rows if r["state"] == "refused"]
    there = [r for r in rows if r["state"] == "there already"]
    if any(r["name"] == PASTED for r in added) and st.session_state.get("cleared") != number:
        st.session_state["cleared"] = number
        st.session_state["clear-paste"] = True
        st.rerun()
    st.header("What became of it", anchor=False)
    if added:
        st.success(_found(added))
    if there:
        st.info(f"{counted(len(there), 'article')} there already: nothing was changed.")
    for row in refused[:MOST_REASONS]:
        st.error(plain(row["reason"]))
    if len(refused) > MOST_REASONS:
        st.error(f"{len(refused) - MOST_REASONS} more were refused; the table says why.")
    if added:
        _next_steps(added)
    if len(rows) > 1 or added:
        _table(rows)


def _found(added: list[dict[str, Any]]) -> str:
    counts = [
        counted(sum(r.get(key, 0) for r in added), word)
        for key, word in (("quotes", "quotation"), ("meetings", "meeting"), ("topics", "topic mention"))
    ]
    undated = sum(not r.get("published") for r in added)
    told = f"{counted(len(added), 'article')} added, with {listed(counts)}."
    if not any(r.get(key) for r in added for key in ("quotes", "meetings", "topics")):
        told = f"{counted(len(added), 'article')} added, but no quotation, meeting or topic was found."
    if undated:
        told += f" {undated if len(added) > 1 else 'It'} {'has' if undated == 1 else 'have'} no day of publication"
        told += " that could be found, and so no place in the charts over time."
    return told


def _next_steps(added: list[dict[str, Any]]) -> None:
    with st.container(horizontal=True):
        guided = guide.fits()
        if guided and st.button("What to click first", type="primary"):
            st.switch_page(st.session_state["pages"]["overview"])
        kind: Literal["primary", "secondary"] = "secondary" if guided else "primary"
        if st.button("Read the article" if len(added) == 1 else "Read the first article", type=kind):
            evidence.open_article(added[0]["article_id"])
        for name, label in (("quotes", "Who said what"), ("meetings", "Meetings"), ("topics", "Topics")):
            if st.button(label, key=f"next-{name}"):
                st.switch_page(st.session_state["pages"][name])


def _table(rows: list[dict[str, Any]]) -> None:
    known = data.ask(queries.standing, [r["article_id"] for r in rows if r.get("article_id")])
    table = pd.DataFrame([_told(row, known) for row in rows]).reindex(columns=[*COLUMNS, "article_id"])
    columns = [c for c in COLUMNS if table[c].notna().any() and (table[c] != "").any()]
    undecided = sum(settling.is_open(k.published, k.basis) for k in known.values())
    if undecided:
        told = f"The day of {counted(undecided, 'article')} is missing or was inferred"
        st.caption(f"{told}: select its row to settle it.")
    picked = tables.choose(
        table,
        {c: COLUMNS[c] for c in columns},
        key=f"job-rows-{st.session_state['job']}",
        alt="What became of each file",
    )
    chosen = table["article_id"].iloc[picked[0]] if picked else None
    if isinstance(chosen, str) and chosen in known:
        stored_list.offer(chosen, str(table["title"].iloc[picked[0]] or NO_TITLE), known[chosen], key="row")


def _told(row: dict[str, Any], known: dict[str, queries.Standing]) -> dict[str, Any]:
    """A row as it is shown: only what was read has counts and a day, which are those that hold now."""
    told = {**row, "result": RESULTS[row["state"]], "reason": row.get("reason") or ""}
    now = known.get(row.get("article_id") or "")
    if now is None and row["state"] != "refused":
        told["result"] = "Removed"
    if now is not None and now.copy_of:
        told["copy"] = f"near copy of “{shortened(now.copy_of, 70)}”"
    if row["state"] == "added":
        if now is None:
            return {**told, "day": "", "basis": None}
        counts = {"quotes": now.quotes, "meetings": now.meetings, "topics": now.topics}
        return {**told, **counts, "day": day(now.published), "basis": now.basis}
    return {name: value for name, value in told.items() if name not in ("quotes", "meetings", "topics")}


def _stored(filters: Filters) -> None:
    if not data.count():
        return
    st.header("Stored articles", anchor=False)
    stored_list.show(filters)
    stored_list.refused()
