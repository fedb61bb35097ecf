"""Turns a checkpoint into the weights that the product loads: `python training/export.py --checkpoint FILE`.

Matrices and the embedding table become int8, one scale a column; the heads stay in full precision.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.network import Network, encoder_folder

WEIGHTS = Path(__file__).parent.parent / "extract" / "quotes" / "weights"


class _One(nn.Module):
    """The network for one window without padding, so that no attention mask is needed."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, cases: Tensor, marks: Tensor) -> tuple[Tensor, Tensor]:
        scores, links = self.network(ids, cases, marks, torch.ones_like(ids))
        return scores[0], links[0]


def export(checkpoint: Path, folder: Path) -> str:
    """Write tagger.onnx and tokenizer.json to ``folder`` and return the sha-256 of the former."""
    network = Network()
    network.load_state_dict(torch.load(checkpoint, weights_only=True))
    network.eval()
    folder.mkdir(parents=True, exist_ok=True)
    inputs = (torch.randint(1000, 20000, (1, 64)), torch.zeros(1, 64, dtype=torch.long), torch.zeros(1, 64, dtype=torch.long))
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        torch.onnx.export(
            _One(network),
            inputs,
            str(full),
            input_names=["ids", "cases", "marks"],
            output_names=["scores", "links"],
            dynamic_axes={n: {1: "pieces"} for n in ("ids", "cases", "marks")} | {n: {0: "pieces"} for n in ("scores", "links")},
            opset_version=17,
            dynamo=False,
        )
        heads = [n for n in _matmuls(full) if "/scores/" in n or "/links/" in n]
        quantize_dynamic(
            full, folder / "tagger.onnx", weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=heads
        )
        shutil.copy(full, folder.parent / "full.onnx") if folder != WEIGHTS else None
    shutil.copy(encoder_folder() / "tokenizer.json", folder / "tokenizer.json")
    return hashlib.sha256((folder / "tagger.onnx").read_bytes()).hexdigest()


def _matmuls(path: Path) -> list[str]:
    import onnx

    return [n.name for n in onnx.load(path).graph.node if n.op_type in ("MatMul", "Gemm")]


def main() -> None:
    """Export one checkpoint and print its checksum, which belongs into extract/quotes/tagger.py."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--checkpoint", type=Path, default=Path("../train/run/tagger.pt"))
    ask.add_argument("--out", type=Path, default=WEIGHTS)
    options = ask.parse_args()
    print(export(options.checkpoint, options.out))


if __name__ == "__main__":
    main()
