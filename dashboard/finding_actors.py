"""Choosing actors to filter by: the commonest from a list, all others by typing a part of the name."""

from __future__ import annotations

import re
from functools import partial
from typing import Any, Final

import streamlit as st

from dashboard import data, tables
from dashboard.store import queries
from dashboard.wording import ACTOR_KINDS, counted, known, plain, shortened

MOST: Final = 50  # offered for what was typed
_NUMBER = re.compile(r" #(\d{1,9})$")


def choose(name: str, label: str, commonest: tuple[str, ...]) -> None:
    """Ask for actors; the choice is a list of names in the session's state under ``name``.

    What is typed and means no or several actors is asked back below.
    """
    chosen = st.session_state[name]
    st.multiselect(
        label,
        [*commonest, *(v for v in chosen if v not in commonest)],
        key=name,
        placeholder="All",
        accept_new_options=True,
        on_change=partial(_settle, name),
        help="Here are those named most. For anybody else type a part of the name and choose “Add”.",
    )
    typed = st.session_state.get(_typed(name))
    if typed:
        _ask_back(name, typed)


def is_known(name: str) -> bool:
    """Say whether an actor is shown by that name, alone or with its number ("Ana Orlan #17")."""
    if name in data.choices().actors:
        return True
    number = _NUMBER.search(name)
    bare = _NUMBER.sub("", name)
    for row in tables.rows(data.ask(queries.find_actors, bare, limit=200)):
        if row.choice == name or (number and row.name == bare and row.entity_id == int(number[1])):
            return True
    return False


def choice_of(name: str, entity_id: Any) -> str:
    """Return how an actor is written in the filters: by its name, with its number where that may not be enough."""
    return name if name in data.choices().actors else f"{name} #{int(entity_id)}"


def _typed(name: str) -> str:
    return f"typed-{name}"


def _settle(name: str) -> None:
    """Put in place of typed words the one actor that they mean (a callback)."""
    st.session_state.pop(_typed(name), None)
    kept: list[str] = []
    for value in st.session_state[name]:
        if is_known(value):
            kept.append(value)
            continue
        found = data.ask(queries.find_actors, value, limit=MOST)
        if len(found) == 1:
            kept.append(str(found["choice"].iloc[0]))
        else:
            st.session_state[_typed(name)] = value
    st.session_state[name] = list(dict.fromkeys(kept))


def _ask_back(name: str, typed: str) -> None:
    found = data.ask(queries.find_actors, typed, limit=MOST)
    if found.empty:
        st.caption(plain(f"No actor’s name holds “{shortened(typed)}”."))
        return
    told = {row.choice: _told(row) for row in tables.rows(found)}
    st.selectbox(
        plain(f"Which “{shortened(typed)}”?"),
        list(told),
        index=None,
        key=f"which-{name}-{typed}",
        format_func=lambda choice: told[choice],
        placeholder=f"{counted(len(told), 'actor')} to choose from" + (" (the commonest)" if len(told) == MOST else ""),
        on_change=partial(_take, name, f"which-{name}-{typed}"),
    )


def _told(row: Any) -> str:
    what = shortened(row.role, 30) if known(row.role) else ACTOR_KINDS[row.kind].lower()
    return f"{row.choice} · {what} · {counted(row.articles, 'article')}"


def _take(name: str, key: str) -> None:
    chosen = st.session_state[key]
    if chosen is not None:
        st.session_state[name] = [*st.session_state[name], chosen]
        st.session_state.pop(_typed(name), None)
