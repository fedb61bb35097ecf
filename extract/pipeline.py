"""The order of work on one article: each step is a function from the document to records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from spacy.language import Language

from extract.actors import ActorRules, find_actors
from extract.dates import find_timexes
from extract.language import load_model, parse
from extract.layout import LayoutRules, find_layout
from extract.meetings import MeetingRules, find_meetings
from extract.model import Actor, Article, Cast, Findings, Layout, Quote, TopicMention
from extract.publication import find_publication
from extract.quotes import CueRules, Tagger, find_marked, find_quotes
from extract.rulebook import naming_own_rules
from extract.topics import Topic, find_topics, load_topics


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules of all steps."""

    layout: LayoutRules
    actors: ActorRules
    cues: CueRules
    meetings: MeetingRules

    @classmethod
    def load(cls) -> Rulebook:
        """Read all rule files.

        Raises:
            RuleError: a file is wrong; the text names file and entry.
        """
        with naming_own_rules():
            return cls(LayoutRules.load(), ActorRules.load(), CueRules.load(), MeetingRules.load())


@dataclass(frozen=True, slots=True)
class Reader:
    """Everything that is loaded once and needed for every article."""

    nlp: Language
    tagger: Tagger
    rules: Rulebook
    topics: tuple[Topic, ...]

    @classmethod
    def load(cls, topics: Sequence[Topic] | None = None) -> Reader:
        """Load the models and the rules; ``topics`` are the analyst's, by default those that come along.

        Raises:
            ModelError: a model is missing or damaged.
            RuleError: a rule file is wrong.
        """
        return cls(load_model(), Tagger.load(), Rulebook.load(), tuple(load_topics() if topics is None else topics))

    def read(self, article: Article, *, today: date | None = None) -> Findings:
        """Return what is found in ``article``; ``today`` bounds a publication year that must be inferred."""
        with self.nlp.memory_zone():
            return _read(self, article, today or date.today())


def _read(reader: Reader, article: Article, today: date) -> Findings:
    text, rules = article.text, reader.rules
    layout = find_layout(text, rules.layout)
    publication = find_publication(article, layout, today)
    doc = parse(reader.nlp, text, layout)
    marked = find_marked(text, layout)
    timexes = find_timexes(doc, layout, publication.day)
    cast = find_actors(doc, layout, marked, rules.actors, publication.day)
    topics = find_topics(text, layout, reader.topics)
    # Whom "he said" means is settled with the quotations at hand: without them, pronouns mislead.
    quotes = find_quotes(doc, layout, marked, _named(cast), reader.tagger, rules.cues, timexes=timexes)
    meetings = find_meetings(doc, layout, publication.day, timexes, cast, rules.meetings, quotes=quotes)
    return Findings(
        article=article,
        title=article.title or _title(text, layout),
        language="en",
        publication=publication,
        layout=layout,
        timexes=tuple(timexes),
        actors=tuple(_on_page(cast)),
        quotes=tuple(with_topics(quotes, topics)),
        meetings=tuple(meetings),
        topics=tuple(topics),
    )


def _title(text: str, layout: Layout) -> str | None:
    return layout.title.of(text) if layout.title else None


def _named(cast: Cast) -> Cast:
    """The cast without its pronouns."""
    return Cast(replace(a, mentions=tuple(m for m in a.mentions if m.form != "pronoun")) for a in cast)


def _on_page(cast: Cast) -> Iterator[Actor]:
    """The actors without those that only pronouns or titles would mean."""
    return (a for a in cast if any(m.form in ("name", "description") for m in a.mentions))


def with_topics(quotes: Iterable[Quote], topics: Sequence[TopicMention]) -> list[Quote]:
    """Return the quotations, each with the topics that are named inside its content, in reading order, each once."""
    return [
        replace(q, topics=tuple(dict.fromkeys(t.topic for t in topics if any(c.contains(t.span) for c in q.content))))
        for q in quotes
    ]
