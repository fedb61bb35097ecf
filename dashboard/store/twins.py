"""Near copies: wire copy in several outlets, and the same words of one speaker in several articles."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from dashboard.store.names import fold

COPY: Final = 0.8  # share of the shorter text's word sequences that the longer has, from which it is a copy
SHINGLE: Final = 5  # words
SHORTEST: Final = 30  # sequences, below which a text is too short to be anybody's copy
BANDS: Final = 20  # with three minima each, texts that share half of all sequences meet in 93 of 100 cases
ROWS: Final = 3

SAME_WORDS: Final = 90.0  # rapidfuzz's ratio: a word left out or put in, another spelling
FEWEST: Final = 5  # words of a statement: shorter ones ("We are ready") are said again and again
LEADERS: Final = 8  # statements that share a word sequence and are compared: keeps the time linear

_WORD: Final = re.compile(r"\w+(?:[’']\w+)*")
# "can't" is "cant" once it is folded.
_DENIES: Final = re.compile(
    r"(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot|(?:ai|are|ca|could|did|does|do|had|has|have|is|"
    r"might|must|need|ought|sha|should|was|were|wo|would)nt)$"
)


def _mixed(count: int) -> NDArray[np.uint64]:
    """Return odd multipliers by splitmix64 (Steele et al. 2014): the same in each process and numpy version."""
    state = np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (state ^ (state >> np.uint64(31))) | np.uint64(1)


_FACTORS: Final = _mixed(BANDS * ROWS)
_PLACES: Final = _mixed(SHINGLE + ROWS)


def bands(text: str) -> list[int]:
    """Return signed 64-bit numbers under which a text is filed: near copies share at least one, others hardly ever.

    MinHash over sequences of five words (Broder 1997) in bands. A text too short to be a copy has none.
    """
    found = _shingles(text)
    if len(found) < SHORTEST:
        return []
    minima = np.array([(found * factor >> np.uint64(32)).min() for factor in _FACTORS]).reshape(BANDS, ROWS)
    rows = (minima * _PLACES[SHINGLE:]).sum(axis=1, dtype=np.uint64)
    return [int(n) for n in (rows ^ _FACTORS[:BANDS]).view(np.int64)]


def share(a: str, b: str) -> float:
    """Return which share of the shorter text's word sequences the longer one has, 0..1; 0 for one that is too short."""
    mine, theirs = _shingles(a), _shingles(b)
    fewer = min(len(mine), len(theirs))
    return len(np.intersect1d(mine, theirs, assume_unique=True)) / fewer if fewer >= SHORTEST else 0.0


def is_copy(a: str, b: str) -> bool:
    """Say whether two texts are near copies: to be asked of those that share a band."""
    return share(a, b) >= COPY


def _shingles(text: str) -> NDArray[np.uint64]:
    """The different sequences of words, each as a number, in order of the numbers."""
    words = np.array([crc32(w.encode()) for w in _WORD.findall(fold(text))], dtype=np.uint64)
    if len(words) < SHINGLE:
        return words[:0]
    count = len(words) - SHINGLE + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for i in range(SHINGLE):
        mixed += words[i : i + count] * _PLACES[i]
    return np.unique(mixed ^ (mixed >> np.uint64(29)))


@dataclass(frozen=True, slots=True)
class Statement:
    """A quotation as it is compared: who (an actor's id, None where unnamed) said what."""

    id: int
    speaker: int | None
    text: str


def same_statement(quotes: Sequence[Statement]) -> list[list[int]]:
    """Return the groups of quotations, two or more each, in which one speaker says the same words.

    A shorter one that a longer one holds is the same; one word more or less that denies, or another figure, is not.
    Groups and ids are in ascending order, the same whatever the quotations' order. Unnamed speakers and statements of
    under five words are left out.
    """
    leaders: dict[tuple[int, tuple[str, ...]], list[tuple[int, list[str]]]] = defaultdict(list)
    groups: dict[int, list[int]] = defaultdict(list)
    worded = [(q, _WORD.findall(fold(q.text))) for q in quotes if q.speaker is not None]
    for quote, words in sorted(worded, key=lambda w: (-len(w[1]), w[0].id)):
        if len(words) < FEWEST or quote.speaker is None:
            continue
        starts = {(quote.speaker, tuple(words[i : i + 4])) for i in range(len(words) - 3)}
        near = {id: other for start in starts for id, other in leaders[start][:LEADERS]}
        alike = {id: _likeness(words, other) for id, other in near.items()}
        best = min(alike, key=lambda id: (-alike[id], id), default=None)
        if best is not None and alike[best]:
            groups[best].append(quote.id)
            continue
        groups[quote.id].append(quote.id)
        for start in starts:
            leaders[start].append((quote.id, words))
    return sorted(sorted(ids) for ids in groups.values() if len(ids) > 1)


def _likeness(short: list[str], long: list[str]) -> float:
    """How alike two statements are, `SAME_WORDS`..100, else 0; the whole of a shorter one inside a longer is alike."""
    a, b = " ".join(short), " ".join(long)
    if f" {a} " in f" {b} ":
        return 100.0
    score = fuzz.ratio(a, b, score_cutoff=SAME_WORDS)
    if not score:  # most are not, and this is told quickest
        return 0.0
    mine, theirs = Counter(short), Counter(long)
    differing = (mine - theirs) | (theirs - mine)
    if any(_DENIES.match(w) or any(c.isdigit() for c in w) for w in differing):
        return 0.0
    return score
