"""Words a CPU-second of each step, beside the bare spaCy pipeline: `python -m bench.extraction [FILE.jsonl [N]]`.

FILE holds rows with "id", "text" and, where known, "published" or "dct"; N bounds how many are read. Without it they
are made up. What counts is the ratio within one run: machines differ, and are shared. Bare and whole take turns, ten
articles each, and take turns in who goes first.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

from bench.texts import texts
from extract.actors import find_actors
from extract.dates import find_timexes
from extract.language import load_plain_model, parse
from extract.layout import find_layout
from extract.meetings import find_meetings
from extract.model import Article
from extract.pipeline import Reader
from extract.publication import find_publication
from extract.quotes import find_marked, find_quotes
from extract.topics import find_topics

MADE_UP = 100  # articles
TURN = 10


def _articles(path: Path, limit: int) -> list[Article]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()][:limit]
    found = []
    for row in rows:
        day = row.get("published") or row.get("dct")
        found.append(Article(str(row["id"]), row["text"], published=date.fromisoformat(day) if day else None))
    return found


def measure(reader: Reader, articles: list[Article]) -> Counter[str]:
    """Return the CPU-seconds of the bare pipeline, of the whole reading, and of each of its steps."""
    spent: Counter[str] = Counter()

    def since(step: str, start: float) -> float:
        now = time.process_time()
        spent[step] += now - start
        return now

    rules, today = reader.rules, date.today()
    plain = load_plain_model()

    def read_bare(some: list[Article]) -> None:
        at = time.process_time()
        for _ in plain.pipe([line for a in some for line in a.text.split("\n") if line.strip()], batch_size=64):
            pass
        since("bare spaCy", at)

    def read_whole(some: list[Article]) -> None:
        at = time.process_time()
        for article in some:
            reader.read(article)
        since("whole reading", at)

    turns = [read_bare, read_whole]
    for read in turns:  # what both only do once is no part of it
        read(articles[:TURN])
    spent.clear()
    for first in range(0, len(articles), TURN):
        for read in turns:
            read(articles[first : first + TURN])
        turns.reverse()
    for article in articles:
        at = time.process_time()
        layout = find_layout(article.text, rules.layout)
        publication = find_publication(article, layout, today)
        at = since("layout, day", at)
        doc = parse(reader.nlp, article.text, layout)
        at = since("parse", at)
        marked = find_marked(article.text, layout)
        timexes = find_timexes(doc, layout, publication.day)
        at = since("dates", at)
        cast = find_actors(doc, layout, marked, rules.actors, publication.day)
        at = since("actors", at)
        find_topics(article.text, layout, reader.topics)
        at = since("topics", at)
        find_quotes(doc, layout, marked, cast, reader.tagger, rules.cues, timexes=timexes)
        at = since("quotes", at)
        find_meetings(doc, layout, publication.day, timexes, cast, rules.meetings)
        since("meetings", at)
    return spent


def main() -> None:
    """Print the table."""
    bound = int(sys.argv[2]) if len(sys.argv) > 2 else 10**9
    articles = _articles(Path(sys.argv[1]), bound) if len(sys.argv) > 1 else list(texts(MADE_UP))
    words = sum(len(a.text.split()) for a in articles)
    spent = measure(Reader.load(), articles)
    bare = spent["bare spaCy"]
    print(f"{len(articles)} articles, {words} words")
    print(f"{'step':<15} {'words a CPU-second':>20} {'share of bare spaCy':>20} {'articles a second':>18}")
    for step, seconds in spent.items():
        print(f"{step:<15} {words / seconds:>20,.0f} {seconds / bare:>19.0%} {len(articles) / seconds:>18,.0f}")
    print(f"throughput of the whole reading: {bare / spent['whole reading']:.0%} of bare spaCy's")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
