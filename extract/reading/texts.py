"""Text to an article: normalised once, and refused with a reason where it is no English prose."""

from __future__ import annotations

import hashlib
import re
import sys
import unicodedata
from datetime import date
from functools import cache
from typing import Final

from extract.errors import ArticleError, RuleError
from extract.model import Article
from extract.reading.records import Found, Item, Refused
from extract.rulebook import check_keys, check_unique, read_rules

MAX_CHARACTERS: Final = 1_000_000  # some 500 pages: a book, not an article
MAX_LABEL: Final = 500  # characters of a title, a source or a name; longer is no title
MOST_CONTROLS: Final = 0.01  # of all characters, before it is no text
MOST_MARKS: Final = 30  # accents on one letter, as in the Unicode standard's stream-safe text (UAX 15, 13)
LEAST_LETTERS: Final = 0.5  # of the characters that are not blank
SAMPLE_WORDS: Final = 2000
LEAST_WORDS: Final = 12  # a shorter text says too little about its language
LEAST_ENGLISH: Final = 0.14  # of the words: a short report full of names has 0.2, other languages under 0.08
LONGEST_WORD: Final = 60  # longer ones are addresses or noise

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# Soft hyphens and zero-width spaces split words; direction marks show other words than those that are there. The
# joiners U+200C and U+200D stay: scripts and emoji need them.
_INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)
_LINE_ENDS = re.compile(r"\r\n?|[\x0c\x85\u2028\u2029]")
_BLANKS = re.compile(r"\s+")
_WORD = re.compile(r"[^\W\d_]+")


def article_from_text(
    text: str,
    *,
    name: str = "The pasted text",
    title: str | None = None,
    source: str | None = None,
    published: date | None = None,
    made: date | None = None,
) -> Article:
    """Return an article of pasted or otherwise known text; the id is the sha-256 of the normalised text, in hex.

    Raises:
        ArticleError: empty, no text, too long, mostly noise, or not English; the text gives ``name`` and the remedy.
    """
    if len(text) > 2 * MAX_CHARACTERS:
        raise ArticleError(_too_long(name, len(text)))
    if len(_CONTROLS.findall(text)) > MOST_CONTROLS * len(text):
        raise ArticleError(f"{name} is not text; save the article as plain text (.txt, UTF-8) and add that.")
    text = normalise(text)
    if not text:
        raise ArticleError(f"{name} is empty; give it the words of an article.")
    if len(text) > MAX_CHARACTERS:
        raise ArticleError(_too_long(name, len(text)))
    _check_prose(text, name)
    return Article(
        hashlib.sha256(text.encode()).hexdigest(),
        text,
        title=label(title),
        source=label(source),
        published=published,
        made=made,
    )


def accept(
    name: str,
    text: str,
    *,
    title: str | None = None,
    source: str | None = None,
    published: date | None = None,
    made: date | None = None,
    note: str | None = None,
) -> Item:
    """Return the article that ``text`` is, or its refusal: `article_from_text` for a place that holds several."""
    try:
        article = article_from_text(text, name=name, title=title, source=source, published=published, made=made)
    except ArticleError as error:
        return Refused(name, str(error))
    return Found(name, article, note)


def normalise(text: str) -> str:
    """Return ``text`` as it is kept: the same again changes nothing. Linear time.

    In NFC with ``\\n`` line ends, without lone surrogates (U+FFFD instead), control characters, invisible characters
    that split words or turn their direction, more than `MOST_MARKS` accents on a letter, or blank edges.
    """
    if text.isascii():
        return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text)).strip()
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _INVISIBLE.sub("", _CONTROLS.sub("", _LINE_ENDS.sub("\n", text)))
    # Python's normalisation takes quadratic time on a letter with 100,000 accents.
    return _thin(unicodedata.normalize("NFC", _thin(text))).strip()


def label(text: str | None) -> str | None:
    """Return a title, source or file name fit to be stored and shown: a line of at most `MAX_LABEL`; None for blank."""
    if text is None:
        return None
    text = _BLANKS.sub(" ", normalise(text[: 4 * MAX_LABEL])).strip()
    return (text if len(text) <= MAX_LABEL else text[: MAX_LABEL - 1] + "…") or None


def _too_long(name: str, size: int) -> str:
    return f"{name} has {size:,} characters; the most is {MAX_CHARACTERS:,}: add single articles."


def _thin(text: str) -> str:
    return _piled_marks().sub(lambda run: run[0][:MOST_MARKS], text)


@cache
def _piled_marks() -> re.Pattern[str]:
    marks = "".join(re.escape(chr(c)) for c in range(0x300, sys.maxunicode + 1) if unicodedata.combining(chr(c)))
    return re.compile(f"[{marks}]{{{MOST_MARKS + 1},}}")


def _check_prose(text: str, name: str) -> None:
    solid = sum(not c.isspace() for c in text)
    letters = sum(c.isalpha() for c in text)
    words = [w.lower() for w in _words(text)[:SAMPLE_WORDS]]
    if letters < LEAST_LETTERS * solid or any(len(w) > LONGEST_WORD for w in words) or not words:
        raise ArticleError(f"{name} holds no readable prose; give it the words of an article.")
    english = sum(w in _english() for w in words) / len(words)
    if len(words) >= LEAST_WORDS and english < LEAST_ENGLISH:
        raise ArticleError(f"{name} does not read like English; only English articles can be read so far.")
    if not any(c.isascii() for c in text if c.isalpha()):
        raise ArticleError(f"{name} does not read like English; only English articles can be read so far.")


def _words(text: str) -> list[str]:
    """Words from the beginning, the middle and the end."""
    third = SAMPLE_WORDS * 4
    if len(text) <= 3 * third:
        return _WORD.findall(text)
    middle = len(text) // 2
    return _WORD.findall(text[:third]) + _WORD.findall(text[middle : middle + third]) + _WORD.findall(text[-third:])


@cache
def _english() -> frozenset[str]:
    rules = read_rules("language")
    check_keys("language.toml", rules, ("words",))
    check_unique("language.toml words", rules["words"])
    if not rules["words"]:
        raise RuleError("language.toml: words is empty")
    return frozenset(rules["words"])
