"""The parsing process: `python -m extract.reading.child` reads hostile files under limits, for `Parser`.

In, for each file: a JSON line ``{"task": "read" or "preview", "name", "size", "columns"}``, then ``size`` bytes. Out: a
JSON line for each item, then ``{"end": true}``. It can't reach the network, start programs or write files, so that a
parser that is tricked by a file does no harm.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, BinaryIO, Final

from extract.errors import ArticleError
from extract.reading.formats import preview_file, read_file
from extract.reading.records import Columns, File, Found

MEMORY_LIMIT: Final = 2**30  # bytes of address space
PROCESSOR_LIMIT: Final = 60.0  # seconds from one answer to the next, should there be no one left who looks at the clock

_FORBIDDEN: Final = (
    "socket.connect",
    "socket.getaddrinfo",
    "socket.bind",
    "socket.sendto",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "shutil.rmtree",
)


def main() -> int:
    """Serve until standard input ends."""
    # Whatever a library prints must not get between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.dont_write_bytecode = True
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the command, which ends this process itself
    _limit()
    sys.addaudithook(_guard)
    _say(answers, {"ready": True})
    while line := sys.stdin.buffer.readline():
        task = json.loads(line)
        data = sys.stdin.buffer.read(task["size"])
        _wind_up()
        for answer in _answers(task, data):
            _say(answers, answer)
            _wind_up()  # whoever takes the answers looks at the clock
        del data
    return 0


def _answers(task: dict[str, Any], data: bytes) -> Iterator[dict[str, Any]]:
    columns = Columns(**task["columns"]) if task["columns"] else None
    file = File(task["name"], data, columns)
    if task["task"] == "preview":
        try:
            yield {"preview": asdict(preview_file(file))}
        except ArticleError as error:
            yield {"name": file.name, "reason": str(error)}
    else:
        for item in read_file(file):
            if isinstance(item, Found):
                article = item.article
                yield {
                    "name": item.name,
                    "note": item.note,
                    "text": article.text,
                    "title": article.title,
                    "source": article.source,
                    "published": article.published.isoformat() if article.published else None,
                    "made": article.made.isoformat() if article.made else None,
                }
            else:
                yield {"name": item.name, "reason": item.reason}
    yield {"end": True}


def _say(out: BinaryIO, value: dict[str, Any]) -> None:
    out.write(json.dumps(value).encode() + b"\n")
    out.flush()


def _limit() -> None:
    """Limit the memory, and forbid files and core dumps, where the system can: Windows can't, macOS only in part."""
    try:
        import resource
    except ImportError:
        return
    limits = ((resource.RLIMIT_AS, MEMORY_LIMIT), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0))
    for limit, most in limits:
        try:
            resource.setrlimit(limit, (most, most))
        except (ValueError, OSError):
            continue


def _wind_up() -> None:
    """End this process after `PROCESSOR_LIMIT` of its own work from now on, where the system can."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, PROCESSOR_LIMIT)


def _guard(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        _, mode, flags = arguments
        writes = bool(set(mode or "") & set("wax+")) or bool((flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    else:
        writes = False
    if writes or event in _FORBIDDEN:
        raise PermissionError(f"{event} is not allowed while a file is read")


if __name__ == "__main__":
    sys.exit(main())
