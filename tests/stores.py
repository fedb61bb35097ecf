"""Stores to test with: a new SQLite file or a database of a real PostgreSQL server, and findings made by hand."""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from dashboard.store import blocks
from dashboard.store.schema import stale_block
from dashboard.store.transactions import reading
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

SERVER = "SIDELINES_TEST_POSTGRES"  # the address of a server on which databases may be made


@contextmanager
def postgres() -> Iterator[str | None]:
    """Yield the address of a server: the one that is given, else a private one while the block runs; None: no way."""
    if given := os.environ.get(SERVER):
        yield given
        return
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    run_as = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if not found or (run_as and not shutil.which("runuser")):
        yield None
        return
    programs, folder = found[-1].parent, Path(tempfile.mkdtemp(prefix="sidelines-pg-"))
    if run_as:
        shutil.chown(folder, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def call(program: str, *options: str) -> None:
        command = [*run_as, str(programs / program), *options]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)

    data = str(folder / "data")
    # C.UTF-8 sorts by code point, as SQLite does.
    call("initdb", "-D", data, "-U", "sidelines", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    settings = f"-c listen_addresses=127.0.0.1 -p {port} -c unix_socket_directories={folder} -c fsync=off"
    call("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", settings, "start")
    try:
        yield f"postgresql+psycopg://sidelines@127.0.0.1:{port}/postgres"
    finally:
        call("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def assert_blocks(store: Engine) -> None:
    """See that the columns kept beside the rows are those of the rows, and that none is left to be made."""
    with reading(store) as connection:
        assert connection.execute(select(stale_block)).all() == []
        assert blocks.differing(connection) == []


def span(text: str, words: str, nth: int = 0) -> Span:
    """The span of the nth occurrence of ``words`` in the text."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def person(text: str, name: str, role: str | None = None, kind: Any = "person") -> Actor:
    """An actor with one mention."""
    return Actor(name, kind, role, (Mention(span(text, name), "name", "model"),))


def quoted(text: str, words: str, speaker: str | None, **changed: Any) -> Quote:
    """A direct quotation."""
    values: dict[str, Any] = {"kind": "direct", "method": "marks", **changed}
    said = span(text, speaker) if speaker and speaker in text else None
    return Quote((span(text, words),), None, said, speaker, **values)


def meets(text: str, words: str, *who: str, days: tuple[date, date] | None = None, **changed: Any) -> Meeting:
    """A planned meeting."""
    values: dict[str, Any] = {"kind": "meeting", "status": "planned", "rule": "verb", **changed}
    return Meeting(who, evidence=(span(text, words),), days=Days(*days) if days else None, **values)


def findings(
    text: str,
    *,
    day: date | None = date(2026, 3, 2),
    source: str | None = "Desk",
    title: str | None = None,
    actors: tuple[Actor, ...] = (),
    quotes: tuple[Quote, ...] = (),
    meetings: tuple[Meeting, ...] = (),
    topics: tuple[TopicMention, ...] = (),
) -> Findings:
    """What was found in an article; its id is the text's sha-256, as in reading."""
    paragraphs = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Block(Span(at, at + len(line)), "body"))
        at += len(line) + 1
    return Findings(
        article=Article(hashlib.sha256(text.encode()).hexdigest(), text, source=source),
        title=title,
        language="en",
        publication=Publication(day, "stated in the dateline" if day else None, (day,) if day else ()),
        layout=Layout(tuple(paragraphs), None),
        actors=actors,
        quotes=quotes,
        meetings=meetings,
        topics=topics,
    )
