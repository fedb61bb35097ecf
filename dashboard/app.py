"""The list of pages, their look, and what all of them show."""

from __future__ import annotations

import logging

import streamlit as st

from dashboard import data, entrance, links, look, trying
from dashboard.store.faults import DamagedError
from dashboard.views import actors, add, article, meetings, network, overview, quotes, review, topic_editor, topics
from dashboard.wording import counted, plain
from extract.errors import SidelinesError

log = logging.getLogger(__name__)

PAGES = {
    "overview": (overview, "Overview"),
    "meetings": (meetings, "Meetings"),
    "quotes": (quotes, "Who said what"),
    "topics": (topics, "Topics"),
    "actors": (actors, "Actors"),
    "network": (network, "Network"),
    "article": (article, "Article"),
    "review": (review, "Review"),
    "edit-topics": (topic_editor, "Edit topics"),
    "add": (add, "Add articles"),
}


def main() -> None:
    """Show the page that is asked for."""
    st.set_page_config(page_title="Sidelines", page_icon=str(look.asset("icon.svg")), layout="wide")
    pages = {
        name: st.Page(module.show, title=title, url_path=name, default=name == "overview")
        for name, (module, title) in PAGES.items()
    }
    st.session_state["pages"] = pages
    look.put_on()
    entrance.let_in()
    try:
        page = st.navigation(list(pages.values()))
        if told := data.damage():
            st.error(plain(told))
        page.run()
        links.listen()
        if not told:
            data.worker()  # after the page: the models load while it is looked at, not while it is waited for
        if page is not pages["add"] and data.job(None) is not None:
            with st.sidebar:
                _reading()
        if page is not pages["edit-topics"]:
            with st.sidebar:
                trying.progress()
    except SidelinesError as error:
        if isinstance(error, DamagedError) and not data.damage() and data.read_only(str(error)):
            st.rerun()
        if str(error) != data.damage():  # which is told already
            st.error(plain(str(error)))
    except Exception:  # in place of Streamlit's own words, which speak of its cloud
        log.exception("A page could not be shown")
        st.error("This page could not be shown. Reload it; if that doesn't help, report what the server has printed.")


@st.fragment(run_every=1.0)
def _reading() -> None:
    """What is being read, on all pages but the one that shows more."""
    running = data.job(None)
    if running is None:
        st.rerun()  # the whole page: it has new articles to show
        return
    number, job = running
    st.progress(job.files_done / job.total, text=f"Read {job.files_done:,} of {counted(job.total, 'file')}")
    if st.button("Show the progress"):
        st.switch_page(st.session_state["pages"]["add"], query_params={"job": str(number)})


main()
