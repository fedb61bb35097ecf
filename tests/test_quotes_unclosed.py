"""Where no mark ends a quotation, it ends before the reporter's own words."""

from dataclasses import replace

import pytest
import spacy

from extract.quotes.cues import CueRules
from extract.quotes.unclosed import cut_unclosed
from tests.quote_articles import attribution_of, parsed

VOCAB = spacy.blank("en").vocab
RULES = CueRules.load()


def cut(subject, verb, stop=","):
    doc = parsed(
        VOCAB,
        "“_/“/PUNCT/punct/2",
        "We/we/PRON/nsubj/2",
        "leave_/leave/VERB/ccomp/5",
        f"{stop}/{stop}/PUNCT/punct/5",
        f"{subject}/nsubj/5",
        f"{verb}/ROOT/5",
        "the/the/DET/det/7",
        "mayor/mayor/NOUN/dobj/5",
    )
    doc[5].tag_ = "VBD"
    text = doc.text
    found = attribution_of(text, text[1:], None, None)
    found = replace(found, said=(replace(found.said[0], unclosed=True),))
    after = cut_unclosed(found, doc, text, RULES)
    return after.said[0].span.of(text), after.cue and after.cue.of(text), after.source and after.source.of(text)


def test_the_reporter_speaks_again():
    assert cut("she/she/PRON", "told/tell/VERB") == ("We leave,", "told", "she")


@pytest.mark.parametrize(
    ("subject", "verb", "stop"),
    [
        ("she/she/PRON", "kissed/kiss/VERB", ","),  # no verb of saying
        ("I/I/PRON", "told/tell/VERB", ","),  # still the speaker
        ("she/she/PRON", "told/tell/VERB", "as"),  # no pause before it
    ],
)
def test_the_speaker_goes_on(subject, verb, stop):
    assert cut(subject, verb, stop)[1:] == (None, None)
