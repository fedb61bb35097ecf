"""Article: its text with all that was found, each mark telling what it is and how it was found."""

from __future__ import annotations

import re
from html import escape

import streamlit as st

from dashboard import data, empty, filtering, look
from dashboard.highlight import KINDS, to_html
from dashboard.store.queries import ArticlePage
from dashboard.wording import NO_SOURCE, NO_TITLE, counted, day, iso_day, plain, shortened

MOST_CHOICES = 200  # articles in the list; the filters narrow it
_AT = re.compile(r"(\d{1,8})-(\d{1,8})")


def show() -> None:
    """Draw the page."""
    filters = filtering.ask()
    if not data.count():
        st.title("Article", anchor=False)
        empty.nothing_stored("Here an article is shown with everything that was found in it, marked in its text.")
        return
    known = data.articles(filters)
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
    _choose(page, dict(zip(known["article_id"], known["title"].fillna(NO_TITLE), strict=True)))
    _text(page)
    with st.popover("Remove this article"):
        st.write("The article and everything that was found in it leaves the store.")
        if st.button("Remove it", type="primary"):
            data.remove(page.id)
            st.session_state.pop("article", None)
            st.switch_page(st.session_state["pages"]["add"])


def _told(page: ArticlePage) -> str:
    when = f"published {day(page.published)} ({page.basis})" if page.published else "day of publication unknown"
    others = [day(iso_day(c)) for c in page.candidates if iso_day(c) != page.published]
    maybe = f" It could also be {' or '.join(others[:3])}." if others else ""
    return f"{page.source or NO_SOURCE}, {when}, {counted(len(page.text.split()), 'word')}.{maybe}"


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
    if "at" in st.query_params:
        del st.query_params["at"]


def _text(page: ArticlePage) -> None:
    match = _AT.fullmatch(st.query_params.get("at", ""))
    at = (int(match[1]), int(match[2])) if match else None
    if not any(m.kind in ("quote", "meeting", "topic") for m in page.marks):
        st.info("No quotation, meeting or topic was found in this article. It is stored and can be read below.")
    _component()(
        key="marked-article",
        data={
            "key": f"{page.id}-{at}-{len(page.marks)}",
            "html": to_html(page.text, page.marks, at),
            "kinds": KINDS,
            "marks": [
                {"kind": m.kind, "label": m.label, "why": m.why, "words": shortened(page.text[m.start : m.end], 90)}
                for m in page.marks
            ],
        },
    )


@st.cache_resource(show_spinner=False)
def _component():  # type: ignore[no-untyped-def]  # Streamlit names no public type for it
    return st.components.v2.component(
        "sidelines_article",
        html='<div class="sl-article"></div>',
        css=look.asset("article.css").read_text("utf-8"),
        js=look.asset("article.js").read_text("utf-8"),
    )
