"""Actors: everybody and everything that is named, one actor's page, and names that may mean the same."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from dashboard import actor_page, data, deciding, empty, links, paging, same_person, tables
from dashboard.store import queries
from dashboard.wording import ACTOR_KINDS, counted, day, known, plain, shortened

SIZE: Final = 25  # actors at once
NAMESAKES: Final = 500  # looked through for the one who is shown by a name
LIST, SAME = "All actors", "Same person?"


def show() -> None:
    """Draw the page: one actor where the address names one."""
    if not data.count():
        st.title("Actors", anchor=False)
        empty.nothing_stored("Here stands who is named: people, organisations and countries, each with what is known.")
        return
    _follow()
    chosen = st.query_params.get("id", "")
    page = data.ask(queries.actor_page, int(chosen)) if chosen.isdecimal() and len(chosen) < 10 else None
    if page is not None:
        actor_page.show(page)
        return
    st.title("Actors", anchor=False)
    if chosen:
        st.info("That actor is not stored, or no article names it any more. Choose another one.")
    deciding.tell()
    waiting = data.ask(queries.count_proposals)
    if "actors-part" not in st.session_state:
        st.session_state["actors-part"] = SAME if "same" in st.query_params else LIST
    part = st.segmented_control(
        "Show",
        [LIST, SAME],
        key="actors-part",
        required=True,
        label_visibility="collapsed",
        format_func=lambda name: f"{name} ({waiting:,})" if name == SAME else name,
    )
    if part == SAME:
        st.query_params["same"] = "1"
        same_person.show(waiting)
        return
    st.query_params.pop("same", None)
    _list()


def _follow() -> None:
    """Find whom a name in the address means: the one so shown, else the list of all who may be meant."""
    name = links.sent()
    if not name:
        return
    del st.query_params[links.NAMED]
    found = data.ask(queries.actors, name, limit=NAMESAKES)
    ids = [int(row.entity_id) for row in tables.rows(found) if row.name == name]
    if len(ids) == 1:
        st.query_params["id"] = str(ids[0])
    else:
        st.session_state["actors-words"], st.session_state["actors-part"] = name, LIST


def _list() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        typed = st.text_input(
            "Search by any name", key="actors-words", placeholder="A name or a part of one", on_change=_first_page
        )
        kinds = st.multiselect(
            "Kinds",
            list(ACTOR_KINDS),
            key="actors-kinds",
            format_func=lambda kind: ACTOR_KINDS[kind],
            placeholder="All kinds",
            on_change=_first_page,
        )
        hidden = st.checkbox(
            "Hidden ones",
            key="actors-hidden",
            help="Those that were hidden from charts and choices",
            on_change=_first_page,
        )
    total = data.ask(queries.count_actors, typed, kinds=tuple(kinds), hidden=hidden)
    if not total:
        st.info("No actor is hidden." if hidden and not typed and not kinds else "No actor fits what is asked for.")
        return
    offset = paging.rows(total, SIZE, "actors-at", "actor")
    table = data.ask(queries.actors, typed, kinds=tuple(kinds), hidden=hidden, limit=SIZE, offset=offset)
    for row in tables.rows(table):
        _entry(row)


def _entry(row: Any) -> None:
    with st.container(gap=None, key=f"entry-actor-{row.entity_id}"):
        st.button(
            plain(shortened(row.name, 110)), key=f"actor-{row.entity_id}", type="tertiary", on_click=_open,
            args=(int(row.entity_id),),
        )  # fmt: skip
        role = f"{row.role} ({'seen ' + day(row.role_day) if known(row.role_day) else 'day unknown'})"
        told = [
            ACTOR_KINDS[row.kind],
            role if known(row.role) else None,
            counted(row.articles, "article"),
            counted(row.quotes, "quotation"),
            f"{row.names} names" if row.names > 1 else None,
        ]
        st.caption(plain(" · ".join(filter(None, told))))


def _first_page() -> None:
    st.session_state["actors-at"] = 0


def _open(entity_id: int) -> None:
    deciding.forget()
    st.query_params["id"] = str(entity_id)
