"""Four processes add the same articles at once: each is there once, and none of them fails."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.generator import articles
from bench.soak.kills import started
from dashboard.store import Filters, add_findings, care, open_store, queries

PROCESSES = 4


def add_all(url: str, count: int) -> None:
    """What each of the processes does."""
    store = open_store(url)
    for found in articles(count, actors=2000):
        add_findings(store, found, file_name="made.txt")


def trial(count: int, folder: Path) -> list[str]:
    """Add ``count`` articles four times at once and return what is wrong."""
    url = f"sqlite:///{folder / 'store.sqlite'}"
    processes = [started().Process(target=add_all, args=(url, count)) for _ in range(PROCESSES)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    wrong = [f"a process ended with {p.exitcode}" for p in processes if p.exitcode]
    store = open_store(url)
    stored = queries.count_articles(store, Filters())
    if stored != count:
        wrong.append(f"{stored} articles are stored")
    wrong += [fault.what for fault in care.check(store)]
    store.dispose()
    return wrong


def run(count: int) -> tuple[list[str], str]:
    """Add so many articles; return what is wrong, and the figures."""
    with tempfile.TemporaryDirectory(prefix="sidelines-soak-") as folder:
        return trial(count, Path(folder)), f"{PROCESSES} processes added the same {count:,} articles"
