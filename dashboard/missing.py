"""Adding what the reader missed: words of the article, selected or typed, and what they are."""

from __future__ import annotations

import re
from html import escape
from typing import Any, Final

import streamlit as st

from dashboard import data, deciding, excerpts
from dashboard.panels import WHAT
from dashboard.settling import EARLIEST
from dashboard.store import decisions, queries
from dashboard.store.queries import ArticlePage
from dashboard.store.targets import Finding
from dashboard.wording import ACTOR_KINDS, MEETING_KINDS, NO_SPEAKER, QUOTE_KINDS, STATUS, shortened

MOST_PLACES: Final = 20  # offered where the typed words stand more than once
_MARKS: Final = " \t\n\"“”„«»‚‘’'"  # around a quotation's content, not in it

Place = tuple[int, int]


def places(text: str, typed: str) -> list[Place]:
    """Return where the words typed stand in a text, half-open, whatever their case and the blanks between them."""
    words = typed.split()
    if not words:
        return []
    pattern = r"\s+".join(map(re.escape, words))
    return [m.span() for m, _ in zip(re.finditer(pattern, text, re.IGNORECASE), range(MOST_PLACES), strict=False)]


def trimmed(text: str, place: Place, finding: str) -> Place:
    """Return a selection without the blanks around it and, of a quotation, without its marks."""
    start, end = place
    off = _MARKS if finding == "quote" else " \t\n"
    while start < end and text[start] in off:
        start += 1
    while end > start and text[end - 1] in off:
        end -= 1
    return start, end


@st.dialog("Add what was missed", width="large")
def ask(page: ArticlePage, finding: str, place: Place | None) -> None:
    """Ask what the words at ``place`` are, or first for the words; a finding that is added closes the dialog."""
    if place is None:
        place = _typed(page)
    kind = st.segmented_control("What is it?", list(WHAT), default=finding, format_func=WHAT.__getitem__, required=True)
    if place is None:
        return
    finding = str(kind)
    place = trimmed(page.text, place, finding)
    st.html(
        '<div class="sl-card"><blockquote dir="auto">'
        f"{excerpts.marked(page.text, [(*place, 'found')], excerpts.around(page.text, *place))}</blockquote></div>"
    )
    names = list(data.ask(queries.actors_in, page.id))
    with st.form(f"missed-{finding}", border=False):
        told = {"quote": _quote, "meeting": _meeting, "topic": _topic, "actor": _actor}[finding](
            names, page.text[place[0] : place[1]]
        )
        if st.form_submit_button("Add it", type="primary"):
            words = shortened(page.text[place[0] : place[1]], 80)
            _add(f"Added: {WHAT[finding].lower()} “{words}”", finding, page.id, place, told)


def _add(words: str, finding: Any, article_id: str, place: Place, told: dict[str, Any]) -> None:
    kind: Finding = finding
    first, last = told.get("first"), told.get("last")
    if first and last and first > last:
        st.error("The first day lies after the last; correct one of them.")
        return
    if kind == "actor" and not told["name"]:
        st.error("Give the actor a name.")
        return
    deciding.decide(words, decisions.add, kind, article_id, *place, **told)
    st.rerun()


def _typed(page: ArticlePage) -> Place | None:
    typed = st.text_input(
        "Words of the article",
        key="missed-words",
        placeholder="Type or paste the words as they stand there",
        help="It is quicker to select the words in the text with the mouse.",
    )
    found = places(page.text, typed)
    if not found:
        if typed.strip():
            st.info("These words do not stand in the article in this order. Copy them from its text.")
        return None
    if len(found) == 1:
        return found[0]
    return st.radio(
        f"They stand there {len(found)} times" if len(found) < MOST_PLACES else "They stand there often",
        found,
        key=f"missed-place-{typed}",
        format_func=lambda p: _beside(page.text, p),
    )


def _beside(text: str, place: Place) -> str:
    first, last = excerpts.around(text, *place, 40)
    return f"… {escape(' '.join(text[first:last].split()))} …".replace("[", "\\[").replace("*", "\\*")


def _speaker(label: str, names: list[str]) -> str | None:
    said = st.selectbox(
        label,
        [NO_SPEAKER, *names],
        accept_new_options=True,
        index=1 if names else 0,
        help="Choose one of the article, or type another name and press Enter",
    )
    return None if said == NO_SPEAKER else said


def _quote(names: list[str], words: str) -> dict[str, Any]:
    return {
        "speaker": _speaker("Speaker", names),
        "kind": st.selectbox("Kind", list(QUOTE_KINDS), format_func=QUOTE_KINDS.__getitem__),
    }


def _meeting(names: list[str], words: str) -> dict[str, Any]:
    statuses = [s for s in STATUS if s != "due"]  # which time tells, not the article
    there = [name for name in names if name in words]
    told: dict[str, Any] = {
        "participants": st.multiselect(
            "Participants",
            names,
            default=there,
            accept_new_options=True,
            help="Choose some of the article, or type other names and press Enter",
        )
    }
    left, right = st.columns(2)
    told["status"] = left.selectbox("Status", statuses, format_func=STATUS.__getitem__)
    told["kind"] = right.selectbox("Kind", list(MEETING_KINDS), format_func=MEETING_KINDS.__getitem__)
    first = left.date_input("First day", None, format="YYYY-MM-DD", min_value=EARLIEST)
    last = right.date_input("Last day", None, format="YYYY-MM-DD", min_value=EARLIEST)
    told |= {"first": first or last, "last": last or first}
    told["place"] = st.text_input("Place").strip() or None
    return {name: value for name, value in told.items() if value is not None}


def _topic(names: list[str], words: str) -> dict[str, Any]:
    topics = data.topics()
    return {"topic": st.selectbox("Topic", list(topics), format_func=lambda key: topics[key].title)}


def _actor(names: list[str], words: str) -> dict[str, Any]:
    return {
        "name": st.text_input("Name", " ".join(words.split())[:200]).strip(),
        "kind": st.selectbox("Kind", list(ACTOR_KINDS), format_func=ACTOR_KINDS.__getitem__),
        "role": st.text_input("Office or role", placeholder="Foreign minister of …").strip() or None,
    }
