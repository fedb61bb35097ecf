"""Adding files in the background: handed to the reading process, with progress that any page can ask for."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock, Thread
from typing import Any

CANCELLED = "Cancelled before it was read."
STOPPED = "The reading process stopped; add the file again."


@dataclass(slots=True)
class Job:
    """Files that were added together; ``rows`` grows as they are read."""

    total: int
    rows: list[dict[str, Any]] = field(default_factory=list)

    @property
    def done(self) -> bool:
        """Whether all files were read or refused."""
        return len(self.rows) >= self.total


@dataclass(frozen=True, slots=True)
class _Task:
    name: str
    data: bytes
    job: Job

    def refuse(self, reason: str) -> None:
        self.job.rows.append({"name": self.name, "state": "refused", "reason": reason})


class Worker:
    """The reading process and what waits for it, handed over one file at a time. Safe to use from several sessions."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: deque[_Task] = deque()
        self._reading: _Task | None = None
        self.ready = False
        self.error: str | None = None
        self._process = self._start()

    def add(self, files: Sequence[tuple[str, bytes]]) -> Job:
        """Queue files (name, bytes) and return their job at once."""
        job = Job(len(files))
        with self._lock:
            if self._process.poll() is not None:
                self._give_up()
                self.ready, self.error = False, None
                self._process = self._start()
            self._waiting.extend(_Task(name, data, job) for name, data in files)
        self._hand_over()
        return job

    def cancel(self, job: Job) -> None:
        """Drop the files of a job that were not begun, each with a row that says so; the one being read is finished."""
        with self._lock:
            left = [task for task in self._waiting if task.job is job]
            self._waiting = deque(task for task in self._waiting if task.job is not job)
            for task in left:
                task.refuse(CANCELLED)

    def close(self) -> None:
        """End the process; what waits is refused."""
        self._process.terminate()
        self._process.wait(timeout=10)

    def _start(self) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "dashboard.reader"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        Thread(target=self._listen, args=(process,), daemon=True).start()
        return process

    def _hand_over(self) -> None:
        """Give the process the next file, if it waits for one."""
        with self._lock:
            if not self.ready or self._reading is not None or not self._waiting:
                return
            task = self._reading = self._waiting.popleft()
            pipe = self._process.stdin
        line = json.dumps({"n": 0, "name": task.name, "data": base64.b64encode(task.data).decode()})
        # Where the pipe is broken `_listen` sees the end and gives the file its row.
        with suppress(BrokenPipeError, ValueError):
            if pipe is not None:
                pipe.write(line + "\n")
                pipe.flush()

    def _listen(self, process: subprocess.Popen[str]) -> None:
        for line in process.stdout or ():
            answer = json.loads(line)
            with self._lock:
                if process is not self._process:
                    return
                if "ready" in answer:
                    self.ready = True
                elif "error" in answer:
                    self.error = answer["error"]
                elif self._reading is not None:
                    answer.pop("n")
                    self._reading.job.rows.append(answer)
                    self._reading = None
            self._hand_over()
        with self._lock:
            if process is self._process:
                self._give_up()

    def _give_up(self) -> None:
        """Give each file that the ended process leaves behind its row. Called with the lock held."""
        self.ready = False
        for task in (*filter(None, [self._reading]), *self._waiting):
            task.refuse(self.error or STOPPED)
        self._reading = None
        self._waiting.clear()
