"""Hands files to the parsing process and takes their articles back, whatever happens to it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from threading import Timer
from types import TracebackType
from typing import Any, Final, Self

from extract.errors import ArticleError
from extract.reading.records import Columns, Found, Item, Preview, Refused
from extract.reading.texts import article_from_text, label

MAX_BYTES: Final = 100 * 2**20  # of one file
TIME_LIMIT: Final = 29.0  # seconds of waiting for what one file holds: with ending the process, under 30
START_LIMIT: Final = 60.0  # seconds for the process to be ready on a busy machine
MAX_ANSWER: Final = 16 * 2**20  # bytes of one line: more than the longest article takes

# No more than Python needs to start: what else is set, such as the store's password, is no business of hostile files.
_KEPT: Final = ("PATH", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "SYSTEMROOT", "LD_LIBRARY_PATH", "TEMP", "TMPDIR")
# Arrow's own allocator reserves more addresses than the limit leaves; so do the C library's many arenas.
_ENVIRONMENT: Final = {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "1"}


class Parser:
    """A process that reads files, one at a time, with limits on its memory and time; a context manager.

    It is started with the first file, kept for the next ones, and started anew after a file that broke it. On Windows
    only the time is limited. Not to be shared between threads. ``time_limit`` is for a whole file; each article that it
    gives earns it ``patience`` seconds more, for tables of many.
    """

    def __init__(self, *, time_limit: float = TIME_LIMIT, patience: float = 0.0) -> None:
        self._time_limit, self._patience = time_limit, patience
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, name: str, data: bytes, *, columns: Columns | None = None) -> Generator[Item]:
        """Yield an article or a refusal for everything that the file holds, at least one, in its order.

        ``columns`` are those of a table, by default those recognised. Nothing is raised: a file that takes too much
        time or memory, or breaks its reader, ends with a refusal. The time between two items does not count.
        """
        name = label(name) or "The file"
        count = 0
        if len(data) > MAX_BYTES:
            yield Refused(name, f"{name} has {len(data):,} bytes; the most is {MAX_BYTES:,}: split it.")
            return
        answers = self._ask("read", name, data, columns)
        try:
            for answer in answers:
                count += 1
                yield _item(name, answer)
        except _Broken as broken:
            rest = f"{name} {broken}"
            yield Refused(name, f"{rest} What it holds after article {count} is not read." if count else rest)
        finally:
            answers.close()

    def preview(self, name: str, data: bytes) -> Preview:
        """Return the first rows of a table and the columns that were recognised.

        Raises:
            ArticleError: no table, or one that can't be read; the text names the file and the remedy.
        """
        name = label(name) or "The file"
        if len(data) > MAX_BYTES:
            raise ArticleError(f"{name} has {len(data):,} bytes; the most is {MAX_BYTES:,}: split it.")
        try:
            [answer] = self._ask("preview", name, data, None)
        except _Broken as broken:
            raise ArticleError(f"{name} {broken}") from broken
        if "preview" not in answer:
            raise ArticleError(str(answer["reason"]))
        found = answer["preview"]
        columns = Columns(**found["columns"]) if found["columns"] else None
        return Preview(tuple(found["header"]), tuple(tuple(row) for row in found["rows"]), columns)

    def close(self) -> None:
        """End the process; the next file starts it anew."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _ask(self, task: str, name: str, data: bytes, columns: Columns | None) -> Generator[dict[str, Any]]:
        """Yield the answers to one task. Left early, or broken, it ends the process."""
        process = self._started()
        left = self._time_limit
        whole = False
        try:
            ask = {"task": task, "name": name, "size": len(data), "columns": asdict(columns) if columns else None}
            self._send(process, json.dumps(ask).encode() + b"\n", data)
            while True:
                started = time.monotonic()
                answer = self._answer(process, left)
                left = min(self._time_limit, left - time.monotonic() + started + self._patience)
                if "end" in answer:
                    whole = True
                    return
                yield answer
        finally:
            if not whole:
                self.close()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "extract.reading.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**{name: os.environ[name] for name in _KEPT if name in os.environ}, **_ENVIRONMENT},
        )
        try:
            self._answer(self._process, START_LIMIT)
        except _Broken:
            self.close()
            raise
        return self._process

    def _send(self, process: subprocess.Popen[bytes], head: bytes, data: bytes) -> None:
        assert process.stdin is not None
        guard = Timer(self._time_limit, process.kill)
        guard.start()
        try:
            process.stdin.write(head)
            process.stdin.write(data)
            process.stdin.flush()
        except OSError as error:
            raise _Broken(_BROKE) from error
        finally:
            guard.cancel()

    def _answer(self, process: subprocess.Popen[bytes], seconds: float) -> dict[str, Any]:
        """The next line of the process, which is killed where it takes longer than ``seconds``."""
        assert process.stdout is not None
        late = False

        def end() -> None:
            nonlocal late
            late = True
            process.kill()

        guard = Timer(max(0.0, seconds), end)
        guard.start()
        try:
            line = process.stdout.readline(MAX_ANSWER)
        finally:
            guard.cancel()
        if late:
            raise _Broken(f"takes longer than {self._time_limit:.0f} seconds to read; split it, or paste its text.")
        try:
            answer = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise _Broken(_BROKE) from error
        if not isinstance(answer, dict):
            raise _Broken(_BROKE)
        return answer


class _Broken(Exception):
    """The process did not answer; the text goes on after the file's name."""


_BROKE: Final = "broke its reader, for want of memory or because it is damaged; save it again, or paste its text."


def _item(name: str, answer: dict[str, Any]) -> Item:
    """An answer as a record; it comes from a process that reads hostile bytes, so nothing in it is taken on trust."""
    where = label(str(answer.get("name"))) or name
    if "text" not in answer:
        return Refused(where, label(str(answer.get("reason"))) or f"{name} can't be read.")
    try:
        article = article_from_text(
            str(answer["text"]),
            name=where,
            title=_text(answer.get("title")),
            source=_text(answer.get("source")),
            published=_day(answer.get("published")),
            made=_day(answer.get("made")),
        )
    except (ArticleError, ValueError) as error:
        return Refused(where, str(error))
    return Found(where, article, _text(answer.get("note")))


def _text(value: object) -> str | None:
    return label(value) if isinstance(value, str) else None


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None
