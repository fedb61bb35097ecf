"""The layers on ONNX Runtime give what spaCy's own give, but for the rounding of floats."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.language import Language
from thinc.api import Model, NumpyOps

from extract import layers
from extract.errors import ModelError
from extract.language import load_plain_model
from extract.layers import Ops, quicken
from seeds import sample_articles


@pytest.fixture(scope="module")
def plain() -> Language:
    return load_plain_model()


@pytest.fixture(scope="module")
def quick() -> Language:
    return quicken(load_plain_model())


def _lines() -> list[str]:
    texts = [data.decode() for _, data in sample_articles()]
    return [line for text in texts for line in text.split("\n") if line.strip()]


def test_vectors_are_those_of_the_published_pipeline(plain: Language, quick: Language) -> None:
    own, ours = list(plain.pipe(_lines())), list(quick.pipe(_lines()))
    for one, other in zip(own, ours, strict=True):
        assert np.allclose(one.tensor, other.tensor, atol=1e-4)
        assert [(t.tag_, t.dep_, t.head.i, t.ent_type_) for t in one] == [
            (t.tag_, t.dep_, t.head.i, t.ent_type_) for t in other
        ]


def test_every_encoder_is_replaced(quick: Language) -> None:
    for name in ("tok2vec", "ner"):
        model: Model = quick.get_pipe(name).model  # type: ignore[attr-defined]
        names = [node.name for node in model.walk()]
        assert names.count("onnxruntime") == 2  # of the words, and of the words among their neighbours
        assert "maxout" not in names


def test_nothing_is_made_of_nothing(plain: Language, quick: Language) -> None:
    assert len(quick("")) == 0
    assert [len(doc) for doc in quick.pipe(["", "One word.", ""])] == [0, 3, 0]


@pytest.mark.parametrize("rows", [0, 1, 7])
@pytest.mark.parametrize(("trans1", "trans2"), [(False, True), (False, False), (True, False), (True, True)])
def test_products_are_those_of_thinc(rows: int, trans1: bool, trans2: bool) -> None:
    rng = np.random.default_rng(1)
    x = rng.random((5, rows) if trans1 else (rows, 5), np.float32)
    y = rng.random((3, 5) if trans2 else (5, 3), np.float32)
    expected = NumpyOps().gemm(x, y, trans1=trans1, trans2=trans2)
    into = np.empty((rows, 3), np.float32)
    ops = Ops()
    assert np.allclose(ops.gemm(x, y, trans1=trans1, trans2=trans2), expected)
    assert np.allclose(ops.gemm(x, y, out=into, trans1=trans1, trans2=trans2), expected)
    assert np.allclose(into, expected)


def test_a_missing_graph_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr(layers, "files", lambda _: tmp_path)
    with pytest.raises(ModelError, match=r"graphs/affine\.onnx is missing or damaged"):
        Ops()
