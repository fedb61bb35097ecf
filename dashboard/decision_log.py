"""The log of decisions: what was decided when, each with its undo, and those whose finding is no longer there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import streamlit as st

from dashboard import data, deciding, evidence, paging, tables, telling
from dashboard.store import queries
from dashboard.store.decisions import ON_ENTITIES, ON_TOPICS
from dashboard.wording import NO_TITLE, day, known, plain, shortened

SIZE: Final = 20  # decisions at once


def show() -> None:
    """Draw the log."""
    lost = st.checkbox(
        "Only those no longer found",
        key="log-lost",
        help="Decisions about words that the last reading of the article no longer finds; they hold again when it does",
    )
    total = data.ask(queries.count_decisions, lost=lost)
    if not total:
        st.info("All that was decided on is still found." if lost else "Nothing was decided yet.")
        return
    offset = paging.rows(total, SIZE, "log-at", "decision")
    table = data.ask(queries.decisions, limit=SIZE, offset=offset, lost=lost)
    names = data.ask(queries.names_of_keys, [k for target in table["target"] for k in target.get("keys", ())])
    for row in tables.rows(table):
        _row(row, in_words(row, names))


def in_words(row: Any, names: dict[str, str]) -> str:
    """Return what a row of `queries.decisions` decided; ``names`` are those of actors by their keys."""
    if row.kind == "undo":
        return f"Took back no. {row.undoes}."
    if row.kind in ON_ENTITIES:
        keys = [names.get(key, key) for key in row.target["keys"]]
        own, other = (keys[1], keys[0]) if len(keys) > 1 else (keys[0], None)
        return telling.on_actor(row.kind, own, other, row.payload)
    if row.kind in ON_TOPICS:
        return telling.on_topic(row.kind, row.target, row.payload)
    return telling.on_finding(row.kind, row.target, row.payload)


def _row(row: Any, told: str) -> None:
    number = int(row.decision_id)
    with st.container(border=True, gap="small"):
        st.text(told)
        state = [
            f"No. {number}",
            f"{day(row.at)}, {row.at:%H:%M} UTC",
            "taken back" if known(row.undone) else None,
            "no longer found" if row.lost else None,
            row.note,
        ]
        st.caption(plain(" · ".join(filter(None, state))))
        with st.container(horizontal=True, vertical_alignment="center"):
            if row.kind != "undo":
                back = known(row.undone)
                st.button(
                    "Do it again" if back else "Undo",
                    key=f"log-undo-{number}",
                    on_click=deciding.undo,
                    args=((int(row.undone) if back else number,), told),
                    kwargs={"done": back, "then": _then(row)},
                )
            if known(row.article_id):
                title = shortened(row.title, 60) if known(row.title) else NO_TITLE
                if st.button(plain(f"Open “{title}”"), key=f"log-open-{number}", type="tertiary"):
                    evidence.open_article(row.article_id, row.target.get("start"), row.target.get("end"))


def _then(row: Any) -> Callable[[], object] | None:
    """What follows an undo: a topic is looked for again."""
    if row.kind not in ON_TOPICS:
        return None
    key = row.target["topic"]
    return lambda: data.retagging().start([key])
