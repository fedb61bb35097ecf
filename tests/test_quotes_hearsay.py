"""A clause with "reportedly" has no source; beside a verb of saying the adverb adds nothing."""

import spacy

from extract.quotes.cues import CueRules
from extract.quotes.hearsay import with_hearsay
from extract.quotes.marks import find_marked
from tests.quote_articles import attribution_of, layout_of, parsed

VOCAB = spacy.blank("en").vocab
RULES = CueRules.load()


def clauses(verb, found=()):
    doc = parsed(
        VOCAB,
        "Tarsis/Tarsis/PROPN/nsubj/3",
        "has/have/AUX/aux/3",
        "reportedly/reportedly/ADV/advmod/3",
        f"{verb}/ROOT/3",
        "the/the/DET/det/5",
        "fleet_/fleet/NOUN/dobj/3",
        "././PUNCT/punct/3",
    )
    text = doc.text
    made = [attribution_of(text, *f) for f in found]
    after = with_hearsay(made, doc, layout_of(text), find_marked(text, layout_of(text)), RULES)
    return [(a.said[0].span.of(text), a.cue and a.cue.of(text), a.source) for a in after]


def test_a_clause_of_hearsay():
    assert clauses("moved/move/VERB") == [("Tarsis has reportedly moved the fleet", "reportedly", None)]


def test_it_takes_the_place_of_what_was_tagged_of_it():
    assert clauses("moved/move/VERB", [("moved the fleet", "has", "Tarsis")]) == clauses("moved/move/VERB")


def test_a_verb_of_saying_has_a_source():
    assert clauses("announced/announce/VERB") == []


def test_what_follows_it_is_believed_that():
    text = "Tarsis denies it. It is widely believed that the fleet left on Monday. Nobody knows."
    doc = spacy.blank("en")(text)
    (found,) = with_hearsay([], doc, layout_of(text), [], RULES)
    assert found.said[0].span.of(text) == "the fleet left on Monday"
    assert (found.cue.of(text), found.source) == ("It is widely believed", None)
