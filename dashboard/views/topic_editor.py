"""Edit topics: what a topic is found by, tried on stored articles before it is saved; import and export."""

from __future__ import annotations

from typing import Final

import streamlit as st
from sqlalchemy import Engine

from dashboard import data, deciding, empty, topic_files, trying
from dashboard.store import Filters, decisions, queries
from dashboard.wording import counted, plain
from extract.errors import RuleError
from extract.topics import Topic, check_topics

NEW: Final = "+"
EMPTY: Final = Topic("", ())


def show() -> None:
    """Draw the page."""
    st.title("Edit topics", anchor=False)
    st.html(
        '<p class="sl-lead">A topic is found by its phrases, and what you change is looked for in all stored articles '
        "as soon as you save it.</p>"
    )
    deciding.tell()
    trying.progress()
    topics = data.topics()
    key = _choose(topics)
    saved = topics.get(key, EMPTY)
    if key != NEW:
        found = data.ask(queries.count_topic_mentions, Filters(topics=(saved.title,)))
        st.caption(plain(f"{counted(found, 'mention')} of {saved.title} in the stored articles."))
    topic = _ask(key, saved)
    wrong = _wrong([t for k, t in topics.items() if k != key], topic)
    if wrong and topic != EMPTY:
        st.error(plain(wrong))
    with st.container(horizontal=True):
        st.button(
            "Save topic" if key != NEW else "Add topic",
            type="primary",
            disabled=bool(wrong) or topic == saved,
            key="save-topic",
            help="Saves it and looks for it in all stored articles; you can go on meanwhile",
            on_click=_save,
            args=(topic, None if key == NEW else key),
        )
        if key != NEW:
            _offer_removal(key, saved)
    if not data.count():
        empty.nothing_stored("Here stands what a topic finds in the stored articles, before it is saved.")
    elif not wrong:
        trying.show(topic, saved if key != NEW else None)
    topic_files.show(topics)
    state = data.retagging().state
    if topics and data.count() and not state.running and not state.error:
        trying.offer_again()


def _choose(topics: dict[str, Topic]) -> str:
    options = [*topics, NEW]
    if st.session_state.get("edit-topic") not in options:
        asked = st.query_params.get("topic")
        st.session_state["edit-topic"] = asked if asked in options else options[0]
    else:  # a widget's state is dropped when its page is left: writing it back keeps it
        st.session_state["edit-topic"] = st.session_state["edit-topic"]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = st.selectbox(
            "Topic",
            options,
            key="edit-topic",
            format_func=lambda k: topics[k].title if k in topics else "A new topic",
            width=420,
        )
        st.button("New topic", on_click=_begin, disabled=key == NEW)
    st.query_params["topic"] = key
    return str(key)


def _begin() -> None:
    deciding.forget()
    st.session_state["edit-topic"] = NEW


def _ask(key: str, saved: Topic) -> Topic:
    at = f"{key}-{hash(saved)}"  # what is saved or undone shows as it is then
    title = st.text_input("Title", value=saved.title, key=f"title-{at}", max_chars=80)
    left, right = st.columns(2, gap="medium")
    phrases = left.text_area(
        "Phrases, one a line",
        value="\n".join(saved.phrases),
        key=f"phrases-{at}",
        height=170,
        help="Case does not matter. A star stands for any ending: sanction* finds sanctions and sanctioned.",
    )
    not_in = right.text_area(
        "Not where it stands in, one a line",
        value="\n".join(saved.not_in),
        key=f"not-in-{at}",
        height=170,
        help="Longer phrases that hold one of the phrases and mean something else",
    )
    pattern = st.text_input(
        "Pattern, if phrases are not enough",
        value=saved.pattern or "",
        key=f"pattern-{at}",
        help="A regular expression in re2's syntax, case counts: INF[- ]Treat(y|ies)",
        placeholder="None",
    )
    st.caption("Press Ctrl+Enter in a field, or leave it, to see below what it finds.")
    return Topic(" ".join(title.split()), _lines(phrases), _lines(not_in), pattern or None)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())


def _wrong(others: list[Topic], topic: Topic) -> str | None:
    """What is wrong with a topic, in a sentence."""
    try:
        check_topics([*others, topic])
    except RuleError as error:
        return str(error)
    return None


def _save(topic: Topic, key: str | None) -> None:
    keys: list[str] = []

    def write(store: Engine) -> int:
        saved, number = decisions.save_topic(store, topic, key=key)
        keys.append(saved)
        st.session_state["edit-topic"] = saved
        return number

    words = f"The topic {topic.title} is {'changed' if key else 'added'}."
    deciding.decide(words, write, then=lambda: data.retagging().start(keys))


def _offer_removal(key: str, saved: Topic) -> None:
    with st.popover("Remove"):
        st.write(plain(f"{saved.title} and its mentions leave all pages. You can undo it."))
        st.button(
            "Remove topic",
            type="primary",
            on_click=_remove,
            args=(key, saved.title),
        )


def _remove(key: str, title: str) -> None:
    st.session_state.pop("edit-topic", None)
    st.query_params.pop("topic", None)
    words = f"The topic {title} is removed."
    deciding.decide(words, decisions.remove_topic, key, then=lambda: data.retagging().start([key]))
