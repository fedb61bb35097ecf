"""What we know of the words that introduce speech, from rules/cues.toml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from spacy.tokens import Token

from extract.errors import RuleError
from extract.rulebook import check_keys, check_unique, read_rules

_SECTIONS: Final = {
    "speech": ("verbs", "nouns", "others"),
    "surely": ("verbs", "nouns", "others", "phrases"),
    "attitude": ("verbs", "nouns", "others"),
    "hearsay": ("participles", "nouns", "adverbs"),
    "sourceless": ("nouns", "nobody", "anonymity", "officials"),
    "audience": ("verbs", "venues"),
}

DENIED: Final = 0.2  # below this the tagger overrules the list

_BE: Final = ("is", "was", "are", "were", "been", "being")


@dataclass(frozen=True, slots=True)
class Lemmas:
    """Lemmas by part of speech: "view" the noun is said, "view" the verb is not."""

    verbs: frozenset[str]
    nouns: frozenset[str]
    others: frozenset[str]

    def holds(self, token: Token) -> bool:
        """Say whether the token is one of them."""
        word, lemma = token.lower_, (token.lemma_ or token.text).lower()
        if token.pos_ in ("NOUN", "PROPN"):
            return lemma in self.nouns or word in self.others
        if token.pos_ in ("VERB", "AUX"):
            return lemma in self.verbs or word in self.others
        return word in self.others or (token.pos_ == "ADJ" and lemma in self.verbs)


@dataclass(frozen=True, slots=True)
class CueRules:
    """The lists of cues.toml."""

    speech: Lemmas
    surely: Lemmas
    phrases: tuple[str, ...]
    attitude: Lemmas
    hearsay: frozenset[str]
    hearsay_nouns: frozenset[str]
    hearsay_adverbs: frozenset[str]
    sourceless: frozenset[str]
    nobody: frozenset[str]
    anonymity: tuple[str, ...]
    officials: frozenset[str]
    audience: frozenset[str]
    venues: frozenset[str]

    @classmethod
    def load(cls) -> Self:
        """Return the rules of ``extract/rules/cues.toml``.

        Raises:
            RuleError: a section or key is missing or unknown, or a word stands twice or in both lists.
        """
        return cls.of(read_rules("cues"))

    @classmethod
    def of(cls, rules: Mapping[str, Any]) -> Self:
        """Return the rules of a parsed file, checked."""
        check_keys("cues.toml", rules, _SECTIONS)
        for section, keys in _SECTIONS.items():
            check_keys(f"cues.toml [{section}]", rules.get(section, {}), keys)
            for key in keys:
                check_unique(f"cues.toml [{section}] {key}", _words(rules, section, key))
        for key in ("verbs", "nouns", "others"):
            lists = [w for s in ("speech", "surely", "attitude") for w in _words(rules, s, key)]
            check_unique(f"cues.toml {key} of speech, surely and attitude", lists)
        return cls(
            _lemmas(rules, "speech"),
            _lemmas(rules, "surely"),
            tuple(_words(rules, "surely", "phrases")),
            _lemmas(rules, "attitude"),
            frozenset(_words(rules, "hearsay", "participles")),
            frozenset(_words(rules, "hearsay", "nouns")),
            frozenset(_words(rules, "hearsay", "adverbs")),
            frozenset(_words(rules, "sourceless", "nouns")),
            frozenset(_words(rules, "sourceless", "nobody")),
            tuple(_words(rules, "sourceless", "anonymity")),
            frozenset(_words(rules, "sourceless", "officials")),
            frozenset(_words(rules, "audience", "verbs")),
            frozenset(_words(rules, "audience", "venues")),
        )

    def is_speech(self, cue: Iterable[Token], chance: float, *, direct: bool = False) -> bool:
        """Say whether a cue tells of words rather than of an attitude.

        ``chance`` is the tagger's guess; a ``direct`` quotation is speech, unless the cue is an attitude.
        """
        tokens = list(cue)
        words = " ".join(t.lower_ for t in tokens)
        if (
            self.is_hearsay(tokens)
            or any(self.surely.holds(t) for t in tokens)
            or any(p in words for p in self.phrases)
        ):
            return True
        if any(self.speech.holds(t) for t in tokens):
            return direct or chance >= DENIED
        if any(self.attitude.holds(t) for t in tokens):
            return False
        return direct or chance >= 0.5

    def is_hearsay(self, cue: Iterable[Token]) -> bool:
        """Say whether the cue is a passive or a rumour that leaves open who speaks: "is believed", "is said"."""
        tokens = list(cue)
        if any((t.lemma_ or t.text).lower() in self.hearsay_nouns for t in tokens):
            return True
        if not any(t.lower_ in self.hearsay for t in tokens):
            return False
        after = tokens[-1].doc[tokens[-1].i + 1 : tokens[-1].i + 3]
        headline = len(after) == 2 and after[0].lower_ == "to" and after[1].pos_ == "VERB"  # "said to mull exit"
        return headline or any(t.lower_ in _BE for t in tokens)


def _words(rules: Mapping[str, Any], section: str, key: str) -> list[str]:
    words = rules.get(section, {}).get(key)
    if not isinstance(words, list) or not all(isinstance(w, str) and w == w.lower() for w in words):
        raise RuleError(f"cues.toml [{section}]: {key} must be a list of words in lower case")
    return words


def _lemmas(rules: Mapping[str, Any], section: str) -> Lemmas:
    return Lemmas(*(frozenset(_words(rules, section, key)) for key in ("verbs", "nouns", "others")))
