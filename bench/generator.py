"""Made-up articles with findings, without the language model: `articles(n)` yields the same ones each time.

What matters for the store is the shape: a few actors are in most articles and most actors in one (Zipf's law), topics
come in waves, a tenth of the articles is wire copy of another, and meetings are told of by several articles.
"""

from __future__ import annotations

import hashlib
import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from extract.model import (
    Actor,
    ActorKind,
    Article,
    Block,
    Days,
    Findings,
    Layout,
    Meeting,
    Mention,
    Publication,
    Quote,
    Span,
    Status,
)

COMMON = 200  # actors that everybody writes about
LONG_TAIL = 100_000
FIRST_DAY, DAYS = date(2021, 1, 1), 5 * 365
SOURCES = [f"The {name}" for name in (
    "Harbour Post", "Lorvian Wire", "Northern Desk", "Evening Ledger", "Tarn Gazette", "Daily Meridian", "Port Herald",
    "Quell Observer", "Weekly Compass", "River Times", "Morning Bulletin", "Valley Courier", "Coast Tribune",
    "Capital Notes", "Hill Report", "Lake Sentinel", "Border Monitor", "Old Town News", "Steppe Review", "Bay Journal",
)]  # fmt: skip
GIVEN = [
    "Ana", "Bo", "Cyril", "Dara", "Emil", "Fenna", "Goran", "Hana", "Ivo", "Jelka", "Karel", "Lida", "Milo", "Nadia",
    "Oskar", "Petra", "Quirin", "Rosa", "Stellan", "Tilda", "Ulrik", "Vera", "Wanda", "Ximena", "Yorick", "Zelda",
]  # fmt: skip
BEGINNINGS = [
    "Al", "Bren", "Cor", "Dal", "Est", "Fal", "Gor", "Hal", "Is", "Jor", "Kel", "Lor", "Mar", "Nor", "Or", "Pel",
    "Quel", "Rost", "Sel", "Tar", "Ul", "Vor", "Wen", "Yar", "Zel",
]  # fmt: skip
MIDDLES = ["a", "e", "i", "o", "u", "ani", "eni", "ori", "uva", "imo"]
ENDINGS = [
    "band", "cott", "dahl", "fell", "gard", "hurst", "kov", "lund", "man", "nik", "rak", "sen", "ström", "tov", "vik",
    "wald", "zer",
]  # fmt: skip
ROLES = ["minister", "spokesman", "ambassador", "adviser", "mayor", "senator", "governor", "envoy", None, None, None]
TOPICS = ["the INF Treaty", "Syria", "Iran", "Ukraine"]
SUBJECTS = [
    "the harvest", "the border", "grain prices", "the new port", "the ferry line", "the pipeline", "the budget",
    "the vote", "fishing rights", "the railway",
]  # fmt: skip
CLAIMS = [
    "We will not change our position on {s}", "There is still time to talk about {s}",
    "Nobody wins by waiting on {s}", "The talks on {s} have only begun", "What was agreed on {s} must be kept",
    "Our view of {s} is known", "I see no reason to hurry with {s}", "The plan for {s} is sound, and {o} knows it",
    "{o} should answer for {s}", "Without {o} there is no solution for {s}",
]  # fmt: skip
FILLERS = [
    "The statement came after {a} {b} of meetings behind {c} doors in which {d} was settled.",
    "Observers from {a} had expected {b}, and markets in {c} moved only {d} on the news.",
    "The two sides have met {a} times this {b}, most recently at {c} outside the {d}.",
    "A draft seen by {a} runs to {b} pages and leaves the {c} questions to {d}.",
    "Officials in {a} declined to say {b} the next round would {c} take {d}.",
    "Opposition members from {a} called for {b}, which is {c} before the {d} recess.",
]
WORDS = [
    "rain", "rust", "amber", "quay", "lamp", "stone", "birch", "wool", "salt", "copper", "lantern", "bell", "ferry",
    "mill", "orchard", "harbour", "slate", "timber", "clover", "meadow", "granite", "heron", "willow", "barley",
    "linen", "cedar", "plough", "anchor", "lichen", "saddle", "thimble", "walnut", "canal", "ember", "furnace",
    "gull",
]  # fmt: skip
PLACES = ["Tarn", "Port Quell", "Lorva", "Meridia", "Old Ferry"]
OCCASIONS = ["Grain Forum", "Coast Summit", "Lake Conference", None, None, None]


