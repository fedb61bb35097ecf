"""Articles as Arrow batches in, findings as Arrow batches out: what any engine for many machines can run.

`python -m extract.batch ARTICLES.parquet FINDINGS.parquet` does so with files, in one process.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from extract.codec import decode, encode
from extract.errors import ArticleError, SidelinesError
from extract.model import Article, Findings
from extract.outcomes import Failed, Outcome, ReadArticle, read_article, read_safely
from extract.version import reader_version

ARTICLES: Final = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
        pa.field("title", pa.string()),
        pa.field("source", pa.string()),
        pa.field("published", pa.date32()),
        pa.field("made", pa.date32()),  # the day its file was made
    ]
)
# Flat columns are for whoever looks at the table; `findings` is the whole record as JSON, the article included.
FINDINGS: Final = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("title", pa.string()),
        pa.field("published", pa.date32()),
        pa.field("quotes", pa.int32()),
        pa.field("meetings", pa.int32()),
        pa.field("topics", pa.int32()),
        pa.field("findings", pa.string()),  # null where `error` says why
        pa.field("error", pa.string()),
        pa.field("reader_version", pa.string(), nullable=False),
    ]
)
ROWS: Final = 64  # articles a batch read from a file


def extract_batches(batches: Iterable[pa.RecordBatch], *, read: ReadArticle = read_article) -> Iterator[pa.RecordBatch]:
    """Yield a batch of `FINDINGS` for each batch of `ARTICLES`, a row for each article in its order.

    Only ``id`` and ``text`` must be there. The models are loaded once a process. An article that can't be read is a
    row with ``error``; it stops nothing. ``read`` is what is done with one article.

    Raises:
        ArticleError: a batch has no column ``id`` or ``text``.
        ModelError: a model is missing or damaged.
        RuleError: a rule file is wrong.
    """
    for batch in batches:
        yield to_arrow([read_safely(article, read) for article in to_articles(batch)])


def from_articles(articles: Sequence[Article]) -> pa.RecordBatch:
    """Return articles as a batch of `ARTICLES`."""
    return pa.RecordBatch.from_pylist([_fields(a) for a in articles], schema=ARTICLES)


def to_articles(batch: pa.RecordBatch) -> list[Article]:
    """Return the articles of a batch; columns that are no part of an article are left out.

    Raises:
        ArticleError: there is no column ``id`` or ``text``.
    """
    names = [name for name in ARTICLES.names if name in batch.schema.names]
    if missing := {"id", "text"} - set(names):
        raise ArticleError(f"The table has no column {' and no '.join(sorted(missing))}; it has {batch.schema.names}.")
    try:
        columns = [batch.column(name).cast(ARTICLES.field(name).type).to_pylist() for name in names]
    except pa.ArrowException as error:
        raise ArticleError(f"A column is not of the type it should have ({error}); see {ARTICLES.names}.") from error
    return [Article(**dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True)]


def to_arrow(outcomes: Sequence[Outcome]) -> pa.RecordBatch:
    """Return findings, and reasons why there are none, as a batch of `FINDINGS`."""
    return pa.RecordBatch.from_pylist([_row(outcome) for outcome in outcomes], schema=FINDINGS)


def from_arrow(batch: pa.RecordBatch) -> list[Findings | str]:
    """Return the findings of each row, equal to those that `to_arrow` was given; for a row with an error, its words.

    Raises:
        ValueError: the rows were written by a version whose records have another shape.
    """
    rows = batch.select(["findings", "error"]).to_pylist()
    return [
        str(row["error"]) if row["findings"] is None else decode(Findings, json.loads(row["findings"])) for row in rows
    ]


def _fields(article: Article) -> dict[str, object]:
    """An article's fields as Arrow takes them: days stay days."""
    return {name: getattr(article, name) for name in ARTICLES.names}


def _row(outcome: Outcome) -> dict[str, object]:
    article = outcome.article
    row: dict[str, object]
    if isinstance(outcome, Failed):
        row = {"title": article.title, "published": article.published, "error": outcome.reason}
    else:
        row = {
            "title": outcome.title,
            "published": outcome.publication.day,
            "quotes": len(outcome.quotes),
            "meetings": len(outcome.meetings),
            "topics": len(outcome.topics),
            "findings": json.dumps(encode(outcome), ensure_ascii=False, separators=(",", ":")),
        }
    return {"id": article.id, "reader_version": reader_version(), **row}


def main(arguments: list[str] | None = None) -> int:
    """Read articles from a Parquet file and write findings to another; return 0, or 2 where that can't be done."""
    parser = argparse.ArgumentParser(prog="python -m extract.batch", description=__doc__)
    parser.add_argument("articles", type=Path, help=f"with the columns {', '.join(ARTICLES.names)}; two must be there")
    parser.add_argument("findings", type=Path, help="the file to write")
    given = parser.parse_args(arguments)
    try:
        with pq.ParquetFile(given.articles) as table, pq.ParquetWriter(given.findings, FINDINGS) as out:
            for batch in extract_batches(table.iter_batches(batch_size=ROWS, use_threads=False)):
                out.write_batch(batch)
    except (SidelinesError, OSError, pa.ArrowException) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
