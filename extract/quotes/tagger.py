"""Which words are said, who says them, and which word says so: a small network's answer, with how sure it is."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Final, Self

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from extract.errors import ModelError
from extract.model import Span
from extract.quotes.decoding import best_path, log_softmax, runs, softmax
from extract.quotes.windows import CLS, SEP, Piece, Window, read_tokenizer, split_pieces, split_windows

# Of weights/tagger.onnx, printed by training/export.py.
SHA256: Final = "e59b583916ce1afb09663d458251abc756348237e6a8d09959d1dde24d4f3796"
LINK: Final = 64  # width of a link vector

LEAST_LOG: Final = -5.0  # log chance of a tag to begin; below it a piece is no candidate for a link
LEAST_LINK: Final = 0.02  # chance of a link; what is less likely is left to "none"
LONGEST_WORD: Final = 60  # characters; what is longer stays cut

Floats = NDArray[np.float32]

_LEFT: Final = re.compile(r"(?:\w|(?<=\w)-)+\Z")
_RIGHT: Final = re.compile(r"(?:\w|-(?=\w))+")


@dataclass(frozen=True, slots=True)
class Tag:
    """A stretch of words and how sure the tagger is of it, 0..1."""

    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Content(Tag):
    """Words said. ``cues`` and ``sources``: how likely each cue and source of the `Tagging` is this one's, by index.

    Where they add up to less than one, the rest is for "none". ``speech`` is the chance that it is no mere attitude.
    """

    speech: float = 1.0
    cues: dict[int, float] = field(default_factory=dict)
    sources: dict[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tagging:
    """All that the tagger found in one text, each list in reading order."""

    contents: tuple[Content, ...] = ()
    sources: tuple[Tag, ...] = ()
    cues: tuple[Tag, ...] = ()


class Tagger:
    """The network and its vocabulary. One window is read at a time: the answer never depends on what else is read."""

    def __init__(self, session: onnxruntime.InferenceSession, tokenizer: Tokenizer) -> None:
        self._session, self._tokenizer = session, tokenizer

    @classmethod
    def load(cls, threads: int = 1) -> Self:
        """Return the tagger that the package carries, to run on ``threads`` threads.

        Raises:
            ModelError: its weights are missing or are not those that this version was measured with.
        """
        folder = files("extract.quotes").joinpath("weights")
        try:
            weights = folder.joinpath("tagger.onnx").read_bytes()
            vocabulary = folder.joinpath("tokenizer.json").read_text(encoding="utf-8")
        except OSError as error:
            raise ModelError(f"The quotation tagger is missing ({error}). Install Sidelines again.") from error
        if hashlib.sha256(weights).hexdigest() != SHA256:
            raise ModelError(
                "The quotation tagger (extract/quotes/weights/tagger.onnx) is damaged. Install Sidelines again."
            )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        return cls(session, read_tokenizer(vocabulary))

    def read(self, text: str) -> Tagging:
        """Return the contents, sources and cues of ``text``."""
        pieces, paragraphs = split_pieces(text, self._tokenizer)
        if not pieces:
            return Tagging()
        views = [self._view(pieces, w) for w in split_windows(len(pieces), paragraphs)]
        scores = np.zeros((len(pieces), 7), np.float32)
        seen = np.zeros((len(pieces), 1), np.float32)
        speech = np.zeros(len(pieces), np.float32)
        for view in views:
            own = slice(view.window.first, view.window.last)
            scores[own] += view.scores
            speech[own] += view.speech
            seen[own] += 1
        scores /= seen
        tags = best_path(scores, paragraphs)
        return _gather(text, pieces, np.exp(scores), tags, speech / seen[:, 0], views)

    def _view(self, pieces: Sequence[Piece], window: Window) -> _View:
        ids, cases, marks, place = [CLS], [0], [0], []
        breaks = set(window.breaks)
        for k in range(window.first, window.last):
            if k in breaks and k > window.first:
                ids.append(SEP)
                cases.append(0)
                marks.append(0)
            piece = pieces[k]
            place.append(len(ids))
            ids.append(piece.id)
            cases.append(piece.case)
            marks.append(piece.mark)
        ids.append(SEP)
        feed = {"ids": ids, "cases": [*cases, 0], "marks": [*marks, 0]}
        scores, links = self._session.run(None, {k: np.array([v], np.int64) for k, v in feed.items()})
        logs = log_softmax(scores[place, :7])
        kept = np.flatnonzero((logs[:, 1::2].max(axis=1) > LEAST_LOG) | np.isin(np.arange(len(place)), _starts(window)))
        rows = {window.first + int(k): n + 1 for n, k in enumerate(kept)}
        return _View(window, logs, 1 / (1 + np.exp(-scores[place, 7])), links[[0, *np.array(place)[kept]]], rows)


def _starts(window: Window) -> list[int]:
    return [b - window.first for b in window.breaks]


@dataclass(frozen=True, slots=True)
class _View:
    """What one window shows of its pieces: log chances of tags, speech, and link vectors.

    Those are kept only where a tag can begin, else a book would fill the memory; row 0 is that of "none".
    """

    window: Window
    scores: Floats
    speech: Floats
    links: Floats
    rows: dict[int, int]

    def room(self, piece: int) -> int:
        """How many pieces stand around ``piece`` on the poorer side: the more, the better it is seen."""
        return min(piece - self.window.first + 1, self.window.last - piece)

    def link(self, piece: int, others: Sequence[int], at: int) -> dict[int, float]:
        """Return the chance of each of ``others`` (first pieces of tags, by rank) to be linked with ``piece``."""
        first, last = bisect_left(others, self.window.first), bisect_left(others, self.window.last)
        near = [n for n in range(first, last) if others[n] in self.rows]
        if piece not in self.rows or not near:
            return {}
        rows = [0, *(self.rows[others[n]] for n in near)]
        asking = self.links[self.rows[piece], at : at + LINK]
        chance = softmax(self.links[rows, at + LINK : at + 2 * LINK] @ asking / LINK**0.5)
        return {n: float(c) for n, c in zip(near, chance[1:], strict=True) if c > LEAST_LINK}


def _whole_words(text: str, start: int, end: int) -> Span:
    """The span without a word cut in two: neither "Okafor" of "Okafor-Lind" nor "vote" of "votes"."""
    left = _LEFT.search(text, max(0, start - LONGEST_WORD), start) if text[start].isalnum() else None
    right = _RIGHT.match(text, end) if text[end - 1].isalnum() or text[end - 1] == "-" else None
    return Span(left.start() if left else start, right.end() if right else end)


def _gather(
    text: str, pieces: Sequence[Piece], chances: Floats, tags: Sequence[int], speech: Floats, views: Sequence[_View]
) -> Tagging:
    found: dict[int, list[tuple[int, Tag]]] = {1: [], 3: [], 5: []}
    for first, last, kind in runs(tags):
        span = _whole_words(text, pieces[first].start, pieces[last - 1].end)
        score = float((chances[first:last, kind] + chances[first:last, kind + 1]).mean())
        found[kind].append((first, Tag(span, score)))
    cues, sources = [k for k, _ in found[5]], [k for k, _ in found[3]]
    ends = [v.window.last for v in views]
    contents = []
    for first, tag in found[1]:
        at = bisect_right(ends, first)  # the first window that holds it, and those that repeat it as context
        holding = (v for v in views[at : at + 3] if v.window.first <= first)
        view = max(holding, key=lambda v: v.room(first))
        to_cues, to_sources = view.link(first, cues, 0), view.link(first, sources, 2 * LINK)
        contents.append(Content(tag.span, tag.score, float(speech[first]), to_cues, to_sources))
    return Tagging(tuple(contents), tuple(t for _, t in found[3]), tuple(t for _, t in found[5]))
