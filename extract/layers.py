"""spaCy's dense layers, computed by ONNX Runtime: the same sums, on one thread, with the best of the processor.

thinc multiplies with BLIS, which knows some processors only and takes plain loops for the rest; the encoders of tagger,
parser and names then take most of the pipeline's time. The graphs in `graphs/` hold no weights: the layers pass theirs,
as the language model has them. What is found stays the same but for the rounding of floats.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.resources import files
from typing import Any, Final

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import Model, NumpyOps

from extract.errors import ModelError

WIDTH, PIECES, DEPTH = 96, 3, 4  # of the encoders that the graphs are made for
_UNIT: Final = "maxout>>layernorm>>dropout"
_WINDOWS: Final = ">>".join([f"residual(expand_window>>{_UNIT})"] * DEPTH)

Floats = NDArray[np.float32]
Layer = Model[Any, Any]


def load_graph(name: str) -> onnxruntime.InferenceSession:
    """Return one of the graphs, ready to run on one thread.

    Raises:
        ModelError: it is missing or damaged.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # would keep a plan of memory for each number of words
    try:
        graph = files("extract").joinpath("graphs", f"{name}.onnx").read_bytes()
        return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # ONNX Runtime's errors have no common class
        raise ModelError(
            f"The graph extract/graphs/{name}.onnx is missing or damaged. Install Sidelines again."
        ) from error


class Ops(NumpyOps):  # type: ignore[misc]  # compiled, no types
    """thinc's operations, with matrices multiplied by ONNX Runtime."""

    def __init__(self) -> None:
        super().__init__()
        self._affine = load_graph("affine")

    def gemm(
        self, x: Floats, y: Floats, *, out: Floats | None = None, trans1: bool = False, trans2: bool = False
    ) -> Floats:
        """Return the product of two matrices, each turned if asked to; in ``out`` if that is given."""
        if trans1 or not trans2 or not len(x):
            other: Floats = super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
            return other
        product: Floats = self._affine.run(None, {"x": x, "W": y})[0]
        if out is None:
            return product
        out[:] = product
        return out


def quicken(nlp: Language) -> Language:
    """Let ONNX Runtime compute the dense layers of the pipeline's components; return the pipeline.

    Layers of another shape than the graphs are made for stay as they are. The pipeline can't be trained any more.

    Raises:
        ModelError: a graph is missing or damaged.
    """
    ops, maxout, windows = Ops(), load_graph("maxout"), load_graph("windows")
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            _replace(model, _WINDOWS, windows, DEPTH)
            _replace(model, _UNIT, maxout, 1)
            for node in model.walk():
                node.ops = ops
    return nlp


def _replace(model: Layer, name: str, graph: onnxruntime.InferenceSession, depth: int) -> None:
    for node in [n for n in model.walk() if n.name == name]:
        units = [n for n in node.walk() if n.name == "maxout"]
        norms = [n for n in node.walk() if n.name == "layernorm"]
        if len(units) == depth and all((u.get_dim("nO"), u.get_dim("nP")) == (WIDTH, PIECES) for u in units):
            model.replace_node(node, _layer(graph, units, norms))


def _layer(graph: onnxruntime.InferenceSession, units: Sequence[Layer], norms: Sequence[Layer]) -> Layer:
    weights: dict[str, Floats] = {}
    for n, (unit, norm) in enumerate(zip(units, norms, strict=True)):
        weights[f"W{n}"] = np.asarray(unit.get_param("W")).reshape(WIDTH * PIECES, -1)
        weights[f"b{n}"] = np.asarray(unit.get_param("b")).reshape(-1)
        weights[f"G{n}"], weights[f"B{n}"] = (np.asarray(norm.get_param(name)) for name in ("G", "b"))

    def forward(_: Layer, x: Floats, is_train: bool) -> tuple[Floats, Callable[[Any], Any]]:
        if not len(x):
            return np.zeros((0, WIDTH), np.float32), _untrained
        return graph.run(None, {"x": x, **weights})[0], _untrained

    return Model("onnxruntime", forward)


def _untrained(_: Any) -> Any:
    raise NotImplementedError("a quickened pipeline can't be trained")
