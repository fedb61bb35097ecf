"""Contents that one cue introduces are one quotation; a cue or source from inside the words said is none."""

import pytest

from extract.quotes.edges import Said
from extract.quotes.linking import link, take_turns
from extract.quotes.tagger import Content, Tag, Tagging
from extract.quotes.transcript import Turn
from tests.quote_articles import span_of


def tagging_of(text, *, contents, cues, sources):
    """Contents are (words, {cue: chance}, {source: chance}); cues and sources are words, in reading order."""
    made = tuple(
        Content(span_of(text, words), 0.9, 1.0, to_cues, to_sources) for words, to_cues, to_sources in contents
    )
    tags = [tuple(Tag(span_of(text, words), 0.9) for words in part) for part in (sources, cues)]
    return Tagging(made, *tags)


def linked(text, tagging):
    said = [Said(c.span, c, quoted="“" + c.span.of(text) in text, marks=False) for c in tagging.contents]
    return [
        ([s.span.of(text) for s in a.said], a.cue and a.cue.of(text), a.source and a.source.of(text))
        for a in link(text, said, tagging)
    ]


SPLIT = "“We leave,” Arden said. “Today.” Kessel told us to wait there."


def test_a_split_quotation_is_one():
    tagging = tagging_of(
        SPLIT,
        contents=[("We leave,", {0: 0.9}, {0: 0.9}), ("Today.", {0: 0.8, 1: 0.1}, {0: 0.8, 1: 0.1})],
        cues=["said", "told"],
        sources=["Arden", "Kessel"],
    )
    assert linked(SPLIT, tagging) == [(["We leave,", "Today."], "said", "Arden")]


def test_a_cue_that_nobody_chose_gets_what_another_can_spare():
    tagging = tagging_of(
        SPLIT,
        contents=[("We leave,", {0: 0.9}, {0: 0.9}), ("to wait there", {0: 0.5, 1: 0.48}, {1: 0.98})],
        cues=["said", "told"],
        sources=["Arden", "Kessel"],
    )
    assert linked(SPLIT, tagging) == [(["We leave,"], "said", "Arden"), (["to wait there"], "told", "Kessel")]


def test_a_cue_within_the_words_said_is_none_of_theirs():
    text = "“Kessel told us to wait,” Arden said."
    tagging = tagging_of(
        text,
        contents=[("Kessel told us to wait,", {0: 0.3, 1: 0.7}, {0: 0.3, 1: 0.7})],
        cues=["told", "said"],
        sources=["Kessel", "Arden"],
    )
    assert linked(text, tagging) == [(["Kessel told us to wait,"], "said", "Arden")]


def test_words_without_a_cue_stand_alone():
    text = "Winter will be hard - ministry"
    tagging = tagging_of(text, contents=[("Winter will be hard", {}, {0: 0.8})], cues=[], sources=["ministry"])
    assert linked(text, tagging) == [(["Winter will be hard"], None, "ministry")]


def test_what_is_doubtful_is_dropped():
    tagging = tagging_of(SPLIT, contents=[("We leave,", {0: 0.6}, {0: 0.5})], cues=["said"], sources=["Arden"])
    assert linked(SPLIT, tagging) == []


def test_none_is_an_answer():
    tagging = tagging_of(SPLIT, contents=[("We leave,", {0: 0.2}, {0: 0.3})], cues=["said"], sources=["Arden"])
    assert linked(SPLIT, tagging) == [(["We leave,"], None, None)]


def test_a_turn_is_an_attribution_without_cue():
    text = "ARDEN: No. I have work to do."
    turn = Turn(span_of(text, "ARDEN"), (span_of(text, "No. I have work to do."),))
    (found,) = take_turns([turn])
    assert (found.cue, found.source, found.label) == (None, turn.label, True)


@pytest.mark.parametrize(
    ("text", "contents", "parted"),
    [
        ("“We leave,” Arden said. It is late.", ["We leave,", "It is late"], True),  # marks, then none
        (
            "We leave. It is late now, Arden said.",
            ["We leave", "It is late now"],
            True,
        ),  # two sentences, no cue between
        ("We leave, and, Arden said, it is late.", ["We leave, and", "it is late"], False),
        ("“We leave,” Arden said. “It is late.”", ["We leave,", "It is late."], False),
        ("“We leave,” Arden said.\n“It is late.”", ["We leave,", "It is late."], True),  # another paragraph
        ("“We leave.\n“It is late,” Arden said.", ["We leave.", "It is late,"], False),  # whose marks open again
    ],
)
def test_what_parts_two_stretches_with_one_cue(text, contents, parted):
    made = [(words, {0: 0.9}, {0: 0.9}) for words in contents]
    tagging = tagging_of(text, contents=made, cues=["said"], sources=["Arden"])
    said = [
        Said(
            c.span, c, quoted=(q := "“" + c.span.of(text) in text), marks=q, unclosed=c.span.of(text) + "”" not in text
        )
        for c in tagging.contents
    ]
    assert (len(link(text, said, tagging)) > 1) is parted