@dataclass(frozen=True, slots=True)
class Person:
    """An actor of the made-up world."""

    name: str
    kind: ActorKind
    role: str | None


def people(count: int = LONG_TAIL) -> list[Person]:
    """Return the actors: common ones first. Some surnames are borne by many, as they are."""
    rng = random.Random(7)
    found: dict[str, Person] = {}
    while len(found) < count:
        surname = rng.choice(BEGINNINGS) + rng.choice(MIDDLES) + rng.choice(ENDINGS)
        middle = f" {rng.choice(GIVEN)}" if rng.random() < 0.5 else ""
        kind: ActorKind = rng.choices(["person", "organisation", "country"], [80, 17, 3])[0]
        name = {
            "person": f"{rng.choice(GIVEN)}{middle} {surname}",
            "organisation": f"{surname}{middle} {rng.choice(['Board', 'Institute', 'Union', 'Company', 'Agency'])}",
            "country": f"{rng.choice(['North ', 'New ', 'Upper ', ''])}{surname}ia",
        }[kind]
        found.setdefault(name, Person(name, kind, rng.choice(ROLES) if kind == "person" else None))
    return list(found.values())


def _filler(rng: random.Random) -> str:
    """A sentence that hardly any other article has: else all would be near copies."""
    words = rng.choices(WORDS, k=10)
    return rng.choice(FILLERS).format(**dict(zip("abcd", words, strict=False))) + f" It was {' '.join(words[4:])}."


