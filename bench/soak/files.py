"""Hostile files, and sound ones with random damage.

Each must end within the limits of time and memory as articles or refusals, at least one.
"""

from __future__ import annotations

import resource
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


def run(count: int) -> tuple[list[str], str]:
    """Read every hostile file and ``count`` damaged ones; return what is wrong, and the figures."""
    ends: Counter[str] = Counter()
    slowest = (0.0, "")
    wrong: list[str] = []
    with Parser() as parser:
        for number, (name, data) in enumerate(chain(hostile_files(), mutations(count)), 1):
            began = time.monotonic()
            items = list(parser.read(name, data))
            seconds = time.monotonic() - began
            ends.update("articles" if isinstance(item, Found) else "refusals" for item in items)
            ends["files"] += 1
            ends["files with an article"] += any(isinstance(item, Found) for item in items)
            slowest = max(slowest, (seconds, name[:60]))
            wrong += [f"{number} {name[:80]!r}: {w}" for w in problems(items, seconds)]
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    figures = ", ".join(f"{n:,} {kind}" for kind, n in ends.items())
    return wrong, f"{figures}, slowest {slowest[0]:.1f} s ({slowest[1]}), largest process {largest:,.0f} MB"
