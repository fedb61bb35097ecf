"""How far a long command is: one line that is refreshed on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import shutil
import sys
import time
from collections import Counter, deque
from collections.abc import Callable
from threading import Event, RLock, Thread
from types import TracebackType
from typing import Final, Self, TextIO

REFRESH: Final = 0.5  # seconds between two states of the line on a terminal …
RARE: Final = 30.0  # … and between two lines in a file
WINDOW: Final = 60.0  # seconds that the rate is taken over: what was skipped at the start must not count on
LEAST: Final = 5.0  # seconds before a rate is told


class Progress:
    """Counts by name, with the rate and the time left, on standard error; a context manager. Any thread may count.

    ``total`` is in the units that `advance` takes, such as bytes of files. ``unit`` is what is counted to the reader.
    """

    def __init__(self, total: float, *, unit: str = "articles", out: TextIO | None = None) -> None:
        self.counts: Counter[str] = Counter()
        self._total, self._unit, self._out = total, unit, out or sys.stderr
        self._far = 0.0
        self._work = 0
        self._began = time.monotonic()
        self._seen: deque[tuple[float, float, int]] = deque([(self._began, 0.0, 0)])
        self._terminal = self._out.isatty()
        self._lock = RLock()
        self._ended = Event()
        self._thread = Thread(target=self._refresh, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()
        self._clear()

    def count(self, name: str, *, work: bool = False) -> None:
        """Count one more ``name``; ``work`` where it took time, as the rate tells."""
        with self._lock:
            self.counts[name] += 1
            self._work += work
            if work and self._work == 1:  # loading the models is no measure of what follows
                self._seen = deque([(time.monotonic(), self._far, 1)])

    def advance(self, by: float) -> None:
        """Come nearer to the total."""
        with self._lock:
            self._far += by

    def say(self, words: str) -> None:
        """Print a line of its own."""
        with self._lock:
            self._clear()
            print(words, file=self._out, flush=True)

    def line(self) -> str:
        """Return the state as one line."""
        with self._lock:
            now = time.monotonic()
            self._seen.append((now, self._far, self._work))
            while len(self._seen) > 2 and now - self._seen[1][0] > WINDOW:
                self._seen.popleft()
            then, far, work = self._seen[0]
            spent = now - then
            share = min(1.0, self._far / self._total) if self._total else 0.0
            parts = [f"{share:4.0%}", ", ".join(f"{n:,} {name}" for name, n in self.counts.items()) or "starting"]
            if spent >= LEAST and self._work > work:
                parts.append(f"{(self._work - work) / spent:,.1f} {self._unit} a second")
            if spent >= LEAST and self._far > far:
                parts.append(f"{duration((self._total - self._far) * spent / (self._far - far))} left")
            return " - ".join(parts)

    def _refresh(self) -> None:
        while not self._ended.wait(REFRESH if self._terminal else RARE):
            with self._lock:
                self._clear()
                if self._terminal:
                    width = shutil.get_terminal_size().columns
                    print(self.line()[: width - 1], end="", file=self._out, flush=True)
                else:
                    print(self.line(), file=self._out, flush=True)

    def _clear(self) -> None:
        if self._terminal:
            print("\r\x1b[K", end="", file=self._out, flush=True)


def duration(seconds: float) -> str:
    """Return a time in the unit that fits: "40 s", "3 min", "2 h 5 min"."""
    seconds = max(0.0, seconds)
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"


def on_progress(progress: Progress) -> Callable[[int, int], None]:
    """Return a function (done, total) that moves a progress whose total is 1."""
    last = 0.0

    def told(done: int, total: int) -> None:
        nonlocal last
        share = done / max(1, total)
        progress.advance(share - last)
        last = share

    return told
