"""Turns a checkpoint into the weights that the product loads: `python -m training.export --checkpoint FILE`.

Matrices and the embedding table become int8, one scale a column; the heads stay in full precision.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F

from training.network import Network, encoder_folder

WEIGHTS = Path(__file__).parent.parent / "extract" / "quotes" / "weights"


class Lean(nn.Module):
    """The network for one window without padding: no mask, no checks for empty rows, one matrix for Q, K and V."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.embeddings, self.layers = network.encoder.embeddings, network.encoder.encoder.layer
        self.cases, self.marks = network.cases, network.marks
        self.scores, self.links = network.scores, network.links
        self.joint = nn.ModuleList(_joined(layer.attention.self) for layer in self.layers)
        self.heads = network.encoder.config.num_attention_heads

    def forward(self, ids: Tensor, cases: Tensor, marks: Tensor) -> tuple[Tensor, Tensor]:
        """Return the scores and link vectors of one window, without its batch dimension."""
        own = self.embeddings
        pieces = ids.shape[1]
        x = own.word_embeddings(ids) + self.cases(cases) + self.marks(marks) + own.token_type_embeddings.weight[0]
        x = own.LayerNorm(x + own.position_embeddings.weight[:pieces])
        for layer, joint in zip(self.layers, self.joint, strict=True):
            q, k, v = joint(x).view(1, pieces, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
            mixed = torch.softmax(q @ k.transpose(2, 3), dim=-1) @ v
            out = layer.attention.output
            x = out.LayerNorm(out.dense(mixed.transpose(1, 2).reshape(1, pieces, -1)) + x)
            x = layer.output.LayerNorm(layer.output.dense(F.gelu(layer.intermediate.dense(x))) + x)
        return self.scores(x)[0], self.links(x)[0]


def _joined(attention: nn.Module) -> nn.Linear:
    scale = (attention.query.out_features / attention.num_attention_heads) ** -0.5
    joint = nn.Linear(attention.query.in_features, 3 * attention.query.out_features)
    with torch.no_grad():
        parts = (attention.query, attention.key, attention.value)
        factors = (scale, 1.0, 1.0)
        joint.weight.copy_(torch.cat([p.weight * f for p, f in zip(parts, factors, strict=True)]))
        joint.bias.copy_(torch.cat([p.bias * f for p, f in zip(parts, factors, strict=True)]))
    return joint


def export(checkpoint: Path, folder: Path) -> str:
    """Write tagger.onnx and tokenizer.json to ``folder`` and return the sha-256 of the former."""
    network = Network()
    network.load_state_dict(torch.load(checkpoint, weights_only=True))
    network.eval()
    folder.mkdir(parents=True, exist_ok=True)
    inputs = (
        torch.randint(1000, 20000, (1, 64)),
        torch.zeros(1, 64, dtype=torch.long),
        torch.zeros(1, 64, dtype=torch.long),
    )
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        torch.onnx.export(
            Lean(network).eval(),
            inputs,
            str(full),
            input_names=["ids", "cases", "marks"],
            output_names=["scores", "links"],
            dynamic_axes={n: {1: "pieces"} for n in ("ids", "cases", "marks")}
            | {n: {0: "pieces"} for n in ("scores", "links")},
            opset_version=17,
            dynamo=False,
        )
        heads = [n for n in _matmuls(full) if "/scores/" in n or "/links/" in n]
        quantize_dynamic(
            full, folder / "tagger.onnx", weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=heads
        )
    shutil.copy(encoder_folder() / "tokenizer.json", folder / "tokenizer.json")
    return hashlib.sha256((folder / "tagger.onnx").read_bytes()).hexdigest()


def _matmuls(path: Path) -> list[str]:
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
