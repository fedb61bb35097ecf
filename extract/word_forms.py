"""Part of speech, form and lemma of each word, as the model's own rules give them, each asked for once.

The attribute ruler and the lemmatizer take a fifth of the bare pipeline's time. What the ruler says of a word alone
follows from its tag, its dependency and, for the few words that its patterns name, the word; the lemma follows from the
word and what the ruler said. Both are remembered. Words that a pattern joins with a neighbour ("gon na", "there is")
are asked anew, with the neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import numpy as np
from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG  # type: ignore[import-not-found]  # compiled, no stubs
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.parts_of_speech import NAMES  # type: ignore[import-not-found]  # compiled, no stubs
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

COMPONENT: Final = "word_forms"
MOST_KEPT: Final = (
    200_000  # lemmas, some 60 MB; then it begins anew, so that memory stays flat over any number of articles
)
_ANY_WORD: Final = "word"  # stands for all words that no pattern names
_SPACE: Final = "\n"

Key = tuple[int, int, int]  # hashes of word, tag, dependency
Form = tuple[
    int, int, str, int
]  # part of speech, hash of the morphology, lemma ("": not the ruler's to say), dependency


@Language.factory(COMPONENT)
def _component(nlp: Language, name: str) -> WordForms:
    return WordForms(nlp)


def remember_word_forms(nlp: Language) -> Language:
    """Put `WordForms` in the place of the pipeline's attribute ruler and lemmatizer; return the pipeline.

    A pipeline without these two, or with a ruler whose answers hang on more than can be remembered, is returned as
    it is.
    """
    if not nlp.has_pipe("attribute_ruler") or not nlp.has_pipe("lemmatizer"):
        return nlp
    ruler: Any = nlp.get_pipe("attribute_ruler")
    patterns = [pattern for rule in ruler.patterns for pattern in rule["patterns"]]
    alone = _read_alone(patterns)
    if alone is None:
        return nlp
    forms: Any = nlp.add_pipe(COMPONENT, before="attribute_ruler")
    forms.ask_of(ruler, nlp.get_pipe("lemmatizer"), alone, [p for p in patterns if len(p) > 1])
    nlp.remove_pipe("attribute_ruler")
    nlp.remove_pipe("lemmatizer")
    return nlp


class WordForms:
    """A pipeline component that sets ``pos``, ``morph``, ``lemma`` (and the spaces' ``dep``) of all tokens."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        self._ruler: Any = None
        self._lemmatizer: Any = None
        self._joined = Matcher(nlp.vocab)
        self._named: frozenset[str] = frozenset()
        self._expressions: tuple[re.Pattern[str], ...] = ()
        self._classes: dict[int, int] = {}
        self._ruled: dict[Key, Form] = {}
        self._lemmas: dict[Key, str] = {}

    def ask_of(
        self,
        ruler: AttributeRuler,
        lemmatizer: Lemmatizer,
        alone: tuple[frozenset[str], tuple[re.Pattern[str], ...]],
        joined: list[Any],
    ) -> None:
        """Take the two components whose answers are to be remembered, and what the ruler's patterns name."""
        self._ruler, self._lemmatizer = ruler, lemmatizer
        self._named, self._expressions = alone
        index: Any = lemmatizer.lookups.get_table("lemma_index", {})
        for part in list(index):
            index[part] = frozenset(index[part])  # lists as published: each look-up walked through thousands of words
        if joined:
            self._joined.add("joined", joined)

    def __call__(self, doc: Doc) -> Doc:
        """Set the forms of one parsed document and return it."""
        if len(self._lemmas) > MOST_KEPT:
            self._lemmas.clear()
            self._classes.clear()
            self._lemmatizer.cache.clear()
        keys = [(int(w), int(t), int(d)) for w, t, d in doc.to_array([ORTH, TAG, DEP])]
        forms = self._of_each(keys)
        for _, start, end in self._joined(doc, allow_missing=True):
            forms[start:end] = self._ask(keys[start:end])
        add = self._vocab.strings.add  # a lemma may have been forgotten since, with the article it was made for
        rows = [(pos, morph, add(lemma)) for pos, morph, lemma, _ in forms]
        if rows:
            values: Any = np.array(rows, dtype="uint64")
            doc.from_array([POS, MORPH, LEMMA], values)
        for token, key, form in zip(doc, keys, forms, strict=True):
            if key[2] != form[3]:
                token.dep = form[3]
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Yield each document with its forms."""
        for doc in docs:
            yield self(doc)

    def _of_each(self, keys: Sequence[Key]) -> list[Form]:
        """The form of each word as it is without its neighbours."""
        classes = [(self._class(word), tag, dep) for word, tag, dep in keys]
        unruled = list(dict.fromkeys(key for key in classes if key not in self._ruled))
        if unruled:
            self._ruled.update(zip(unruled, self._ask_alone(unruled), strict=True))
        ruled = [self._ruled[key] for key in classes]
        wanted = [(key[0], form[0], form[1]) for key, form in zip(keys, ruled, strict=True)]
        unknown = list(dict.fromkeys(key for key in wanted if key not in self._lemmas))
        if unknown:
            self._lemmas.update(zip(unknown, self._ask_lemmas(unknown), strict=True))
        return [
            (pos, morph, lemma or self._lemmas[key], dep)
            for (pos, morph, lemma, dep), key in zip(ruled, wanted, strict=True)
        ]

    def _class(self, word: int) -> int:
        """The word itself where a pattern names it, else the word or space that stands for all others."""
        known = self._classes.get(word)
        if known is None:
            text = self._vocab.strings[word]
            low = text.lower()
            if low in self._named or any(e.search(low) for e in self._expressions):
                known = word
            else:
                known = self._hash(_SPACE if text.isspace() else _ANY_WORD)
            self._classes[word] = known
        return known

    def _hash(self, text: str) -> int:
        return int(self._vocab.strings.add(text))

    def _ask_alone(self, keys: Sequence[Key]) -> list[Form]:
        """What the ruler says of words that stand beside no other: line ends part them, so no pattern joins two."""
        space = (self._hash(_SPACE), self._hash("_SP"), self._hash("dep"))
        doc = self._ruler(self._doc([part for key in keys for part in (key, space)]))
        return [(t.pos, t.morph.key, t.lemma_, t.dep) for t in doc][::2]

    def _ask(self, keys: Sequence[Key]) -> list[Form]:
        doc = self._lemmatizer(self._ruler(self._doc(keys)))
        return [(t.pos, t.morph.key, t.lemma_, t.dep) for t in doc]

    def _doc(self, keys: Sequence[Key]) -> Doc:
        strings = self._vocab.strings
        return Doc(
            self._vocab,
            words=[strings[word] for word, _, _ in keys],
            tags=[strings[tag] for _, tag, _ in keys],
            deps=[strings[dep] for _, _, dep in keys],
            heads=list(range(len(keys))),
        )

    def _ask_lemmas(self, keys: Sequence[Key]) -> list[str]:
        strings = self._vocab.strings
        doc = Doc(
            self._vocab,
            words=[strings[word] for word, _, _ in keys],
            pos=[NAMES[pos] for _, pos, _ in keys],
            morphs=[strings[morph] for _, _, morph in keys],
        )
        return [t.lemma_ for t in self._lemmatizer(doc)]


def _read_alone(patterns: Iterable[Any]) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]] | None:
    """The words, in lower case, and the expressions for words that the patterns for one token name.

    None where one asks for something else of a token, so that the answers can't be remembered.
    """
    words: set[str] = set()
    expressions: list[re.Pattern[str]] = []
    for token in (pattern[0] for pattern in patterns if len(pattern) == 1):
        if token.keys() - {"TAG", "DEP", "LOWER", "IS_SPACE"}:
            return None
        lower = token.get("LOWER")
        if isinstance(lower, str):
            words.add(lower)
        elif isinstance(lower, dict) and lower.keys() == {"IN"}:
            words.update(lower["IN"])
        elif isinstance(lower, dict) and lower.keys() == {"REGEX"}:
            expressions.append(re.compile(lower["REGEX"]))
        elif lower is not None:
            return None
    return frozenset(words), tuple(expressions)
