"""To whom, at what occasion and on which day words were said, where the sentence tells."""

from datetime import date

import spacy

from extract.model import Days, Timex
from extract.quotes.cues import CueRules
from extract.quotes.settings import find_audience, find_day, find_venue
from tests.quote_articles import attribution_of, parsed, span_of

VOCAB = spacy.blank("en").vocab
RULES = CueRules.load()

TOLD = parsed(
    VOCAB,
    "He/he/PRON/nsubj/1",
    "told/tell/VERB/ROOT/1",
    "the/the/DET/det/3",
    "reporters/reporter/NOUN/dobj/1",
    "on/on/ADP/prep/1",
    "Sunday/Sunday/PROPN/pobj/4",
    "that/that/SCONJ/mark/8",
    "they/they/PRON/nsubj/8",
    "leave/leave/VERB/ccomp/1",
)
SAID = parsed(
    VOCAB,
    "He/he/PRON/nsubj/1",
    "said/say/VERB/ROOT/1",
    "in/in/ADP/prep/1",
    "an/an/DET/det/4",
    "interview/interview/NOUN/pobj/2",
    "with/with/ADP/prep/4",
    "Kanal-2/Kanal-2/PROPN/pobj/5",
    "in/in/ADP/prep/1",
    "May/May/PROPN/pobj/7",
)
FIRST = Days(date(2030, 6, 2), date(2030, 6, 2))


def test_audience_of_a_verb_of_telling():
    found = attribution_of(TOLD.text, "they leave", "told")
    assert find_audience(TOLD[1:2], found, RULES).of(TOLD.text) == "the reporters"


def test_the_object_of_other_verbs_is_no_audience():
    doc = parsed(VOCAB, "He/he/PRON/nsubj/1", "called/call/VERB/ROOT/1", "her/she/PRON/dobj/1", "late/late/ADJ/oprd/1")
    assert find_audience(doc[1:2], attribution_of(doc.text, "her late", "called"), RULES) is None


def test_what_is_said_is_no_audience():
    found = attribution_of(TOLD.text, "the reporters", "told")
    assert find_audience(TOLD[1:2], found, RULES) is None


def test_venue():
    found = attribution_of(SAID.text, "He", "said")
    assert find_venue(SAID[1:2], found, RULES).of(SAID.text) == "an interview with Kanal-2"


def test_a_month_is_no_venue():
    doc = parsed(VOCAB, "He/he/PRON/nsubj/1", "said/say/VERB/ROOT/1", "in/in/ADP/prep/1", "May/May/PROPN/pobj/2")
    assert find_venue(doc[1:2], attribution_of(doc.text, "He", "said"), RULES) is None


def test_day_behind_the_cue():
    timex = Timex(span_of(TOLD.text, "Sunday"), "DATE", None, FIRST, "stated")
    assert find_day(TOLD[1:2], attribution_of(TOLD.text, "they leave", "told"), [timex]) == FIRST


def test_a_day_within_the_words_said_is_not_the_day_they_were_said():
    timex = Timex(span_of(TOLD.text, "Sunday"), "DATE", None, FIRST, "stated")
    assert find_day(TOLD[1:2], attribution_of(TOLD.text, "Sunday that they leave", "told"), [timex]) is None


def test_a_text_without_a_parse_tells_nothing():
    doc = spacy.blank("en")("He told reporters")
    found = attribution_of(doc.text, "He", "told")
    assert (find_audience(doc[1:2], found, RULES), find_venue(doc[1:2], found, RULES)) == (None, None)
