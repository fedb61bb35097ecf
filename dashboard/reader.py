"""The reading process: `python -m dashboard.reader` takes files on standard input and stores what it finds in them.

One JSON object a line. In: ``{"n", "name", "data", "columns"?}`` with base64 data, ``{"n", "text", "title"?, "source"?,
"published"?}`` for pasted text, ``{"n", "again": id}`` for a stored article that is to be read again, ``{"n", "name",
"stored"}`` for one that comes back as it was, its fields by name, or ``{"cancel": n}``, which ends file n at its next
article. Out: ``{"ready": true}`` once the models are loaded; then for each file in turn its rows, each `Row`'s fields
with "n", and ``{"n", "done": true}``. It is a process of its own, since reading is heavy work and a busy thread slows
every open page. Files are parsed in yet another one (`extract.reading.Parser`), which can't do harm.
"""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from queue import SimpleQueue
from threading import Thread
from typing import Any, Final

from sqlalchemy import Engine

from dashboard.jobs import PASTED
from dashboard.store import add_findings, has_article, open_store, replace_findings, stored_article
from extract.errors import SidelinesError
from extract.model import Article, Findings
from extract.pipeline import Reader
from extract.reading import Columns, Parser, Refused, article_from_text
from extract.version import reader_version

CANCELLED: Final = "Cancelled: what else it holds was not read."


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one article: ``state`` is "added", "there already", "read again" or "refused".

    ``name`` is its file's, with the place inside where the file holds several. ``reason`` says why it is refused, or
    what was unexpected about one that is added.
    """

    name: str
    state: str
    reason: str | None = None
    article_id: str | None = None
    title: str | None = None
    published: str | None = None
    basis: str | None = None
    quotes: int = 0
    meetings: int = 0
    topics: int = 0
    source: str | None = None


def read_file(
    reader: Reader,
    store: Engine,
    parser: Parser,
    name: str,
    data: bytes,
    *,
    columns: Columns | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Row]:
    """Read one file, store its articles and yield a row for each, at least one.

    Nothing is raised: what can't be read or stored is refused with its reason, and the rest goes on. ``cancelled`` is
    asked between two articles; the last row then says that what follows was not read.
    """
    with closing(parser.read(name, data, columns=columns)) as items:
        for i, item in enumerate(items):
            if i and cancelled():
                yield Row(name, "refused", CANCELLED)
                return
            if isinstance(item, Refused):
                yield Row(item.name, "refused", item.reason)
            else:
                yield _store(reader, store, item.article, item.name, item.note)


def read_pasted(
    reader: Reader,
    store: Engine,
    text: str,
    *,
    title: str | None = None,
    source: str | None = None,
    published: date | None = None,
) -> Row:
    """Read and store one pasted article and return its row; nothing is raised."""
    try:
        article = article_from_text(text, title=title, source=source, published=published)
    except SidelinesError as error:
        return Row(PASTED, "refused", str(error))
    return _store(reader, store, article, PASTED, None)


def read_again(reader: Reader, store: Engine, article_id: str) -> Row:
    """Read a stored article again, with the day that an analyst settled, and return its row; nothing is raised."""
    name = "The article"
    try:
        article = stored_article(store, article_id)
        if article is None:
            return Row(name, "refused", "The article was removed meanwhile; add it again first.")
        name = article.title or name
        found = reader.read(article)
        replace_findings(store, found, reader_version=reader_version())
    except LookupError:
        return Row(name, "refused", "The article was removed meanwhile; add it again first.")
    except SidelinesError as error:
        return Row(name, "refused", str(error))
    except Exception as error:  # its former findings stay; the page says why
        return Row(name, "refused", f"{name} could not be read again ({type(error).__name__}); nothing was changed.")
    return _row(name, "read again", None, found)


def _store(reader: Reader, store: Engine, article: Article, name: str, note: str | None) -> Row:
    try:
        if has_article(store, article.id):
            return Row(name, "there already", "The same text is stored; nothing was changed.", article.id)
        found = reader.read(article)
        add_findings(store, found, file_name=name, reader_version=reader_version())
        kept = stored_article(store, article.id)
        if kept is not None and kept.published not in (None, found.publication.day):
            # It was here before, and its day was settled: what counts from that day follows it.
            found = reader.read(kept)
            replace_findings(store, found, reader_version=reader_version())
    except SidelinesError as error:
        return Row(name, "refused", str(error))
    except Exception as error:  # one poisonous article must not stop the rest; its reason is shown
        return Row(name, "refused", f"{name} could not be read ({type(error).__name__}); please report this file.")
    return _row(name, "added", note, found)


def _row(name: str, state: str, note: str | None, found: Findings) -> Row:
    day = found.publication.day
    return Row(
        name,
        state,
        note,
        found.article.id,
        found.title,
        day.isoformat() if day else None,
        found.publication.basis,
        sum(q.speech and not q.nested for q in found.quotes),
        len(found.meetings),
        len(found.topics),
        found.article.source,
    )


class _Inbox:
    """Tasks in their order; a cancelled one is known at once, while another is still being read."""

    def __init__(self) -> None:
        self._tasks: SimpleQueue[dict[str, Any] | None] = SimpleQueue()
        self._cancelled: set[int] = set()
        self._closed = False
        Thread(target=self._listen, daemon=True).start()

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self._tasks.get, None)

    def is_cancelled(self, n: int) -> bool:
        """Say whether task ``n`` should end; all should, once nobody is there to take the answers."""
        return self._closed or n in self._cancelled

    def _listen(self) -> None:
        for line in sys.stdin:
            task = json.loads(line)
            if "cancel" in task:
                self._cancelled.add(task["cancel"])
            else:
                self._tasks.put(task)
        self._closed = True
        self._tasks.put(None)


def main() -> int:
    """Serve until standard input ends; return 2, with the reason as a line, where nothing can be loaded."""

    def say(value: dict[str, Any]) -> None:
        print(json.dumps(value), flush=True)

    try:
        store = open_store()
        reader = Reader.load()
    except SidelinesError as error:
        say({"error": str(error)})
        return 2
    say({"ready": True})
    inbox = _Inbox()
    with Parser() as parser:
        for task in inbox:
            n = task["n"]
            for row in _rows(reader, store, parser, task, partial(inbox.is_cancelled, n)):
                say({"n": n, **asdict(row)})
            say({"n": n, "done": True})
    return 0


def _rows(
    reader: Reader, store: Engine, parser: Parser, task: dict[str, Any], cancelled: Callable[[], bool]
) -> Iterator[Row]:
    if "text" in task:
        day = task.get("published")
        yield read_pasted(
            reader,
            store,
            task["text"],
            title=task.get("title"),
            source=task.get("source"),
            published=date.fromisoformat(day) if day else None,
        )
        return
    if "again" in task:
        yield read_again(reader, store, task["again"])
        return
    if "stored" in task:
        day = task["stored"]["published"]
        back = Article(**{**task["stored"], "published": date.fromisoformat(day) if day else None})
        yield _store(reader, store, back, task["name"], None)
        return
    columns = Columns(**task["columns"]) if task.get("columns") else None
    data = base64.b64decode(task["data"])
    yield from read_file(reader, store, parser, task["name"], data, columns=columns, cancelled=cancelled)


if __name__ == "__main__":
    sys.exit(main())
