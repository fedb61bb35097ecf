"""A headline's dash or colon parts the claim from who makes it."""

import pytest

from extract.quotes.headlines import attribute, find_claims
from tests.quote_articles import attribution_of, layout_of


@pytest.mark.parametrize(
    ("headline", "claims"),
    [
        ("No new talks this year - government spokeswoman", [("government spokeswoman", "No new talks this year")]),
        ("No new Tarsis-Norland talks — Arden", [("Arden", "No new Tarsis-Norland talks")]),
        ("Arden: the offer stands", [("Arden", "the offer stands")]),
        ("Arden: “The offer stands”", [("Arden", "The offer stands")]),
        ("Tarsis-Norland talks fail", []),  # a hyphen is no dash
        ("Talks fail - what the two sides said of it in Ostwick", []),  # too long for a name
        ("Talks fail -", []),
    ],
)
def test_find_claims(headline, claims):
    text = headline + "\n\nThe talks took place in Ostwick."
    found = find_claims(text, layout_of(text, headline=True))
    assert [(c.source.of(text), c.content.of(text)) for c in found] == claims


def test_without_a_headline_there_is_no_claim():
    text = "Talks fail - Arden"
    assert find_claims(text, layout_of(text)) == []


def test_the_claim_is_whole_where_the_tagger_saw_a_part():
    text = "No new talks this year - government spokeswoman"
    (claim,) = find_claims(text, layout_of(text, headline=True))
    found = attribute(claim, [])
    assert (found.said[0].span, found.source, found.cue) == (claim.content, claim.source, None)


def test_marks_tell_where_it_ends():
    text = "“No new talks” this year - Arden"
    (claim,) = find_claims(text, layout_of(text, headline=True))
    tagged = attribution_of(text, "No new talks")
    assert attribute(claim, [tagged]).said == tagged.said
