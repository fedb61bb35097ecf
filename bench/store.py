"""The store at size: `python -m bench.store [N …]` fills stores of N articles (1,000 10,000 100,000) and asks them.

Prints the rate of adding, the file's size, the median time of each page's questions together for several filters, and
how the times grow from size to size: ratios within one run are what counts. With ``--folder`` the stores are kept, and
measured again where they are there already; with ``--server`` they are databases on a PostgreSQL server, which stay.
Times are those of this process on the processor, since machines are shared: what SQLite does is in it. What a server
does is not, and so there it is the time that passes.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, make_url, text

from bench.filters import filters
from bench.generator import articles
from bench.questions import FILTERED, Page, ask_actor, ask_actors, choices
from dashboard.store import Filters, add_many, decisions, open_store, queries, retag
from dashboard.store.dialect import file_of, is_sqlite, tidy
from dashboard.store.transactions import writing
from extract.model import Findings
from extract.topics import Topic

BATCH = 50
REPEATS = 10
ROWS = 50


def fill(store: Engine, count: int) -> float:
    """Add articles and return the seconds spent in the store: making them is not counted."""
    spent = 0.0
    source: Iterator[Findings] = articles(count)
    while batch := list(islice(source, BATCH)):
        start = clock(store)
        add_many(store, [(found, "made.txt") for found in batch])
        spent += clock(store) - start
    tidy(store)
    return spent


def clock(store: Engine) -> float:
    """Seconds, of which differences count: of this process on the processor; with a server, those that pass."""
    return time.process_time() if is_sqlite(store) else time.perf_counter()


def median_ms(store: Engine, ask: Callable[[], object]) -> float:
    """The median time of several runs, in milliseconds; the first one warms the cache and is not counted.

    Before each something is written, so that no answer is known from the run before.
    """
    ask()
    times = []
    for _ in range(REPEATS):
        with writing(store):
            pass
        start = clock(store)
        ask()
        times.append((clock(store) - start) * 1000)
    return statistics.median(times)


def measure(store: Engine) -> dict[tuple[str, str], float]:
    """The time of all that each page asks when it is first shown, for each filter, warm; and of searching."""
    found = {}
    for name, chosen in filters().items():
        for page, ask in pages(chosen).items():
            found[page, name] = median_ms(store, lambda ask=ask, chosen=chosen: ask(store, chosen))  # type: ignore[misc]
        if chosen.search:
            found["search", name] = median_ms(store, lambda chosen=chosen: search(store, chosen))  # type: ignore[misc]
    return found


def pages(chosen: Filters) -> dict[str, Page]:
    """The pages that a filter narrows; those without filters are measured once."""
    if chosen.is_empty:
        return {"choices": choices, **FILTERED, "actors": ask_actors}
    return {**FILTERED, "actor": ask_actor} if chosen.actors else FILTERED


def search(store: Engine, chosen: Filters) -> None:
    """The quotations that hold the words, counted and the first of them."""
    queries.count_quotes(store, chosen)
    queries.quotes(store, chosen, limit=ROWS)


def decide(store: Engine) -> dict[str, float]:
    """Milliseconds of an analyst's decisions and of tagging all again; in the end all are taken back."""
    top = queries.find_actors(store, "", limit=2)["entity_id"]
    quote = int(queries.quotes(store, Filters(), limit=1)["quote_id"].iloc[0])
    found = {}

    def timed(name: str, do: Callable[[], int]) -> int:
        start = clock(store)
        made = do()
        found[name] = (clock(store) - start) * 1000
        return made

    made = timed("merge the two busiest", lambda: decisions.merge(store, int(top[1]), int(top[0])))
    timed("undo it", lambda: decisions.undo(store, made))
    tail = queries.find_actors(store, "zel", limit=400)["entity_id"]
    rare = timed("merge two rare ones", lambda: decisions.merge(store, int(tail.iloc[-1]), int(tail.iloc[-2])))
    rejected = timed("reject a quotation", lambda: decisions.reject(store, "quote", quote))
    key, saved = decisions.save_topic(store, Topic("Ferries", ("ferry line", "ferries")))
    timed("tag a topic again", lambda: retag(store, [key]))
    for number in (saved, rejected, rare):
        decisions.undo(store, number)
    return found


def database(server: URL, size: int) -> str:
    """Return the address of the database for a store of a size; it is made where it is not there."""
    name = f"sidelines_bench_{size}"
    with create_engine(server, isolation_level="AUTOCOMMIT").connect() as connection:
        if not connection.execute(text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": name}).first():
            connection.execute(text(f"CREATE DATABASE {name}"))
    return server.set(database=name).render_as_string(hide_password=False)


def main() -> None:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10_000, 100_000])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--server", type=make_url, help="the address of a PostgreSQL server")
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="sidelines-bench-"))
    results: dict[int, dict[tuple[str, str], float]] = {}
    for size in given.sizes:
        store = open_store(database(given.server, size) if given.server else f"sqlite:///{folder / f'{size}.sqlite'}")
        if queries.totals(store).articles:
            print(f"{size:,} articles: there already", flush=True)
        else:
            spent = fill(store, size)
            print(f"{size:,} articles: {size / spent:,.0f} added a second", flush=True)
        path = file_of(store)
        if path:
            print(
                f"  file {path.stat().st_size / 2**20:,.0f} MB, {path.stat().st_size / size / 1024:.1f} KB an article"
            )
        print(f"  {queries.totals(store)}", flush=True)
        results[size] = measure(store)
        for name, ms in decide(store).items():
            print(f"  {name}: {ms:,.0f} ms", flush=True)
    print(f"\n{'page':<12} {'filter':<14}" + "".join(f"{size:>12,}" for size in results) + "   growth")
    for page, name in next(iter(results.values())):
        row = [results[size][page, name] for size in results]
        growth = f"{row[-1] / row[-2]:8.1f}" if len(row) > 1 else ""
        print(f"{page:<12} {name:<14}" + "".join(f"{ms:>9.1f} ms" for ms in row) + growth)


if __name__ == "__main__":
    main()
