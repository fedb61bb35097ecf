"""Topics are found where they are named, and not inside other names."""

from __future__ import annotations

import pytest

from extract.errors import RuleError
from extract.layout import LayoutRules, find_layout
from extract.topics import Topic, check_topics, find_topics, load_topics, read_topics


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
    ("topics", "message"),
    [
        ([Topic("Grain", ())], "The topic 'Grain' has no phrases"),
        ([Topic(" ", ("grain",))], "A topic has no title"),
        ([Topic("Grain", ("…",))], "without a letter or digit"),
        ([Topic("Grain", ("grain",)), Topic("Wheat", ("GRAIN",))], "belongs to two topics, 'Grain' and 'Wheat'"),
        ([Topic("Grain", ("grain",)), Topic("Grain", ("wheat",))], "stand there twice"),
        ([Topic("Grain", ("grain", "Grain"))], "stand there twice"),
        ([Topic("Grain", (), pattern="(")], "can't be read"),
        ([Topic("Grain", (), pattern="a*")], "matches everything"),
        ([Topic("Grain", (), pattern=r"(a)\1")], "can't be read"),  # re2 has no back references
    ],
)
def test_a_wrong_topic_is_refused_in_one_sentence(topics: list[Topic], message: str) -> None:
    with pytest.raises(RuleError, match=message.replace("(", r"\(")):
        check_topics(topics)


def test_a_misspelt_key_is_refused() -> None:
    with pytest.raises(
        RuleError, match=r"topics.toml \[grain\]: unknown \['phrase'\]; use not_in, pattern, phrases, title"
    ):
        read_topics({"grain": {"title": "Grain", "phrase": ["grain"]}})
