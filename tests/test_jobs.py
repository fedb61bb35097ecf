"""Files that are added in the background each get a row, whatever happens to the reading process."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.jobs import CANCELLED, STOPPED, Job, Worker

# Stands in for the reading process: answers at once, sleeps on "slow", dies on "deadly".
READER = """
import json, os, sys, time
print(json.dumps({"ready": True}), flush=True)
for line in sys.stdin:
    task = json.loads(line)
    if task["name"] == "deadly":
        os._exit(1)
    time.sleep(0.5 if task["name"] == "slow" else 0)
    print(json.dumps({"n": task["n"], "name": task["name"], "state": "added", "reason": None}), flush=True)
"""


@pytest.fixture
def worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Worker]:
    """A worker whose process is the stand-in."""
    (tmp_path / "stand_in.py").write_text(textwrap.dedent(READER))
    run = subprocess.Popen
    monkeypatch.setattr(
        subprocess, "Popen", lambda _, **given: run([sys.executable, str(tmp_path / "stand_in.py")], **given)
    )
    worker = Worker()
    yield worker
    worker.close()


def finish(job: Job) -> list[tuple[str, str, str | None]]:
    """Wait for a job and return its rows."""
    end = time.monotonic() + 20
    while not job.done and time.monotonic() < end:
        time.sleep(0.02)
    return [(row["name"], row["state"], row["reason"]) for row in job.rows]


def test_each_file_gets_a_row_in_turn(worker: Worker) -> None:
    assert finish(worker.add([("a", b"1"), ("b", b"2")])) == [("a", "added", None), ("b", "added", None)]


def test_no_files_are_done_at_once(worker: Worker) -> None:
    assert worker.add([]).done


def test_cancel_drops_only_what_waits_in_that_job(worker: Worker) -> None:
    finish(worker.add([("warm", b"")]))
    first, other = worker.add([("slow", b""), ("b", b"")]), worker.add([("c", b"")])
    worker.cancel(first)
    assert sorted(finish(first)) == [("b", "refused", CANCELLED), ("slow", "added", None)]
    assert finish(other) == [("c", "added", None)]


def test_a_process_that_dies_leaves_reasons_and_the_next_job_is_read(worker: Worker) -> None:
    job = worker.add([("deadly", b""), ("b", b"")])
    assert finish(job) == [("deadly", "refused", STOPPED), ("b", "refused", STOPPED)]
    worker._process.wait(timeout=10)
    assert finish(worker.add([("c", b"")])) == [("c", "added", None)]
