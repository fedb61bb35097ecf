"""Saying what is right about a finding: a form with what was read, of which only the changes are kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal

import streamlit as st

from dashboard import choosing, data, deciding
from dashboard.store import decisions, queries
from dashboard.store.queries import Mark
from dashboard.wording import MEETING_KINDS, NO_SPEAKER, QUOTE_KINDS, STATUS, known, plain, shortened

EARLIEST: Final = date(1900, 1, 1)


def quote(row: Any) -> None:
    """Ask what is right about a quotation, a row of `queries.quotes`."""
    names = data.ask(queries.actors_in, str(row.article_id))
    own = row.speaker or NO_SPEAKER
    options = list(dict.fromkeys([own, *names, NO_SPEAKER]))
    with st.form(f"correct-quote-{row.quote_id}"):
        fields = {
            "speaker": st.selectbox(
                "Speaker",
                options,
                accept_new_options=True,
                key=f"c-speaker-{row.quote_id}",
                help="Choose one of the article, or type another name and press Enter",
            ),
            "kind": _select("Kind", QUOTE_KINDS, row.kind, f"c-kind-{row.quote_id}"),
            "speech": st.checkbox(
                "Said or written, not only thought or felt", row.speech, key=f"c-speech-{row.quote_id}"
            ),
            **_days("Said from", "Said to", ("said_first", "said_last"), (row.said_first, row.said_last), row.quote_id),
        }
        read = {
            "speaker": own,
            "kind": row.kind,
            "speech": bool(row.speech),
            "said_first": row.said_first,
            "said_last": row.said_last,
        }
        _submit("quote", int(row.quote_id), read, fields)


def meeting(row: Any) -> None:
    """Ask what is right about what an article says of a meeting, a row of `queries.meetings`."""
    number = int(row.meeting_id)
    names = data.ask(queries.actors_in, str(row.article_id))
    options = list(dict.fromkeys([*row.participants, *names]))
    statuses = {k: v for k, v in STATUS.items() if k != "due"}  # which time tells, not the article
    with st.form(f"correct-meeting-{number}"):
        fields = {
            "participants": st.multiselect(
                "Participants",
                options,
                default=list(dict.fromkeys(row.participants)),
                accept_new_options=True,
                key=f"c-who-{number}",
                help="Choose some of the article, or type other names and press Enter",
            ),
            "status": _select("Status", statuses, row.status, f"c-status-{number}"),
            "kind": _select("Kind", MEETING_KINDS, row.kind, f"c-kind-{number}"),
            **_days("First day", "Last day", ("first", "last"), (row.start, row.end), number),
            "place": st.text_input("Place", row.place or "", key=f"c-place-{number}").strip() or None,
            "occasion": st.text_input("Occasion", row.occasion or "", key=f"c-occasion-{number}").strip() or None,
        }
        read = {
            "participants": list(dict.fromkeys(row.participants)),
            "status": row.status,
            "kind": row.kind,
            "first": row.start,
            "last": row.end,
            "place": row.place or None,
            "occasion": row.occasion or None,
        }
        _submit("meeting", number, read, fields)


def topic(article_id: str, mark: Mark, words: str) -> None:
    """Ask which topic the words name instead: the mention is rejected, and one of that topic added."""
    topics = {key: found.title for key, found in data.topics().items() if f"Topic: {found.title}" != mark.label}
    if not topics:
        st.info("There is no other topic. Add one on the page Edit topics.")
        return
    key = st.selectbox(plain(f"“{shortened(words)}” names"), list(topics), format_func=lambda k: topics[k])
    if not st.button("Save the correction", type="primary"):
        return
    number = int(mark.row_id or 0)

    def write() -> list[int]:
        store = data.store()
        rejected = decisions.reject(store, "topic", number)
        return [rejected, decisions.add(store, "topic", article_id, mark.start, mark.end, topic=key)]

    deciding.decide_all(f"“{shortened(words)}” names {topics[key]}.", write)
    st.rerun()


def actor(article_id: str, mark: Mark, words: str) -> None:
    """Ask whom a name means in this article; in all articles it is changed on the actor's page."""
    name = mark.name or words
    st.caption(plain(f"In this article, “{shortened(name)}” is read as {mark.label}."))
    chosen = choosing.actor("Who is it?", key=f"meant-{article_id[:12]}-{mark.row_id}", but=0)
    st.caption("To join two actors in all articles, merge them on the page of one of them.")
    if chosen is None or not st.button("Save the correction", type="primary"):
        return
    told = f"In this article, {name} means {chosen.name}."
    deciding.decide(told, decisions.correct_actor, article_id, name, "correct", meant=int(chosen.entity_id))
    st.rerun()


def _select(label: str, words: Mapping[str, str], value: str, key: str) -> str:
    options = list(words)
    return str(st.selectbox(label, options, index=options.index(value), format_func=lambda k: words[k], key=key))


def _days(one: str, two: str, names: tuple[str, str], values: tuple[Any, Any], number: int) -> dict[str, Any]:
    columns = st.columns(2)
    return {
        name: column.date_input(
            label, value if known(value) else None, format="YYYY-MM-DD", min_value=EARLIEST, key=f"c-{name}-{number}"
        )
        for name, label, value, column in zip(names, (one, two), values, columns, strict=True)
    }


def _submit(
    finding: Literal["quote", "meeting"], number: int, read: Mapping[str, Any], fields: Mapping[str, Any]
) -> None:
    if not st.form_submit_button("Save the correction", type="primary"):
        return
    changed = {name: value for name, value in fields.items() if value != (read[name] if known(read[name]) else None)}
    if changed.get("speaker") == NO_SPEAKER:
        changed["speaker"] = None
    if finding == "meeting" and ("first" in changed or "last" in changed):
        first, last = fields["first"], fields["last"]
        changed |= {"first": first or last, "last": last or first}  # one day is both
    if not changed:
        st.info("Nothing was changed. To say that it is right as it is, press Confirm.")
        return
    deciding.correct(f"Corrected a {'quotation' if finding == 'quote' else 'meeting'}.", finding, number, changed)
    st.rerun()
