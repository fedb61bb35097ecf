"""The entities are those of the published recognizer, whatever the text."""

from __future__ import annotations

import random

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from extract import entities
from extract.entities import Entities, find_entities_at_once
from extract.language import load_plain_model
from seeds import sample_articles

ODD = [
    "",
    "Velmora",
    "on Monday",
    "  Anna   Berg \t of  the   Lake  Bank ",
    "Mr. Berg. Ms. Lind. U.S. The U.N. Security Council of the United Nations of 1945.",
    "the first two hundred and twenty-five thousand six hundred and thirty-one point five million dollars",
    "Kessel " * 60,
    "The Treaty of Friendship and Good Neighbourly Relations between the Republic of Velmora and the Kingdom of Tarn "
    "and the Protocol on Its Application",
]


@pytest.fixture(scope="module")
def plain() -> Language:
    return load_plain_model()


@pytest.fixture(scope="module")
def at_once() -> Language:
    return find_entities_at_once(load_plain_model())


def _lines() -> list[str]:
    texts = [data.decode() for _, data in sample_articles()]
    return [line for text in texts for line in text.split("\n") if line.strip()] + ODD


def _told(doc: Doc) -> list[tuple[str, str, str]]:
    return [(t.text, t.ent_iob_, t.ent_type_) for t in doc]


def test_entities_are_those_of_the_published_pipeline(plain: Language, at_once: Language) -> None:
    own, ours = plain.pipe(_lines(), batch_size=50), at_once.pipe(_lines(), batch_size=7)
    for one, other in zip(own, ours, strict=True):
        assert _told(one) == _told(other)
        assert [(e.start, e.end, e.label_) for e in one.ents] == [(e.start, e.end, e.label_) for e in other.ents]


def test_entities_of_words_in_any_order(plain: Language, at_once: Language) -> None:
    rng = random.Random(1)
    words = [word for line in _lines() for word in line.split()]
    texts = [" ".join(rng.choices(words, k=40)) for _ in range(60)]
    for one, other in zip(plain.pipe(texts), at_once.pipe(texts), strict=True):
        assert _told(one) == _told(other)


def test_long_entities_are_followed_to_their_end(
    plain: Language, at_once: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entities, "TOGETHER", 1)
    for line in ODD:
        assert _told(plain(line)) == _told(at_once(line))


def test_every_word_is_decided(at_once: Language) -> None:
    doc = at_once("Nobody came.")
    assert [t.ent_iob_ for t in doc] == ["O", "O", "O"]
    assert doc.has_annotation("ENT_IOB")


def test_the_component_takes_the_recognizers_place(at_once: Language) -> None:
    assert "ner" not in at_once.pipe_names
    assert isinstance(at_once.get_pipe("entities"), Entities)


def test_a_pipeline_without_a_known_recognizer_stays_as_it_is() -> None:
    nlp = load_plain_model()
    nlp.get_pipe("ner").cfg["beam_width"] = 2  # type: ignore[attr-defined]
    assert "ner" in find_entities_at_once(nlp).pipe_names
    nlp.remove_pipe("ner")
    assert "entities" not in find_entities_at_once(nlp).pipe_names
