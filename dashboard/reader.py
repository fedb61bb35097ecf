"""The reading process: `python -m dashboard.reader` takes files on standard input and stores what it finds in them.

One JSON object a line. In: ``{"n", "name", "data"}`` with base64 data. Out: ``{"ready": true}`` once the models are
loaded, then a row for each file in turn: `Row`'s fields. It is a process of its own, since reading is heavy work and a
busy thread slows every open page.
"""

from __future__ import annotations

import base64
import json
import sys
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Engine

from dashboard.store import add_findings, has_article, open_store
from extract.errors import ArticleError, SidelinesError
from extract.pipeline import Reader
from extract.reading.texts import read_text


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one file: ``state`` is "added", "there already" or "refused", with the reason."""

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


def read_file(reader: Reader, store: Engine, name: str, data: bytes) -> Row:
    """Read one file and store it. Nothing is raised: a file that can't be read is refused with its reason."""
    try:
        article = read_text(data, name)
        if has_article(store, article.id):
            return Row(name, "there already", "The same text is stored; nothing was changed.", article.id)
        found = reader.read(article)
        add_findings(store, found, file_name=name)
    except ArticleError as error:
        return Row(name, "refused", str(error))
    except Exception as error:  # one poisonous article must not stop the rest; its reason is shown
        return Row(name, "refused", f"{name} could not be read ({type(error).__name__}); please report this file.")
    day = found.publication.day
    return Row(
        name,
        "added",
        None,
        article.id,
        found.title,
        day.isoformat() if day else None,
        found.publication.basis,
        sum(q.speech and not q.nested for q in found.quotes),
        len(found.meetings),
        len(found.topics),
    )


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
    for line in sys.stdin:
        task = json.loads(line)
        say({"n": task["n"], **asdict(read_file(reader, store, task["name"], base64.b64decode(task["data"])))})
    return 0


if __name__ == "__main__":
    sys.exit(main())
