"""Findings written by hand, for what is stored and shown without reading anything: no model is loaded."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from extract.model import (
    Actor,
    Article,
    Block,
    Days,
    Findings,
    Layout,
    Meeting,
    MeetingKind,
    Mention,
    Publication,
    Quote,
    QuoteKind,
    Span,
    Status,
    TopicMention,
)

HOSTILE = "![x](http://example.org/x.png) <img src=x onerror=alert(1)> $x$ :red[y] `z`"


def article(
    *,
    title: str | None = "Talks are near",
    speaker: str | None = "Ana Orlan",
    words: str = "We need calm in Syria,",
    kind: QuoteKind = "direct",
    topics: Sequence[str] = ("Syria",),
    published: date | None = date(2026, 3, 2),
    source: str | None = "Desk",
    partners: Sequence[str] = ("Ana Orlan", "Bo Tarn"),
    status: Status = "planned",
    meeting_kind: MeetingKind = "meeting",
    meets: Days | None = None,
    place: str | None = "Arvenport",
) -> Findings:
    """Return one article: its title, one quotation, one meeting unless ``partners`` is empty, its topics."""
    name = speaker or "a source"
    text = f'{title or ""}\n\n"{words}" {name} said. {" and ".join(partners)} will meet in {place}.'.strip()
    identity = hashlib.sha256(repr((text, published, source, status, meets)).encode()).hexdigest()

    def at(part: str) -> Span:
        return Span(text.index(part), text.index(part) + len(part))

    meeting: tuple[Meeting, ...] = ()
    if partners:
        evidence = at(f"{' and '.join(partners)} will meet")
        meeting = (
            Meeting(
                tuple(partners), meeting_kind, status, (evidence,), "verb",
                place=place, days=meets, date_basis="stated" if meets else None, confidence=0.8,
            ),
        )  # fmt: skip
    quote = Quote(
        (at(words),), at("said"), at(name), speaker, kind, "marks",
        topics=tuple(t for t in topics if t in words), confidence=0.9,
    )  # fmt: skip
    names = dict.fromkeys([*filter(None, [speaker]), *partners])
    return Findings(
        article=Article(identity, text, source=source),
        title=title,
        language="en",
        publication=Publication(published, "stated" if published else None, (published,) if published else ()),
        layout=Layout((Block(Span(0, len(text)), "body"),), None),
        actors=tuple(Actor(n, "person", None, (Mention(at(n), "name", "model"),)) for n in names if n in text),
        quotes=(quote,),
        meetings=meeting,
        topics=tuple(TopicMention(t, at(t)) for t in topics if t in text),
    )


def story() -> list[Findings]:
    """Return articles that fill each page: several speakers, kinds, states, months, and what is unknown."""
    day = date(2026, 3, 2)
    may = Days(date(2026, 5, 4), date(2026, 5, 6))
    one = Days(date(2026, 4, 1), date(2026, 4, 1))
    return [
        article(meets=may),
        article(speaker="Bo Tarn", kind="indirect", published=day + timedelta(days=9), status="possible", meets=may),
        article(
            speaker="Cy O’Hara", words="Iran and Syria differ,", kind="mixed", topics=("Iran", "Syria"),
            published=day + timedelta(days=20), source="Wire", status="held", meets=one,
            partners=("Cy O’Hara", "Ana Orlan"),
        ),
        article(speaker=None, published=None, source=None, title=None, status="cancelled", words="Nothing on Iran,",
                topics=("Iran",), partners=("Dee Moss", "Bo Tarn")),
    ]  # fmt: skip


def hostile() -> Findings:
    """Return an article whose title, names and words try to be markup."""
    return article(title=HOSTILE, speaker=f"Eve {HOSTILE}", words=f"Syria {HOSTILE}", source=HOSTILE, place=HOSTILE)


def odd_article() -> Findings:
    """Return an article with a title of 400 characters, an apostrophe in a name, and letters written right to left."""
    title = "שלום עולם and 𝒜 𝓁𝑜𝓃𝑔 headline " * 14
    return article(title=title[:400].strip(), speaker="Cy O’Hara'", words="We saw Syria, שלום, on 𝒹 the wall,")


def wide_article(sentences: int = 520) -> Findings:
    """Return an article of some 100,000 characters with a quotation, its speaker and its cue in each sentence."""
    line = '"We need calm in the north, and number {} says so," Ana Orlan said. {}\n\n'
    rest = "The road along the coast was closed for the day and the ferries waited in the harbour for the wind to turn."
    text, quotes = "A very long report\n\n", []
    for i in range(sentences):
        start = len(text) + 1
        words = line.format(i, rest)
        text += words
        content = Span(start, start + words.index('," '))
        name = Span(content.end + 3, content.end + 12)
        cue = Span(name.end + 1, name.end + 5)
        quotes.append(Quote((content,), cue, name, "Ana Orlan", "direct", "marks; name", confidence=0.9))
    mentions = tuple(Mention(q.speaker, "name", "model") for q in quotes if q.speaker)
    return Findings(
        article=Article(hashlib.sha256(text.encode()).hexdigest(), text, source="Desk"),
        title="A very long report",
        language="en",
        publication=Publication(date(2026, 3, 2), "stated", (date(2026, 3, 2),)),
        layout=Layout((Block(Span(0, len(text)), "body"),), None),
        actors=(Actor("Ana Orlan", "person", None, mentions),),
        quotes=tuple(quotes),
    )


def row(**changed: Any) -> dict[str, Any]:
    """Return a plan as the store gives it."""
    return {
        "uid": "1",
        "article_id": "a" * 64,
        "published": date(2026, 3, 2),
        "participants": ("Ana Orlan", "Bo Tarn"),
        "status": "planned",
        "place": "Arvenport",
        "occasion": None,
        "start": date(2026, 5, 1),
        "end": date(2026, 5, 1),
        **changed,
    }
