"""Names with a bar for how often each is found; a click on one goes on from there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from dashboard import links
from dashboard.wording import counted, plain, shortened

Ranked = tuple[str, int, dict[str, Any], Any]  # name, how often, what a click filters by; an actor's number or None


def show(title: str, ranked: Sequence[Ranked], key: str, what: str, put: Callable[..., None]) -> bool:
    """Show a ranking and say whether a name was clicked; the click has called ``put`` with the name's filters.

    Beside an actor stands a link to its page.
    """
    st.header(title, anchor=False)
    if not ranked:
        st.caption("Nothing to rank was found.")
        return False
    most = max(count for _, count, _, _ in ranked)
    chosen = False
    with st.container(key=f"rank-{key}", gap=None):
        for i, (name, count, filters, entity_id) in enumerate(ranked):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                chosen |= st.button(
                    plain(shortened(name, 26)),
                    key=f"{key}-{i}-{name}",
                    type="tertiary",
                    on_click=put,
                    kwargs=filters,
                )
                page = links.actor(name, entity_id, words="Page") if entity_id is not None else ""
                st.html(
                    f'<div class="sl-measure"><span class="sl-bar" style="width:{100 * count / most:.0f}%">'
                    f"</span><span>{counted(count, what)}</span>{page}</div>"
                )
    return chosen
