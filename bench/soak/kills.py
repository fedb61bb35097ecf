"""SIGKILL at random moments of adding, re-reading and deciding.

After each: what was acknowledged is there, every article is whole, the store is in order. In the end a rerun completes,
and the store holds what one holds that nobody disturbed.
"""

from __future__ import annotations

import multiprocessing
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from bench.generator import articles
from dashboard.store import add_findings, care, decisions, open_store, replace_findings
from dashboard.store.schema import actor, article, decision, meeting, quote, topic_mention
from dashboard.store.transactions import reading
from extract.model import Findings

ARTICLES = 40  # in one store; then another is begun
LONGEST = 1.5  # seconds before the kill; a store of 60 takes about as long
COUNTED = (actor, meeting, quote, topic_mention)


def started() -> Any:
    """Return the way of starting processes that costs least: from one that has everything imported."""
    context = multiprocessing.get_context("forkserver" if sys.platform != "win32" else "spawn")
    if sys.platform != "win32":
        context.set_forkserver_preload(["bench.soak.kills", "bench.soak.writers"])
    return context


def work(url: str, seed: int, told: Callable[[tuple[str, Any]], object]) -> None:
    """Add, re-read and decide; each thing is told once it is done. What is there already is passed over."""
    store = open_store(url)
    with reading(store) as connection:
        decided = {tuple(row) for row in connection.execute(select(decision.c.article_id, decision.c.kind))}
    for found in articles(ARTICLES, seed=seed, actors=400):
        article_id = found.article.id
        add_findings(store, found, file_name="made.txt")
        told(("article", article_id))
        for number in decide(store, found, {kind for of, kind in decided if of == article_id}):
            told(("decision", number))
        replace_findings(store, found)
        told(("read again", article_id))
    told(("done", ""))


def worker(url: str, seed: int, sender: Connection) -> None:
    """What the process does that is killed."""
    work(url, seed, sender.send)


def decide(store: Engine, found: Findings, made: set[str]) -> Iterator[int]:
    """Make the decisions of one article, the same ones each time, but for the kinds that are ``made``."""
    with reading(store) as connection:
        no = connection.execute(select(article.c.no).where(article.c.id == found.article.id)).scalar_one()
        ids = list(
            connection.execute(select(quote.c.id).where(quote.c.article_no == no).order_by(quote.c.start)).scalars()
        )
    if "settle_day" not in made:
        yield decisions.settle_day(store, found.article.id, found.publication.candidates[0] + timedelta(days=1))
    if len(ids) < 3:
        return
    if "confirm" not in made:
        yield decisions.confirm(store, "quote", ids[0], note="checked")
    if "reject" not in made:
        yield decisions.reject(store, "quote", ids[1])
    if "correct" not in made:
        yield decisions.correct(store, "quote", ids[2], speaker="Ana Orlan")


def content(store: Engine) -> dict[str, Counter[str]]:
    """How many findings of each kind each article has, and the decisions' kinds: what a disturbed store must equal."""
    with reading(store) as connection:
        ids = dict(connection.execute(select(article.c.no, article.c.id)).all())
        held: dict[str, Counter[str]] = {article_id: Counter() for article_id in ids.values()}
        for table in COUNTED:
            for no in connection.execute(select(table.c.article_no)).scalars():
                held[ids[no]][table.name] += 1
        for state, no in connection.execute(select(quote.c.state, quote.c.article_no)):
            held[ids[no]][state] += 1
        for kind, article_id in connection.execute(select(decision.c.kind, decision.c.article_id).distinct()):
            held[article_id][f"decision {kind}"] += 1
    return held


def expected(seed: int, folder: Path) -> dict[str, Counter[str]]:
    """Return the content of a store that was filled without disturbance."""
    store = open_store(f"sqlite:///{folder / f'calm-{seed}.sqlite'}")
    work(store.url.render_as_string(), seed, lambda word: None)
    held = content(store)
    store.dispose()
    return held


def problems(store: Engine, acknowledged: set[tuple[str, Any]], whole: dict[str, Counter[str]]) -> list[str]:
    """What is wrong after a kill: something lost, torn, doubled or out of order."""
    held = content(store)
    with reading(store) as connection:
        made = set(connection.execute(select(decision.c.id)).scalars())
    wrong = [
        f"the {kind} {what} was acknowledged and is lost"
        for kind, what in acknowledged
        if kind == "decision" and what not in made
    ]
    wrong += [
        f"the article {what} was acknowledged and is lost"
        for kind, what in acknowledged
        if kind == "article" and what not in held
    ]
    for article_id, kinds in held.items():
        torn = {
            t.name: (kinds[t.name], whole[article_id][t.name])
            for t in COUNTED
            if kinds[t.name] != whole[article_id][t.name]
        }
        if torn:
            wrong.append(f"the article {article_id} is torn or doubled: {torn}")
    return wrong + [fault.what for fault in care.check(store)]


def trial(kills: int, folder: Path, *, seed: int = 1) -> tuple[list[str], Counter[str]]:
    """Kill ``kills`` times; return what is wrong, and figures."""
    context, rng = started(), random.Random(seed)
    wrong: list[str] = []
    figures: Counter[str] = Counter()
    for number in count(seed):
        if figures["kills"] >= kills:
            return wrong, figures
        url = f"sqlite:///{folder / f'killed-{number}.sqlite'}"
        whole = expected(number, folder)
        acknowledged: set[tuple[str, Any]] = set()
        figures["stores"] += 1
        done = False
        while not done:
            receiver, sender = context.Pipe(duplex=False)
            process = context.Process(target=worker, args=(url, number, sender))
            process.start()
            sender.close()
            if figures["kills"] < kills:
                receiver.poll(60)  # its first word
                time.sleep(rng.random() * LONGEST)
                process.kill()
                figures["kills"] += process.exitcode is None
            while True:
                try:
                    word = receiver.recv()
                except (EOFError, OSError):
                    break
                done |= word[0] == "done"
                acknowledged.add(word)
            process.join()
            receiver.close()
            if not done and figures["kills"] >= kills and process.exitcode not in (-9, 0):
                wrong.append(f"the rerun ended with {process.exitcode}")
                break
            store = open_store(url)
            wrong += problems(store, acknowledged, whole)
            if done and content(store) != whole:
                wrong.append("the rerun's store is not what an undisturbed one holds")
            store.dispose()
        figures["acknowledged"] += len(acknowledged)


def run(kills: int) -> tuple[list[str], str]:
    """Kill so many times; return what is wrong, and the figures."""
    with tempfile.TemporaryDirectory(prefix="sidelines-soak-") as folder:
        wrong, figures = trial(kills, Path(folder))
    return wrong, ", ".join(f"{n:,} {kind}" for kind, n in figures.items())
