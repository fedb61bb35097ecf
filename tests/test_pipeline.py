"""One article, all steps: spans point at their words whatever the text, and a reading is repeatable."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.model import Article, Findings, Span
from extract.pipeline import Reader
from extract.reading.texts import article_from_text

TODAY = date(2026, 1, 15)
REPORT = """Velmora and Ostmark to talk on April 4 - spokeswoman

VELMORA, March 4. /ORBIS/. Velmoran President Anton Gries will meet with his Ostmark counterpart Lena Hoff in Tarn on \
April 4, presidential spokeswoman Ilse Brandt said on Monday.

"Syria is on the agenda," she told reporters. "So is the INF Treaty."
"""
PIECES = st.sampled_from(
    ['"', "“", "”", "'", "\n\n", "\n", " ", "Brandt", "President Gries", "said", "on Monday", "will meet", "April 4",
     "in Tarn", "(", ")", "©", "—", "\u202e", "\u200b", "Ünïcödé", "מילה", "👩‍👩‍👧", "1", ".", ",", "INF Treaty", "he"]
)  # fmt: skip


@pytest.fixture(scope="session")
def reader() -> Reader:
    """All models and rules, loaded once."""
    return Reader.load()


def spans(found: Findings) -> Iterator[Span]:
    for quote in found.quotes:
        yield from quote.content
        yield from (s for s in (quote.cue, quote.speaker, quote.audience, quote.venue) if s)
    for meeting in found.meetings:
        yield from meeting.evidence
    for actor in found.actors:
        yield from (m.span for m in actor.mentions)
    yield from (t.span for t in (*found.timexes, *found.topics))


def test_a_report_gives_the_three_answers(reader: Reader) -> None:
    found = reader.read(article_from_text(REPORT), today=TODAY)
    assert found.publication.day == date(2024, 3, 4)
    assert {q.speaker_name for q in found.quotes} == {"Ilse Brandt"}
    (meeting,) = found.meetings
    assert set(meeting.participants) == {"Anton Gries", "Lena Hoff"}
    assert meeting.status == "planned"
    assert meeting.days is not None
    assert (meeting.days.first, meeting.days.last) == (date(2024, 4, 4), date(2024, 4, 4))
    assert [t.topic for t in found.topics] == ["Syria", "INF Treaty"]
    assert {t for q in found.quotes for t in q.topics} == {"Syria", "INF Treaty"}


def test_a_reading_is_repeatable(reader: Reader) -> None:
    article = article_from_text(REPORT)
    assert reader.read(article, today=TODAY) == reader.read(article, today=TODAY)


def test_actor_names_are_unique(reader: Reader) -> None:
    names = [a.name for a in reader.read(article_from_text(REPORT), today=TODAY).actors]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("text", ["", "\n", "x", "© ", "MOSCOW, November 31. /TASS/. Odd.", '"' * 200, "(" * 500])
def test_odd_texts_are_read_without_an_error(text: str, reader: Reader) -> None:
    found = reader.read(Article("x", text), today=TODAY)
    assert all(0 <= s.start < s.end <= len(text) for s in spans(found))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(st.lists(PIECES, max_size=60))
def test_any_text_gives_spans_inside_it(reader: Reader, pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = reader.read(Article("x", text), today=TODAY)
    for span in spans(found):
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text).strip()
