"""Review: what the reader is least sure of, one by one, and the log of what was decided."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from dashboard import correcting, data, deciding, decision_log, empty, evidence, excerpts, filtering, tables
from dashboard.store import Filters, decisions, queries
from dashboard.wording import (
    MEETING_KINDS,
    NO_SOURCE,
    NO_SPEAKER,
    NO_TITLE,
    QUOTE_KINDS,
    STATUS,
    apart,
    counted,
    day,
    days,
    known,
    listed,
    shortened,
)

QUOTES, MEETINGS, LOG = "Quotations", "Meetings", "Decisions"
BELOW: Final = {0.5: "less than 50% sure", 0.7: "less than 70% sure", 0.9: "less than 90% sure"}
AHEAD: Final = 20  # findings read at once, besides the skipped ones
ROOM: Final = 400  # characters shown on both sides of a finding
SKIPPED: Final = "skipped-findings"


def show() -> None:
    """Draw the page."""
    st.title("Review", anchor=False)
    filters = filtering.ask()
    if not data.count():
        empty.nothing_stored("Here stand the findings that are least sure, to be confirmed, corrected or rejected.")
        return
    deciding.tell()
    if "review-part" not in st.session_state:
        asked = st.query_params.get("part")
        st.session_state["review-part"] = asked if asked in (QUOTES, MEETINGS, LOG) else QUOTES
    below = _below()
    counts = data.ask(queries.count_unsure, filters, below=below)
    waiting = {QUOTES: counts["quotes"], MEETINGS: counts["meetings"]}
    part = st.segmented_control(
        "Show",
        [QUOTES, MEETINGS, LOG],
        key="review-part",
        required=True,
        label_visibility="collapsed",
        format_func=lambda name: f"{name} ({waiting[name]:,})" if name in waiting else name,
    )
    st.query_params["part"] = str(part)
    if part == LOG:
        decision_log.show()
        return
    st.select_slider("Findings that are", list(BELOW), key="review-below", format_func=lambda b: BELOW[b], width=420)
    _queue(filters, "quote" if part == QUOTES else "meeting", below, waiting[str(part)])


def _below() -> float:
    # The slider is drawn below what it narrows, so its state is read here, and written back when the page comes again.
    st.session_state["review-below"] = st.session_state.get("review-below", 0.7)
    return float(st.session_state["review-below"])


def _queue(filters: Filters, finding: str, below: float, waiting: int) -> None:
    skipped: set[tuple[str, int]] = st.session_state.setdefault(SKIPPED, set())
    limit = AHEAD + len(skipped)
    if finding == "quote":
        table = data.ask(queries.unsure, filters, below=below, limit=limit)
    else:
        table = data.ask(queries.unsure_meetings, filters, below=below, limit=limit)
    left = [row for row in tables.rows(table) if (finding, _number(row, finding)) not in skipped]
    passed = min(sum(kind == finding for kind, _ in skipped), waiting)
    if not left:
        _nothing_left(waiting, passed)
        return
    told = f"{counted(waiting, 'finding')} to look at, the least sure first"
    st.caption(f"{told}; {passed} skipped." if passed else f"{told}.")
    _ask(left[0], finding)


def _number(row: Any, finding: str) -> int:
    return int(getattr(row, f"{finding}_id"))


def _ask(row: Any, finding: str) -> None:
    number = _number(row, finding)
    with st.container(border=True):
        st.html(_quote(row, number) if finding == "quote" else _meeting(row, number))
    told = f"a {'quotation of ' + (row.speaker or 'nobody named') if finding == 'quote' else 'meeting'}"
    with st.container(horizontal=True):
        st.button(
            "Confirm",
            type="primary",
            shortcut="Y",
            on_click=deciding.decide,
            args=(f"Confirmed {told}.", decisions.confirm, finding, number),
        )
        st.button(
            "Reject",
            shortcut="N",
            on_click=deciding.decide,
            args=(f"Rejected {told}.", decisions.reject, finding, number),
        )
        st.button("Correct", shortcut="E", on_click=_toggle, args=((finding, number),))
        st.button("Skip", shortcut="S", on_click=_skip, args=((finding, number),))
        if st.button("Read it in the article", shortcut="O"):
            place = (row.start, row.end) if finding == "quote" else (row.evidence_start, row.evidence_end)
            evidence.open_article(str(row.article_id), *place)
    if st.session_state.get("correcting") == (finding, number):
        (correcting.quote if finding == "quote" else correcting.meeting)(row)


def _quote(row: Any, number: int) -> str:
    facts = [QUOTE_KINDS[row.kind], None if row.speech else "thought or felt, not said"]
    facts += [f"said {days(row.said_first, row.said_last)}" if known(row.said_first) else None]
    return _finding(row, "quote", number, row.speaker or NO_SPEAKER, facts)


def _meeting(row: Any, number: int) -> str:
    when = days(row.start, row.end) if known(row.start) else "no day said"
    facts = [STATUS[row.status], MEETING_KINDS[row.kind], when, row.date_basis, row.occasion, row.place]
    return _finding(row, "meeting", number, listed(row.participants) or "Participants not named", facts)


def _finding(row: Any, finding: str, number: int, head: str, facts: list[str | None]) -> str:
    """Return a card: what was found, the words it was found in, and where they stand."""
    when = day(row.published) if known(row.published) else "day unknown"
    title = apart(shortened(row.title or NO_TITLE, 80))
    how = row.method if finding == "quote" else row.rule
    meta = f"{row.confidence:.0%} sure (found by {how}) · {title} · {apart(row.source or NO_SOURCE)} · {when}"
    page = data.article(str(row.article_id))
    if page is None:
        return ""
    own = [m for m in page.marks if (m.finding, m.row_id) == (finding, number)]
    marks = [(m.start, m.end, m.kind if m.kind in ("speaker", "cue") else "found") for m in own]
    place = (row.start, row.end) if finding == "quote" else (row.evidence_start, row.evidence_end)
    marks = marks or [(*place, "found")]
    first = excerpts.around(page.text, min(m[0] for m in marks), place[1], ROOM)[0]
    last = excerpts.around(page.text, place[0], max(m[1] for m in marks), ROOM)[1]
    return excerpts.card(page.text, marks, meta, (first, last), head=head, facts=[f for f in facts if f])


def _toggle(which: tuple[str, int]) -> None:
    st.session_state["correcting"] = None if st.session_state.get("correcting") == which else which


def _skip(which: tuple[str, int]) -> None:
    deciding.forget()
    st.session_state[SKIPPED].add(which)


def _nothing_left(waiting: int, skipped: int) -> None:
    if not waiting:
        st.info("Nothing waits for a look that is so unsure. Move the slider to see what is surer.")
        return
    st.info(f"You have skipped {counted(skipped, 'finding')}; nothing else waits for a look.")
    st.button("Look at the skipped ones again", on_click=_unskip)


def _unskip() -> None:
    st.session_state[SKIPPED] = set()
