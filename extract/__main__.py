"""`python -m extract FILE…` or `--jsonl FILE`: findings on standard output, one JSON object a line, one an article."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from extract.contract import as_row
from extract.errors import ArticleError, SidelinesError
from extract.model import Article
from extract.pipeline import Reader
from extract.reading import SUFFIXES, Parser, Refused

_LONE = re.compile("[\ud800-\udfff]")  # half a character, which no file can hold


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0, 1 where an article was refused (each is named), 2 where nothing could be run."""
    parser = argparse.ArgumentParser(prog="python -m extract", description=__doc__)
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help=f"a file with articles: {' '.join(SUFFIXES)}"
    )
    parser.add_argument(
        "--jsonl", type=Path, metavar="FILE", help='rows {"id", "text", "published"?, "title"?, "source"?}'
    )
    given = parser.parse_args(arguments)
    if not given.files and given.jsonl is None:
        parser.error("give files, or --jsonl FILE")
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # standard output is a text stream
    refused = 0
    try:
        reader = Reader.load()
        for article in _articles(given.files, given.jsonl):
            if isinstance(article, ArticleError):
                print(article, file=sys.stderr)
                refused += 1
                continue
            try:
                row = as_row(reader.read(article))
            except Exception as error:  # one poisonous article must not stop the rest
                print(f"{article.id} could not be read ({type(error).__name__}); please report it.", file=sys.stderr)
                refused += 1
                continue
            print(json.dumps(row, ensure_ascii=False), flush=True)
    except (SidelinesError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 1 if refused else 0


def _articles(files: list[Path], rows: Path | None) -> Iterator[Article | ArticleError]:
    with Parser() as parser:
        for path in files:
            try:
                data = path.read_bytes()
            except OSError as error:
                yield ArticleError(f"{path} can't be opened: {error.strerror}.")
                continue
            for item in parser.read(path.name, data):
                yield ArticleError(item.reason) if isinstance(item, Refused) else item.article
    if rows is None:
        return
    with rows.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield _row(line)
                except (ValueError, KeyError, TypeError, RecursionError) as error:
                    yield ArticleError(f"{rows.name}, line {number}: not a row with id and text ({error})")


def _row(line: str) -> Article:
    """The article of one row; its text is taken as it is, since offsets point into it."""
    row = json.loads(line)
    day = row.get("published")
    return Article(
        id=str(row["id"]),
        text=_LONE.sub("\ufffd", str(row["text"])),
        title=row.get("title"),
        source=row.get("source"),
        published=date.fromisoformat(day) if day else None,
    )


if __name__ == "__main__":
    sys.exit(main())
