"""Files are read and stored: a row for each article, whatever is wrong with one of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.reader import CANCELLED, read_again, read_file, read_pasted
from dashboard.store import Filters, decisions, has_article, open_store, queries, remove_article, stored_article
from extract.model import Article, Findings
from extract.pipeline import Reader
from extract.reading import Columns, Parser
from tests.sample_files import PARAGRAPHS, TEXT, every_format, pdf


@pytest.fixture(scope="module", name="reader")
def one_reader() -> Reader:
    """The models and rules, loaded once."""
    return Reader.load()


@pytest.fixture(scope="module", name="parser")
def one_parser() -> Iterator[Parser]:
    """A parsing process for all tests of this module."""
    with Parser() as parser:
        yield parser


@pytest.fixture(name="store")
def new_store(tmp_path: Path) -> Engine:
    """A store of the test's own."""
    return open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")


def test_a_table_gives_a_row_for_each_article(reader: Reader, store: Engine, parser: Parser) -> None:
    rows = list(read_file(reader, store, parser, "report.csv", every_format()["report.csv"]))
    assert [row.state for row in rows] == ["added"] * 3
    assert rows[0].published == "2024-03-04"
    assert rows[0].source == "Orbis"
    assert rows[0].quotes
    assert all(has_article(store, row.article_id) for row in rows if row.article_id)
    again = list(read_file(reader, store, parser, "report.csv", every_format()["report.csv"]))
    assert [row.state for row in again] == ["there already"] * 3


def test_a_table_goes_on_after_a_row_that_is_refused(reader: Reader, store: Engine, parser: Parser) -> None:
    rows = [json.dumps({"text": p}) for p in PARAGRAPHS]
    data = "\n".join([rows[0], "{broken", rows[1]]).encode()
    assert [row.state for row in read_file(reader, store, parser, "a.jsonl", data)] == ["added", "refused", "added"]


def test_cancelling_leaves_the_rest_of_a_file(reader: Reader, store: Engine, parser: Parser) -> None:
    rows = list(read_file(reader, store, parser, "report.csv", every_format()["report.csv"], cancelled=lambda: True))
    assert [(row.state, row.reason) for row in rows] == [("added", None), ("refused", CANCELLED)]


def test_chosen_columns_are_used(reader: Reader, store: Engine, parser: Parser) -> None:
    data = f'a,b\n"{PARAGRAPHS[0]}","{PARAGRAPHS[1]}"\n'.encode()
    [row] = read_file(reader, store, parser, "a.csv", data, columns=Columns("a"))
    assert row.state == "added"
    assert row.topics == 0


def test_an_article_that_breaks_a_step_is_refused_and_the_next_is_read(
    reader: Reader, store: Engine, parser: Parser, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Reader.read

    def fragile(self: Reader, article: Article) -> Findings:
        if "harbour" in article.text:
            raise ValueError("no")
        return read(self, article)

    monkeypatch.setattr(Reader, "read", fragile)
    rows = list(read_file(reader, store, parser, "report.csv", every_format()["report.csv"]))
    assert [row.state for row in rows] == ["refused", "added", "added"]
    assert rows[0].reason == "report.csv, row 2 could not be read (ValueError); please report this file."


def test_the_day_a_file_was_made_stands_in_where_the_text_says_nothing(
    reader: Reader, store: Engine, parser: Parser
) -> None:
    lines = ["The minister said on Monday that nobody would come to the town.", "It would rain all week, she added."]
    undated = pdf(lines, extra="/CreationDate (D:20240305120000Z)")
    [row] = read_file(reader, store, parser, "a.pdf", undated)
    assert (row.published, row.basis) == ("2024-03-05", "the day the file was made")
    [row] = read_file(reader, store, parser, "b.pdf", pdf(extra="/CreationDate (D:20240401120000Z)"))
    assert row.published == "2024-03-04"


def test_pasted_text_is_stored_with_what_was_typed_beside_it(reader: Reader, store: Engine) -> None:
    row = read_pasted(reader, store, TEXT, title="Rain", source="Orbis")
    assert (row.name, row.state, row.title, row.source) == ("pasted text", "added", "Rain", "Orbis")
    assert read_pasted(reader, store, " ").reason == "The pasted text is empty; give it the words of an article."


def test_dates_follow_a_day_that_was_settled_and_come_back_with_its_undo(reader: Reader, store: Engine) -> None:
    text = (
        "ARVENPORT, November 18. /Desk/. “We will talk,” Minister Ana Orlan told reporters in Arvenport on Sunday. "
        "Ana Orlan will meet Bo Tarn in Lund on Tuesday, and both of them will speak to the press after that."
    )
    row = read_pasted(reader, store, text)
    assert row.article_id is not None
    first = queries.meetings(store, Filters())["start"].iloc[0]
    settled = decisions.settle_day(store, row.article_id, date(2012, 11, 18))
    again = read_again(reader, store, row.article_id)
    assert (again.state, again.published) == ("read again", "2012-11-18")
    assert queries.meetings(store, Filters())["start"].iloc[0] == date(2012, 11, 20)
    decisions.undo(store, settled)
    assert read_again(reader, store, row.article_id).basis == row.basis
    assert queries.meetings(store, Filters())["start"].iloc[0] == first


def test_a_settled_day_comes_back_with_an_article_that_was_removed(reader: Reader, store: Engine) -> None:
    text = (
        "ARVENPORT, November 18. /Desk/. “We will talk,” Minister Ana Orlan told reporters in Arvenport on Sunday. "
        "Ana Orlan will meet Bo Tarn in Lund on Tuesday, and both of them will speak to the press after that."
    )
    row = read_pasted(reader, store, text)
    assert row.article_id is not None
    settled = decisions.settle_day(store, row.article_id, date(2012, 11, 18))
    read_again(reader, store, row.article_id)
    came = stored_article(store, row.article_id, settled=False)
    assert came is not None
    assert came.published is None
    remove_article(store, row.article_id)
    back = read_pasted(reader, store, text)
    assert (back.state, back.published) == ("added", "2012-11-18")
    assert queries.meetings(store, Filters())["start"].iloc[0] == date(2012, 11, 20)
    decisions.undo(store, settled)
    assert read_again(reader, store, row.article_id).basis == row.basis


def test_an_article_that_was_removed_is_not_read_again(reader: Reader, store: Engine) -> None:
    assert read_again(reader, store, "no such article").state == "refused"
