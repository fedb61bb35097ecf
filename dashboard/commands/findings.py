"""`sidelines add --findings`: Parquet files with findings that another engine made are stored, nothing is read."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import Engine

from dashboard.commands.adding import BATCH
from dashboard.commands.progress import Progress
from dashboard.store import add_many
from dashboard.store.failures import MOST_TRIES, note_failure
from extract.batch import FINDINGS, from_arrow


def add_parquet(store: Engine, paths: Iterable[Path]) -> int:
    """Store the findings of all files and return 0, or 1 where a row or a file was refused; each is told.

    A folder stands for the Parquet files in it, as engines write them.
    """
    files = [file for path in paths for file in (sorted(path.rglob("*.parquet")) if path.is_dir() else [path])]
    with Progress(len(files)) as progress:
        for path in files:
            try:
                with pq.ParquetFile(path) as table:
                    for batch in table.iter_batches(batch_size=BATCH, use_threads=False):
                        _store(store, path.name, batch, progress)
            except (OSError, pa.ArrowException, KeyError, ValueError) as error:
                progress.count("refused")
                progress.say(f"{path}: refused: no findings as this version writes them, or damaged ({error}).")
            progress.advance(1)
    counts = progress.counts
    print(f"{counts['added']:,} articles added; {counts['there already']:,} there already.")
    if not files:
        print("There is no Parquet file in what was named.", file=sys.stderr)
        return 2
    return 1 if counts["refused"] else 0


def _store(store: Engine, name: str, batch: pa.RecordBatch, progress: Progress) -> None:
    columns = batch.select(["id", "reader_version"]).cast(
        pa.schema([FINDINGS.field("id"), FINDINGS.field("reader_version")])
    )
    versions, found = columns.column("reader_version").to_pylist(), from_arrow(batch)
    for version in dict.fromkeys(versions):
        read = [f for f, v in zip(found, versions, strict=True) if v == version and not isinstance(f, str)]
        for new in add_many(store, [(f, name) for f in read], reader_version=version):
            progress.count("added" if new else "there already", work=True)
    for key, reason in zip(columns.column("id").to_pylist(), found, strict=True):
        if isinstance(reason, str):
            note_failure(store, key[:64], file_name=name, reason=reason, tries=MOST_TRIES)
            progress.count("refused")
            progress.say(f"{name}, {key}: refused: {reason}.")
