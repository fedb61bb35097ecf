"""The whole command at work: `python -m bench.bulk [N] [--processes P …]` adds N made-up articles and looks on.

Prints the rate of reading for each number of processes, and the memory of the command with all its processes over
time. Rates are taken from the first article read to the last, since the models are loaded once; what counts is their
ratio within one run: machines differ, and are shared.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.texts import texts
from extract.processes import extract_many

SAMPLES = 12  # lines of the table of memory, about


def rate(count: int, processes: int) -> float:
    """Articles a second that so many processes read, without their start."""
    outcomes = extract_many(texts(count + 8 * processes), processes=processes)
    for _ in range(8 * processes):  # by then all processes have loaded their models
        next(outcomes)
    start, done = time.monotonic(), 0
    for _ in outcomes:
        done += 1
    return done / (time.monotonic() - start)


def family(root: int) -> list[int]:
    """The process ids of a process and all below it (Linux)."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def memory(pids: list[int]) -> tuple[float, float]:
    """Megabytes of all together: each page once (PSS), and as `top` adds them up (RSS)."""
    pss = rss = 0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        sizes = {line.split(":")[0]: int(line.split()[1]) for line in lines if line.endswith("kB")}
        pss += sizes.get("Pss", 0)
        rss += sizes.get("Rss", 0)
    return pss / 1024, rss / 1024


def watch(count: int, processes: int, *options: str) -> list[tuple[float, float, float]]:
    """Add ``count`` articles with the command; return its seconds and memory, sampled each second.

    ``options`` are those of `bench.texts`.
    """
    folder = Path(tempfile.mkdtemp(prefix="sidelines-bench-"))
    file = folder / "articles.jsonl"
    subprocess.run([sys.executable, "-m", "bench.texts", str(count), str(file), *options], check=True)
    environment = {**os.environ, "SIDELINES_STORE": str(folder / "store.sqlite")}
    command = [sys.executable, "-m", "dashboard.cli", "add", str(file), "--processes", str(processes)]
    start = time.monotonic()
    adding = subprocess.Popen(command, env=environment)
    seen = []
    while adding.poll() is None:
        seen.append((time.monotonic() - start, *memory(family(adding.pid))))
        time.sleep(1)
    return seen


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=300)
    parser.add_argument("--processes", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--memory", type=int, metavar="N", help="only the memory, over N short articles")
    given = parser.parse_args()
    if given.memory:
        tell(watch(given.memory, given.processes[-1], "--paragraphs", "2"), given.memory, given.processes[-1])
        return
    best: dict[int, float] = {}
    for _ in range(given.rounds):
        for processes in given.processes:
            best[processes] = max(best.get(processes, 0.0), rate(given.count, processes))
    for processes, found in best.items():
        print(f"{processes} processes: {found:.2f} articles a second, {found / best[given.processes[0]]:.2f} times")
    tell(watch(given.count, given.processes[-1]), given.count, given.processes[-1])


def tell(seen: list[tuple[float, float, float]], count: int, processes: int) -> None:
    """Print the highest memory in each stretch of the time."""
    print(f"memory of the command with {processes} processes, of {count:,} articles")
    size = max(1, len(seen) // SAMPLES)
    for i in range(0, len(seen), size):
        stretch = seen[i : i + size]
        pss, rss = (max(sample[column] for sample in stretch) for column in (1, 2))
        print(f"  until {stretch[-1][0]:6.0f} s {pss:8,.0f} MB (RSS added up {rss:,.0f})")
    print(f"  peak {max(pss for _, pss, _ in seen):,.0f} MB (RSS added up {max(rss for *_, rss in seen):,.0f})")


if __name__ == "__main__":
    main()
