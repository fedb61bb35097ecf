"""Article: its text with all that was found, each mark telling what it is, how it was found, and what was decided."""

from __future__ import annotations

import hashlib
import re
from html import escape
from typing import Any, Final

import streamlit as st

from dashboard import correcting, data, deciding, empty, filtering, look, missing, panels, removing, settling, tables
from dashboard.highlight import KINDS, to_html
from dashboard.store import decisions, queries
from dashboard.store.queries import ArticlePage, Mark
from dashboard.wording import NO_SOURCE, NO_TITLE, apart, counted, day, plain, shortened

MOST_CHOICES = 200  # articles in the list; the filters narrow it
COMPONENT: Final = "marked-article"
_AT = re.compile(r"(\d{1,8})-(\d{1,8})")
_OPENED: Final = "article-dialog"


def show() -> None:
    """Draw the page."""
    filters = filtering.ask()
    removing.tell()
    if not data.count():
        st.title("Article", anchor=False)
        empty.nothing_stored("Here an article is shown with everything that was found in it, marked in its text.")
        return
    known = data.ask(queries.articles, filters, limit=MOST_CHOICES + 1)
    chosen = st.query_params.get("id") or st.session_state.get("article")
    page = data.article(chosen) if chosen else None
    if page is None and chosen:
        st.info("That article is not stored, or was removed. Choose another one.")
    if page is None and not known.empty:
        page = data.article(str(known["article_id"].iloc[0]))
    if page is None:
        st.title("Article", anchor=False)
        filtering.nothing_fits("article")
        return
    st.session_state["article"] = st.query_params["id"] = page.id
    st.html(f'<h1 class="sl-title" dir="auto">{escape(page.title or NO_TITLE)}</h1>')
    st.caption(plain(_told(page)))
    settling.ask(page.id, page.published, page.basis, page.candidates, key="settle")
    _choose(page, dict(zip(known["article_id"], known["title"].fillna(NO_TITLE), strict=True)))
    with st.container(key="article-told"):
        deciding.tell()
    _text(page)
    with st.container(horizontal=True):
        st.button("Add what was missed", on_click=_open, args=({"do": "add", "finding": "quote"},))
        removing.ask(page.id, page.title or NO_TITLE)
    _dialog(page)


def _told(page: ArticlePage) -> str:
    when = f"published {day(page.published)} ({page.basis})" if page.published else "day of publication unknown"
    copies = ""
    if page.copies:
        sources = list(dict.fromkeys(apart(source or NO_SOURCE) for _, source in page.copies))
        copies = f", {counted(len(page.copies), 'near copy', 'near copies')} in {', '.join(sources[:3])}"
    return f"{apart(page.source or NO_SOURCE)}, {when}, {counted(len(page.text.split()), 'word')}{copies}."


def _choose(page: ArticlePage, titles: dict[str, str]) -> None:
    ids = list(titles)[:MOST_CHOICES]
    if page.id not in ids:
        ids.insert(0, page.id)
        titles = {**titles, page.id: page.title or NO_TITLE}
    if len(ids) < 2:
        return
    st.session_state["article-choice"] = page.id
    more = f" (the newest {MOST_CHOICES}; filters find others)" if len(titles) > MOST_CHOICES else ""
    st.selectbox(
        f"Choose another article{more}",
        ids,
        key="article-choice",
        format_func=lambda i: shortened(titles[i], 110),
        on_change=_chosen,
    )


def _chosen() -> None:
    st.query_params["id"] = st.session_state["article-choice"]
    deciding.forget()
    if "at" in st.query_params:
        del st.query_params["at"]


def _text(page: ArticlePage) -> None:
    match = _AT.fullmatch(st.query_params.get("at", ""))
    at = (int(match[1]), int(match[2])) if match else None
    if not any(m.kind in ("quote", "meeting", "topic") for m in page.marks):
        st.info(
            "No quotation, meeting or topic was found in this article. It can be read below; "
            "select words in it to add what was missed."
        )
    marks, findings = panels.of_article(page)
    values: dict[str, Any] = {
        "html": to_html(page.text, page.marks, at),
        "kinds": KINDS,
        "marks": marks,
        "findings": findings,
        "missed": panels.WHAT,
    }
    # What is shown has a name: the browser draws the text anew only where it changed.
    digest = hashlib.sha256(repr((page.id, at, values)).encode()).hexdigest()[:16]
    scripts = ("panel.js", "selecting.js", "article.js")
    look.component("article", scripts, '<div class="sl-article"></div>', "article.css")(
        key=COMPONENT,
        data={**values, "key": digest, "article": page.id},
        on_asked_change=lambda: asked(page, st.session_state[COMPONENT].get("asked")),
    )


def asked(page: ArticlePage, what: Any) -> None:
    """Do what was asked for in the browser beside the text (a callback); what makes no sense is passed over.

    ``what`` is ``{"do": "confirm" | "reject" | "correct" | "undo", "finding", "row"}`` or ``{"do": "add", "finding",
    "start", "end"}`` with offsets in characters.
    """
    if not isinstance(what, dict) or what.get("finding") not in panels.WHAT:
        return
    if what.get("do") == "add":
        start, end = what.get("start"), what.get("end")
        if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(page.text):
            _open({"do": "add", "finding": what["finding"], "place": (start, end)})
        return
    which: tuple[Any, Any] = what["finding"], what.get("row")
    mark = next((m for m in page.marks if (m.finding, m.row_id) == which), None)
    if mark is None:
        deciding.refuse(deciding.GONE)
        return
    words = f"{panels.WHAT[which[0]].lower()} “{shortened(page.text[mark.start : mark.end], 80)}”"
    if what.get("do") == "correct":
        _open({"do": "correct", "finding": which[0], "row": which[1], "mark": mark})
    elif what.get("do") == "undo":
        made = queries.decisions_on(data.store(), page.id, *which)
        if made:
            deciding.undo(made[-1:], f"what was decided on the {words}.")
    elif what.get("do") in ("confirm", "reject"):
        told = f"{'Confirmed' if what['do'] == 'confirm' else 'Rejected'}: {words}"
        if which[0] == "actor":
            deciding.decide(told, decisions.correct_actor, page.id, mark.name, what["do"])
        else:
            decision = decisions.confirm if what["do"] == "confirm" else decisions.reject
            deciding.decide(told, decision, *which)


def _open(what: dict[str, Any]) -> None:
    st.session_state[_OPENED] = what


def _dialog(page: ArticlePage) -> None:
    what = st.session_state.pop(_OPENED, None)
    if what is None:
        return
    if what["do"] == "add":
        missing.ask(page, what["finding"], what.get("place"))
    elif what["finding"] in ("topic", "actor"):
        _correct_words(page, what["finding"], what["mark"])
    else:
        _correct(what["finding"], what["row"])


@st.dialog("Correct what was read")
def _correct(finding: str, number: int) -> None:
    of = queries.quotes_by_id if finding == "quote" else queries.meetings_by_id
    row = next(iter(tables.rows(data.ask(of, [number]))), None)
    if row is None:
        st.info(deciding.GONE)
        return
    (correcting.quote if finding == "quote" else correcting.meeting)(row)


@st.dialog("Correct what was read")
def _correct_words(page: ArticlePage, finding: str, mark: Mark) -> None:
    words = page.text[mark.start : mark.end]
    (correcting.topic if finding == "topic" else correcting.actor)(page.id, mark, words)
