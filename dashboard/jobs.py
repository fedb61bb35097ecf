"""Adding files in the background: handed to the reading process, with progress that any page can ask for."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock, Thread
from typing import Any

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


class Worker:
    """The reading process and what it was given. Safe to use from several sessions."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: OrderedDict[int, tuple[str, Job]] = OrderedDict()
        self._next = 0
        self.ready = False
        self.error: str | None = None
        self._process = self._start()

    def add(self, files: Sequence[tuple[str, bytes]]) -> Job:
        """Queue files (name, bytes) and return their job at once."""
        job = Job(len(files))
        with self._lock:
            if self._process.poll() is not None:
                self.ready, self.error = False, None
                self._process = self._start()
            tasks = []
            for name, data in files:
                self._next += 1
                self._waiting[self._next] = (name, job)
                tasks.append({"n": self._next, "name": name, "data": base64.b64encode(data).decode()})
        Thread(target=self._send, args=(self._process, tasks), daemon=True).start()
        return job

    def cancel(self, job: Job) -> None:
        """Forget the files of a job that were not read yet; the one being read is finished."""
        with self._lock:
            left = [n for n, (_, other) in self._waiting.items() if other is job]
            for n in left[1:]:
                name, _ = self._waiting.pop(n)
                job.rows.append({"name": name, "state": "refused", "reason": "Cancelled before it was read."})
            if len(left) > 1:
                self._process.terminate()  # what waits in its pipe must not be read; the next job starts it anew

    def close(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.wait(timeout=10)

    def _start(self) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "dashboard.reader"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        Thread(target=self._listen, args=(process,), daemon=True).start()
        return process

    def _send(self, process: subprocess.Popen[str], tasks: Sequence[dict[str, Any]]) -> None:
        if process.stdin is None:
            return
        try:
            for task in tasks:
                process.stdin.write(json.dumps(task) + "\n")
                process.stdin.flush()
        except (BrokenPipeError, ValueError):
            return  # `_listen` sees the end and gives each file its row

    def _listen(self, process: subprocess.Popen[str]) -> None:
        if process.stdout is None:
            return
        for line in process.stdout:
            answer = json.loads(line)
            with self._lock:
                if "ready" in answer:
                    self.ready = True
                elif "error" in answer:
                    self.error = answer["error"]
                elif (task := self._waiting.pop(answer.pop("n"), None)) is not None:
                    task[1].rows.append(answer)
        with self._lock:
            if process is self._process:
                for name, job in self._waiting.values():
                    job.rows.append({"name": name, "state": "refused", "reason": self.error or STOPPED})
                self._waiting.clear()
