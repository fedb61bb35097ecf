"""What several test modules share: the loaded model, and a parse with its layout."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from extract.language import load_model, parse
from extract.layout import LayoutRules, find_layout
from extract.model import Layout

Parse = Callable[[str], tuple[Doc, Layout]]


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The language model, loaded once."""
    return load_model()


@pytest.fixture(scope="session")
def layout_rules() -> LayoutRules:
    """The layout rules, read once."""
    return LayoutRules.load()


@pytest.fixture(scope="session", name="parse")
def parse_text(nlp: Language, layout_rules: LayoutRules) -> Parse:
    """A function from a text to its document and layout."""

    def parsed(text: str) -> tuple[Doc, Layout]:
        layout = find_layout(text, layout_rules)
        return parse(nlp, text, layout), layout

    return parsed
