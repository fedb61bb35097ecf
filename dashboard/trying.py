"""What a topic would find in stored articles before it is saved, and how far the finding of a saved one is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

import streamlit as st

from dashboard import data, evidence, excerpts
from dashboard.store.queries import Stored
from dashboard.wording import NO_SOURCE, NO_TITLE, apart, counted, day, listed, plain, shortened
from extract.topics import Topic, find_topics_in

MOST: Final = 1000  # newest articles that a topic is tried on: more would make typing wait
SHOWN: Final = 8  # articles with their hits


@dataclass(frozen=True, slots=True)
class Hits:
    """Where a topic was found: places by the number of the article, and how often by the words, in lower case."""

    places: dict[int, list[excerpts.Place]]
    words: Counter[str]

    @property
    def number(self) -> int:
        """How many hits."""
        return self.words.total()


def try_on(articles: list[Stored], topic: Topic) -> Hits:
    """Return what ``topic``, which must be valid, finds in articles."""
    places: dict[int, list[excerpts.Place]] = {}
    words: Counter[str] = Counter()
    for i, span in find_topics_in(((a.text, a.layout) for a in articles), topic):
        places.setdefault(i, []).append((span.start, span.end))
        words[" ".join(span.of(articles[i].text).lower().split())] += 1
    return Hits(places, words)


def show(topic: Topic, saved: Topic | None) -> None:
    """Show what ``topic`` finds, against what it finds as it is ``saved``."""
    st.header("What it finds", anchor=False)
    articles = data.newest_texts(MOST)
    hits = try_on(articles, topic)
    of = f"the newest {len(articles):,} articles" if data.count() > len(articles) else counted(len(articles), "article")
    told = f"{counted(hits.number, 'hit')} in {len(hits.places):,} of {of}."
    if saved is not None and saved != topic:
        told += f" As it is saved: {counted(try_on(articles, saved).number, 'hit')}."
    st.markdown(plain(told))
    if not hits.number:
        st.caption("No sentence there holds one of the phrases.")
        return
    st.caption(plain(f"By words: {listed((f'{w} {n:,}' for w, n in hits.words.most_common(12)), 12)}."))
    for i, spans in list(hits.places.items())[:SHOWN]:
        _hit(articles[i], spans)
    if len(hits.places) > SHOWN:
        st.caption(f"The newest {SHOWN} articles with hits are shown.")


def _hit(article: Stored, spans: list[excerpts.Place]) -> None:
    when = day(article.published) if article.published else "day unknown"
    title = shortened(article.title or NO_TITLE, 70)
    meta = f"{title} · {apart(article.source or NO_SOURCE)} · {when} · {counted(len(spans), 'hit')}"
    with st.container(border=True, gap=None):
        marks = [(start, end, "found") for start, end in spans]
        st.html(excerpts.card(article.text, marks, meta, excerpts.around(article.text, *spans[0])))
        if st.button("Read it in the article", key=f"hit-{article.id}", type="tertiary"):
            evidence.open_article(article.id, *spans[0])


def progress() -> None:
    """Show how far changed topics are found, while they are, and why it ended where it ended early."""
    state = data.retagging().state
    if state.running:
        _progress()
    elif state.error:
        st.error(
            plain(f"The stored articles were not all searched ({state.error}). What was saved is kept."),
        )
        offer_again()


@st.fragment(run_every=0.5)
def _progress() -> None:
    state = data.retagging().state
    if not state.running:
        st.rerun()  # the whole page: its counts are those of all articles now
    share = state.done / state.total if state.total else 0.0
    words = (
        f"Looked through {state.done:,} of {counted(state.total, 'article')}" if state.total else "Beginning to look"
    )
    st.progress(share, text=f"{words}. You can go on working.")


def offer_again() -> None:
    """Offer to look for all topics in all articles."""
    st.button(
        "Search all articles again",
        key="search-again",
        help="Looks for every topic anew; of use where the server was stopped in the middle of a search",
        on_click=_again,
    )


def _again() -> None:
    data.retagging().start(list(data.topics()))
