"""Any string through the whole extraction.

Every record must point into the text, and what is stored of it must be the words at which it points.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dashboard.store.rows import meeting_row, quote_row
from extract.contract import as_row
from extract.model import Article, Findings, Span
from extract.pipeline import Reader

TODAY = date(2026, 3, 2)
# What steps look for, so that strings reach deep into them.
PIECES = re.split(
    " ",
    "“ ” \" ' ‘ ’ « » „ ( ) [ ] / -- – — … . , : ; ? ! \n \n\n \t \u00a0 \u2028 \0 \ud83d 🙂 e\u0301 ﬁ ǅ ß İ ١٢ ² ½ "
    "Ana Orlan Mr. Mrs. Dr President Minister of Foreign Affairs the Lorvian government GRC NATO US U.S. Iran's Syria "
    "said says told reporters he she they it who that will meet met talks summit visit postponed cancelled on in at to "
    "Monday Nov. 18 2026 31 February March 12-14 next week tomorrow 10:30 p.m. GMT century MOSCOW, November /TASS/. "
    "according asked added denied not no never and or but because INF Treaty sanctions http://a.b/c a@b.c #1 $5 50%",
)
STRINGS = st.one_of(
    st.text(max_size=300),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=80).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=80).map("".join),
)


def article(text: str) -> Article:
    """An article of any text, without the checks that refuse what is no prose; lone surrogates are no text."""
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return Article(hashlib.sha256(text.encode()).hexdigest(), text)


def spans(value: Any) -> Iterator[Span]:
    """All spans in a record, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, (tuple, list)):
        for inner in value:
            yield from spans(inner)
    elif hasattr(value, "__dataclass_fields__") and not isinstance(value, Article):
        for name in value.__dataclass_fields__:
            yield from spans(getattr(value, name))


def problems(found: Findings) -> list[str]:
    """What is wrong with the findings of one text; nothing, if all is well."""
    text = found.article.text
    wrong = [
        f"{type(record).__name__} points at {span}, the text has {len(text)}"
        for group in (found.layout, found.timexes, found.actors, found.quotes, found.meetings, found.topics)
        for record in (group if isinstance(group, tuple) else (group,))
        for span in spans(record)
        if not 0 <= span.start < span.end <= len(text)
    ]
    for quote in found.quotes:
        row = quote_row(quote, text, found.layout)
        pieces = row["spans"] or [[row["start"], row["end"]]]
        if row["text"] != " … ".join(text[s:e] for s, e in pieces):
            wrong.append("a quotation's words are not those at its place")
        if not (row["around_start"] <= row["start"] < row["end"] <= row["around_end"] <= len(text)):
            wrong.append("a quotation is outside of its paragraph")
    for meeting in found.meetings:
        row = meeting_row(meeting, text)
        if row["evidence"] != "\n".join(text[s:e] for s, e in row["spans"]):
            wrong.append("a meeting's evidence is not what stands at its place")
    for actor in found.actors:
        named = [m.span.of(text) for m in actor.mentions if m.form == "name"]
        if any(not words.strip() for words in named):
            wrong.append(f"a mention of {actor.name!r} is blank")
    as_row(found)
    return wrong


def trial(reader: Reader, count: int, *, seed: int = 1) -> tuple[list[str], Counter[str]]:
    """Read ``count`` strings; return what is wrong, and how many of what was found."""
    wrong: list[str] = []
    figures: Counter[str] = Counter()

    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        derandomize=False,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(STRINGS)
    def read(text: str) -> None:
        figures["strings"] += 1
        try:
            found = reader.read(article(text), today=TODAY)
            bad = problems(found)
        except Exception as error:
            bad = [f"{type(error).__name__}: {error}"]
            found = None
        wrong.extend(f"{text!r}: {b}" for b in bad)
        if found:
            for kind in ("actors", "quotes", "meetings", "timexes", "topics"):
                figures[kind] += len(getattr(found, kind))

    read()
    return wrong, figures


def run(count: int) -> tuple[list[str], str]:
    """Read so many strings; return what is wrong, and the figures."""
    wrong, figures = trial(Reader.load(), count)
    return wrong, ", ".join(f"{n:,} {kind}" for kind, n in figures.items())
