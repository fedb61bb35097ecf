"""Speech within speech is found by the inner marks and a verb of saying beside them."""

import pytest
import spacy

from extract.quotes.cues import CueRules
from extract.quotes.marks import find_marked
from extract.quotes.nested import find_nested
from tests.quote_articles import attribution_of, layout_of, parsed

VOCAB = spacy.blank("en").vocab
RULES = CueRules.load()


def inner_of(verb):
    doc = parsed(
        VOCAB,
        "“_/“/PUNCT/punct/2",
        "He/he/PRON/nsubj/2",
        f"{verb}/ROOT/2",
        "‘_/‘/PUNCT/punct/2",
        "You/you/PRON/nsubj/5",
        "have/have/VERB/ccomp/2",
        "my/my/PRON/poss/7",
        "word_/word/NOUN/dobj/5",
        "’_/’/PUNCT/punct/2",
        ",_/,/PUNCT/punct/2",
        "”/”/PUNCT/punct/2",
        "she/she/PRON/nsubj/12",
        "said/say/VERB/ROOT/12",
    )
    text = doc.text
    found = attribution_of(text, text[1 : text.index("”")], "said", "she")
    marked = find_marked(text, layout_of(text))
    return [
        (i.content.of(text), i.cue.of(text), i.source and i.source.of(text))
        for i in find_nested([found], doc, marked, RULES)
    ]


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("said/say/VERB", [("You have my word", "said", "He")]),
        ("broke/break/VERB", []),  # the marks are somebody's irony
    ],
)
def test_find_nested(verb, expected):
    assert inner_of(verb) == expected


def test_outside_of_words_said_nothing_is_nested():
    doc = parsed(VOCAB, "“_/“/PUNCT/punct/1", "Yes_/yes/INTJ/ROOT/1", "”/”/PUNCT/punct/1")
    assert list(find_nested([], doc, find_marked(doc.text, layout_of(doc.text)), RULES)) == []
