"""Remembered word forms are those of the published pipeline."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from extract.language import load_plain_model
from extract.word_forms import WordForms, remember_word_forms
from seeds import sample_articles

ODD = """There is no plan, and there's none. It was him; you saw it, didn't you?
I'm gonna go, we've got ta go, let's see, ain't it? C'mon, y'all  said so.
She has had to do what had been done. But for that, do not have them do it.
Better worse best; left leaves leaving; 3.5m 's \u201cBonjour\u201d naïve İstanbul"""


def _lines() -> list[str]:
    texts = [data.decode() for _, data in sample_articles()] + [ODD]
    return [line for text in texts for line in text.split("\n") if line.strip()]


def _told(doc: Doc) -> list[tuple[str, ...]]:
    return [(t.text, t.tag_, t.dep_, t.pos_, str(t.morph), t.lemma_, t.ent_type_, str(t.head.i)) for t in doc]


@pytest.fixture(scope="module")
def plain() -> Language:
    return load_plain_model()


@pytest.fixture(scope="module")
def remembering() -> Language:
    return remember_word_forms(load_plain_model())


def test_forms_are_those_of_the_published_pipeline(plain: Language, remembering: Language) -> None:
    for line in _lines() * 2:  # the second time all is remembered
        assert _told(remembering(line)) == _told(plain(line)), line


def test_forms_survive_what_a_memory_zone_forgets(plain: Language, remembering: Language) -> None:
    line = "The Quorblaxians were frobnicating zwibbles gonna."
    for _ in range(2):
        with remembering.memory_zone():
            told = _told(remembering(line))
        assert told == _told(plain(line))


def test_what_is_kept_is_bounded(remembering: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.word_forms.MOST_KEPT", 5)
    forms = remembering.get_pipe("word_forms")
    assert isinstance(forms, WordForms)
    for line in _lines()[:6]:
        remembering(line)
        assert len(forms._lemmas) <= 5 + 2 * len(line)


def test_an_empty_text_has_no_forms(remembering: Language) -> None:
    assert len(remembering("")) == 0
