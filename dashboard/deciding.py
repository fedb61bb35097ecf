"""What an analyst decides on the pages: written to the store, told at the top of the page, and taken back with a click.

All but `tell` are for callbacks: the page that is drawn after one already shows what follows from it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal

import streamlit as st

from dashboard import data
from dashboard.store import decisions
from dashboard.wording import plain
from extract.errors import SidelinesError

Then = Callable[[], object]
GONE: Final = "This was read again or changed meanwhile, so nothing was decided. Look at it as it is now."
_TOLD: Final = "decided"


@dataclass(frozen=True, slots=True)
class Told:
    """What the page says of the last decision: ``numbers`` are what `decisions.undo` takes, empty where none was made.

    ``done`` is False where it was taken back; ``then`` is called after each, as the finding of a changed topic.
    """

    words: str
    numbers: tuple[int, ...] = ()
    done: bool = True
    then: Then | None = None


def decide(words: str, decision: Callable[..., int], *args: Any, then: Then | None = None, **options: Any) -> None:
    """Write a decision, one of `dashboard.store.decisions`' functions with what it takes after the store.

    ``words`` say what was decided.
    """
    _keep(Told(words, then=then), lambda: [decision(data.store(), *args, **options)])


def decide_all(words: str, write: Callable[[], Sequence[int]], *, then: Then | None = None) -> None:
    """Write several decisions that are told, and taken back, as one; ``write`` returns their numbers."""
    _keep(Told(words, then=then), write)


def correct(words: str, finding: Literal["quote", "meeting"], row_id: int, changed: dict[str, Any]) -> None:
    """Write what is right about a quotation or meeting instead: see `decisions.correct`."""
    names = ("said_first", "said_last") if finding == "quote" else ("first", "last")
    first, last = (changed.get(name) for name in names)
    if isinstance(first, date) and isinstance(last, date) and first > last:
        refuse("The first day lies after the last, so nothing was changed. Correct one of them.")
        return
    decide(words, decisions.correct, finding, row_id, **changed)


def undo(numbers: Sequence[int], words: str, *, done: bool = False, then: Then | None = None) -> None:
    """Take decisions back, or with ``done`` the taking back of some."""
    _keep(Told(words, (), done, then), lambda: [decisions.undo(data.store(), n) for n in reversed(numbers)])


def refuse(words: str) -> None:
    """Tell why nothing was decided."""
    st.session_state[_TOLD] = Told(words)


def _keep(told: Told, write: Callable[[], Sequence[int]]) -> None:
    try:
        numbers = tuple(write())
    except LookupError:
        refuse(GONE)
    except SidelinesError as error:
        refuse(str(error))
    else:
        st.session_state[_TOLD] = replace(told, numbers=numbers)
        if told.then is not None:
            told.then()


def tell() -> None:
    """Show the last decision with a button that takes it back, or does it again."""
    told: Told | None = st.session_state.get(_TOLD)
    if told is None:
        return
    if not told.numbers:
        st.warning(plain(told.words))
        forget()
        return
    with st.container(horizontal=True, vertical_alignment="center", key="decided"):
        st.success(plain(told.words if told.done else f"Undone: {told.words}"))
        st.button("Undo" if told.done else "Do it again", key="undo-last", shortcut="U", on_click=_turn, args=(told,))


def _turn(told: Told) -> None:
    undo(told.numbers, told.words, done=not told.done, then=told.then)


def forget() -> None:
    """Tell no more of the last decision."""
    st.session_state.pop(_TOLD, None)
