"""The command `sidelines`: serve the dashboard, add files, or export what was found."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Container
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard import serving

if TYPE_CHECKING:
    from pandas import DataFrame

EXPORTS = ("articles", "quotes", "meetings", "topic_mentions")


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 0, 1 where a file was refused, 2 where nothing could be done."""
    parser = argparse.ArgumentParser(
        prog="sidelines", description="Who said what, who plans to meet whom, which topics."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    serving.add_options(commands.add_parser("serve", help="serve the dashboard, to this machine's browser by default"))
    add = commands.add_parser(
        "add", help="add files (.txt .md .html .pdf .docx .eml .csv .jsonl .zip .parquet), or all of a folder"
    )
    add.add_argument("paths", nargs="+", type=Path, metavar="FILE")
    export = commands.add_parser("export", help="write what was found to a file")
    export.add_argument("what", choices=EXPORTS, help="the table to write")
    export.add_argument("file", type=Path, metavar="FILE", help="its ending says the format: .csv .xlsx .jsonl .ics")
    given = parser.parse_args(arguments)
    if given.command == "serve":
        return serving.serve(given)
    return _add(given.paths) if given.command == "add" else _export(given.what, given.file)


def _add(paths: list[Path]) -> int:
    # Imported here: `serve` must not wait for the language model.
    from dashboard.reader import read_file
    from dashboard.store import open_store
    from extract.errors import SidelinesError
    from extract.pipeline import Reader
    from extract.reading import SUFFIXES, Parser

    try:
        store, reader = open_store(), Reader.load()
    except SidelinesError as error:
        print(error, file=sys.stderr)
        return 2
    refused = 0
    found = [file for path in paths for file in (_inside(path, SUFFIXES) if path.is_dir() else [path])]
    with Parser() as parser:
        for i, path in enumerate(found, 1):
            try:
                data = path.read_bytes()
            except OSError as error:
                print(f"[{i}/{len(found)}] {path}: refused: {error.strerror}", file=sys.stderr)
                refused += 1
                continue
            for row in read_file(reader, store, parser, path.name, data):
                refused += row.state == "refused"
                counts = f"{row.quotes} quotations, {row.meetings} meetings, {row.topics} topic mentions"
                told = " - ".join(filter(None, [counts if row.state == "added" else None, row.reason]))
                out = sys.stderr if row.state == "refused" else None
                print(f"[{i}/{len(found)}] {row.name}: {row.state}: {told}", file=out)
    return 1 if refused else 0


def _inside(folder: Path, suffixes: Container[str]) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in suffixes and path.is_file())


def _export(what: str, path: Path) -> int:
    from dashboard import export
    from dashboard.store import Filters, open_store, queries
    from extract.errors import SidelinesError

    formats: dict[str, Callable[[DataFrame], bytes]] = {
        ".csv": export.to_csv,
        ".xlsx": export.to_xlsx,
        ".jsonl": export.to_jsonl,
    }
    if what == "meetings":
        formats[".ics"] = export.to_calendar
    write = formats.get(path.suffix.lower())
    if write is None:
        print(f"{path.name}: {what} can be written as {', '.join(formats)}; choose one as the ending.", file=sys.stderr)
        return 2
    try:
        table = getattr(queries, what)(open_store(), Filters())
        path.write_bytes(write(table))
    except SidelinesError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{path} can't be written: {error.strerror}.", file=sys.stderr)
        return 2
    print(f"{path}: {len(table)} rows of {what}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
