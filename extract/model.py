"""The records: what an article is, and what can be found in it.

All spans are half-open character offsets into ``Article.text``; all days are inclusive. Records are frozen; unknown is
``None``, never an empty string.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

Gender = Literal["male", "female"]
ActorKind = Literal["person", "organisation", "country", "place", "event", "treaty"]
BlockRole = Literal["headline", "standfirst", "byline", "caption", "credit", "boilerplate", "body"]
MeetingKind = Literal["meeting", "call", "visit", "summit", "talks"]
MentionForm = Literal["name", "title", "description", "pronoun"]
QuoteKind = Literal["direct", "indirect", "mixed"]
Status = Literal["planned", "possible", "held", "cancelled", "postponed", "ruled_out"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` to ``end`` of a text, half-open."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words of ``text`` that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Say whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """The days ``first`` to ``last``, both inclusive: all that a time expression can mean."""

    first: date
    last: date

    def overlaps(self, other: Days) -> bool:
        """Say whether the two share a day."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class Article:
    """A text to be read. ``published`` and ``source`` are what the file or the user said of it, if anything.

    ``made`` is the day on which its file was made: the text says it better when it was published, if it says so at all.
    """

    id: str
    text: str
    title: str | None = None
    source: str | None = None
    published: date | None = None
    made: date | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One line or paragraph of the article and the part it plays."""

    span: Span
    role: BlockRole


@dataclass(frozen=True, slots=True)
class Dateline:
    """The opening of a wire report: place, day and agency, as in "MOSCOW, November 18. /TASS/."."""

    span: Span
    place: Span | None
    day: Span | None
    agency: Span | None


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of an article in reading order, without gaps but for white space, and its dateline."""

    blocks: tuple[Block, ...]
    dateline: Dateline | None

    def role_at(self, offset: int) -> BlockRole | None:
        """Return the role of the block that holds character ``offset``; None between blocks. Logarithmic time."""
        i = bisect_right(self.blocks, offset, key=lambda b: b.span.start) - 1
        return self.blocks[i].role if i >= 0 and offset < self.blocks[i].span.end else None

    @property
    def title(self) -> Span | None:
        """The span of the headline, if one was found."""
        return next((b.span for b in self.blocks if b.role == "headline"), None)


@dataclass(frozen=True, slots=True)
class Publication:
    """The day of publication (document creation time), how it is known, and what else it might be."""

    day: date | None
    basis: str | None
    candidates: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression. ``value`` is its TIMEX3 value; ``days`` what it can mean, None for durations and sets."""

    span: Span
    type: TimexType
    value: str | None
    days: Days | None
    basis: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch between quotation marks; ``content`` leaves them out. ``closed`` is false where no mark ends it."""

    content: Span
    outer: Span
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that mean an actor; a ``title`` stands beside the name ("President" Orlan), a ``description`` alone."""

    span: Span
    form: MentionForm
    rule: str


@dataclass(frozen=True, slots=True)
class Actor:
    """One person, organisation, country, … of an article; ``name`` is its fullest form and unique in the article.

    ``gender`` is that of the pronouns which may mean a person, where an address, a title or the given name tells it.
    """

    name: str
    kind: ActorKind
    role: str | None
    mentions: tuple[Mention, ...]
    gender: Gender | None = None


class Cast:
    """The actors of one article, with a look-up from the text to who is meant."""

    def __init__(self, actors: Iterable[Actor] = ()) -> None:
        self.actors: tuple[Actor, ...] = tuple(actors)

    def __iter__(self) -> Iterator[Actor]:
        return iter(self.actors)

    def __len__(self) -> int:
        return len(self.actors)

    @cached_property
    def _mentions(self) -> list[tuple[Span, Mention, Actor]]:
        return sorted(((m.span, m, a) for a in self.actors for m in a.mentions), key=lambda x: (x[0].start, -x[0].end))

    def within(self, span: Span) -> Sequence[tuple[Mention, Actor]]:
        """Return the mentions that lie wholly inside ``span``, in reading order, with whom they mean."""
        found: list[tuple[Mention, Actor]] = []
        i = bisect_right(self._mentions, span.start - 1, key=lambda x: x[0].start)
        while i < len(self._mentions) and self._mentions[i][0].start < span.end:
            at, mention, actor = self._mentions[i]
            if at.end <= span.end:
                found.append((mention, actor))
            i += 1
        return found

    def named(self, name: str) -> Actor | None:
        """Return the actor of that canonical name."""
        return self._by_name.get(name)

    @cached_property
    def _by_name(self) -> dict[str, Actor]:
        return {a.name: a for a in self.actors}


@dataclass(frozen=True, slots=True)
class Quote:
    """An attribution: who (source) said (cue) what (content).

    ``content`` leaves quotation marks out and has several spans where the quotation is split. ``speaker`` is the source
    as the sentence gives it, ``speaker_name`` whom it means: an ``Actor.name``, or a lower-case description where the
    speaker is unnamed; None where it is unknown. ``speech`` is false for attitudes (believes, wants). ``nested`` is
    true for speech inside another's speech. ``audience`` is "reporters" in "told reporters", ``venue`` the interview
    or event it was said at, ``said_on`` the day. ``confidence`` is 0..1, the measured share of such findings that are
    right.
    """

    content: tuple[Span, ...]
    cue: Span | None
    speaker: Span | None
    speaker_name: str | None
    kind: QuoteKind
    method: str
    speech: bool = True
    nested: bool = False
    audience: Span | None = None
    venue: Span | None = None
    said_on: Days | None = None
    topics: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Meeting:
    """Who meets whom, where and when, as far as the article says.

    ``participants`` are ``Actor.name``s, or a description in the article's words where nobody is named ("envoys of the
    Contact Group"). ``days`` are all the days it can fall on; ``original_days`` where a
    postponed one was meant to be; ``date_basis`` says in plain words what they were read from. ``confidence`` is 0..1,
    see `extract.meetings.drafting.GRADES`.
    """

    participants: tuple[str, ...]
    kind: MeetingKind
    status: Status
    evidence: tuple[Span, ...]
    rule: str
    place: str | None = None
    occasion: str | None = None
    days: Days | None = None
    original_days: Days | None = None
    date_basis: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class TopicMention:
    """Words that name a topic."""

    topic: str
    span: Span


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything found in one article."""

    article: Article
    title: str | None
    language: str
    publication: Publication
    layout: Layout
    timexes: tuple[Timex, ...] = ()
    actors: tuple[Actor, ...] = ()
    quotes: tuple[Quote, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    topics: tuple[TopicMention, ...] = ()
