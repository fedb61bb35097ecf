"""A quotation is all that stands between its marks; what is not said stays outside."""

import pytest

from extract.model import Block, Layout, Span
from extract.quotes.edges import settle, trim
from extract.quotes.marks import find_marked
from extract.quotes.tagger import Content
from tests.quote_articles import layout_of, span_of


def settled(text, *tagged, layout=None):
    layout = layout or layout_of(text)
    contents = [Content(span_of(text, words), 0.9) for words in tagged]
    return [(s.span.of(text), s.quoted) for s in settle(text, layout, find_marked(text, layout), contents)]


@pytest.mark.parametrize(
    ("text", "tagged", "expected"),
    [
        (
            '"We leave. Today it is," he said.',
            "Today it is",
            [("We leave. Today it is,", True)],
        ),  # first sentence missed
        ('"We leave today," he said.', '"We leave today," he', [("We leave today,", True)]),  # one word too many
        ("He said that they leave today.", "that they leave today.", [("they leave today", False)]),
        ('He said they had "no plan to leave" today.', 'they had "no plan to leave" today', None),
        (
            'He said they had "no plan to leave at all".',
            'they had "no plan to',
            [('they had "no plan to leave at all', False)],
        ),
        ('It was late, he said. "We all leave now," she added.', "It was late", [("It was late", False)]),
        ("The U.S. will stay, he said, in the U.S.", "in the U.S.", [("in the U.S.", False)]),
    ],
)
def test_settle(text, tagged, expected):
    assert settled(text, tagged) == (expected or [(tagged, False)])


def test_two_tags_within_one_pair_of_marks_are_one():
    text = '"We leave today. They asked us to stay," he said.'
    assert settled(text, "We leave today", "us to stay") == [("We leave today. They asked us to stay,", True)]


@pytest.mark.parametrize("role", ["caption", "credit", "byline", "boilerplate"])
def test_captions_and_credits_are_dropped(role):
    text = '"We leave," he said.'
    layout = Layout((Block(Span(0, len(text)), role),), None)
    assert settled(text, "We leave", layout=layout) == []


@pytest.mark.parametrize(
    ("words", "left"), [("that  it rains.", "it rains"), ("“ ”", None), ("that", "that"), (" - ", None)]
)
def test_trim(words, left):
    span = trim(words, Span(0, len(words)))
    assert (span and span.of(words)) == left
