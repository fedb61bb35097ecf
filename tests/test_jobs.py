"""Files that are added in the background each get a row, whatever happens to the reading process."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.jobs import CANCELLED, PASTED, STOPPED, Job, Worker
from extract.reading import Columns

# Stands in for the reading process: a row for each byte of a file, sleeps on "slow" between them, dies on "deadly".
READER = """
import base64, json, os, sys, threading, time
print(json.dumps({"ready": True}), flush=True)
cancelled, tasks = set(), []
def listen():
    for line in sys.stdin:
        task = json.loads(line)
        cancelled.add(task["cancel"]) if "cancel" in task else tasks.append(task)
    os._exit(0)
threading.Thread(target=listen).start()
while True:
    time.sleep(0.01)
    if not tasks:
        continue
    task = tasks.pop(0)
    n = task["n"]
    for i, _ in enumerate(base64.b64decode(task.get("data", "MQ=="))):
        if n in cancelled:
            break
        told = task.get("title") or (task.get("columns") or {}).get("text")
        print(json.dumps({"n": n, "name": task["name"], "state": "added", "reason": told}), flush=True)
        if task["name"] == "deadly":
            os._exit(1)
        time.sleep(0.5 if task["name"] == "slow" else 0)
    print(json.dumps({"n": n, "done": True}), flush=True)
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
    finish(worker.add([("warm", b"1")]))
    first, other = worker.add([("slow", b"1"), ("b", b"1")]), worker.add([("c", b"1")])
    while not first.rows:
        time.sleep(0.01)
    worker.cancel(first)
    assert sorted(finish(first)) == [("b", "refused", CANCELLED), ("slow", "added", None)]
    assert finish(other) == [("c", "added", None)]


def test_a_process_that_dies_leaves_reasons_and_the_next_job_is_read(worker: Worker) -> None:
    job = worker.add([("deadly", b"1"), ("b", b"1")])
    assert finish(job) == [("deadly", "added", None), ("deadly", "refused", STOPPED), ("b", "refused", STOPPED)]
    worker._process.wait(timeout=10)
    assert finish(worker.add([("c", b"1")])) == [("c", "added", None)]


def test_a_file_gives_a_row_for_each_article_and_counts_once(worker: Worker) -> None:
    job = worker.add([("many", b"123"), ("one", b"1")], columns={"many": Columns("body")})
    assert finish(job) == [("many", "added", "body")] * 3 + [("one", "added", None)]
    assert (job.files_done, job.total, job.reading) == (2, 2, None)
    assert job.rate is not None
    assert job.rate > 0
    assert job.seconds_left == 0


def test_pasted_text_is_a_job_of_its_own(worker: Worker) -> None:
    assert finish(worker.paste("It rained. \ud83d", title="Rain")) == [(PASTED, "added", "Rain")]


def test_cancel_ends_the_file_that_is_read_at_its_next_article(worker: Worker) -> None:
    finish(worker.add([("warm", b"1")]))
    job = worker.add([("slow", b"1" * 40)])
    while not job.rows:
        time.sleep(0.01)
    worker.cancel(job)
    assert 0 < len(finish(job)) < 10
    assert job.done
