"""One actor: the names and roles seen, what was said, meetings and articles, and what an analyst decides about it."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import streamlit as st

from dashboard import choosing, data, deciding, evidence, tables, telling
from dashboard.store import Filters, decisions, queries
from dashboard.store.queries import ActorPage
from dashboard.wording import ACTOR_KINDS, NO_SOURCE, NO_TITLE, apart, counted, day, days, known, plain, shortened

MOST: Final = 200  # quotations, meetings or articles of one actor; the pages with filters have all
PARTS: Final = ("Said", "Meetings", "Articles", "Names and roles", "Decisions")


def show(page: ActorPage) -> None:
    """Draw the page of one actor."""
    st.button("← All actors", type="tertiary", on_click=_leave, key="leave-actor")
    st.title(plain(page.name), anchor=False)
    st.caption(plain(_told(page)))
    deciding.tell()
    if page.hidden:
        st.info("This actor is hidden from charts and choices. Take that back under Decisions.")
    _decide(page)
    part = st.segmented_control(
        "Show", PARTS, default=PARTS[0], key=f"actor-part-{page.entity_id}", required=True, label_visibility="collapsed"
    )
    {
        "Said": _said,
        "Meetings": _meetings,
        "Articles": _articles,
        "Names and roles": _names,
        "Decisions": _decisions,
    }[part or PARTS[0]](page)


def _told(page: ActorPage) -> str:
    seen = f"last seen {day(page.role_day)}" if page.role_day else "day unknown"
    parts = [
        ACTOR_KINDS[page.kind],
        f"{page.role} ({seen})" if page.role else None,
        page.nation,
        counted(page.articles, "article"),
        counted(page.mentions, "mention"),
        counted(page.quotes, "quotation"),
    ]
    return " · ".join(filter(None, parts))


def _leave() -> None:
    deciding.forget()
    del st.query_params["id"]


def _decide(page: ActorPage) -> None:
    with st.container(horizontal=True):
        with st.popover("Merge"):
            _merge(page)
        with st.popover("Rename"):
            name = st.text_input("Name to show", value=page.name, key=f"rename-{page.entity_id}-{page.name}")
            st.button(
                "Rename",
                type="primary",
                disabled=name.strip() in ("", page.name),
                key="do-rename",
                on_click=deciding.decide,
                args=(f"{page.name} is now shown as {name}.", decisions.rename, page.entity_id, name),
            )
        with st.popover("Change kind"):
            kind = st.selectbox(
                "What it is",
                list(ACTOR_KINDS),
                index=list(ACTOR_KINDS).index(page.kind),
                format_func=lambda k: ACTOR_KINDS[k],
                key=f"kind-{page.entity_id}-{page.kind}",
            )
            st.button(
                "Change kind",
                type="primary",
                disabled=kind == page.kind,
                key="do-kind",
                on_click=deciding.decide,
                args=(f"{page.name} is now: {ACTOR_KINDS[kind]}.", decisions.change_kind, page.entity_id, kind),
            )
        if not page.hidden:
            st.button(
                "Hide",
                help="Leave it out of charts and choices; what it said is still found by search and topic",
                on_click=deciding.decide,
                args=(f"{page.name} is hidden.", decisions.hide, page.entity_id),
            )


def _merge(page: ActorPage) -> None:
    other = choosing.actor("Who is the same?", key=f"merge-{page.entity_id}", but=page.entity_id)
    if other is None:
        return
    shown_as = st.radio(
        "Show both as", [page.name, other.name], index=int(other.articles > page.articles), format_func=plain
    )
    pair = (other.entity_id, page.entity_id) if shown_as == page.name else (page.entity_id, other.entity_id)
    st.button(
        "Merge",
        type="primary",
        key="do-merge",
        on_click=deciding.decide,
        args=(f"{other.name} and {page.name} are one actor, shown as {shown_as}.", decisions.merge, *pair),
    )


def _said(page: ActorPage) -> None:
    filters = Filters(actors=(page.choice,))
    counts = data.ask(queries.actor_by_topic, filters)
    topics = {row.topic: int(row.mentions) for row in tables.rows(counts)}
    if topics:
        chosen = st.pills(
            "Topic", list(topics), key=f"said-topic-{page.entity_id}",
            format_func=lambda t: plain(f"{t} ({counted(topics[t], 'mention')})"),
        )  # fmt: skip
        filters = Filters(actors=(page.choice,), topics=(chosen,)) if chosen else filters
    total = data.ask(queries.count_quotes, filters)
    if not total:
        st.info("No quotation of this actor is stored.")
        return
    st.caption(f"{counted(total, 'quotation')}, the newest first.{_left_out(total)}")
    evidence.show_quotes(data.ask(queries.quotes, filters, limit=MOST), f"said-{page.entity_id}")


def _meetings(page: ActorPage) -> None:
    filters, today = Filters(actors=(page.choice,)), date.today()
    total = data.ask(queries.count_plans, filters, today=today)
    if not total:
        st.info("No meeting of this actor is stored.")
        return
    st.caption(f"{counted(total, 'meeting')}, by day, those without a day last.{_left_out(total)}")
    evidence.show_meetings(data.ask(queries.plans, filters, today=today, limit=MOST), f"meets-{page.entity_id}")


def _articles(page: ActorPage) -> None:
    filters = Filters(actors=(page.choice,))
    table = data.ask(queries.articles, filters, limit=MOST)
    st.caption(f"{counted(page.articles, 'article')}, the newest first.{_left_out(page.articles)}")
    for row in tables.rows(table):
        with st.container(gap=None, key=f"entry-in-{row.article_id}"):
            title = plain(shortened(row.title, 110)) if known(row.title) else NO_TITLE
            if st.button(title, key=f"in-{row.article_id}", type="tertiary"):
                evidence.open_article(row.article_id)
            when = day(row.published) if known(row.published) else "day unknown"
            counts = f"{counted(row.quotes, 'quotation')}, {counted(row.meetings, 'meeting')}"
            st.caption(plain(f"{apart(row.source or NO_SOURCE)} · {when} · {counts}"))


def _names(page: ActorPage) -> None:
    names = data.ask(queries.names_seen, page.entity_id)
    st.header("Names", anchor=False)
    for n, row in enumerate(tables.rows(names)):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(f"{row.name} · {_seen(row)}", width="content")
            if row.entity_id != page.entity_id:
                st.button(
                    "Keep apart",
                    key=f"apart-{row.entity_id}-{n}",
                    help="It is another actor: part it from this one",
                    on_click=deciding.decide,
                    args=(
                        f"{row.name} is kept apart from {page.name}.",
                        decisions.keep_apart,
                        page.entity_id,
                        int(row.entity_id),
                    ),
                )
    st.header("Roles", anchor=False)
    roles = data.ask(queries.roles_seen, page.entity_id)
    if roles.empty:
        st.caption("No article gives this actor a role.")
    for row in tables.rows(roles):
        st.text(f"{row.role} · {_seen(row)}")


def _seen(row: Any) -> str:
    when = f", {days(row.first, row.last)}" if known(row.first) else ""
    return f"{counted(row.articles, 'article')}{when}"


def _decisions(page: ActorPage) -> None:
    table = data.ask(queries.actor_decisions, page.entity_id)
    if table.empty:
        st.info("Nothing was decided about this actor.")
    for row in tables.rows(table):
        told = telling.on_actor(row.kind, page.name, row.other, row.payload)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(f"{day(row.at)} · {told}", width="content")
            st.button(
                "Undo",
                key=f"undo-{row.decision_id}",
                on_click=deciding.undo,
                args=((int(row.decision_id),), told),
            )


def _left_out(total: int) -> str:
    return f" The first {MOST} are here; the page with filters has all." if total > MOST else ""
