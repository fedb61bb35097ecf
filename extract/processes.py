"""Many articles on all cores: each process loads the models once, and none that dies takes more than a try with it."""

from __future__ import annotations

import os
import signal
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Condition, Lock, Thread
from typing import Any, Final

from extract.errors import SidelinesError
from extract.model import Article
from extract.outcomes import MOST_TRIES, Failed, Outcome, ReadArticle, load_reader, read_article, read_safely

BATCH: Final = 8  # articles handed over at once
BATCH_CHARACTERS: Final = 100_000  # a batch of long articles is cut earlier
MEMORY: Final = 2**30  # bytes of the machine's memory for each process, with room for all else
START_LIMIT: Final = 300.0  # seconds for loading the models on a busy machine
LEAST_LIMIT: Final = 60.0  # seconds for one article …
SLOWEST: Final = 1000  # … and one more for each so many characters: a twentieth of what a busy machine reads

_THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
_starting = Lock()


def all_cores() -> int:
    """Return how many processes this machine bears: one a core that may be used, and 1 GB of memory for each."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):  # not to be asked on Windows
        return cores
    return max(1, min(cores, memory // MEMORY))


def extract_many(
    articles: Iterable[Article], *, processes: int | None = None, read: ReadArticle = read_article
) -> Generator[Outcome]:
    """Yield what is found in each article, or why nothing is, as they are done: not in their order.

    ``articles`` are taken by a thread of its own, only a few ahead, so they may be any number. ``processes`` is their
    number, by default `all_cores`. An article that fails, or whose process dies or hangs, is tried three times,
    the last two of them alone; then it is a `Failed`. Closing the generator ends the processes at once.
    ``read`` is a function of a module, so that another process can find it.

    Raises:
        SidelinesError: no process can load the models; the text says why.
        Exception: whatever ``articles`` raise.
    """
    pool = _Pool(articles, processes or all_cores(), read)
    try:
        yield from pool.outcomes()
    finally:
        pool.stop()


@dataclass(slots=True)
class _Try:
    article: Article
    failed: int = 0


class _Pool:
    """Threads that each drive one process. All they share is under one lock; every wait ends when `stop` is called."""

    def __init__(self, articles: Iterable[Article], processes: int, read: ReadArticle) -> None:
        self._articles, self._read = articles, read
        self._most = processes
        self._ahead = 2 * BATCH * processes  # articles that wait to be read, and outcomes that wait to be taken
        self._changed = Condition()
        self._waiting: deque[_Try] = deque()
        self._done: deque[Outcome] = deque()
        self._in_hand = 0
        self._fed = self._stopped = False
        self._error: BaseException | None = None
        self._drivers: list[Thread] = []
        self._processes: set[_Process] = set()

    def outcomes(self) -> Iterator[Outcome]:
        Thread(target=self._feed, daemon=True).start()
        while True:
            with self._changed:
                while not (self._done or self._error or self._finished()):
                    self._changed.wait(0.5)  # Windows hears Ctrl+C between two waits only
                if not self._done:
                    if self._error:
                        raise self._error
                    return
                outcome = self._done.popleft()
                self._changed.notify_all()
            yield outcome

    def stop(self) -> None:
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
            running = list(self._processes)
        for process in running:
            process.kill()
        for driver in self._drivers:
            driver.join()

    def _finished(self) -> bool:
        return self._fed and not self._waiting and not self._in_hand

    def _feed(self) -> None:
        source = iter(self._articles)
        try:
            for article in source:
                with self._changed:
                    self._changed.wait_for(lambda: len(self._waiting) < self._ahead or self._stopped)
                    if self._stopped:
                        return
                    self._waiting.append(_Try(article))
                    # A process is started when the others have enough to do: one file needs no second.
                    if len(self._drivers) < self._most and len(self._waiting) > BATCH * len(self._drivers) // 2:
                        self._drivers.append(Thread(target=self._drive, daemon=True))
                        self._drivers[-1].start()
                    self._changed.notify_all()
        except BaseException as error:
            self._fail(error)
        finally:
            if isinstance(source, Generator):
                source.close()
            with self._changed:
                self._fed = True
                self._changed.notify_all()

    def _fail(self, error: BaseException) -> None:
        with self._changed:
            self._error = self._error or error
            self._changed.notify_all()

    def _drive(self) -> None:
        process: _Process | None = None
        try:
            while batch := self._take():
                if process is None:
                    process = self._started()
                if not self._run(process, batch):
                    self._end(process)
                    process = None
        except SidelinesError as error:
            self._fail(error)
        finally:
            self._end(process)

    def _started(self) -> _Process:
        for _ in range(MOST_TRIES):
            process = _Process(self._read)
            with self._changed:
                self._processes.add(process)
                if self._stopped:
                    process.kill()
            if process.is_ready():
                return process
            self._end(process)
            if self._stopped:
                break
        raise SidelinesError("The reading process ended while it loaded the models. Is there enough memory?")

    def _end(self, process: _Process | None) -> None:
        if process is not None:
            process.kill()
            with self._changed:
                self._processes.discard(process)

    def _take(self) -> list[_Try]:
        """The next articles for one process; none where all is done."""
        with self._changed:
            self._changed.wait_for(
                lambda: (
                    (self._waiting and len(self._done) < self._ahead)
                    or self._finished()
                    or self._stopped
                    or self._error
                )
            )
            if self._stopped or self._error or not self._waiting:
                return []
            batch = [self._waiting.popleft()]
            size = len(batch[0].article.text)
            # What failed once is tried alone; and the last articles are shared out.
            share = BATCH if not self._fed else max(1, len(self._waiting) // (2 * self._most))
            while self._waiting and not batch[0].failed and not self._waiting[0].failed and len(batch) < share:
                size += len(self._waiting[0].article.text)
                if size > BATCH_CHARACTERS:
                    break
                batch.append(self._waiting.popleft())
            self._in_hand += len(batch)
            self._changed.notify_all()
            return batch

    def _run(self, process: _Process, batch: list[_Try]) -> bool:
        """Have a batch read; return False where the process is no longer of use."""
        if not process.send([t.article for t in batch]):
            with self._changed:
                # It died between two batches: no article is to blame.
                self._waiting.extendleft(reversed(batch))
                self._in_hand -= len(batch)
                self._changed.notify_all()
            return False
        for i, task in enumerate(batch):
            outcome, alive = process.receive(task.article)
            with self._changed:
                if self._stopped:
                    return False
                self._in_hand -= 1
                task.failed += isinstance(outcome, Failed)
                if not alive:
                    self._in_hand -= len(batch) - i - 1
                    self._waiting.extendleft(reversed(batch[i + 1 :]))
                if isinstance(outcome, Failed) and task.failed < MOST_TRIES:
                    self._waiting.appendleft(task)
                else:
                    self._done.append(outcome)
                self._changed.notify_all()
            if not alive:
                return False
        return True


class _Process:
    """One reading process: articles in, for each an outcome."""

    def __init__(self, read: ReadArticle) -> None:
        context = get_context("spawn")
        self._pipe: Connection[Any, Any]
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, read), daemon=True)
        with _starting, _one_thread():
            self._process.start()
        theirs.close()

    def is_ready(self) -> bool:
        """Wait until the models are loaded; False where the process died on the way.

        Raises:
            SidelinesError: a model is missing, or a rule file is wrong.
        """
        try:
            answer = self._pipe.recv() if self._pipe.poll(START_LIMIT) else None
        except (EOFError, OSError):
            return False
        if isinstance(answer, SidelinesError):
            raise answer
        return answer is not None

    def send(self, articles: list[Article]) -> bool:
        try:
            self._pipe.send(articles)
        except OSError:
            return False
        return True

    def receive(self, article: Article) -> tuple[Outcome, bool]:
        """The next outcome, and whether the process lives."""
        limit = LEAST_LIMIT + len(article.text) / SLOWEST
        try:
            if self._pipe.poll(limit):
                outcome: Outcome = self._pipe.recv()
                return outcome, True
        except (EOFError, OSError):
            self._process.join(5)
            code = self._process.exitcode
            how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
            return Failed(
                article, f"ended the process that read it ({how}); split it, or paste part of its text"
            ), False
        return Failed(article, f"took longer than {limit:.0f} seconds to read; split it"), False

    def kill(self) -> None:
        """End the process at once; whoever waits for its answer is told so by the end of the pipe."""
        self._process.kill()
        self._process.join()


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let processes that are started meanwhile compute on one thread each: there are as many of them as cores."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _serve(pipe: Connection[Any, Any], read: ReadArticle) -> None:
    """The reading process: until nobody is there to take its answers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the command, which ends this process itself
    if hasattr(os, "nice"):
        os.nice(5)  # pages come first
    with suppress(EOFError, OSError):
        try:
            if read is read_article:
                load_reader()
        except SidelinesError as error:
            pipe.send(error)
            return
        pipe.send(time.monotonic())
        while True:
            for article in pipe.recv():
                pipe.send(read_safely(article, read))
