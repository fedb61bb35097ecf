"""Which topics are named, and where: the analyst's own phrases, found in one pass of linear time."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import re2

from extract.errors import RuleError
from extract.model import Layout, Span, TopicMention
from extract.rulebook import check_keys, check_unique, read_rules

KEYS: Final = ("title", "phrases", "not_in", "pattern")
UNREAD: Final = (
    "byline",
    "boilerplate",
    "caption",
    "credit",
)  # a site's frame and a picture's words are not the report

_PHRASE_CHARACTERS = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: its title, the phrases that name it, the phrases inside which they do not, and a re2 pattern if any."""

    title: str
    phrases: tuple[str, ...]
    not_in: tuple[str, ...] = ()
    pattern: str | None = None


def load_topics() -> tuple[Topic, ...]:
    """Return the topics that come along, from ``rules/topics.toml``.

    Raises:
        RuleError: as in `read_topics`.
    """
    return read_topics(read_rules("topics"))


def read_topics(tables: Mapping[str, Any]) -> tuple[Topic, ...]:
    """Return the topics of a parsed TOML file: a table a topic.

    Raises:
        RuleError: an unknown key, a topic without title or phrases, a phrase of two topics, a pattern that re2 refuses.
    """
    topics = []
    for key, entry in tables.items():
        check_keys(f"topics.toml [{key}]", entry, KEYS)
        topics.append(
            Topic(
                str(entry.get("title", "")),
                tuple(entry.get("phrases", ())),
                tuple(entry.get("not_in", ())),
                entry.get("pattern"),
            )
        )
    check_topics(topics)
    return tuple(topics)


def check_topics(topics: Iterable[Topic]) -> None:
    """Refuse what would find nothing, or twice.

    Raises:
        RuleError: one sentence that names the topic and what is wrong.
    """
    topics = list(topics)
    owner: dict[str, str] = {}
    check_unique("the topics' titles", (t.title for t in topics))
    for topic in topics:
        if not topic.title.strip():
            raise RuleError("A topic has no title; give it one.")
        if not topic.phrases and not topic.pattern:
            raise RuleError(f"The topic {topic.title!r} has no phrases; give it at least one.")
        for phrase in (*topic.phrases, *topic.not_in):
            if not _PHRASE_CHARACTERS.search(phrase):
                raise RuleError(f"The topic {topic.title!r} has a phrase without a letter or digit: {phrase!r}.")
        for phrase in topic.phrases:
            other = owner.setdefault(phrase.lower(), topic.title)
            if other != topic.title:
                raise RuleError(f"The phrase {phrase!r} belongs to two topics, {other!r} and {topic.title!r}.")
        check_unique(f"the phrases of the topic {topic.title!r}", (p.lower() for p in topic.phrases))
        if topic.pattern is not None:
            try:
                compiled = re2.compile(topic.pattern)
            except re2.error as error:
                raise RuleError(f"The pattern of the topic {topic.title!r} can't be read: {error}.") from error
            if compiled.search(""):
                raise RuleError(f"The pattern of the topic {topic.title!r} matches everything, even nothing.")


def find_topics(text: str, layout: Layout, topics: Sequence[Topic]) -> list[TopicMention]:
    """Return the mentions of ``topics`` in reading order; the longest phrase counts, and each place once a topic.

    Phrases match without regard to case, at word boundaries, with any white space between their words. A match that
    lies inside a ``not_in`` phrase, or in captions, credits, bylines or boilerplate, is dropped.
    """
    found: list[TopicMention] = []
    for topic in topics:
        phrases, exceptions = _compiled(topic)
        dead = [Span(*m.span()) for m in exceptions.finditer(text)] if exceptions is not None else []
        spans = {Span(*m.span()) for pattern in phrases for m in pattern.finditer(text)}
        end = 0
        for span in sorted(spans, key=lambda s: (s.start, -s.end)):
            if span.start < end or not _is_whole(text, span) or _inside(dead, span):
                continue
            if layout.role_at(span.start) not in UNREAD:
                found.append(TopicMention(topic.title, span))
                end = span.end
    return sorted(found, key=lambda m: (m.span, m.topic))


@lru_cache(maxsize=512)
def _compiled(topic: Topic) -> tuple[list[Any], Any]:
    patterns = []
    if topic.phrases:
        patterns.append(re2.compile(_alternation(topic.phrases), _options()))
    if topic.pattern is not None:
        patterns.append(re2.compile(topic.pattern))
    exceptions = re2.compile(_alternation(topic.not_in), _options()) if topic.not_in else None
    return patterns, exceptions


def _options() -> Any:
    options = re2.Options()
    options.case_sensitive = False
    return options


def _alternation(phrases: Iterable[str]) -> str:
    """Longest first, so that a phrase that holds another wins."""
    ordered = sorted(phrases, key=lambda p: (-len(p), p))
    return "|".join(r"\s+".join(re2.escape(word) for word in phrase.split()) for phrase in ordered)


def _is_whole(text: str, span: Span) -> bool:
    """Whether it is not empty and cuts no word at its edges: re2's own boundary knows ASCII only."""
    if span.start == span.end:
        return False
    before = text[span.start - 1 : span.start]
    after = text[span.end : span.end + 1]
    return not (_is_word(before) and _is_word(text[span.start])) and not (
        _is_word(after) and _is_word(text[span.end - 1])
    )


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _inside(spans: Sequence[Span], span: Span) -> bool:
    i = bisect_right(spans, span.start, key=lambda s: s.start) - 1
    return i >= 0 and spans[i].contains(span)
