"""Topics are found where they are named, and not inside other names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import RuleError
from extract.layout import LayoutRules, find_layout
from extract.model import Layout, Span
from extract.topics import (
    Topic,
    check_topics,
    dump_topics,
    find_topics,
    find_topics_in,
    load_topics,
    parse_topics,
    read_topics,
)


def found(text: str, rules: LayoutRules, topics: tuple[Topic, ...] | None = None) -> list[tuple[str, str]]:
    return [(m.topic, m.span.of(text)) for m in find_topics(text, find_layout(text, rules), topics or load_topics())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They spoke of the INF Treaty.", [("INF Treaty", "INF Treaty")]),
        (
            "The Intermediate-Range Nuclear Forces Treaty holds.",
            [("INF Treaty", "Intermediate-Range Nuclear Forces Treaty")],
        ),
        ("Aid for Ukraina and SYRIA’s north.", [("Ukraine", "Ukraina"), ("Syria", "SYRIA")]),
        ("Iran, Iran and Iran again.", [("Iran", "Iran")] * 3),
        ("A line\nbreak in the INF\nTreaty.", [("INF Treaty", "INF")]),
        ("Iranians and the Syrian envoy went to Tehran.", []),  # people and a capital: left out on purpose
        ("An infantry of Iranology.", []),  # inside longer words
        ("The Intermediate‑Range Nuclear Forces deal", [("INF Treaty", "Intermediate‑Range Nuclear Forces")]),
        ("Ukrane’s harvest, Siria’s wells", [("Ukraine", "Ukrane"), ("Syria", "Siria")]),  # misspelt
        ("Sira, Irak and Ukrainka", []),  # other names, not misspelt
        ("The Iran–Iraq war ended in 1988.", []),  # history, not the topic
        ("Iran and Iraq met; the Iran-Iraq warning", [("Iran", "Iran")] * 2),  # a warning is no war
        ("The Iran-Contra papers name Iran.", [("Iran", "Iran")]),  # the affair is no mention, the country is
        ("Ünïran is no place.", []),  # a letter outside ASCII is a letter
    ],
)
def test_find_topics(text: str, expected: list[tuple[str, str]], layout_rules: LayoutRules) -> None:
    # "INF\nTreaty" is one mention over a line break; only its first word is compared.
    assert [(t, w.split("\n")[0]) for t, w in found(text, layout_rules)] == expected


def test_captions_and_credits_are_passed_over(layout_rules: LayoutRules) -> None:
    text = "Envoys meet\n© Iran Press/ORBIS\n\nVELMORA, March 4. /ORBIS/. Nothing was said of Syria."
    assert found(text, layout_rules) == [("Syria", "Syria")]


def test_an_analysts_pattern_joins_the_phrases(layout_rules: LayoutRules) -> None:
    grain = (Topic("Grain", ("grain deal",), pattern=r"(?i)wheat|grain deal"),)
    assert found("Wheat rose after the grain deal.", layout_rules, grain) == [
        ("Grain", "Wheat"),
        ("Grain", "grain deal"),
    ]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("missile*", "A missile, missiles, and MISSILERY", ["missile", "missiles", "MISSILERY"]),
        ("missile*", "Antimissile talks", []),  # the star is at the end only
        ("grain deal*", "Grain\u00a0deals", ["Grain\u00a0deals"]),
        ("sanction*", "sanctionné", ["sanctionné"]),  # a letter outside ASCII is a letter
        ("farmers' union", "the farmers’ union", ["farmers’ union"]),
        ("C++", "C++ and C", ["C++"]),
        ("St. Orl", "St. Orl, Stx Orl", ["St. Orl"]),  # a point is a point
    ],
)
def test_stars_hyphens_and_apostrophes(phrase: str, text: str, expected: list[str], layout_rules: LayoutRules) -> None:
    assert [w for _, w in found(text, layout_rules, (Topic("A", (phrase,)),))] == expected


def test_words_that_must_not_match_are_whole_words(layout_rules: LayoutRules) -> None:
    topics = (Topic("Grain", ("grain",), not_in=("grain of salt",)),)
    text = "A grain of salt; a grain of saltpetre"
    assert found(text, layout_rules, topics) == [("Grain", "grain")]


def test_a_preview_stops_where_its_reader_does(layout_rules: LayoutRules) -> None:
    asked = []

    def articles() -> Iterator[tuple[str, Layout]]:
        for text in ("Nothing here.", "Wheat and wheat.", "More wheat."):
            asked.append(text)
            yield text, find_layout(text, layout_rules)

    hits = find_topics_in(articles(), Topic("Grain", ("wheat",)))
    assert [next(hits), next(hits)] == [(1, Span(0, 5)), (1, Span(10, 15))]
    assert len(asked) == 2
    with pytest.raises(RuleError, match="has no phrases"):
        find_topics_in(articles(), Topic("Grain", ()))


def test_topics_come_back_from_toml_as_they_went() -> None:
    topics = [
        *load_topics(),
        Topic("Grain “deal”", ("wheat\\", 'the "deal"'), ("a\ttab",), r"(?i)\bgr[ae]in\b"),
        Topic("Grain deal", ("corn",)),
        Topic("…", ("nothing",)),
    ]
    text = dump_topics(topics)
    assert parse_topics(text) == topics
    assert list(tomllib.loads(text))[-3:] == ["grain-deal", "grain-deal-2", "topic"]
    assert parse_topics(dump_topics([])) == []


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=4), st.text(max_size=12))
def test_any_topic_that_is_accepted_comes_back(phrases: list[str], title: str) -> None:
    topic = Topic(title.strip(), tuple(phrases))
    try:
        check_topics([topic])
    except RuleError:
        return
    assert parse_topics(dump_topics([topic])) == [topic]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[grain", "The file of topics can't be read: "),
        ('grain = "wheat"', "[grain]: this is no table"),
        ('[grain]\ntitle = "Grain"\nphrases = "wheat"', "[grain]: phrases must be a list of texts"),
        ('[grain]\ntitle = "Grain"\nphrases = [1]', "[grain]: phrases must be a list of texts"),
        ('[grain]\ntitle = 7\nphrases = ["wheat"]', "[grain]: title must be a text"),
        ('[grain]\ntitle = "Grain"\npattern = 7', "[grain]: pattern must be a text"),
        ('[grain]\nphrases = ["wheat"]', "A topic has no title"),
        ('[grain]\ntitle = "Grain"\nwords = ["wheat"]', "unknown ['words']; use not_in, pattern, phrases, title"),
    ],
)
def test_a_wrong_file_is_refused_in_one_sentence(text: str, message: str) -> None:
    with pytest.raises(RuleError, match=re.escape(message)):
        parse_topics(text)


@pytest.mark.parametrize(
    ("topics", "message"),
    [
        ([Topic("Grain", ())], "The topic 'Grain' has no phrases"),
        ([Topic(" ", ("grain",))], "A topic has no title"),
        ([Topic("Grain", ("…",))], "without a letter or digit"),
        ([Topic("Grain", ("grain",)), Topic("Wheat", ("GRAIN",))], "belongs to two topics, 'Grain' and 'Wheat'"),
        ([Topic("Grain", ("grain",)), Topic("Grain", ("wheat",))], "stand there twice"),
        ([Topic("Grain", ("grain", "Grain"))], "stand there twice"),
        ([Topic("Grain", ("grain",)), Topic(" GRAIN", ("wheat",))], "stand there twice"),
        ([Topic("Grain", ("a  deal",)), Topic("Wheat", ("a deal",))], "belongs to two topics, 'Grain' and 'Wheat'"),
        ([Topic("Grain", ("gr*",))], "has a star out of place in 'gr*'"),
        ([Topic("Grain", ("grain *",))], "has a star out of place"),
        ([Topic("Grain", ("gr*ain",))], "has a star out of place"),
        ([Topic("Grain", (), pattern="(x{900}){900}")], "can't be read"),  # would need too much memory
        ([Topic("Grain", (), pattern="(")], "can't be read"),
        ([Topic("Grain", (), pattern="a*")], "matches everything"),
        ([Topic("Grain", (), pattern=r"(a)\1")], "can't be read"),  # re2 has no back references
    ],
)
def test_a_wrong_topic_is_refused_in_one_sentence(topics: list[Topic], message: str) -> None:
    with pytest.raises(RuleError, match=re.escape(message)):
        check_topics(topics)


def test_a_misspelt_key_is_refused() -> None:
    with pytest.raises(
        RuleError, match=r"topics.toml \[grain\]: unknown \['phrase'\]; use not_in, pattern, phrases, title"
    ):
        read_topics({"grain": {"title": "Grain", "phrase": ["grain"]}})
