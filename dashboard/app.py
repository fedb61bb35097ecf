"""The list of pages, and the filters that all of them share."""

from __future__ import annotations

import streamlit as st

from dashboard import data
from dashboard.views import add, article, meetings, quotes, topics
from extract.errors import SidelinesError

PAGES = {
    "add": (add, "Add articles"),
    "meetings": (meetings, "Meetings"),
    "quotes": (quotes, "Who said what"),
    "topics": (topics, "Topics"),
    "article": (article, "Article"),
}


def main() -> None:
    """Show the page that is asked for."""
    st.set_page_config(page_title="Sidelines", page_icon="🗓️", layout="wide")
    pages = {
        name: st.Page(module.show, title=title, url_path=name, default=name == "add")
        for name, (module, title) in PAGES.items()
    }
    st.session_state["pages"] = pages
    try:
        data.worker()
        page = st.navigation(list(pages.values()))
        page.run()
    except SidelinesError as error:
        st.error(str(error))


main()
