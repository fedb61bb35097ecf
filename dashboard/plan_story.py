"""One meeting as the articles told of it: what is known now, and claim after claim what each article said."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any

import streamlit as st

from dashboard import data, evidence, links, tables, taking
from dashboard.store import queries
from dashboard.wording import STATUS, apart, counted, day, days, how_dated, known, listed


def show_chosen() -> None:
    """Show the plan that the address names, if it names one."""
    uid = st.query_params.get(evidence.PLAN)
    if not uid:
        return
    found = data.ask(queries.plan_of, uid, today=date.today())
    if found.empty:
        st.info("The meeting in the address is not stored, or its article was removed.")
        return
    plan = next(iter(tables.rows(found)))
    evidence.heading(f"How it was told: {listed(plan.participants) or 'participants not named'}", uid)
    pages = f" Pages: {links.actors(plan.participants)}." if plan.participants else ""
    st.html(f'<div class="sl-card"><div class="sl-meta">{escape(_now(plan))}{pages}</div></div>')
    history = data.ask(queries.plan_history, int(plan.plan_id))
    before = None
    for i, claim in enumerate(tables.rows(history)):
        told = f"{day(claim.published) if known(claim.published) else 'Day unknown'}: {_news(before, claim)}"
        with st.container(border=True, gap=None, key=f"story-{i}"):
            st.html(evidence.meeting_card(claim, told))
            if st.button("Read it in the article", key=f"told-{i}-{claim.article_id[:12]}", type="tertiary"):
                evidence.open_article(str(claim.article_id), claim.evidence_start, claim.evidence_end)
        before = claim
    with st.container(horizontal=True, vertical_alignment="center"):
        if known(plan.start):
            taking.offer_plan(found, uid)
        st.button("Close", key="close-plan", on_click=close)


def choose(uid: str) -> None:
    """Have the plan shown, and named in the address."""
    st.query_params[evidence.PLAN] = uid


def close() -> None:
    """Show no plan (a callback)."""
    st.query_params.pop(evidence.PLAN, None)
    st.session_state["timeline-turn"] = st.session_state.get("timeline-turn", 0) + 1  # its marker is let go


def _now(plan: Any) -> str:
    when = days(plan.start, plan.end) if known(plan.start) else "no day known"
    basis = how_dated(plan.date_basis) if known(plan.start) else ""
    inferred = f"Its day: {basis}." if basis else ""
    due = (
        "Its day has passed and no article says what became of it; so it counts neither as held nor as called off."
        if plan.status == "due"
        else ""
    )
    where = ", ".join(apart(w) for w in (plan.occasion, plan.place) if known(w))
    head = ", ".join(filter(None, [STATUS[plan.status], when, where]))
    told = f"Told by {counted(plan.claims, 'sentence')}."
    return " ".join(filter(None, [f"{head}.", inferred, due, told]))


def _news(before: Any, claim: Any) -> str:
    """What is new in a claim beside the one before it."""
    status = STATUS[claim.status].lower()
    if before is None:
        return status
    news = [f"now {status}"] if claim.status != before.status else [f"still {status}"]
    if known(claim.start) and (claim.start, claim.end) != (before.start, before.end):
        was = f", before {days(before.start, before.end)}" if known(before.start) else ""
        news.append(f"on {days(claim.start, claim.end)}{was}")
    if known(claim.place) and claim.place != before.place:
        news.append(f"in {claim.place}" + (f", before in {before.place}" if known(before.place) else ""))
    return "; ".join(news)
