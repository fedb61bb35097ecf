"""Parquet tables, by pyarrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from extract.errors import ArticleError
from extract.reading.records import File, Item, Preview
from extract.reading.rows import MAX_COLUMNS, Row, Table, preview_rows, read_rows

ROWS_AT_A_TIME: Final = 64


def read_parquet(file: File) -> Iterator[Item]:
    """Yield an article or a refusal for each row.

    Raises:
        ArticleError: damaged, too wide, or without a column of text.
    """
    return read_rows(file.name, _table(file), file.columns)


def preview_parquet(file: File) -> Preview:
    """Return the first rows and the columns recognised; raises as `read_parquet`."""
    return preview_rows(_table(file))


def _table(file: File) -> Table:
    try:
        table = pq.ParquetFile(pa.BufferReader(file.data))
        header = tuple(dict.fromkeys(table.schema_arrow.names))
    except (pa.ArrowException, OSError) as error:
        raise ArticleError(f"{file.name} is damaged: it can't be opened as Parquet; write it again.") from error
    if len(header) > MAX_COLUMNS:
        raise ArticleError(
            f"{file.name} has {len(header):,} columns; the most is {MAX_COLUMNS:,}: keep those you need."
        )
    return Table(header, _rows(table))


def _rows(table: pq.ParquetFile) -> Iterator[tuple[str, Row]]:
    number = 0
    try:
        for batch in table.iter_batches(batch_size=ROWS_AT_A_TIME, use_threads=False):
            for row in batch.to_pylist():
                number += 1
                yield f"row {number}", row
    except (pa.ArrowException, OSError, UnicodeDecodeError):
        yield f"row {number + 1}", "can't be read, nor what comes after it; write the table again."
