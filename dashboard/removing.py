"""Removing an article: asked for once more, and brought back with a click; decisions on it come back as well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import streamlit as st

from dashboard import data
from dashboard.store import queries
from dashboard.wording import plain, shortened
from extract.model import Article

_REMOVED: Final = "removed-article"


@dataclass(frozen=True, slots=True)
class _Removed:
    article: Article
    title: str
    file_name: str


def ask(article_id: str, title: str, *, key: str = "article") -> None:
    """Show a button that asks once more before the article is removed."""
    with st.popover("Remove the article", key=f"{key}-removing"):
        st.write(plain(f"“{shortened(title, 80)}” and everything that was found in it leaves the store."))
        st.button(
            "Remove it",
            type="primary",
            key=f"{key}-remove-{article_id[:12]}",
            on_click=_remove,
            args=(article_id, title),
        )


def _remove(article_id: str, title: str) -> None:
    known = data.ask(queries.standing, [article_id]).get(article_id)
    article = data.remove(article_id)
    st.session_state.pop("article", None)
    for name in ("id", "at"):
        if name in st.query_params:
            del st.query_params[name]
    if article is not None and known is not None:
        st.session_state[_REMOVED] = _Removed(article, title, known.file_name)


def tell() -> None:
    """Say which article was removed last, with a button that brings it back."""
    removed: _Removed | None = st.session_state.get(_REMOVED)
    if removed is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="removed"):
        st.success(plain(f"Removed: “{shortened(removed.title, 80)}”"))
        if st.button("Bring it back", key="bring-back"):
            del st.session_state[_REMOVED]
            number = data.bring_back(removed.article, removed.file_name)
            st.session_state["job"] = number
            st.switch_page(st.session_state["pages"]["add"], query_params={"job": str(number)})
