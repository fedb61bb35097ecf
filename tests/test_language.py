"""The model is the one that was measured, and its document keeps the article's offsets."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract import language
from extract.errors import ModelError
from extract.language import load_model
from tests.conftest import Parse

TEXTS = [
    "",
    "\n\n",
    "  Two words  \n\n\n\tand a tab\r\n",
    'VELMORA, March 4. /ORBIS/. Nothing was agreed.\n\n"We go on," she said.\n',
    "A family 👩‍👩‍👧 and a flag 🇺🇦\nמילים and \u202ebidi\u202c words\u200b.",
]


@pytest.mark.parametrize("text", TEXTS)
def test_tokens_stand_where_their_words_stand(text: str, parse: Parse) -> None:
    doc, _ = parse(text)
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t.text)] == t.text for t in doc)


def test_no_sentence_runs_over_a_line_end_or_the_dateline(parse: Parse) -> None:
    doc, layout = parse(TEXTS[3])
    assert layout.dateline is not None
    starts = {s.start_char for s in doc.sents}
    assert TEXTS[3].index("Nothing") in starts
    assert TEXTS[3].index('"We') in starts


def test_credits_are_not_parsed(parse: Parse) -> None:
    doc, _ = parse("Envoys meet\n© Tomas Ek/ORBIS\n\nVELMORA, March 4. /ORBIS/. Nothing was agreed.")
    credit = doc.char_span(doc.text.index("©"), doc.text.index("\n\nVEL"))
    assert credit is not None
    assert not credit.ents


def test_a_missing_model_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "PACKAGE", "no_such_model")
    with pytest.raises(ModelError, match=r"no_such_model is not installed; install the locked requirements"):
        load_model()


def test_a_damaged_model_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(language, "NER_SHA256", "0" * 64)
    with pytest.raises(ModelError, match="damaged or of another version"):
        load_model()
