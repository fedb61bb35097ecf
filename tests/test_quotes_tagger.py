"""The tagger answers the same for a text alone and among others, and refuses weights that are not its own."""

from importlib.resources import files

import pytest

from extract.errors import ModelError
from extract.quotes import tagger as module
from extract.quotes.tagger import Tagger, _whole_words

TEXTS = [
    "“We shall open the bridge,” Mara Kessel said on Monday.",
    "Nobody said a word. The bridge, according to the builders, will open in May. " * 40,
]


@pytest.fixture(scope="module")
def tagger():
    return Tagger.load()


def test_finds_content_cue_and_source(tagger):
    text = TEXTS[0]
    tagging = tagger.read(text)
    (content,), (cue,), (source,) = tagging.contents, tagging.cues, tagging.sources
    assert (cue.span.of(text), source.span.of(text)) == ("said", "Mara Kessel")
    assert "We shall open the bridge" in content.span.of(text)
    assert content.cues[0] > 0.5
    assert content.sources[0] > 0.5


def test_the_same_answer_alone_and_among_others(tagger):
    alone = tagger.read(TEXTS[0])
    for text in TEXTS:
        tagger.read(text)
    assert tagger.read(TEXTS[0]) == alone == Tagger.load(threads=2).read(TEXTS[0])


def test_an_empty_text_holds_nothing(tagger):
    assert tagger.read("  \n").contents == ()


def test_other_weights_are_refused(monkeypatch):
    monkeypatch.setattr(module, "SHA256", "0" * 64)
    with pytest.raises(ModelError, match="damaged"):
        Tagger.load()


def test_missing_weights_are_named(monkeypatch, tmp_path):
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    with pytest.raises(ModelError, match="missing"):
        Tagger.load()


def test_the_weights_are_small():
    weights = files("extract.quotes").joinpath("weights", "tagger.onnx").read_bytes()
    assert len(weights) <= 30_000_000


@pytest.mark.parametrize(
    ("text", "start", "end", "words"),
    [
        ("said Okafor-Lind today", 5, 11, "Okafor-Lind"),
        ("said Okafor-Lind today", 12, 16, "Okafor-Lind"),
        ("the votes", 4, 8, "votes"),
        ("the vote - today", 4, 8, "vote"),
        ("“Yes,” he", 0, 6, "“Yes,”"),
    ],
)
def test_no_word_is_cut(text, start, end, words):
    assert _whole_words(text, start, end).of(text) == words
