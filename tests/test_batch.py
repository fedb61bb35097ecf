"""Findings cross the Arrow boundary unharmed, and a poisonous article is a row with its reason."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extract import batch as batches
from extract.batch import ARTICLES, FINDINGS, extract_batches, from_arrow, from_articles, to_arrow, to_articles
from extract.codec import decode, encode
from extract.errors import ArticleError
from extract.model import Article, Dateline, Days, Findings, Layout, Marked, Quote, Span, Timex
from extract.outcomes import Failed, read_article
from extract.version import reader_version
from seeds import __file__ as seeds_file
from tests.reading_functions import POISONOUS, read


def article(text: str, **more: object) -> Article:
    return Article(hashlib.sha256(text.encode()).hexdigest(), text, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def seeds() -> list[Findings]:
    """What is found in some of the sample articles."""
    texts = [path.read_text() for path in sorted(Path(seeds_file).parent.glob("*.txt"))]
    return [read_article(article(text)) for text in texts[:3] + texts[-1:]]


def test_real_findings_come_back_equal(seeds: list[Findings]) -> None:
    assert any(found.meetings for found in seeds)
    assert from_arrow(to_arrow(seeds)) == seeds


def test_every_field_comes_back_equal() -> None:
    day = date(2026, 3, 1)
    full = Quote((Span(0, 2), Span(4, 6)), Span(7, 8), None, "Ana “Ñ” \n\0 Zel", "mixed", "tagger; name", False, True,
                 Span(1, 2), Span(2, 3), Days(day, day), ("Syria",), 0.1 + 0.2)  # fmt: skip
    assert decode(Quote, json.loads(json.dumps(encode(full)))) == full
    layout = Layout((), Dateline(Span(0, 3), Span(0, 1), None, Span(2, 3)))
    assert decode(Layout, encode(layout)) == layout
    timex = Timex(Span(0, 1), "DATE", None, None, "stated")
    assert decode(Timex, encode(timex)) == timex


def test_a_record_of_another_version_is_refused() -> None:
    with pytest.raises(ValueError, match="not Marked as this version writes it"):
        decode(Marked, {"content": {"start": 1, "end": 2}, "weather": 3})


def test_articles_come_back_equal() -> None:
    given = [article("It rained.", title="Rain", published=date(2026, 2, 3)), article("𝔘 é", made=date(2020, 1, 1))]
    assert to_articles(from_articles(given)) == given


def test_only_id_and_text_must_be_there_and_more_does_no_harm() -> None:
    table = pa.RecordBatch.from_pydict({"weather": [1], "text": ["It rained."], "id": ["a"]})
    assert to_articles(table) == [Article("a", "It rained.")]
    with pytest.raises(ArticleError, match="no column text"):
        to_articles(table.select(["id"]))
    with pytest.raises(ArticleError, match="type"):
        to_articles(pa.RecordBatch.from_pydict({"id": ["a"], "text": [[1]]}))


def test_a_poisonous_article_is_a_row_with_its_reason_and_the_order_stays() -> None:
    given = [article("It rained."), article(POISONOUS, title="Bad"), article("It snowed.")]
    [out] = extract_batches([from_articles(given)], read=read)
    assert out.schema == FINDINGS
    rows = out.to_pylist()
    assert [row["id"] for row in rows] == [a.id for a in given]
    assert {row["reader_version"] for row in rows} == {reader_version()}
    assert (rows[1]["error"], rows[1]["findings"]) == ("could not be read (ValueError: no verb in sight)", None)
    first, reason, last = from_arrow(out)
    assert reason == rows[1]["error"]
    assert [f.article.text for f in (first, last) if not isinstance(f, str)] == ["It rained.", "It snowed."]


def test_a_batch_without_rows_gives_one_without_rows() -> None:
    [out] = extract_batches([from_articles([])], read=read)
    assert (out.num_rows, out.schema) == (0, FINDINGS)


def test_failures_travel_too() -> None:
    failed = Failed(article("It rained.", published=date(2026, 1, 1)), "took too long")
    assert from_arrow(to_arrow([failed])) == ["took too long"]


def test_parquet_in_and_out(tmp_path: Path, seeds: list[Findings], capsys: pytest.CaptureFixture[str]) -> None:
    given, out = tmp_path / "articles.parquet", tmp_path / "findings.parquet"
    pq.write_table(pa.Table.from_batches([from_articles([seeds[0].article])], ARTICLES), given)
    assert batches.main([str(given), str(out)]) == 0
    [read_back] = [f for part in pq.read_table(out).to_batches() for f in from_arrow(part)]
    assert read_back == seeds[0]
    assert batches.main([str(tmp_path / "none.parquet"), str(out)]) == 2
    assert "none.parquet" in capsys.readouterr().err


def test_the_version_is_told_by_release_and_hash() -> None:
    release, _, read_by = reader_version().partition("+")
    assert release
    assert len(read_by) == 12
