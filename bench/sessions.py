"""The dashboard open in many sessions while articles are added: `python -m bench.sessions [SESSIONS] [ARTICLES]`.

A server, SESSIONS (20) that go from page to page, a few seconds each, and filter half of them, and `sidelines add`
with all cores, which adds ARTICLES (1,000) made-up articles to a store that holds some. The sessions speak with the
server as a browser does, but draw nothing: twenty browsers on one machine would measure themselves. Prints, as it goes,
how far it is and how large the write-ahead log (WAL) is; at the end the number of errors (on the pages, of the
connections, in the server's log, of the adding), the seconds from the click to the last of the page, and the largest
log. Ends with 1 where there was an error, or the log had 64 MB or more. ``--store FILE`` begins with a copy of FILE.
Needs the development requirements.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from bench.browsing import load
from bench.generator import SOURCES, articles
from bench.pages import PAGES
from bench.store import fill
from dashboard.store import open_store
from tests.browser.conftest import serving

THERE: Final = 2000  # articles that the store holds before, where no store is given
READS: Final = (1.0, 6.0)  # seconds that a page is looked at
PATIENCE: Final = 120.0  # seconds for a page
MOST_LOG: Final = 64 * 2**20  # bytes
FAULTS: Final = re.compile(r"Traceback|ERROR|CRITICAL|Exception|could not be shown")


@dataclass
class Seen:
    """What happened: seconds of each page, errors in words, and the log's size over time (seconds, bytes)."""

    begun: float = field(default_factory=time.monotonic)
    drawn: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    log: list[tuple[float, int]] = field(default_factory=list)
    open: int = 0  # sessions
    over: bool = False

    def error(self, words: str) -> None:
        """Note an error and print it."""
        self.errors.append(words)
        print(f"  ERROR {words[:300]}", flush=True)


def main() -> int:
    """Serve, add, look on, print; return 1 where something went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sessions", nargs="?", type=int, default=20)
    parser.add_argument("articles", nargs="?", type=int, default=1000)
    parser.add_argument("--store", type=Path, help="begin with a copy of this one")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sidelines-sessions-") as folder:
        store, table = Path(folder) / "store.sqlite", Path(folder) / "made.jsonl"
        if given.store:
            shutil.copyfile(given.store, store)
        else:
            fill(open_store(f"sqlite:///{store}"), THERE)
        with table.open("w") as lines:
            for found in articles(given.articles, seed=2):
                row = {"id": found.article.id, "text": found.article.text, "title": found.title}
                lines.write(json.dumps({**row, "source": SOURCES[0], "published": str(found.publication.day)}) + "\n")
        seen = Seen()
        with serving(store) as address:
            added = asyncio.run(_run(address, store, table, given.sessions, seen))
            for log in Path(folder).glob("*.log"):
                for line in filter(FAULTS.search, log.read_text().splitlines()):
                    seen.error(f"in the server's log: {line}")
        return _print(seen, added)


async def _run(address: str, store: Path, table: Path, sessions: int, seen: Seen) -> str:
    visits = [asyncio.create_task(_visit(address, number, seen)) for number in range(sessions)]
    watch = asyncio.create_task(_watch(store, seen))
    while seen.open < sessions and not any(visit.done() for visit in visits):  # all are in before the adding begins
        await asyncio.sleep(0.5)
    print(f"{seen.open} sessions are open after {time.monotonic() - seen.begun:.0f} s; adding begins.", flush=True)
    adding = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "dashboard.cli", "add", str(table)),
        env={**os.environ, "SIDELINES_STORE": str(store)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    told, complaints = await adding.communicate()
    if adding.returncode:
        seen.error(f"adding ended with {adding.returncode}: {complaints.decode()[-2000:]}")
    seen.over = True
    await asyncio.gather(*visits, watch)
    return told.decode().strip()


async def _visit(address: str, number: int, seen: Seen) -> None:
    """One session: from page to page until the adding is over."""
    rng = random.Random(number)
    now = "Overview"
    try:
        stream = f"{address.replace('http', 'ws')}/_stcore/stream"
        async with connect(stream, subprotocols=["streamlit"], max_size=None, open_timeout=PATIENCE) as session:  # type: ignore[list-item]
            pages, _ = await _ask(session, "", "")
            seen.open += 1
            while not seen.over:
                await asyncio.sleep(rng.uniform(*READS))
                now = rng.choice([name for name in PAGES if name != now])
                filtered = urlencode({"source": rng.choice(SOURCES)}) if rng.random() < 0.5 else ""
                begun = time.monotonic()
                _, wrong = await asyncio.wait_for(_ask(session, pages[PAGES[now]], filtered), PATIENCE)
                seen.drawn.setdefault(now, []).append(time.monotonic() - begun)
                for words in wrong:
                    seen.error(f"session {number}, {now}: {words}")
    except Exception as error:  # whatever it is, it is what is looked for here
        seen.error(f"session {number}, {now}: {type(error).__name__}: {error}")


async def _ask(session: ClientConnection, page: str, filtered: str) -> tuple[dict[str, str], list[str]]:
    """Ask for a page by its hash and take all of it; return the hashes of pages by their path, and errors shown."""
    asked = BackMsg()
    asked.rerun_script.page_script_hash = page
    asked.rerun_script.query_string = filtered
    await session.send(asked.SerializeToString())
    pages: dict[str, str] = {}
    wrong: list[str] = []
    while True:
        told: Any = ForwardMsg()
        told.ParseFromString(await session.recv(decode=False))
        kind = told.WhichOneof("type")
        if kind == "navigation":
            pages = {"" if p.is_default else p.url_pathname: p.page_script_hash for p in told.navigation.app_pages}
        elif kind == "delta" and told.delta.WhichOneof("type") == "new_element":
            element = told.delta.new_element
            if element.WhichOneof("type") == "exception":
                wrong.append(element.exception.message)
            elif element.WhichOneof("type") == "alert" and element.alert.format == Alert.ERROR:
                wrong.append(element.alert.body)
        elif kind == "script_finished":
            if told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return pages, wrong
            if told.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                return pages, [*wrong, "the page's script did not run"]


async def _watch(store: Path, seen: Seen) -> None:
    """Look at the size of the write-ahead log five times a second, and tell every half minute."""
    log, told = store.with_name(f"{store.name}-wal"), 0.0
    while not seen.over:
        at = time.monotonic() - seen.begun
        seen.log.append((at, log.stat().st_size if log.exists() else 0))
        if at - told > 30:
            told = at
            largest = max(size for when, size in seen.log if when > at - 30) / 2**20
            pages = sum(map(len, seen.drawn.values()))
            print(f"{at:>5.0f} s: {pages:>5} pages, log up to {largest:>5.1f} MB, load {load():.1f}", flush=True)
        await asyncio.sleep(0.2)


def _print(seen: Seen, added: str) -> int:
    largest = max(size for _, size in seen.log)
    print(f"\n{added}")
    print(f"{'page':<16}{'drawn':>7}{'median':>9}{'slowest':>9}")
    for name, seconds in sorted(seen.drawn.items()):
        if name in PAGES:
            print(f"{name:<16}{len(seconds):>7}{statistics.median(seconds):>7.1f} s{max(seconds):>7.1f} s")
    print(f"errors: {len(seen.errors)}; largest write-ahead log: {largest / 2**20:.1f} MB of 64")
    return int(bool(seen.errors) or largest >= MOST_LOG)


if __name__ == "__main__":
    sys.exit(main())
