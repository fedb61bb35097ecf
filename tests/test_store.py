"""The store keeps what was found, once, and answers by the filters."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.store import Filters, add_findings, open_store, queries, remove_article
from extract.errors import SidelinesError
from extract.model import (
    Actor,
    Article,
    Block,
    Days,
    Findings,
    Layout,
    Meeting,
    Mention,
    Publication,
    Quote,
    Span,
    TopicMention,
)

TEXT = '"Syria needs calm," Ana Orlan said. Orlan will meet Bo Tarn in May.'
DAY = date(2026, 3, 2)


def at(words: str) -> Span:
    """The span of ``words`` in the text."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


FOUND = Findings(
    article=Article("a" * 64, TEXT, source="Desk"),
    title="Calm",
    language="en",
    publication=Publication(DAY, "stated", (DAY,)),
    layout=Layout((Block(Span(0, len(TEXT)), "body"),), None),
    actors=(
        Actor("Ana Orlan", "person", None, (Mention(at("Ana Orlan"), "name", "model"),)),
        Actor("Bo Tarn", "person", None, (Mention(at("Bo Tarn"), "name", "model"),)),
    ),
    quotes=(
        Quote(
            (at("Syria needs calm,"),), at("said"), at("Ana Orlan"), "Ana Orlan", "direct", "marks", topics=("Syria",)
        ),
    ),
    meetings=(
        Meeting(
            ("Ana Orlan", "Bo Tarn"),
            "meeting",
            "planned",
            (at("Orlan will meet Bo Tarn in May."),),
            "verb",
            days=Days(date(2026, 5, 1), date(2026, 5, 31)),
        ),
    ),
    topics=(TopicMention("Syria", at("Syria")),),
)


@pytest.fixture
def store(tmp_path: Path) -> Engine:
    """A new store with the one article."""
    engine = open_store(f"sqlite:///{tmp_path / 'deep' / 'store.sqlite'}")
    assert add_findings(engine, FOUND, file_name="calm.txt")
    return engine


def test_findings_come_back_as_they_went_in(store: Engine) -> None:
    quote = queries.quotes(store, Filters()).iloc[0]
    assert (quote["speaker"], quote["text"], quote["topics"]) == ("Ana Orlan", "Syria needs calm,", ("Syria",))
    meeting = queries.meetings(store, Filters()).iloc[0]
    assert meeting["participants"] == ("Ana Orlan", "Bo Tarn")
    assert (meeting["start"], meeting["end"]) == (date(2026, 5, 1), date(2026, 5, 31))
    assert queries.topic_mentions(store, Filters()).iloc[0]["speaker"] == "Ana Orlan"
    assert queries.articles(store, Filters()).iloc[0]["published"] == DAY
    page = queries.article(store, FOUND.article.id)
    assert page is not None
    assert {TEXT[m.start : m.end] for m in page.marks if m.kind == "cue"} == {"said"}


def test_the_same_article_again_changes_nothing(store: Engine) -> None:
    before = queries.data_version(store)
    assert not add_findings(store, FOUND, file_name="other.txt")
    assert queries.data_version(store) == before


def test_a_restart_loses_nothing(store: Engine) -> None:
    again = open_store(store.url.render_as_string(hide_password=False))
    assert queries.data_version(again) == queries.data_version(store)


def test_removing_leaves_nothing_and_adding_again_undoes_it(store: Engine) -> None:
    remove_article(store, FOUND.article.id)
    for question in (queries.articles, queries.quotes, queries.meetings, queries.topic_mentions):
        assert question(store, Filters()).empty
    assert queries.article(store, FOUND.article.id) is None
    assert add_findings(store, FOUND, file_name="calm.txt")
    assert len(queries.quotes(store, Filters())) == 1


@pytest.mark.parametrize(
    ("filters", "quotes", "meetings"),
    [
        (Filters(actors=("Ana Orlan",)), 1, 1),
        (Filters(actors=("Bo Tarn",)), 0, 1),  # he meets, but says nothing
        (Filters(topics=("Syria",)), 1, 1),
        (Filters(topics=("Iran",)), 0, 0),
        (Filters(first=DAY, last=DAY), 1, 1),
        (Filters(first=date(2026, 3, 3)), 0, 0),
        (Filters(last=date(2026, 3, 1)), 0, 0),
        (Filters(sources=("Desk",)), 1, 1),
        (Filters(sources=("desk'; --",)), 0, 0),
    ],
)
def test_filters(store: Engine, filters: Filters, quotes: int, meetings: int) -> None:
    assert len(queries.quotes(store, filters)) == quotes
    assert len(queries.meetings(store, filters)) == meetings


def test_choices(store: Engine) -> None:
    assert queries.choices(store) == queries.Choices(("Ana Orlan", "Bo Tarn"), ("Syria",), ("Desk",), DAY, DAY)


def test_a_store_that_cannot_be_opened_says_where_and_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SidelinesError, match="SIDELINES_STORE"):
        open_store(f"sqlite:///{tmp_path / 'file' / 'store.sqlite'}")
