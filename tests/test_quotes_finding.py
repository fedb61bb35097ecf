"""Who said what, from the words to the name, with the tagger that the package carries."""

import tomllib
from pathlib import Path

import pytest
import spacy

from extract.model import Block, Layout, Span
from extract.quotes import CueRules, Tagger, find_marked, find_quotes
from tests.quote_articles import cast_of, layout_of

CASES = tomllib.loads((Path(__file__).parent / "cases" / "quotes.toml").read_text(encoding="utf-8"))["case"]
NLP = spacy.blank("en")
RULES = CueRules.load()


@pytest.fixture(scope="module")
def tagger():
    return Tagger.load()


def found_in(text, layout, cast, tagger):
    quotes = find_quotes(NLP(text), layout, find_marked(text, layout), cast, tagger, RULES)
    return [q for q in quotes if q.speech]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_find_quotes(case, tagger):
    text, layout = case["text"], layout_of(case["text"], headline=case.get("headline", False))
    found = found_in(text, layout, cast_of(text, case["actors"]), tagger)
    pieces = [[c.of(text) for c in q.content] for q in found]
    assert [(p if len(p) > 1 else p[0], q.speaker_name or "", q.kind) for p, q in zip(pieces, found, strict=True)] == [
        tuple(q) for q in case["quotes"]
    ]


def test_findings_are_in_reading_order_and_within_the_text(tagger):
    text = "\n\n".join(c["text"] for c in CASES)
    quotes = found_in(text, layout_of(text), cast_of(text, {}), tagger)
    starts = [q.content[0].start for q in quotes]
    assert starts == sorted(starts)
    assert all(0 < q.confidence <= 1 for q in quotes)
    assert all(c.of(text).strip() == c.of(text) != "" for q in quotes for c in q.content)


@pytest.mark.parametrize("role", ["caption", "credit", "byline", "boilerplate"])
def test_what_is_no_text_says_nothing(role, tagger):
    text = "“We shall open the bridge,” Mara Kessel said on Monday."
    layout = Layout((Block(Span(0, len(text)), role),), None)
    assert found_in(text, layout, cast_of(text, {}), tagger) == []


@pytest.mark.parametrize(
    "text", ["", " \n\n ", "12 34", "“”", "“ said", "Брестский мост открыт, сказал он.", "a" * 9000]
)
def test_odd_texts_do_no_harm(text, tagger):
    found_in(text, layout_of(text), cast_of(text, {}), tagger)
