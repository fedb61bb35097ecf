"""Names that may mean one actor, put up pair by pair with the sentences they stand in."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from dashboard import data, deciding, evidence, excerpts, tables
from dashboard.store import decisions, queries
from dashboard.wording import ACTOR_KINDS, NO_SOURCE, apart, counted, day, known, plain

AHEAD: Final = 5  # pairs named below the one that is asked about
SKIPPED: Final = "skipped-pairs"
SURE: Final = ((95, "very likely"), (85, "likely"), (75, "well possible"), (0, "possible"))  # score from, of 100


def show(waiting: int) -> None:
    """Ask about the surest pair that was not skipped; ``waiting`` is how many there are."""
    skipped: set[tuple[int, int]] = st.session_state.setdefault(SKIPPED, set())
    pairs = data.ask(queries.proposals, limit=AHEAD + 1 + len(skipped))
    left = [row for row in tables.rows(pairs) if _pair(row) not in skipped]
    if not left:
        _nothing_left(waiting, len(skipped))
        return
    st.caption(f"{counted(waiting, 'pair')} to look at, the surest first. Nothing is merged before you say so.")
    _ask(left[0])
    if left[1:]:
        others = "; ".join(f"{row.name_a} and {row.name_b}" for row in left[1:])
        st.caption(plain(f"Next: {others}."))


def in_words(score: float) -> str:
    """Return how likely two names mean one actor, from a score of 0 to 100."""
    return next(words for least, words in SURE if score >= least)


def _pair(row: Any) -> tuple[int, int]:
    return int(row.entity_a), int(row.entity_b)


def _ask(row: Any) -> None:
    a, b = _pair(row)
    st.header(plain(f"Are {row.name_a} and {row.name_b} the same?"), anchor=False)
    st.text(f"{in_words(row.score).capitalize()}: {row.why}.")
    into = (a, b) if row.articles_b >= row.articles_a else (b, a)
    shown = row.shown_b if into[1] == b else row.shown_a
    names = f"{row.name_a} and {row.name_b}"
    with st.container(horizontal=True):
        st.button(
            "Merge",
            type="primary",
            shortcut="M",
            on_click=deciding.decide,
            args=(f"{names} are one actor, shown as {shown}.", decisions.merge, *into),
        )
        st.button(
            "Keep apart",
            shortcut="K",
            on_click=deciding.decide,
            args=(f"{names} are kept apart.", decisions.keep_apart, a, b),
        )
        st.button("Skip", shortcut="S", on_click=_skip, args=((a, b),))
    for column, end in zip(st.columns(2, gap="medium"), "ab", strict=True):
        with column:
            _side({name: getattr(row, f"{name}_{end}") for name in ("entity", "name", "kind", "role", "articles")})


def _side(one: dict[str, Any]) -> None:
    st.subheader(plain(one["name"]), anchor=False)
    role = one["role"] if known(one["role"]) else "no role told"
    st.text(f"{ACTOR_KINDS[one['kind']]} · {role} · {counted(one['articles'], 'article')}")
    for i, row in enumerate(tables.rows(data.ask(queries.mentions_of, int(one["entity"])))):
        with st.container(border=True, gap=None):
            st.html(_sentence(row))
            if st.button("Read it in the article", key=f"pair-{one['entity']}-{i}", type="tertiary"):
                evidence.open_article(str(row.article_id), row.start, row.end)


def _sentence(row: Any) -> str:
    when = day(row.published) if known(row.published) else "day unknown"
    within = excerpts.around(row.text, row.start, row.end)
    return excerpts.card(
        row.text, [(row.start, row.end, "found")], f"{apart(row.source or NO_SOURCE)} · {when}", within
    )


def _nothing_left(waiting: int, skipped: int) -> None:
    if not waiting:
        st.info("No two names wait for an answer. New ones come up here when articles are added.")
        return
    st.info(f"You have skipped {counted(skipped, 'pair')}; no other waits for an answer.")
    st.button("Look at the skipped ones again", on_click=_unskip)


def _skip(pair: tuple[int, int]) -> None:
    deciding.forget()
    st.session_state[SKIPPED].add(pair)


def _unskip() -> None:
    st.session_state[SKIPPED] = set()
