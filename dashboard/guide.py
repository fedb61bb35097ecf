"""What to click first, while the store holds the sample and nothing else: four steps, each a click."""

from __future__ import annotations

from datetime import date
from functools import cache, partial
from typing import Any, Final

import streamlit as st

from dashboard import data, evidence, filtering, look
from dashboard.store import Filters, queries
from seeds import sample_articles

SPEAKER, TOPIC = "Tobias Renwick", "INF Treaty"  # of the sample: whose words on it change most
LOOKED_AT: Final = "2026-11-24-vpa.txt"  # the sample's article that has something of everything

Step = tuple[str, str, str, dict[str, str], dict[str, Any]]  # words, what is seen, page, its address, filters


def fits() -> bool:
    """Say whether samples are stored and no other article is."""
    names = _names()
    stored = data.count()
    return 0 < stored <= len(names) and names.issuperset(data.ask(queries.articles, Filters())["file_name"])


def show() -> None:
    """Show the steps where they fit. They can be dismissed, which this browser remembers."""
    if not fits():
        return
    with st.container(border=True, gap="small", key="guide"):
        st.header("What to click first", anchor=False)
        steps = _steps()
        rows = [column for _ in range(0, len(steps), 2) for column in st.columns(2, gap="medium")]
        for i, (words, seen, page, address, filters) in enumerate(steps):
            with rows[i], st.container(gap=None):
                label = f"{i + 1}. {words}"
                if st.button(label, key=f"guide-{i}", type="tertiary", on_click=partial(_filter, filters)):
                    st.switch_page(st.session_state["pages"][page], query_params=address)
                st.html(f'<div class="sl-meta sl-small">{seen}</div>')
        st.caption(
            "The sample tells a made-up story of two presidents, beside one real article. This guide goes when you add "
            "articles of your own."
        )
        button = '<button type="button">Dismiss the guide</button>'
        look.component("dismissal", ("dismissal.js",), button, "dismissal.css")(key="guide-dismissal")


def _steps() -> list[Step]:
    plans = data.ask(queries.plans, Filters(), today=date.today())
    told = str(plans.sort_values("claims", ascending=False)["uid"].iloc[0]) if len(plans) else ""
    table = data.ask(queries.articles, Filters())
    chosen = table[table["file_name"] == LOOKED_AT]["article_id"]
    article = str(chosen.iloc[0] if len(chosen) else table["article_id"].iloc[0])
    return [
        (
            "See what became of a plan",
            "The timeline of meetings, and how one of them was announced, moved and confirmed.",
            "meetings",
            {evidence.PLAN: told} if told else {},
            {},
        ),
        (
            "See how somebody’s words changed",
            f"What {SPEAKER} said on the {TOPIC}: “a dead letter” in July, “a serious paper” in October.",
            "quotes",
            {},
            {"actor": [SPEAKER], "topic": [TOPIC]},
        ),
        (
            "See who speaks of which topic",
            "Click a number in the table, and read the sentences behind it.",
            "topics",
            {},
            {},
        ),
        (
            "Read an article with everything marked",
            "Press n for the next mark, c to confirm what was found, r to reject it, u to undo.",
            "article",
            {"id": article},
            {},
        ),
    ]


def _filter(filters: dict[str, Any]) -> None:
    """Set just these filters (a callback)."""
    filtering.clear()
    known = data.choices()
    if set(filters.get("actor", ())) <= set(known.actors) and set(filters.get("topic", ())) <= set(known.topics):
        filtering.put(**filters)


@cache
def _names() -> frozenset[str]:
    return frozenset(name for name, _ in sample_articles())
