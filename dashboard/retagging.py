"""Finding changed topics in all stored articles, in a process of its own: `python -m dashboard.retagging KEY …`.

It prints a line a batch: articles done, articles in all. A process, since a busy thread slows every open page; what is
asked for meanwhile is done after it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock, Thread

from dashboard.store import open_store, retag


@dataclass(frozen=True, slots=True)
class State:
    """How far it is: articles ``done`` of ``total`` (0: not begun), whether it runs, and why it ended early."""

    running: bool = False
    done: int = 0
    total: int = 0
    error: str | None = None


class Retagging:
    """The queue of topics that changed. Its methods can be called from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: list[str] = []
        self._state = State()

    @property
    def state(self) -> State:
        """How far it is now."""
        return self._state

    def start(self, keys: Sequence[str]) -> None:
        """Find the topics of ``keys`` in all stored articles, after what is being found already."""
        with self._lock:
            self._waiting += [k for k in keys if k not in self._waiting]
            if self._waiting and not self._state.running:
                self._state = State(running=True)
                Thread(target=self._run, name="retagging", daemon=True).start()

    def _run(self) -> None:
        while True:
            with self._lock:
                keys, self._waiting = self._waiting, []
                if not keys:
                    self._state = State(False, self._state.done, self._state.total, self._state.error)
                    return
            self._one(keys)

    def _one(self, keys: Sequence[str]) -> None:
        command = [sys.executable, "-m", "dashboard.retagging", *keys]
        with tempfile.TemporaryFile("w+") as complaints:
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=complaints, text=True)
            assert process.stdout is not None
            for line in process.stdout:
                done, total = map(int, line.split())
                self._state = State(True, done, total)
            if process.wait():
                complaints.seek(0)
                last = complaints.read().strip().splitlines()[-1:] or ["no reason was given"]
                self._state = State(True, self._state.done, self._state.total, last[0])


def main(keys: Sequence[str]) -> None:
    """Find the topics and print how far it is."""
    retag(open_store(), keys, progress=lambda done, total: print(done, total, flush=True))


if __name__ == "__main__":
    main(sys.argv[1:])
