"""`sidelines add`: files are parsed, read on all cores or on a cluster, and stored, and what is stored is skipped."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from typing import Final

from sqlalchemy import Engine

from dashboard.commands.progress import Progress
from dashboard.commands.sources import Item, list_files, read_items
from dashboard.store import add_many, has_article
from dashboard.store.failures import MOST_TRIES, forgive, note_failure, set_aside
from extract.model import Article, Findings
from extract.outcomes import Failed, Outcome, ReadArticle, read_article
from extract.processes import extract_many
from extract.reading import Refused
from extract.version import reader_version

BATCH: Final = 50  # articles a transaction …
SECONDS: Final = 5.0  # … or what was read in that time: pages show it, and an end at once loses no more
AGAIN: Final = "was set aside before (`sidelines add --retry` tries it again)"


def add(
    store: Engine,
    paths: Iterable[Path],
    *,
    processes: int | None = None,
    cluster: str | None = None,
    retry: bool = False,
    read: ReadArticle = read_article,
) -> int:
    """Add all articles of ``paths`` and return the exit code: 0, 1 where something was refused, 130 where stopped.

    Every refusal is a line on standard error with its reason; the counts go to standard output at the end.
    ``retry`` tries again what was set aside. ``read`` is what is done with one article.

    Raises:
        SidelinesError: nothing can be read: a model is missing, or there is no cluster.
    """
    early: list[tuple[str, str]] = []
    files = list_files(paths, lambda name, reason: early.append((name, reason)))
    stopped = False
    with Progress(sum(file.size for file in files)) as progress:
        adding = Adding(store, progress, retry)
        for name, reason in early:
            adding.refuse(name, reason)
        outcomes = extract(adding.articles(read_items(files, adding.is_known_bad)), processes, cluster, read)
        try:
            for outcome in outcomes:
                adding.take(outcome)
        except KeyboardInterrupt:
            stopped = True
        finally:
            outcomes.close()
            adding.flush()
    print(adding.summary())
    if stopped:
        print("Stopped. The same command goes on where this one was.")
        return 130
    return 1 if adding.refused else 0


def extract(
    articles: Iterator[Article], processes: int | None, cluster: str | None, read: ReadArticle
) -> Generator[Outcome]:
    """Yield what is found in the articles: by processes of this machine, or by a cluster's."""
    if cluster is None:
        return extract_many(articles, processes=processes, read=read)
    from extract.cluster import extract_on_cluster  # needs an extra that most have no use for

    return extract_on_cluster(articles, cluster, read=read)


class Adding:
    """What is under way between parsing and storing: names of files, counts, and findings that wait to be stored."""

    def __init__(self, store: Engine, progress: Progress, retry: bool) -> None:
        self._store, self._progress, self._retry = store, progress, retry
        self._under_way: dict[str, tuple[str, int]] = {}
        self._read: list[tuple[Findings, str]] = []
        self._since = time.monotonic()
        self._found = {"quotations": 0, "meetings": 0, "topic mentions": 0}
        self._began = time.monotonic()

    @property
    def refused(self) -> bool:
        """Whether anything was not read."""
        return bool(self._progress.counts["refused"] or self._progress.counts["set aside"])

    def is_known_bad(self, key: str, name: str) -> bool:
        """Say whether a file, or an article, was set aside before, and tell so."""
        reason = set_aside(self._store, key)
        if reason is None:
            return False
        if self._retry:
            forgive(self._store, key)
            return False
        self._progress.count("set aside")
        self._progress.say(f"{name}: {AGAIN}: {reason.rstrip('.')}.")
        return True

    def refuse(self, name: str, reason: str) -> None:
        """Count a refusal and tell it."""
        self._progress.count("refused")
        self._progress.say(f"{name}: refused: {reason}")

    def articles(self, items: Iterable[Item]) -> Iterator[Article]:
        """Yield the articles that are to be read. What is stored, set aside or refused is counted."""
        for item in items:
            if isinstance(item.read, Refused):
                self.refuse(item.read.name, item.read.reason)
                if item.key:
                    note_failure(self._store, item.key, file_name=item.read.name, reason=item.read.reason)
            elif item.read is not None:
                article, name = item.read.article, item.read.name
                if article.id in self._under_way or has_article(self._store, article.id):
                    self._progress.count("there already")
                elif not self.is_known_bad(article.id, name):
                    if item.read.note:
                        self._progress.say(f"{name}: {item.read.note}")
                    self._under_way[article.id] = (name, item.size)
                    yield article
                    continue
            self._progress.advance(item.size)

    def take(self, outcome: Outcome) -> None:
        """Take what was found in an article, or why nothing was; fifty are stored together."""
        name, size = self._under_way[outcome.article.id]
        self._progress.advance(size)
        if isinstance(outcome, Failed):
            note_failure(self._store, outcome.article.id, file_name=name, reason=outcome.reason, tries=MOST_TRIES)
            self._progress.count("set aside")
            self._progress.say(f"{name}: set aside after three tries: {outcome.reason}.")
            del self._under_way[outcome.article.id]
            return
        self._read.append((outcome, name))
        if len(self._read) >= BATCH or time.monotonic() - self._since > SECONDS:
            self.flush()

    def flush(self) -> None:
        """Store what waits for it."""
        batch, self._since = self._read, time.monotonic()
        if not batch:
            return
        for (found, _), new in zip(batch, add_many(self._store, batch, reader_version=reader_version()), strict=True):
            self._progress.count("added" if new else "there already", work=True)
            if new:
                self._found["quotations"] += sum(q.speech and not q.nested for q in found.quotes)
                self._found["meetings"] += len(found.meetings)
                self._found["topic mentions"] += len(found.topics)
            self._under_way.pop(found.article.id, None)
        self._read = []

    def summary(self) -> str:
        """Return what was done, as one line."""
        counts = self._progress.counts
        found = ", ".join(f"{n:,} {kind}" for kind, n in self._found.items())
        rest = "".join(
            f"; {counts[name]:,} {name}" for name in ("there already", "refused", "set aside") if counts[name]
        )
        return f"{counts['added']:,} articles added: {found}{rest}."
