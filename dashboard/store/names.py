"""What a name comes to when its spelling is folded away: words, surname, Junior or Senior, sound."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dashboard.store.identity_rules import identity_rules
from extract.model import ActorKind

# Letters that Unicode does not take apart into a letter and a mark.
_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)
_ASIDE: Final = re.compile(r"[\"“”„«].*?[\"“”»]|\(.*?\)|,")  # a nickname in marks, an acronym in brackets
_POSSESSIVE: Final = re.compile(r"[’']s$")
_APOSTROPHES: Final = re.compile(r"[’'‘`ʼʻʿʾ]")
# The Arabic article, in the forms that it takes before a letter like its own: "al-Orlan", "as-Sarin".
_ARTICLE: Final = re.compile(r"\b(?:[ae]l-|a([srntzd])-(?=\1)|ash-(?=sh))", re.IGNORECASE)
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]+")  # in an English text a few signs, and looking up each letter is slow
_NUMERAL: Final = re.compile(r"(?=..)X{0,3}(?:IX|IV|V?I{0,3})")
_JUNIOR: Final = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr"}
_INITIALS: Final = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Name:
    """A folded name. ``words`` are lower case without diacritics, titles and ``suffix``.

    ``suffix`` is "jr", "iii" or, of an enterprise, its legal form; None where there is none.
    """

    words: tuple[str, ...]
    suffix: str | None = None

    @property
    def norm(self) -> str:
        """The words and the suffix as one string."""
        return " ".join(self.words) + (f", {self.suffix}" if self.suffix else "")

    @property
    def bare(self) -> bool:
        """Whether it is a single word: a surname, or a given name, alone."""
        return len(self.words) == 1

    @property
    def given(self) -> str:
        """The first word."""
        return self.words[0]

    @property
    def surname(self) -> str:
        """The last word with the particles before it: "van dorn"."""
        return " ".join(self.words[self._surname_at() :])

    @property
    def middle(self) -> tuple[str, ...]:
        """What stands between."""
        return self.words[1 : self._surname_at()]

    def _surname_at(self) -> int:
        start = len(self.words) - 1
        while start > 1 and self.words[start - 1] in identity_rules().particles:
            start -= 1
        return start


def fold(text: str) -> str:
    """Return ``text`` in lower case without diacritics and apostrophes: "D’Árcy" gives "darcy".

    Nothing is kept of it: whole articles are folded as well as names.
    """
    plain = text if text.isascii() else _NOT_ASCII.sub(_unmarked, text)
    return _APOSTROPHES.sub("", plain.casefold())


def _unmarked(letters: re.Match[str]) -> str:
    apart = unicodedata.normalize("NFKD", letters[0]).casefold()
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(_LETTERS)


def parse_name(name: str, kind: ActorKind) -> Name:
    """Return the folded name of an actor; a name of signs alone is kept as it stands."""
    tidied = _POSSESSIVE.sub("", _ASIDE.sub(" ", name).strip())
    parsed = _person(tidied) if kind == "person" else _body(tidied, kind)
    return parsed if parsed.words else Name((name.casefold(),))


def _person(name: str) -> Name:
    rules = identity_rules()
    raw = _ARTICLE.sub("", name).replace("-", " ").replace("‑", " ").replace(".", ". ").split()
    if raw and _INITIALS.fullmatch(raw[0]) and not name.isupper():  # "JD Orlan" is "J.D. Orlan"
        raw[:1] = list(raw[0])
    suffix = None
    if len(raw) > 1 and (found := _suffix(raw[-1])):
        suffix, raw = found, raw[:-1]
    words = [w for w in (fold(r).strip(".") for r in raw) if w]
    while len(words) > 1 and (words[0] in rules.address or words[0] in rules.roles):
        words.pop(0)
    # "al" and "el" inside are the Arabic article; in front they may be a name: "Al Dorn".
    return Name(tuple(w for i, w in enumerate(words) if i == 0 or w not in ("al", "el")) or tuple(words), suffix)


def _suffix(word: str) -> str | None:
    if _NUMERAL.fullmatch(word):
        return word.lower()
    return _JUNIOR.get(word.lower().strip("."))


def _body(name: str, kind: ActorKind) -> Name:
    rules = identity_rules()
    words = [
        rules.spellings.get(w, w)
        for w in re.split(r"[\s/‑–-]+", fold(name).replace(".", "").replace("&", " and "))
        if w
    ]
    if len(words) > 1 and words[0] == "the":
        words.pop(0)
    suffix = None
    while kind == "organisation" and len(words) > 1 and words[-1] in rules.legal_forms:
        suffix = words.pop()
    return Name(tuple(words), suffix)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return how a folded word sounds, whatever alphabet it was written from: "zelenskyy" and "zelenskiy" are one."""
    for pattern, replacement in identity_rules().sounds:
        word = pattern.sub(replacement, word)
    return word


def sounds_of(words: tuple[str, ...]) -> str:
    """Return the sounds of several words, in their order."""
    return " ".join(map(sound, words))
