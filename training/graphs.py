"""Writes the graphs on which ONNX Runtime computes spaCy's dense layers: `python -m training.graphs`.

They hold no weights: those come from the language model that is installed, as inputs. See extract/layers.py.
"""

from __future__ import annotations

from pathlib import Path

import onnx
from onnx import NodeProto, TensorProto, ValueInfoProto, helper

FOLDER = Path(__file__).parent.parent / "extract" / "graphs"
WIDTH, PIECES, DEPTH = 96, 3, 4  # as in spaCy's encoders
EPSILON = 1e-8  # of spaCy's layer normalisation


def _floats(name: str, *shape: int | str) -> ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def _integers(name: str, *values: int) -> TensorProto:
    return helper.make_tensor(name, TensorProto.INT64, [len(values)], values)


def _unit(n: int, source: str, result: str) -> tuple[list[NodeProto], list[ValueInfoProto]]:
    """The nodes of one maxout layer with its normalisation, and its four weights as inputs."""
    node = helper.make_node
    nodes = [
        node("Gemm", [source, f"W{n}", f"b{n}"], [f"sums{n}"], transB=1),
        node("Reshape", [f"sums{n}", "pieces"], [f"offers{n}"]),
        node("ReduceMax", [f"offers{n}"], [f"best{n}"], axes=[2], keepdims=0),
        node("LayerNormalization", [f"best{n}", f"G{n}", f"B{n}"], [result], axis=-1, epsilon=EPSILON),
    ]
    weights = [
        _floats(f"W{n}", WIDTH * PIECES, f"wide{n}"),
        _floats(f"b{n}", WIDTH * PIECES),
        _floats(f"G{n}", WIDTH),
        _floats(f"B{n}", WIDTH),
    ]
    return nodes, weights


def affine() -> onnx.ModelProto:
    """Return the graph of ``y = x W^T``."""
    node = helper.make_node("Gemm", ["x", "W"], ["y"], transB=1)
    return _model([node], [_floats("x", "rows", "wide"), _floats("W", "out", "wide")], "out", [])


def maxout() -> onnx.ModelProto:
    """Return the graph of a maxout layer, normalised."""
    nodes, weights = _unit(0, "x", "y")
    return _model(nodes, [_floats("x", "rows", "wide0"), *weights], WIDTH, [_integers("pieces", 0, WIDTH, PIECES)])


def windows() -> onnx.ModelProto:
    """Return the graph of an encoder: layers that each see a row with both neighbours, and add to it."""
    node = helper.make_node
    inputs, nodes, row = [_floats("x", "rows", WIDTH)], [], "x"
    for n in range(DEPTH):
        result = "y" if n == DEPTH - 1 else f"row{n}"
        unit, weights = _unit(n, f"window{n}", f"change{n}")
        nodes += [
            node("Pad", [row, "edges"], [f"padded{n}"]),
            node("Slice", [f"padded{n}", "first", "second last", "rows"], [f"before{n}"]),
            node("Slice", [f"padded{n}", "third", "end", "rows"], [f"after{n}"]),
            node("Concat", [f"before{n}", row, f"after{n}"], [f"window{n}"], axis=1),
            *unit,
            node("Add", [row, f"change{n}"], [result]),
        ]
        inputs += weights
        row = result
    constants = [
        _integers("pieces", 0, WIDTH, PIECES),
        _integers("edges", 1, 0, 1, 0),
        _integers("rows", 0),
        _integers("first", 0),
        _integers("second last", -2),
        _integers("third", 2),
        _integers("end", 2**31),
    ]
    return _model(nodes, inputs, WIDTH, constants)


def _model(
    nodes: list[NodeProto], inputs: list[ValueInfoProto], width: int | str, constants: list[TensorProto]
) -> onnx.ModelProto:
    graph = helper.make_graph(nodes, "layers", inputs, [_floats("y", "rows", width)], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    return model


def main() -> None:
    """Write them all."""
    FOLDER.mkdir(exist_ok=True)
    for name, graph in (("affine", affine()), ("maxout", maxout()), ("windows", windows())):
        onnx.save(graph, FOLDER / f"{name}.onnx")


if __name__ == "__main__":
    main()
