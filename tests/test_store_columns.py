"""Questions that are answered from columns say what the rows say."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from bench.generator import SOURCES, articles, people
from dashboard.store import Filters, add_findings, add_many, decisions, queries, remove_article
from dashboard.store.queries.counting import ordered, ranked, step_of, tally
from dashboard.store.schema import article, entity, meeting, meeting_participant, quote, quote_about, topic_mention
from dashboard.store.transactions import reading
from tests.stores import findings, meets, person, quoted

TODAY = date(2025, 6, 1)
few = st.lists(st.integers(0, 6), min_size=1, max_size=200)


@given(few, st.integers(0, 250), st.integers(0, 30))
def test_ordered_is_a_piece_of_what_sorting_gives(keys: list[int], most: int, first: int) -> None:
    numbers = np.arange(len(keys))
    found = ordered(numbers, np.array(keys), most=most, first=first).tolist()
    assert found == sorted(range(len(keys)), key=lambda i: (keys[i], i))[first : first + most]


@given(few, few)
def test_a_tally_counts_combinations(one: list[int], two: list[int]) -> None:
    pairs = list(zip(one, two, strict=False))
    (a, b), counts = tally(np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs]))
    found = dict(zip(zip(a.tolist(), b.tolist(), strict=True), counts.tolist(), strict=True))
    assert found == Counter(pairs)


def test_a_tally_of_nothing_is_empty() -> None:
    (a, b), counts = tally(np.empty(0, int), np.empty(0, int))
    assert (len(a), len(b), len(counts)) == (0, 0, 0)


@given(few)
def test_ranking_leaves_out_zero(roots: list[int]) -> None:
    top, counts = ranked(np.array(roots), 3)
    most = sorted(((-n, root) for root, n in Counter(roots).items() if root))[:3]
    assert list(zip((-counts).tolist(), top.tolist(), strict=True)) == most


@given(st.dates(date(1, 1, 8), date(9999, 12, 20)))
def test_steps_begin_on_mondays_and_firsts(day: date) -> None:
    number = np.array([day.toordinal()])
    assert date.fromordinal(int(step_of(number, "week")[0])) == day - timedelta(days=day.weekday())
    assert date.fromordinal(int(step_of(number, "month")[0])) == day.replace(day=1)
    assert step_of(number, "day")[0] == day.toordinal()


def begins_a_word(typed: str, words: str) -> bool:
    """Say whether a word of the words begins with what was typed."""
    return re.search(rf"\b{typed}", words, re.IGNORECASE) is not None


class Rows:
    """All rows of a store, and the filters applied to them one by one."""

    def __init__(self, store: Engine) -> None:
        tables = (article, entity, meeting, meeting_participant, quote, quote_about, topic_mention)
        with reading(store) as connection:
            self.of: dict[str, list[Any]] = {t.name: list(connection.execute(select(t))) for t in tables}
        self.articles = {row.no: row for row in self.of["article"]}

    def members(self, names: tuple[str, ...]) -> set[int]:
        return {row.id for row in self.of["entity"] if row.shown_name in names}

    def told(self, f: Filters, day: date | None) -> bool:
        return not (f.first and (day is None or day < f.first)) and not (f.last and (day is None or day > f.last))

    def seen(self, f: Filters, row: Any) -> bool:
        return row.state in f.review if f.review else row.shown

    def topical(self, f: Filters, *, spoken: bool) -> set[int | None]:
        of = [t for t in self.of["topic_mention"] if t.topic_key in {key.lower() for key in f.topics}]
        if spoken:
            return {t.quote_id for t in of if t.shown or "rejected" in f.review}
        return {t.article_no for t in of if t.shown}

    def from_article(self, f: Filters, no: int) -> bool:
        row = self.articles[no]
        return (not f.sources or row.source in f.sources) and (
            not f.search or begins_a_word(f.search, f"{row.title} {row.text}")
        )

    def quotes(self, f: Filters) -> set[int]:
        actors, about = self.members(f.actors), self.members(f.about)
        named = {b.quote_id for b in self.of["quote_about"] if b.entity_id in about}
        topical = self.topical(f, spoken=True)
        return {
            q.id
            for q in self.of["quote"]
            if self.seen(f, q) and q.speech and not q.nested and self.told(f, q.day)
            if not f.actors or q.entity_id in actors
            if not f.about or q.id in named
            if not f.topics or q.id in topical
            if not f.kinds or q.kind in f.kinds
            if self.from_article(Filters(sources=f.sources), q.article_no)
            if not f.search or begins_a_word(f.search, q.text)
        }

    def meetings(self, f: Filters) -> set[int]:
        actors, topical = self.members(f.actors), self.topical(f, spoken=False)
        seats = {p.meeting_id for p in self.of["meeting_participant"] if p.entity_id in actors}
        return {
            m.id
            for m in self.of["meeting"]
            if self.seen(f, m) and self.told(f, m.day) and self.from_article(f, m.article_no)
            if (not f.actors or m.id in seats) and (not f.topics or m.article_no in topical)
        }

    def mentions(self, f: Filters) -> set[int]:
        actors = self.members(f.actors)
        return {
            t.id
            for t in self.of["topic_mention"]
            if self.seen(f, t) and self.told(f, t.day) and self.from_article(f, t.article_no)
            if not f.actors or t.entity_id in actors
            if not f.topics or t.topic_key in {key.lower() for key in f.topics}
        }


@pytest.fixture
def store(empty: Engine) -> Engine:
    """Made-up articles, with some findings rejected and confirmed."""
    undated = '"Iran holds its position," Ana Orlan said. Ana Orlan will meet Bo Tarn.'
    add_many(empty, [(found, "made.txt") for found in articles(60)])
    remove_article(empty, next(articles(1)).article.id)  # so that numbers are missing
    add_findings(
        empty,
        findings(
            undated,
            day=None,
            actors=(person(undated, "Ana Orlan"), person(undated, "Bo Tarn")),
            quotes=(quoted(undated, "Iran holds its position,", "Ana Orlan"),),
            meetings=(meets(undated, "Ana Orlan will meet Bo Tarn.", "Ana Orlan", "Bo Tarn"),),
        ),
        file_name="undated.txt",
    )
    for finding in ("quote", "meeting", "topic"):
        table = {"quote": quote, "meeting": meeting, "topic": topic_mention}[finding]
        with reading(empty) as connection:
            ids = list(connection.execute(select(table.c.id).order_by(table.c.id).limit(9)).scalars())
        for number in ids[:4]:
            decisions.reject(empty, finding, int(number))
        decisions.confirm(empty, finding, int(ids[6]))
    return empty


def test_filters_leave_what_the_rows_say(store: Engine) -> None:
    rows, (busy, other) = Rows(store), (people(1000)[i].name for i in (0, 3))
    some: dict[str, tuple[Any, ...]] = {
        "actors": ((), (busy,), (busy, other), ("Nobody",)),
        "about": ((), (busy,)),
        "topics": ((), ("Iran",), ("Iran", "Syria")),
        "sources": ((), (SOURCES[0], SOURCES[1])),
        "kinds": ((), ("direct",)),
        "review": ((), ("found",), ("confirmed",), ("rejected",), ("rejected", "confirmed"), ("rejected", "")),
        "first": (None, date(2024, 1, 1)),
        "last": (None, date(2024, 6, 30)),
        "search": ("", "position"),
    }
    asked = [dict(zip(some, values, strict=True)) for values in product(*some.values())]
    compared = [
        Filters(**values) for i, values in enumerate(asked) if i % 13 == 0 or sum(map(bool, values.values())) < 3
    ]
    left: Counter[str] = Counter()
    for f in compared:
        said = rows.quotes(f)
        assert queries.count_quotes(store, f) == len(said), f
        assert set(queries.quotes(store, f, limit=40)["quote_id"]) <= said, f
        if not f.kinds and not f.about:
            claims, mentions = rows.meetings(f), rows.mentions(f)
            assert queries.count_meetings(store, f) == len(claims), f
            plans = {m.plan_id for m in rows.of["meeting"] if m.id in claims and m.plan_id is not None}
            assert set(queries.plans(store, f, today=TODAY)["plan_id"]) == plans, f
            assert queries.count_topic_mentions(store, f) == len(mentions), f
            left.update(meetings=len(claims), mentions=len(mentions))
        left.update(quotes=len(said))
    assert min(left.values()) > 400  # not only of what nothing is left of
