from __future__ import annotations

from importlib.resources import files

import pytest

from extract.reading.plain import read_text
from seeds import sample_articles

SAMPLES = dict(sample_articles())


def test_samples_come_in_order_and_include_the_real_article() -> None:
    assert list(SAMPLES) == sorted(SAMPLES)
    assert "tass-2018-11-18.txt" in SAMPLES
    assert len(SAMPLES) == 16


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_can_be_read_and_is_explained(name: str) -> None:
    article = read_text(SAMPLES[name], name)
    assert 150 <= len(article.text.split()) <= 450
    assert f"`{name}`" in files("seeds").joinpath("README.md").read_text(encoding="utf-8")
