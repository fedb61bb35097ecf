"""Rates of what joins findings across articles: `python -m bench.matching [ACTORS]` (100,000 by default).

Names, claims and texts are made up, with the same seed each time. What counts is the growth with the number, and the
ratio within one run: machines differ, and are shared.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from dashboard.store.matching import Candidate, Index, match
from dashboard.store.plans import Claim, regroup
from dashboard.store.twins import Statement, bands, same_statement, share
from extract.layout import LayoutRules, find_layout
from extract.model import Days
from extract.topics import find_topics, load_topics

SYLLABLES = (
    "ba",
    "bo",
    "da",
    "dor",
    "fa",
    "ka",
    "kel",
    "lo",
    "mar",
    "mi",
    "nor",
    "pa",
    "ra",
    "sel",
    "tor",
    "va",
    "shen",
)
NATIONS = (None, None, "Lorvia", "Ketteria", "Casmer", "Velmora")
ROLES = (None, None, "president", "foreign minister", "senator", "coach", "spokesman")
ARTICLES = 500
WORDS = 800


def _name(rng: random.Random, syllables: int) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(syllables)).capitalize()


def _actors(count: int) -> list[Candidate]:
    """Surnames as unevenly spread as in life; a tenth is another spelling or short form of one before."""
    rng = random.Random(1)
    surnames = [_name(rng, rng.choice((2, 2, 3))) for _ in range(count // 5 + 1)]
    weights = [1 / (i + 20) for i in range(len(surnames))]
    given = [*(_name(rng, 2) for _ in range(800)), "Michael", "Mike", "Sergei", "Sergey", "Mohammed", "Muhammad"]
    found: list[Candidate] = []
    for id, surname in enumerate(rng.choices(surnames, weights, k=count)):
        first = rng.choice(given)
        name = f"{first} {surname}" if rng.random() < 0.9 else f"{first[0]}. {surname}"
        kind: Any = "person"
        if rng.random() < 0.2:
            kind, name = "organisation", f"{surname} {_name(rng, 2)} {rng.choice(('Board', 'Group', 'Council', 'Inc'))}"
        found.append(Candidate(id, name, kind, rng.choice(NATIONS), rng.choice(ROLES)))
    return found


def _claims(count: int) -> list[Claim]:
    rng = random.Random(2)
    found = []
    for id in range(count):
        day = date(2010, 1, 1) + timedelta(days=rng.randrange(4000))
        first = day + timedelta(days=rng.randrange(-5, 40))
        days = Days(first, first + timedelta(days=rng.choice((0, 0, 0, 1, 6, 30))))
        people = frozenset(int(rng.paretovariate(0.7)) % 300 for _ in range(rng.choice((2, 2, 2, 3))))
        status: Any = rng.choice(("planned", "planned", "possible", "held", "cancelled", "postponed"))
        place = rng.choice((None, "Harsk", "Velmora"))
        told = rng.choice((None, days, days))
        found.append(Claim(id, str(id // 2), day, people, "meeting", status, place, None, told))
    return found


def _texts(count: int) -> list[str]:
    rng = random.Random(3)
    words = [*(_name(rng, rng.choice((1, 2, 3))) for _ in range(5000)), "Iran", "Syria’s", "Ukraine", "“talks”"]
    lines = WORDS // 50
    return ["\n\n".join(" ".join(rng.choices(words, k=50)) + "." for _ in range(lines)) for _ in range(count)]


def _statements(texts: Sequence[str]) -> list[Statement]:
    said = [line for text in texts for line in text.split("\n\n")]
    return [
        Statement(i, i % 40, " ".join(line.split()[:20])) for i, line in enumerate([*said, *said[: len(said) // 3]])
    ]


def _timed(what: str, count: int, work: Callable[[], Any]) -> tuple[str, int, float]:
    start = time.process_time()
    work()
    return what, count, time.process_time() - start


def measure(count: int) -> Iterator[tuple[str, int, float]]:
    """Yield what was done, how often, and the CPU-seconds it took."""
    actors, texts = _actors(count), _texts(ARTICLES)
    index = Index()
    yield _timed("actors filed", count, lambda: [index.add(a) for a in actors])
    some = actors[:: max(1, count // 5000)]
    yield _timed("actors matched, one article of 10 each", len(some), lambda: _match(some, index))
    claims = _claims(20_000)
    yield _timed("claims joined into plans", len(claims), lambda: regroup(claims))
    yield _timed("articles: bands for near copies", len(texts), lambda: [bands(t) for t in texts])
    pairs = list(pairwise(texts))
    yield _timed("pairs of articles compared in full", len(pairs), lambda: [share(a, b) for a, b in pairs])
    statements = _statements(texts)
    yield _timed("quotations: same statement", len(statements), lambda: same_statement(statements))
    rules = LayoutRules.load()
    laid_out = [(text, find_layout(text, rules)) for text in texts]
    topics = load_topics()
    yield _timed("articles tagged with topics", len(texts), lambda: [find_topics(*a, topics) for a in laid_out])


def _match(actors: Sequence[Candidate], index: Index) -> None:
    for i in range(0, len(actors), 10):
        match(actors[i : i + 10], index)


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    print(f"{'work':<42} {'number':>9} {'CPU-seconds':>12} {'a second':>10}")
    for what, number, seconds in measure(count):
        print(f"{what:<42} {number:>9,} {seconds:>12.2f} {number / max(seconds, 1e-9):>10,.0f}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
