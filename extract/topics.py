"""Which topics are named, and where: the analyst's own phrases, found in one pass of linear time."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import re2
import tomli_w

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

_WORD = re.compile(r"[^\W_]+")
_OPEN_END = re.compile(r"[^*]*[^\W_]{3,}\*")
# Signs that stand for others: sources set hyphens and apostrophes as they please.
_SIGNS: Final = {
    **dict.fromkeys("-‐‑–", "[-‐‑–]"),
    **dict.fromkeys("'’", "['’]"),
    "*": r"[\pL\pM\pN_]*",
}


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


def parse_topics(text: str) -> list[Topic]:
    """Return the topics of a TOML text in its order, as `dump_topics` and ``rules/topics.toml`` write them.

    Raises:
        RuleError: the text is no TOML, or as in `read_topics`; nothing of it is to be kept then.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"The file of topics can't be read: {error}.") from error
    return list(read_topics(tables, where="The file of topics"))


def dump_topics(topics: Iterable[Topic]) -> str:
    """Return topics as a TOML text that `parse_topics` reads to the same topics."""
    tables: dict[str, dict[str, Any]] = {}
    for topic in topics:
        entry: dict[str, Any] = {"title": topic.title, "phrases": list(topic.phrases)}
        if topic.not_in:
            entry["not_in"] = list(topic.not_in)
        if topic.pattern is not None:
            entry["pattern"] = topic.pattern
        tables[topic_key(topic.title, tables)] = entry
    return tomli_w.dumps(tables, multiline_strings=False)


def topic_key(title: str, taken: Container[str] = ()) -> str:
    """Return a key for a new topic: its title's letters and digits in lower case, numbered where it is ``taken``."""
    key = "-".join(_WORD.findall(title.lower())) or "topic"
    numbered = (key, *(f"{key}-{n}" for n in range(2, 10_000)))
    return next(k for k in numbered if k not in taken)


def read_topics(tables: Mapping[str, Any], where: str = "topics.toml") -> tuple[Topic, ...]:
    """Return the topics of a parsed TOML file, called ``where`` in messages: a table a topic.

    Raises:
        RuleError: an unknown key, a value of another type, or as in `check_topics`.
    """
    topics = []
    for key, entry in tables.items():
        at = f"{where} [{key}]"
        if not isinstance(entry, dict):
            raise RuleError(f"{at}: this is no table; a topic begins with a line [{key}].")
        check_keys(at, entry, KEYS)
        topics.append(
            Topic(
                _text(at, "title", entry.get("title", "")).strip(),
                _texts(at, "phrases", entry.get("phrases", [])),
                _texts(at, "not_in", entry.get("not_in", [])),
                _text(at, "pattern", entry["pattern"]) if "pattern" in entry else None,
            )
        )
    check_topics(topics)
    return tuple(topics)


def _text(at: str, key: str, value: object) -> str:
    if not isinstance(value, str):
        raise RuleError(f"{at}: {key} must be a text in quotation marks.")
    return value


def _texts(at: str, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise RuleError(f'{at}: {key} must be a list of texts, as in ["grain deal", "wheat"].')
    return tuple(value)


def check_topics(topics: Iterable[Topic]) -> None:
    """Refuse what would find nothing, everything, or twice.

    Raises:
        RuleError: one sentence that names the topic and what is wrong.
    """
    topics = list(topics)
    owner: dict[str, str] = {}
    check_unique("the topics' titles", (" ".join(t.title.lower().split()) for t in topics))
    for topic in topics:
        if not topic.title.strip():
            raise RuleError("A topic has no title; give it one.")
        if not topic.phrases and not topic.pattern:
            raise RuleError(f"The topic {topic.title!r} has no phrases; give it at least one.")
        for phrase in (*topic.phrases, *topic.not_in):
            _check_phrase(topic, phrase)
        for phrase in topic.phrases:
            other = owner.setdefault(" ".join(phrase.lower().split()), topic.title)
            if other != topic.title:
                raise RuleError(f"The phrase {phrase!r} belongs to two topics, {other!r} and {topic.title!r}.")
        check_unique(f"the phrases of the topic {topic.title!r}", (" ".join(p.lower().split()) for p in topic.phrases))
        _check_patterns(topic)


def _check_phrase(topic: Topic, phrase: str) -> None:
    if not _WORD.search(phrase):
        raise RuleError(f"The topic {topic.title!r} has a phrase without a letter or digit: {phrase!r}.")
    for word in phrase.split():
        if "*" in word and not _OPEN_END.fullmatch(word):
            raise RuleError(
                f"The topic {topic.title!r} has a star out of place in {phrase!r}: "
                "it stands for any ending, after at least three letters of a word."
            )


def _check_patterns(topic: Topic) -> None:
    try:
        _compiled(Topic(topic.title, topic.phrases, topic.not_in))
    except re2.error as error:
        raise RuleError(f"The phrases of the topic {topic.title!r} are too many or too long: {error}.") from error
    if topic.pattern is None:
        return
    try:
        pattern = re2.compile(topic.pattern, _options(case_sensitive=True))
    except re2.error as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else error
        raise RuleError(f"The pattern of the topic {topic.title!r} can't be read: {reason}.") from error
    if pattern.search(""):
        raise RuleError(f"The pattern of the topic {topic.title!r} matches everything, even nothing.")


def find_topics_in(articles: Iterable[tuple[str, Layout]], topic: Topic) -> Iterator[tuple[int, Span]]:
    """Yield where ``topic`` is named in texts with their layouts: the text's number, from 0, and the span, in order.

    For a preview before a topic is saved: it stops where the caller does.

    Raises:
        RuleError: at once, as in `check_topics`.
    """
    check_topics([topic])
    return (
        (number, mention.span)
        for number, (text, layout) in enumerate(articles)
        for mention in find_topics(text, layout, [topic])
    )


def find_topics(text: str, layout: Layout, topics: Sequence[Topic]) -> list[TopicMention]:
    """Return the mentions of ``topics`` in reading order; the longest phrase counts, and each place once a topic.

    Phrases match without regard to case, at word boundaries, with any white space between their words, whatever
    hyphen or apostrophe is used; a star after three letters or more stands for any ending. A match that lies inside a
    ``not_in`` phrase, or in captions, credits, bylines or boilerplate, is dropped.
    """
    found: list[TopicMention] = []
    for topic in topics:
        phrases, exceptions = _compiled(topic)
        dead = [Span(*m.span()) for m in exceptions.finditer(text)] if exceptions is not None else []
        dead = [span for span in dead if _is_whole(text, span)]
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
        patterns.append(re2.compile(_alternation(topic.phrases), _options(case_sensitive=False)))
    if topic.pattern is not None:
        patterns.append(re2.compile(topic.pattern, _options(case_sensitive=True)))
    exceptions = re2.compile(_alternation(topic.not_in), _options(case_sensitive=False)) if topic.not_in else None
    return patterns, exceptions


def _options(*, case_sensitive: bool) -> Any:
    options = re2.Options()
    options.case_sensitive = case_sensitive
    options.never_capture = True  # the whole match counts; five hundred groups would cost as many look-ups each
    options.log_errors = False  # re2 would write to the terminal what is raised anyway
    return options


def _alternation(phrases: Iterable[str]) -> str:
    """Longest first, so that a phrase that holds another wins."""
    ordered = sorted(phrases, key=lambda p: (-len(p), p))
    return "|".join(r"[\s\pZ]+".join(_word_pattern(word) for word in phrase.split()) for phrase in ordered)


def _word_pattern(word: str) -> str:
    return "".join(_SIGNS.get(c) or re2.escape(c) for c in word)


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
