"""The entities of parsed documents, as spaCy's own recognizer finds them, with all words of a batch weighed at once.

The recognizer moves from word to word and asks at each of all 74 moves whether they are allowed (begin, in, last, unit
and out: Lample and others 2016, "Neural Architectures for Named Entity Recognition"), taking and leaving Python's lock
for each question: a quarter of the bare pipeline's time. Where no entity is open, the best move follows from the word
alone, so it is found for all words together; then all entities that may have begun are followed together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE, SENT_START  # type: ignore[import-not-found]  # compiled, no stubs
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

COMPONENT: Final = "entities"
FEATURES: Final = 3  # of a state: the word, the first word of the open entity, the word before
TOGETHER: Final = 12  # words that all are followed together; a longer one is followed only if it is reached
_NO_WORD: Final = -1  # its row is the last

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]


@Language.factory(COMPONENT)
def _component(nlp: Language, name: str) -> Entities:
    return Entities()


def find_entities_at_once(nlp: Language) -> Language:
    """Put `Entities` in the place of the pipeline's recognizer; return the pipeline.

    A pipeline without one, or with one that decides by more than `Entities` looks at, is returned as it is.
    """
    recognizer: Any = nlp.get_pipe("ner") if nlp.has_pipe("ner") else None
    if not isinstance(recognizer, EntityRecognizer) or not _is_known(recognizer):
        return nlp
    entities: Any = nlp.add_pipe(COMPONENT, before="ner")
    entities.ask_of(recognizer)
    nlp.remove_pipe("ner")
    return nlp


def _is_known(recognizer: Any) -> bool:
    model = recognizer.model
    return bool(
        recognizer.cfg["beam_width"] == 1
        and model.attrs["has_upper"]
        and not model.attrs["unseen_classes"]
        and model.get_ref("lower").get_dim("nF") == FEATURES
        and model.get_ref("lower").get_dim("nP") > 1
    )


class Entities:
    """A pipeline component that sets the entities of documents that have sentences and no entities yet."""

    def ask_of(self, recognizer: EntityRecognizer) -> None:
        """Take the recognizer whose network is to be asked."""
        model: Any = recognizer.model
        self._words, self._lower, self._upper = (model.get_ref(part) for part in ("tok2vec", "lower", "upper"))
        self._bias: Floats = self._lower.get_param("b")
        moves: Any = recognizer.moves
        names = [moves.get_class_name(n) for n in range(moves.n_moves)]
        place = {name: n for n, name in enumerate(names)}
        self._labels = [name.partition("-")[2] for name in names]
        self._out = place["O"]
        self._begin, self._unit = (
            np.array([n for n, name in enumerate(names) if name[:2] == kind and self._labels[n]], np.intp)
            for kind in ("B-", "U-")  # spaCy's own "U-" without a label is for entities that were set before
        )
        self._outside = np.sort([self._out, *self._begin, *self._unit])
        self._in, self._last = (
            np.array([place.get(kind + label, self._out) for label in self._labels], np.intp) for kind in ("I-", "L-")
        )

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of one document and return it."""
        self._set([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Yield each document with its entities."""
        waiting = iter(docs)
        while batch := list(islice(waiting, batch_size)):
            self._set(batch)
            yield from batch

    def _set(self, docs: Sequence[Doc]) -> None:
        lengths = [len(doc) for doc in docs]
        ends = np.cumsum(lengths)
        found = self._find(docs, ends) if sum(lengths) else iter(())
        ahead = next(found, None)
        for doc, end, length in zip(docs, ends.tolist(), lengths, strict=True):
            first, here = end - length, []
            while ahead is not None and ahead[0] < end:
                here.append(Span(doc, ahead[0] - first, ahead[1] - first, label=ahead[2]))
                ahead = next(found, None)
            doc.set_ents(here, default="outside")

    def _find(self, docs: Sequence[Doc], ends: Places) -> Iterator[tuple[int, int, str]]:
        """Yield the entities of all words, numbered through: first word, the word after the last, label."""
        flags = np.concatenate([doc.to_array([SENT_START, IS_SPACE]).reshape(-1, 2) for doc in docs])
        spaces = flags[:, 1] == 1
        closed = np.append(flags[1:, 0] == 1, True)  # words after which no entity goes on
        closed[ends[ends > 0] - 1] = True
        offers = self._offers(docs)
        scores = self._scores(offers, np.arange(len(spaces)), _NO_WORD, _NO_WORD)
        scores[np.ix_(spaces | closed, self._begin)] = -np.inf
        scores[np.ix_(spaces, self._unit)] = -np.inf
        moves = self._outside[scores[:, self._outside].argmax(axis=1)]
        firsts = np.flatnonzero(moves != self._out)
        moves, stops = moves[firsts], firsts + 1
        open_ = np.isin(moves, self._begin)
        for _ in range(TOGETHER):
            if open_.any():
                self._follow(offers, closed, firsts, moves, stops, open_)
        done = 0
        for n, first in enumerate(firsts.tolist()):
            if first < done:
                continue
            while open_[n]:
                one = slice(n, n + 1)
                self._follow(offers, closed, firsts[one], moves[one], stops[one], open_[one])
            done = int(stops[n])
            yield first, done, self._labels[moves[n]]

    def _follow(
        self, offers: Floats, closed: Flags, firsts: Places, moves: Places, stops: Places, open_: Flags
    ) -> None:
        """Take the next word into each open entity, in place, and close those whose last it is."""
        which = np.flatnonzero(open_)
        words, moves = stops[which], moves[which]
        scores = self._scores(offers, words, firsts[which], words - 1)
        rows = np.arange(len(which))
        open_[which] = ~closed[words] & (scores[rows, self._in[moves]] >= scores[rows, self._last[moves]])
        stops[which] += 1

    def _offers(self, docs: Sequence[Doc]) -> Floats:
        """What each word adds to the hidden layer in each of its places; the last row is what no word adds."""
        offers: Floats = self._lower.predict(self._words.predict(docs))
        return np.roll(offers, -1, axis=0)

    def _scores(self, offers: Floats, word: Places, first: Places | int, before: Places | int) -> Floats:
        sums = offers[word, 0] + offers[first, 1]
        sums += offers[before, 2]
        sums += self._bias
        scores: Floats = self._upper.predict(sums.max(axis=2))
        return scores
