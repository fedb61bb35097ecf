"""A cue of which a part was tagged becomes whole."""

import pytest

from extract.quotes.whole_cues import with_whole_cue
from tests.quote_articles import attribution_of


@pytest.mark.parametrize(
    ("text", "words", "cue", "source", "expected"),
    [
        (
            "He declined to say whether it rained.",
            "to say whether it rained",
            "declined",
            "He",
            ("declined to say", "whether it rained"),
        ),
        ("He declined to pay for it.", "to pay for it", "declined", "He", ("declined", "to pay for it")),  # no words
        ("In his words, it rained.", "it rained", "words", "his", ("In his words", "it rained")),
        ("It rained in Arden's words.", "It rained", "words", "Arden", ("in Arden's words", "It rained")),
        ("His last words: it rained.", "it rained", "words", "His", ("words", "it rained")),
    ],
)
def test_with_whole_cue(text, words, cue, source, expected):
    found = with_whole_cue(attribution_of(text, words, cue, source), text)
    assert (found.cue.of(text), found.said[0].span.of(text)) == expected
