"""Two verbs of saying with one subject are two quotations; other verbs are part of what is said."""

import spacy

from extract.model import Span
from extract.quotes.conjoined import split_conjoined
from extract.quotes.cues import CueRules
from extract.quotes.edges import Said
from extract.quotes.linking import Attribution
from extract.quotes.tagger import Content
from tests.quote_articles import parsed, span_of

VOCAB = spacy.blank("en").vocab
RULES = CueRules.load()


def parts(verb):
    doc = parsed(
        VOCAB,
        "Vos/Vos/PROPN/nsubj/1",
        "said/say/VERB/ROOT/1",
        "that/that/SCONJ/mark/4",
        "it/it/PRON/nsubj/4",
        "rained/rain/VERB/ccomp/1",
        "and/and/CCONJ/cc/1",
        f"{verb}/conj/1",
        "that/that/SCONJ/mark/9",
        "it/it/PRON/nsubj/9",
        "snowed_/snow/VERB/ccomp/6",
        "././PUNCT/punct/1",
    )
    text = doc.text
    span = Span(text.index("it rained"), text.index("."))
    said = Said(span, Content(span, 0.9), quoted=False, marks=False)
    found = Attribution((said,), span_of(text, "said"), span_of(text, "Vos"), 0.9, 0.9, 1.0)
    return [(a.cue.of(text), a.said[0].span.of(text)) for a in split_conjoined(found, doc, text, RULES)]


def test_a_second_verb_of_saying():
    assert parts("joked/joke/VERB") == [("said", "it rained"), ("joked", "it snowed")]


def test_another_verb_is_no_cue():
    assert parts("hoped/hope/VERB") == [("said", "it rained and hoped that it snowed")]
