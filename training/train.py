"""Trains the quotation tagger and exports it: `python -m training.train --gold FOLDER --out FOLDER`.

The gold is PolNeAR (polnear-train.jsonl to learn from, polnear-dev.jsonl to look at). Learning rate and end follow the
steps, or the clock where that is sooner, so that a busy machine still ends with a finished model.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import nn

from extract.quotes.windows import read_tokenizer
from training.data import Example, batches, examples, read_jsonl, stack, vary
from training.export import WEIGHTS, export
from training.network import TAGS, Average, Network, encoder_folder, loss_of
from training.wire import wire_articles

WARM_UP = 60  # steps
EVERY = 150  # steps between checkpoints


def main() -> None:
    """Train, and keep a checkpoint now and then."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--gold", type=Path, default=Path("../shared/eval/quotes"))
    ask.add_argument("--out", type=Path, default=Path("build/training/run"))
    ask.add_argument("--weights", type=Path, default=WEIGHTS, help="where the product looks for them")
    ask.add_argument("--steps", type=int, default=1400)
    ask.add_argument("--minutes", type=float, default=600.0)
    ask.add_argument("--pieces", type=int, default=4096, help="of a batch")
    ask.add_argument("--rate", type=float, default=1.3e-4)
    ask.add_argument("--wire", type=int, default=120, help="made-up articles an epoch")
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--threads", type=int, default=2)
    options = ask.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    network, rng = Network(), random.Random(options.seed)
    optimizer = _optimizer(network, options.rate)
    average = Average(network)
    dev = read_jsonl(options.gold / "polnear-dev.jsonl")
    begun, step, rates = time.time(), 0, [g["lr"] for g in optimizer.param_groups]
    for batch in _endless(read_jsonl(options.gold / "polnear-train.jsonl"), options, rng):
        share = max(step / options.steps, (time.time() - begun) / 60 / options.minutes)
        if share >= 1:
            break
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * min((step + 1) / WARM_UP, 1 - share)
        inputs = stack(batch)
        network.train()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores, links = network(inputs["ids"], inputs["cases"], inputs["marks"], inputs["mask"])
        loss, parts = loss_of(scores, links, inputs)
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        average.update(network)
        step += 1
        if step % 10 == 0:
            said = " ".join(f"{k} {v:.3f}" for k, v in parts.items())
            print(f"{step} {(time.time() - begun) / 60:.1f} min {100 * share:.0f} % {said}", flush=True)
        if step % EVERY == 0:
            torch.save(average.kept, options.out / "tagger.pt")
            print(f"{step} dev {_token_f1(average, dev):s}", flush=True)
    torch.save(average.kept, options.out / "tagger.pt")
    print(f"{step} steps in {(time.time() - begun) / 60:.1f} min; dev {_token_f1(average, dev):s}", flush=True)
    print(f"sha-256 for extract/quotes/tagger.py: {export(options.out / 'tagger.pt', options.weights)}")


def _optimizer(network: nn.Module, rate: float) -> torch.optim.Optimizer:
    inner, head = [], []
    for name, weight in network.named_parameters():
        if weight.requires_grad:
            (inner if name.startswith("encoder.") else head).append(weight)
    groups = [{"params": inner, "lr": rate}, {"params": head, "lr": 1e-3}]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def _endless(gold: list[dict[str, object]], options: argparse.Namespace, rng: random.Random) -> Iterator[list[Example]]:
    tokenizer = read_tokenizer((encoder_folder() / "tokenizer.json").read_text(encoding="utf-8"))
    epoch = 0
    while True:
        epoch += 1
        made = wire_articles(gold, options.wire, options.seed * 1000 + epoch)
        found = [x for a in gold for x in examples(vary(a, rng), tokenizer, rng=rng)]
        found += [x for a in made for x in examples(a, tokenizer, rng=rng)]
        print(f"epoch {epoch}: {len(found)} windows", flush=True)
        yield from batches(found, options.pieces, rng)


def _token_f1(average: Average, articles: list[dict[str, object]]) -> str:
    """Return precision, recall and F1 of the pieces of each kind, in words."""
    network = Network()
    network.load_state_dict(average.kept)
    network.eval()
    tokenizer = read_tokenizer((encoder_folder() / "tokenizer.json").read_text(encoding="utf-8"))
    found = [x for a in articles for x in examples(a, tokenizer)]
    kinds = (("content", (1, 2)), ("source", (3, 4)), ("cue", (5, 6)))
    right, guessed, wanted = ({name: 0 for name, _ in kinds} for _ in range(3))
    for batch in batches(found, 8192, random.Random(0)):
        inputs = stack(batch)
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            scores, _ = network(inputs["ids"], inputs["cases"], inputs["marks"], inputs["mask"])
        best = scores[..., : len(TAGS)].argmax(-1)
        live = inputs["tags"] >= 0
        for name, tags in kinds:
            guess = torch.isin(best, torch.tensor(tags)) & live
            want = torch.isin(inputs["tags"], torch.tensor(tags)) & live
            right[name] += int((guess & want).sum())
            guessed[name] += int(guess.sum())
            wanted[name] += int(want.sum())
    return ", ".join(f"{n} F1 {200 * right[n] / max(1, guessed[n] + wanted[n]):.1f}" for n, _ in kinds)


if __name__ == "__main__":
    main()
