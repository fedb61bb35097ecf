"""`python -m bench.soak_files [MUTATIONS]`: every hostile file and, by default, 10,000 mutations, with figures.

Each must end within the limits of time and memory as articles or refusals, at least one; the exit code is 1 where one
does not, with its name.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from itertools import chain

from extract.reading import Found, Item, Parser
from extract.reading.texts import MAX_LABEL, normalise
from tests.hostile import hostile_files, mutations

SLACK = 5.0  # seconds for starting a process anew, and for the machine's other work


def problems(items: list[Item], seconds: float, limit: float = 30.0) -> list[str]:
    """What is wrong with the answer to one file; nothing, if all is well."""
    wrong = [] if items else ["no answer"]
    if seconds > limit + SLACK:
        wrong.append(f"took {seconds:.1f} s")
    for item in items:
        if isinstance(item, Found):
            if item.article.text != normalise(item.article.text):
                wrong.append("its text is not normalised")
        elif not item.reason.endswith((".", "…")) or len(item.reason) > 3 * MAX_LABEL or "\n" in item.reason:
            wrong.append(f"no plain sentence: {item.reason[:200]!r}")
    return wrong


def main() -> int:
    """Run it and print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    ends: Counter[str] = Counter()
    slowest: list[tuple[float, str]] = []
    failed = 0
    with Parser() as parser:
        for number, (name, data) in enumerate(chain(hostile_files(), mutations(count)), 1):
            began = time.monotonic()
            items = list(parser.read(name, data))
            seconds = time.monotonic() - began
            ends.update("articles" if isinstance(item, Found) else "refusals" for item in items)
            ends["files"] += 1
            ends["files with an article"] += any(isinstance(item, Found) for item in items)
            slowest = sorted([*slowest, (seconds, name[:60])], reverse=True)[:8]
            for wrong in problems(items, seconds):
                failed += 1
                print(f"{number} {name[:80]!r}: {wrong}", flush=True)
    print(dict(ends), "slowest:", *(f"{seconds:.1f} s {name}" for seconds, name in slowest), sep="\n  ")
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{failed} failed; largest process {largest:,.0f} MB")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