class _Text:
    """A text that grows, with the places of what was put in."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.at = 0
        self.blocks: list[Block] = []
        self.mentions: dict[str, list[Span]] = {}

    def put(self, words: str) -> Span:
        self.parts.append(words)
        self.at += len(words)
        return Span(self.at - len(words), self.at)

    def name(self, person: Person) -> Span:
        span = self.put(person.name)
        self.mentions.setdefault(person.name, []).append(span)
        return span

    def end(self, start: int) -> None:
        self.blocks.append(Block(Span(start, self.at), "body"))
        self.put("\n")


def articles(count: int, *, seed: int = 1, actors: int | None = None) -> Iterator[Findings]:
    """Yield ``count`` articles of some 400 words; the same for the same seed. ``actors`` bounds the long tail."""
    world = people(actors or min(LONG_TAIL, max(2 * count, 2 * COMMON)))
    weights = list(accumulate(1 / (i + 3) ** 0.9 for i in range(COMMON)))
    recent: list[Findings] = []
    for n in range(count):
        rng = random.Random(f"{seed} {n}")
        if recent and rng.random() < 0.1:
            yield _copied(rng.choice(recent), n, rng)
            continue
        found = _article(n, rng, world, weights)
        recent = [*recent[-40:], found]
        yield found


def _chosen(rng: random.Random, world: Sequence[Person], weights: Sequence[float]) -> Person:
    if rng.random() < 0.65:
        return world[bisect(weights, rng.random() * weights[-1])]
    return world[rng.randrange(COMMON, len(world))]


def _article(n: int, rng: random.Random, world: Sequence[Person], weights: Sequence[float]) -> Findings:
    day = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    cast = list({p.name: p for p in (_chosen(rng, world, weights) for _ in range(rng.randint(5, 14)))}.values())
    topic = TOPICS[(day.toordinal() // 90 + rng.randrange(2)) % len(TOPICS)]
    text = _Text()
    title = f"{cast[0].name} speaks of {topic} ({n})"
    quotes = []
    for _ in range(rng.randint(4, 16)):
        start = text.at
        if rng.random() < 0.3:
            text.put(_filler(rng))
        else:
            quotes.append(_quote(rng, text, cast, topic))
            text.put(" " + _filler(rng))
        text.end(start)
    meetings = [_meeting(rng, text, cast, day) for _ in range(rng.choice([0, 0, 1, 1, 2, 4]))]
    if rng.random() < 0.8:
        for other in cast:
            text.put("Also there: ")
            text.name(other)
            text.end(text.blocks[-1].span.end + 1)
    found = tuple(
        Actor(p.name, p.kind, p.role, tuple(Mention(s, "name", "model") for s in text.mentions[p.name]))
        for p in cast
        if p.name in text.mentions
    )
    return _findings("".join(text.parts), title, rng.choice(SOURCES), day, text.blocks, found, quotes, meetings)


def _quote(rng: random.Random, text: _Text, cast: Sequence[Person], topic: str) -> Quote:
    speaker, other = rng.choice(cast), rng.choice(cast)
    subject = topic if rng.random() < 0.3 else rng.choice(SUBJECTS)
    before, _, after = rng.choice(CLAIMS).replace("{s}", subject).partition("{o}")
    text.put("“")
    start = text.at
    text.put(before)
    if after:
        text.name(other)
        text.put(after)
    text.put(f", now and in {rng.randrange(2, 90)} days,")
    content = Span(start, text.at)
    text.put("” ")
    said = text.name(speaker) if rng.random() < 0.92 else text.put("an official")
    named = speaker.name if text.mentions.get(speaker.name, [None])[-1] == said else "an official"
    text.put(" ")
    cue = text.put("said")
    text.put(".")
    kind = rng.choices(["direct", "mixed", "indirect"], [6, 1, 3])[0]
    return Quote((content,), cue, said, named, kind, "tagger", confidence=rng.choice([0.95, 0.9, 0.85, 0.7, 0.55]))


def _meeting(rng: random.Random, text: _Text, cast: Sequence[Person], day: date) -> Meeting:
    start = text.at
    one, two = rng.sample(cast, 2)
    text.name(one)
    text.put(" will meet ")
    text.name(two)
    place = rng.choice(PLACES)
    text.put(f" in {place}.")
    text.end(start)
    first = day + timedelta(days=rng.randrange(-20, 120))
    held: Status = "held" if first < day else rng.choice(["planned", "planned", "possible", "postponed", "cancelled"])
    days = Days(first, first + timedelta(days=rng.choice([0, 0, 0, 2, 30]))) if rng.random() < 0.85 else None
    evidence = (Span(start, text.at - 1),)
    names = (one.name, two.name)
    return Meeting(names, "meeting", held, evidence, "verb", place, rng.choice(OCCASIONS), days, confidence=0.8)


def _copied(found: Findings, n: int, rng: random.Random) -> Findings:
    """The same report in another paper: a line of its own at the end, and perhaps a day later."""
    text = found.article.text
    line = f"This report ({n}) was supplied by an agency."
    day = found.publication.day
    assert day is not None
    blocks = [*found.layout.blocks, Block(Span(len(text), len(text) + len(line)), "body")]
    return _findings(
        text + line, found.title or "", rng.choice(SOURCES), day + timedelta(days=rng.randrange(2)), blocks,
        found.actors, found.quotes, found.meetings,
    )  # fmt: skip


def _findings(
    text: str,
    title: str,
    source: str,
    day: date,
    blocks: Sequence[Block],
    actors: Sequence[Actor],
    quotes: Sequence[Quote],
    meetings: Sequence[Meeting],
) -> Findings:
    return Findings(
        article=Article(hashlib.sha256(text.encode()).hexdigest(), text, source=source),
        title=title,
        language="en",
        publication=Publication(day, "given with the article", (day,)),
        layout=Layout(tuple(blocks), None),
        actors=tuple(actors),
        quotes=tuple(quotes),
        meetings=tuple(meetings),
    )
