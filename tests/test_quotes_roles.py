"""A role is the noun beside a name; the words around it only help to choose."""

import pytest
import spacy

from extract.model import Cast
from extract.quotes.roles import Roles
from tests.quote_articles import cast_of, parsed

VOCAB = spacy.blank("en").vocab
DOC = parsed(
    VOCAB,
    "Panel/panel/NOUN/compound/1",
    "chair/chair/NOUN/compound/3",
    "Ada/Ada/PROPN/compound/3",
    "Lind/Lind/PROPN/nsubj/4",
    "left_/leave/VERB/ROOT/4",
    "././PUNCT/punct/4",
)


def holder(phrase, actors, roles=None, learnt=()):
    found = Roles(DOC, cast_of(DOC.text, actors, roles=roles))
    for name, words in learnt:
        actor = next(a for a in found._cast if a.name == name)
        found.learn(actor, words)
    meant = found.holder(phrase)
    return meant and meant.name


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("the chair", "Ada Lind"), ("the panel chair", "Ada Lind"), ("the panel", None), ("the minister", None)],
)
def test_the_noun_before_a_name(phrase, expected):
    assert holder(phrase, {"Ada Lind": []}) == expected


def test_of_several_the_one_who_shares_most_words():
    roles = {"Ada Lind": "deputy energy minister", "Jon Arden": "foreign minister"}
    actors = {"Ada Lind": [], "Jon Arden": []}
    assert holder("the energy minister", actors, roles) == "Ada Lind"
    assert holder("the minister", actors, roles) is None


def test_what_a_source_called_them_is_learnt():
    learnt = [("Jon Arden", "the governor of the Central Bank, Jon Arden")]
    assert holder("the governor", {"Jon Arden": []}, learnt=learnt) == "Jon Arden"
    assert holder("the bank", {"Jon Arden": []}, learnt=learnt) is None


def test_an_organisation_is_called_by_its_last_noun():
    assert holder("the court", {"org:City Court": []}) == "City Court"
    assert holder("a court", {"org:City Court": []}) is None
    assert holder("the court", {"org:City Court": [], "org:Supreme Court": []}) is None


def test_nobody_in_an_empty_cast():
    assert Roles(DOC, Cast()).holder("the chair") is None
