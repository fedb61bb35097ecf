"""The disk is full at some point: one clear sentence, nothing lost, and it goes on when there is room.

The disk is a small tmpfs in a mount namespace of its own, where the system lets this account make one (root, or user
namespaces); elsewhere SQLite is told the most pages that its file may have, which it answers like a full disk.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from sqlalchemy import Engine, event

from bench.generator import articles
from dashboard.store import Filters, add_findings, care, decisions, open_store, queries
from extract.errors import SidelinesError

ARTICLES = 90
SMALLEST, STEP = 700, 40  # KiB: from a disk on which hardly the empty store has room
PAGE = 4096  # bytes
NAMESPACE = ["unshare", "--mount", "--map-root-user"]


def fill(store: Engine) -> tuple[int, int, str | None]:
    """Add articles and decide until it fails; return how many of each were done, and the sentence."""
    added = decided = 0
    try:
        for found in articles(ARTICLES, actors=400):
            add_findings(store, found, file_name="made.txt")
            added += 1
            decisions.settle_day(store, found.article.id, found.publication.candidates[0])
            decided += 1
    except SidelinesError as error:
        return added, decided, str(error)
    return added, decided, None


def problems(store: Engine, added: int, decided: int) -> list[str]:
    """What is wrong with a store that holds so many articles and decisions."""
    stored, made = queries.count_articles(store, Filters()), queries.count_decisions(store)
    wrong = (
        [] if (stored, made) == (added, decided) else [f"{stored} articles of {added}, {made} decisions of {decided}"]
    )
    return wrong + [fault.what for fault in care.check(store)]


def complete(store: Engine) -> list[str]:
    """Add the rest and return what is wrong then."""
    for found in articles(ARTICLES, actors=400):
        add_findings(store, found, file_name="made.txt")
    stored = queries.count_articles(store, Filters())
    wrong = [] if stored == ARTICLES else [f"with room again {stored} articles are stored"]
    return wrong + [fault.what for fault in care.check(store)]


def is_clear(sentence: str | None) -> bool:
    """Whether the analyst is told what happened and what to do."""
    return sentence is not None and "no room" in sentence and "Make room" in sentence and "Traceback" not in sentence


def on_tmpfs(points: int, folder: Path) -> list[str]:
    """Run it on small disks; this process must be alone with its mounts."""
    wrong: list[str] = []
    for point in range(points):
        disk, size = folder / str(point), SMALLEST + point * STEP
        disk.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(disk)], check=True)
        try:
            store = open_store(f"sqlite:///{disk / 'store.sqlite'}")
        except SidelinesError as error:
            wrong.append(f"{size} KiB: not even an empty store: {error}")
            continue
        added, decided, sentence = fill(store)
        bad = [] if is_clear(sentence) else [f"no clear sentence: {sentence}"]
        bad += problems(store, added, decided)  # the full disk can still be read
        subprocess.run(["mount", "-o", "remount,size=200m", str(disk)], check=True)
        wrong += [f"{size} KiB, after {added} articles: {b}" for b in bad + complete(store)]
        store.dispose()
    return wrong


def in_pages(points: int, folder: Path) -> list[str]:
    """Run it with a limit that SQLite keeps by itself."""
    wrong: list[str] = []
    for point in range(points):
        store = open_store(f"sqlite:///{folder / f'{point}.sqlite'}")
        store.dispose()
        limit = [(SMALLEST + point * STEP) * 1024 // PAGE]

        @event.listens_for(store, "connect")
        def limited(connection: object, _: object, limit: list[int] = limit) -> None:
            connection.execute(f"PRAGMA max_page_count={limit[0]}")  # type: ignore[attr-defined]

        added, decided, sentence = fill(store)
        bad = [] if is_clear(sentence) else [f"no clear sentence: {sentence}"]
        bad += problems(store, added, decided)
        limit[0] = 2**20
        store.dispose()
        wrong += [f"{point}, after {added} articles: {b}" for b in bad + complete(store)]
        store.dispose()
    return wrong


def may_mount() -> bool:
    """Whether this account may make a disk of its own."""
    if not shutil.which("unshare") or not shutil.which("mount"):
        return False
    trial = 'mount -t tmpfs -o size=64k tmpfs "$1" && mount -o remount,size=128k "$1"'
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run([*NAMESPACE, "sh", "-c", trial, "sh", folder], capture_output=True).returncode == 0


def run(points: int) -> tuple[list[str], str]:
    """Fill so many disks; return what is wrong, and the figures."""
    with tempfile.TemporaryDirectory(prefix="sidelines-soak-") as folder:
        wrong = in_pages(points, Path(folder))
    if not may_mount():
        return wrong, f"{points} points by the number of pages (this account may not mount a disk)"
    with tempfile.TemporaryDirectory(prefix="sidelines-soak-") as folder:
        command = [*NAMESPACE, sys.executable, "-m", "bench.soak.disks", str(points), folder]
        done = subprocess.run(command, capture_output=True, text=True)
        wrong += filter(None, done.stdout.splitlines())
        if done.returncode:
            wrong += done.stderr.splitlines()[-3:]
    return wrong, f"{points} points on a full tmpfs and {points} by the number of pages"


if __name__ == "__main__":
    print("\n".join(on_tmpfs(int(sys.argv[1]), Path(sys.argv[2]))))
