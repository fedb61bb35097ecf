"""Any string into the search box and the filters, and patterns made to hang: no error, nothing written, in time.

A search may take a second and a pattern a tenth of one on 10,000 characters, on the processor. Another session, which
is a thread of the same process, goes on meanwhile.
"""

from __future__ import annotations

import hashlib
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bench.generator import articles
from dashboard.store import Filters, add_many, open_store, queries
from extract.errors import SidelinesError
from extract.layout import LayoutRules, find_layout
from extract.topics import Topic, check_topics, find_topics
from tests.test_store_search import EVIL

ARTICLES = 60
LONG = 10_000  # characters: of a long article
MOST_SEARCH, MOST_PATTERN, MOST_BESIDE = 1.0, 0.1, 0.1  # seconds
WORDS = st.sampled_from(
    ["position", "the", "Iran", "we", "harvest", "Ana", '"', "*", "NEAR", "OR", "AND", "(", ")", "-"]
)
STRINGS = st.one_of(st.text(), st.sampled_from(EVIL), st.lists(WORDS, max_size=30).map(" ".join), st.binary().map(repr))
PATTERNS = [
    "(a+)+$", "(a|a)+$", "(a|aa)+$", "(.*a){20}", "(.*)*$", "(a*)*b", "(a?){30}a{30}", "((a+)+)+b", "(x+x+)+y",
    "^(a+)+$", "([a-zA-Z]+)*$", "(a|b|ab)*c", ".*.*.*.*.*=.*", "(\\w+\\s?)*$", "(\\s*\\w)*!",
    "a{1000}", "(a{1,100}){1,10}", "(?P<n>a)(?P=n)",
    "(?i)(k|K|\u212a)+x", "[^b]*b[^c]*c[^d]*d", "(a.*b.*c.*)+d", "\\pL+\\pN", "(^a)*", "a**", "(?=a)", "\\1",
    "[", "(" * 500 + ")" * 500, "a|" * 5000 + "b", "\0",
]  # fmt: skip


def search(count: int, *, seconds: bool) -> tuple[list[str], float]:
    """Ask ``count`` strings; return what is wrong, and the longest time."""
    wrong: list[str] = []
    slowest = [0.0]
    with tempfile.TemporaryDirectory(prefix="sidelines-soak-") as folder:
        file = Path(folder) / "store.sqlite"
        store = open_store(f"sqlite:///{file}")
        add_many(store, [(found, "made.txt") for found in articles(ARTICLES, actors=500)])
        before = queries.data_version(store), _sum(file)

        @settings(
            max_examples=count,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(STRINGS)
        def ask(typed: str) -> None:
            began = time.process_time()
            try:
                for given_ in (Filters(search=typed), Filters(actors=(typed,), topics=(typed,), sources=(typed,))):
                    queries.articles(store, given_, limit=50)
                    queries.quotes(store, given_, limit=50)
                    queries.topic_mentions(store, given_, limit=50)
                queries.find_actors(store, typed)
            except Exception as error:
                wrong.append(f"{typed!r}: {type(error).__name__}: {error}")
            spent = (time.process_time() - began) / 7  # questions
            slowest[0] = max(slowest[0], spent)
            if seconds and spent > MOST_SEARCH:
                wrong.append(f"{typed[:80]!r} took {spent:.1f} s")

        ask()
        if (queries.data_version(store), _sum(file)) != before:
            wrong.append("a search wrote to the store")
        store.dispose()
    return wrong, slowest[0]


def patterns(*, seconds: bool) -> tuple[list[str], float, int]:
    """Try the patterns; return what is wrong, the longest time, and how many were refused with a sentence."""
    wrong: list[str] = []
    slowest, refused = 0.0, 0
    texts = ["a" * LONG, "a" * (LONG - 1) + "!", "ab " * (LONG // 3), "x = y " * (LONG // 6)]
    rules = LayoutRules.load()
    layouts = [find_layout(text, rules) for text in texts]
    for pattern in PATTERNS:
        for text, layout in zip(texts, layouts, strict=True):
            began = time.process_time()
            try:
                topic = Topic("Evil", (), pattern=pattern)
                check_topics([topic])  # as when it is saved
                began = time.process_time()
                find_topics(text, layout, [topic])
            except SidelinesError as error:
                refused += text is texts[0]
                if len(str(error)) < 20:
                    wrong.append(f"{pattern[:60]!r}: no plain sentence: {error}")
            except Exception as error:
                wrong.append(f"{pattern[:60]!r}: {type(error).__name__}: {error}")
            spent = time.process_time() - began
            slowest = max(slowest, spent)
            if seconds and spent > MOST_PATTERN:
                wrong.append(f"{pattern[:60]!r} took {spent * 1000:.0f} ms")
    return wrong, slowest, refused


def beside(*, seconds: bool) -> tuple[list[str], float, float]:
    """Ask a page's question alone, and while others type what is evil; return what is wrong, and the median times."""
    with tempfile.TemporaryDirectory(prefix="sidelines-soak-") as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'store.sqlite'}")
        add_many(store, [(found, "made.txt") for found in articles(ARTICLES, actors=500)])
        ended = Event()

        def disturb() -> None:
            while not ended.is_set():
                for typed in EVIL:
                    queries.quotes(store, Filters(search=typed), limit=50)
                patterns(seconds=False)

        def asked() -> float:
            times = []
            for _ in range(50):
                began = time.monotonic()
                queries.articles(store, Filters(), limit=50)
                times.append(time.monotonic() - began)
                time.sleep(0.02)
            return statistics.median(times)

        alone = asked()
        with ThreadPoolExecutor(1) as pool:
            disturbing = pool.submit(disturb)
            meanwhile = asked()
            ended.set()
            disturbing.result()
        store.dispose()
    slow = seconds and meanwhile > MOST_BESIDE
    return [f"another session waited {meanwhile:.2f} s for a page's question"] * slow, alone, meanwhile


def run(count: int, *, seconds: bool = True) -> tuple[list[str], str]:
    """Ask so many strings and all patterns; return what is wrong, and the figures."""
    wrong, slowest = search(count, seconds=seconds)
    more, longest, refused = patterns(seconds=seconds)
    slowed, alone, meanwhile = beside(seconds=seconds)
    return wrong + more + slowed, (
        f"{count:,} strings, slowest question {slowest * 1000:.0f} ms; {len(PATTERNS)} patterns "
        f"({refused} refused with a reason), slowest {longest * 1000:.0f} ms; another session's question "
        f"{alone * 1000:.1f} ms alone, {meanwhile * 1000:.1f} ms meanwhile"
    )


def _sum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
