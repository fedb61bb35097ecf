"""Choosing which columns of uploaded tables hold what, with their first rows in sight, before anything is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.wording import counted, listed, plain, shortened
from extract.reading import SUFFIXES, Columns, Preview

TABLES: Final = ("csv", "jsonlines", "parquet")
ROLES: Final = {"text": "Text", "title": "Title", "published": "Day of publication", "source": "Source"}
_WAITING: Final = "waiting-files"


@dataclass(frozen=True, slots=True)
class _Waiting:
    files: tuple[tuple[str, bytes], ...]
    previews: dict[str, Preview]


def hold(files: Sequence[tuple[str, bytes]]) -> bool:
    """Keep files back if tables are among them, until `ask` has the columns; return whether they are kept."""
    found = [f for f in files if SUFFIXES.get(PurePath(f[0]).suffix.lower()) in TABLES]
    previews = data.preview(found) if found else {}
    if previews:
        st.session_state[_WAITING] = _Waiting(tuple(files), previews)
    return bool(previews)


def ask() -> int | None:
    """Show what waits and ask for its columns; return the number of the job once it is to be read."""
    waiting: _Waiting | None = st.session_state.get(_WAITING)
    if waiting is None:
        return None
    alike: dict[tuple[str, ...], list[str]] = {}
    for name, preview in waiting.previews.items():
        alike.setdefault(preview.header, []).append(name)
    with st.container(border=True, key="columns"):
        st.header("Which column holds what?", anchor=False)
        chosen: dict[str, Columns] = {}
        for i, names in enumerate(alike.values()):
            columns = _choose(names, waiting.previews[names[0]], f"columns-{i}")
            chosen |= dict.fromkeys(names, columns) if columns else {}
        left = len(waiting.previews) - len(chosen)
        with st.container(horizontal=True, vertical_alignment="center"):
            label = "Read it" if len(waiting.files) == 1 else f"Read these {counted(len(waiting.files), 'file')}"
            go = st.button(label, type="primary", disabled=left > 0, key="columns-go")
            st.button("Leave them out", on_click=_drop, key="columns-drop")
            if left:
                st.caption("Choose the column that holds the text.")
    if not go:
        return None
    _drop()
    return data.add(waiting.files, columns=chosen)


def _drop() -> None:
    st.session_state.pop(_WAITING, None)


def _choose(names: list[str], preview: Preview, key: str) -> Columns | None:
    st.markdown(plain(listed([shortened(n) for n in names], 4)))
    known = preview.columns
    if known is None:
        st.caption("None of the columns is known to hold the text.")
    chosen: dict[str, str | None] = {}
    for place, (role, label) in zip(st.columns(len(ROLES)), ROLES.items(), strict=True):
        own = getattr(known, role) if known else None
        chosen[role] = place.selectbox(
            label,
            preview.header,
            index=preview.header.index(own) if own in preview.header else None,
            placeholder="Choose it" if role == "text" else "None",
            key=f"{key}-{role}",
        )
    head = [f"{name} ({i})" if preview.header.count(name) > 1 else name for i, name in enumerate(preview.header)]
    st.dataframe(
        pd.DataFrame(list(preview.rows), columns=head),
        hide_index=True,
        alt="The first rows of the table",
        height="content",
    )
    text = chosen.pop("text")
    return Columns(text, **chosen) if text is not None else None
