"""Speech is told from attitude by the cue; the rule file is refused when it contradicts itself."""

import copy

import pytest
import spacy
from spacy.tokens import Doc

from extract.errors import RuleError
from extract.quotes.cues import CueRules
from extract.rulebook import read_rules

VOCAB = spacy.blank("en").vocab
RULES = CueRules.load()


def cue_of(*words, after=()):
    """A cue from words like "said/say/VERB"; ``after`` stands behind it in the sentence."""
    parts = [w.split("/") for w in (*words, *after)]
    doc = Doc(VOCAB, [p[0] for p in parts], lemmas=[p[1] for p in parts], pos=[p[2] for p in parts])
    return doc[: len(words)]


@pytest.mark.parametrize(
    ("cue", "chance", "speech"),
    [
        (["said/say/VERB"], 0.3, True),
        (["confirmed/confirm/VERB"], 0.1, False),  # a judge: the tagger is all but sure
        (["found/find/VERB"], 0.0, True),  # but never of these
        (["declined/decline/VERB", "to/to/PART", "say/say/VERB"], 0.3, True),  # speech wins
        (["believes/believe/VERB"], 1.0, False),
        (["hopes/hope/NOUN"], 1.0, False),
        (["view/view/NOUN"], 0.3, True),  # an opinion held openly
        (["viewed/view/VERB"], 1.0, False),  # the same word, an attitude
        (["According/accord/VERB", "to/to/ADP"], 0.3, True),
        (["is/be/AUX", "believed/believe/VERB"], 0.0, True),  # hearsay
        (["Rumour/rumour/NOUN", "has/have/VERB", "it/it/PRON"], 0.0, True),
        (["proposed/propose/VERB"], 0.8, True),  # in neither list: the tagger decides
        (["proposed/propose/VERB"], 0.2, False),
    ],
)
def test_is_speech(cue, chance, speech):
    assert RULES.is_speech(cue_of(*cue), chance) is speech


@pytest.mark.parametrize(
    ("cue", "after", "hearsay"),
    [
        (["is/be/AUX", "said/say/VERB"], [], True),
        (["said/say/VERB"], ["to/to/PART", "mull/mull/VERB"], True),
        (["said/say/VERB"], ["to/to/ADP", "reporters/reporter/NOUN"], False),
        (["has/have/AUX", "said/say/VERB"], [], False),
    ],
)
def test_is_hearsay(cue, after, hearsay):
    assert RULES.is_hearsay(cue_of(*cue, after=after)) is hearsay


@pytest.mark.parametrize(
    ("section", "key", "value", "message"),
    [
        ("speech", "verbs", ["say", "say"], "stand there twice"),
        ("attitude", "verbs", ["say"], "stand there twice"),  # it is speech already
        ("speech", "adjectives", ["vocal"], "unknown"),
        ("audience", "venues", ["Press"], "lower case"),
        ("hearsay", "nouns", "rumour", "list of words"),
    ],
)
def test_a_wrong_rule_file_is_refused(section, key, value, message):
    rules = copy.deepcopy(read_rules("cues"))
    rules[section][key] = value
    with pytest.raises(RuleError, match=message):
        CueRules.of(rules)
