"""Adding articles in the background: handed to the reading process, with progress that any page can ask for."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import time
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import count
from threading import Lock, Thread
from typing import Any, Final

from extract.model import Article
from extract.reading import Columns

PASTED: Final = "pasted text"
CANCELLED: Final = "Cancelled before it was read."
STOPPED: Final = "The reading process stopped; add the file again."


@dataclass(slots=True)
class Job:
    """Files that were added together; ``rows`` grows as their articles are read, one or more a file."""

    total: int
    rows: list[dict[str, Any]] = field(default_factory=list)
    files_done: int = 0
    reading: str | None = None  # the file that is being read
    began: float | None = None  # when its first file was handed over, on the monotonic clock
    ended: float | None = None

    @property
    def done(self) -> bool:
        """Whether all files were read or refused."""
        return self.files_done >= self.total

    @property
    def rate(self) -> float | None:
        """Articles a second so far; None before the first."""
        spent = self._spent()
        return len(self.rows) / spent if self.rows and spent else None

    @property
    def seconds_left(self) -> float | None:
        """How long the files that are left will take, if they are like those before; None before the first is done."""
        spent = self._spent()
        return spent / self.files_done * (self.total - self.files_done) if self.files_done and spent else None

    def _spent(self) -> float | None:
        return None if self.began is None else (self.ended or time.monotonic()) - self.began

    def _begin(self, name: str) -> None:
        self.reading = name
        self.began = self.began or time.monotonic()

    def _end_file(self) -> None:
        self.files_done += 1
        self.reading = None
        if self.done:
            self.ended = time.monotonic()


@dataclass(frozen=True, slots=True)
class _Task:
    n: int
    name: str
    content: dict[str, Any]  # what the reading process is to be told of it, apart from its bytes
    data: bytes | None
    job: Job

    def line(self) -> str:
        data = {} if self.data is None else {"data": base64.b64encode(self.data).decode()}
        return json.dumps({"n": self.n, "name": self.name, **self.content, **data}) + "\n"

    def refuse(self, reason: str) -> None:
        self.job.rows.append({"name": self.name, "state": "refused", "reason": reason})
        self.job._end_file()


class Worker:
    """The reading process and what waits for it, handed over one file at a time. Safe to use from several sessions."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._writing = Lock()
        self._numbers = count()
        self._waiting: deque[_Task] = deque()
        self._reading: _Task | None = None
        self.ready = False
        self.error: str | None = None
        self._process = self._start()

    def add(self, files: Sequence[tuple[str, bytes]], *, columns: Mapping[str, Columns] | None = None) -> Job:
        """Queue files (name, bytes) and return their job at once; ``columns`` by name are those chosen for tables."""
        job = Job(len(files))
        chosen = columns or {}
        return self._queue(
            job,
            [
                _Task(next(self._numbers), name, {"columns": asdict(chosen[name])} if name in chosen else {}, data, job)
                for name, data in files
            ],
        )

    def paste(
        self, text: str, *, title: str | None = None, source: str | None = None, published: date | None = None
    ) -> Job:
        """Queue one pasted article and return its job at once."""
        job = Job(1)
        day = published.isoformat() if published else None
        content = {"text": text, "title": title, "source": source, "published": day}
        return self._queue(job, [_Task(next(self._numbers), PASTED, content, None, job)])

    def read_again(self, article_id: str) -> Job:
        """Queue a stored article to be read again, as after its day of publication was settled; return its job."""
        job = Job(1)
        return self._queue(job, [_Task(next(self._numbers), "the article", {"again": article_id}, None, job)])

    def bring_back(self, article: Article, name: str) -> Job:
        """Queue an article that was removed, as it was stored; ``name`` is that of its file. Return its job."""
        job = Job(1)
        stored = {**asdict(article), "published": article.published.isoformat() if article.published else None}
        return self._queue(job, [_Task(next(self._numbers), name, {"stored": stored}, None, job)])

    def cancel(self, job: Job) -> None:
        """Drop the files of a job that were not begun, each with a row that says so.

        Of the file that is being read the article at hand is finished; its last row says that the rest was not read.
        """
        with self._lock:
            left = [task for task in self._waiting if task.job is job]
            self._waiting = deque(task for task in self._waiting if task.job is not job)
            for task in left:
                task.refuse(CANCELLED)
            running = self._reading if self._reading is not None and self._reading.job is job else None
            process = self._process
        if running is not None:
            self._write(process, json.dumps({"cancel": running.n}) + "\n")

    def close(self) -> None:
        """End the process; what waits is refused."""
        self._process.terminate()
        self._process.wait(timeout=10)

    def _queue(self, job: Job, tasks: list[_Task]) -> Job:
        with self._lock:
            if self._process.poll() is not None:
                self._give_up()
                self.ready, self.error = False, None
                self._process = self._start()
            self._waiting.extend(tasks)
        self._hand_over()
        return job

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
            task.job._begin(task.name)
            process = self._process
        self._write(process, task.line())

    def _write(self, process: subprocess.Popen[str], line: str) -> None:
        # Where the pipe is broken `_listen` sees the end and gives the file its row.
        with self._writing, suppress(BrokenPipeError, ValueError):
            if process.stdin is not None:
                process.stdin.write(line)
                process.stdin.flush()

    def _listen(self, process: subprocess.Popen[str]) -> None:
        for line in process.stdout or ():
            answer = json.loads(line)
            with self._lock:
                if process is not self._process:
                    return
                self._take(answer)
            self._hand_over()
        with self._lock:
            if process is self._process:
                self._give_up()

    def _take(self, answer: dict[str, Any]) -> None:
        """Book what the process says. Called with the lock held."""
        if "ready" in answer:
            self.ready = True
        elif "error" in answer:
            self.error = answer["error"]
        elif self._reading is not None and answer.pop("n") == self._reading.n:
            if "done" in answer:
                self._reading.job._end_file()
                self._reading = None
            else:
                self._reading.job.rows.append(answer)

    def _give_up(self) -> None:
        """Give each file that the ended process leaves behind its row. Called with the lock held."""
        self.ready = False
        for task in (*filter(None, [self._reading]), *self._waiting):
            task.refuse(self.error or STOPPED)
        self._reading = None
        self._waiting.clear()
