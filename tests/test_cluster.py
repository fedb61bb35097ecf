"""A Dask cluster reads each article once, though a worker is killed and an article kills those that read it."""

from __future__ import annotations

import hashlib
import os
import signal
from collections.abc import Iterator

import dask
import pytest
from distributed import LocalCluster

from extract.cluster import extract_on_cluster
from extract.errors import SidelinesError
from extract.model import Article, Findings
from extract.outcomes import Failed
from tests.reading_functions import DEADLY, POISONOUS, read, read_slowly


def article(text: str) -> Article:
    return Article(hashlib.sha256(text.encode()).hexdigest(), text)


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """Two workers, each a process that is replaced when it dies."""
    # One death is bad luck, two are the article's fault: three, as is usual, take a test longer.
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as started,
    ):
        yield started


def test_a_worker_killed_midway_loses_and_doubles_nothing(cluster: LocalCluster) -> None:
    given = [f"Article {i}." for i in range(160)]
    read_so_far = []
    for outcome in extract_on_cluster(map(article, given), cluster.scheduler_address, read=read_slowly):
        assert isinstance(outcome, Findings)
        read_so_far.append(outcome.article.text)
        if len(read_so_far) == 40:
            os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
    assert sorted(read_so_far) == sorted(given)


def test_an_article_that_kills_workers_is_set_aside(cluster: LocalCluster) -> None:
    good = [f"Article {i}." for i in range(20)]
    outcomes = list(extract_on_cluster(map(article, [DEADLY, *good, POISONOUS]), cluster.scheduler_address, read=read))
    assert sorted(o.article.text for o in outcomes if isinstance(o, Findings)) == sorted(good)
    reasons = {o.article.text: o.reason for o in outcomes if isinstance(o, Failed)}
    assert "ended 2 workers that read it" in reasons.pop(DEADLY)
    assert "no verb in sight" in reasons.pop(POISONOUS)
    assert not reasons


def test_closing_takes_back_what_is_under_way(cluster: LocalCluster) -> None:
    taken: list[int] = []

    def many() -> Iterator[Article]:
        for i in range(100_000):
            taken.append(i)
            yield article(f"Article {i}.")

    outcomes = extract_on_cluster(many(), cluster.scheduler_address, read=read)
    next(outcomes)
    outcomes.close()
    assert len(taken) < 500


def test_no_cluster_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.cluster.CONNECT_LIMIT", 1)
    with pytest.raises(SidelinesError, match="No cluster with a worker answers at tcp"):
        next(extract_on_cluster([article("It rained.")], "tcp://127.0.0.1:9"))
