"""Plain text to an article: decoded, normalised once, and refused with a reason where it can't be read."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date
from functools import cache
from typing import Final

from charset_normalizer import from_bytes
from ftfy import fix_text
from ftfy.badness import is_bad

from extract.errors import ArticleError, RuleError
from extract.model import Article
from extract.rulebook import check_keys, check_unique, read_rules

MAX_CHARACTERS: Final = 1_000_000  # some 500 pages: a book, not an article
MOST_CONTROLS: Final = 0.01  # of all characters, before it is no text
LEAST_LETTERS: Final = 0.5  # of the characters that are not blank
SAMPLE_WORDS: Final = 2000
LEAST_WORDS: Final = 12  # a shorter text says too little about its language
LEAST_ENGLISH: Final = 0.14  # of the words: English prose has 0.35 to 0.45, other languages under 0.08
LONGEST_WORD: Final = 60  # longer ones are addresses or noise

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_LINE_ENDS = re.compile(r"\r\n?|[\x0c\x85\u2028\u2029]")
_WORD = re.compile(r"[^\W\d_]+")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_text(data: bytes, name: str) -> Article:
    """Return the article in ``data``, the bytes of a text file called ``name``.

    Raises:
        ArticleError: empty, no text, too long, mostly noise, or not English; the text names the file and the remedy.
    """
    return _article(_decode(data, name), name)


def article_from_text(
    text: str,
    *,
    title: str | None = None,
    source: str | None = None,
    published: date | None = None,
) -> Article:
    """Return an article of pasted or otherwise known text; the id is the sha-256 of the normalised text, in hex.

    Raises:
        ArticleError: as in `read_text`, with "The pasted text" for the file.
    """
    return _article(text, "The pasted text", title=title, source=source, published=published)


def normalise(text: str) -> str:
    """Return ``text`` in NFC with ``\\n`` line ends, without lone surrogates, control characters or blank edges."""
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text).removeprefix("\ufeff"))
    return unicodedata.normalize("NFC", text).strip()


def _article(
    raw: str,
    name: str,
    *,
    title: str | None = None,
    source: str | None = None,
    published: date | None = None,
) -> Article:
    if len(_CONTROLS.findall(raw)) > MOST_CONTROLS * len(raw):
        raise ArticleError(f"{name} is not text; save the article as plain text (.txt, UTF-8) and add that.")
    text = normalise(raw)
    if not text:
        raise ArticleError(f"{name} is empty; give it the words of an article.")
    if len(text) > MAX_CHARACTERS:
        raise ArticleError(f"{name} has {len(text):,} characters; the most is {MAX_CHARACTERS:,}: add single articles.")
    _check_prose(text, name)
    return Article(hashlib.sha256(text.encode()).hexdigest(), text, title=title, source=source, published=published)


def _decode(data: bytes, name: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        if data.count(0) > MOST_CONTROLS * len(data):
            raise ArticleError(
                f"{name} is not text; save the article as plain text (.txt, UTF-8) and add that."
            ) from None
        best = from_bytes(data).best()
        if best is None:
            raise ArticleError(f"{name} is in no encoding that is known; save it as UTF-8 and add it again.") from None
        text = str(best)
    return fix_text(text, uncurl_quotes=False, fix_latin_ligatures=False) if is_bad(text) else text


def _check_prose(text: str, name: str) -> None:
    solid = sum(not c.isspace() for c in text)
    letters = sum(c.isalpha() for c in text)
    words = [w.lower() for w, _ in zip(_words(text), range(SAMPLE_WORDS), strict=False)]
    if letters < LEAST_LETTERS * solid or any(len(w) > LONGEST_WORD for w in words) or not words:
        raise ArticleError(f"{name} holds no readable prose; give it the words of an article.")
    english = sum(w in _english() for w in words) / len(words)
    if len(words) >= LEAST_WORDS and english < LEAST_ENGLISH:
        raise ArticleError(f"{name} does not read like English; only English articles can be read so far.")
    if letters > LEAST_LETTERS * solid and not any(c.isascii() for c in text if c.isalpha()):
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
