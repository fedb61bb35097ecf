"""The gold as tensors: tags of content, source and cue, and for each content where its cue and source begin."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor

from extract.quotes.windows import CLS, MAX_PIECES, SEP, Piece, Window, split_pieces, split_windows

NOT_SAID = -100  # no loss here
NONE = 0  # a link to the first piece (CLS): the quotation has no cue, or no source
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@dataclass
class Example:
    """One window: inputs and targets, one number a piece (special pieces included)."""

    ids: list[int]
    cases: list[int]
    marks: list[int]
    tags: list[int]
    speech: list[int]
    cues: list[int]
    sources: list[int]


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """Return the articles of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def vary(article: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """Return the article with other marks or without the full stop of its headline; no offset moves."""
    text = article["text"]
    if rng.random() < 0.25:
        text = text.translate(_STRAIGHT)
    head, newline, body = text.partition("\n")
    if newline and head.endswith(".") and rng.random() < 0.7:
        text = head[:-1] + " " + newline + body
    return {**article, "text": text}


def examples(article: dict[str, Any], tokenizer: Tokenizer, *, rng: random.Random | None = None) -> Iterator[Example]:
    """Yield the article's windows; with ``rng`` they begin and overlap by chance, as training wants."""
    pieces, paragraphs = split_pieces(article["text"], tokenizer)
    targets = _Targets(article, pieces, paragraphs)
    if rng is None:
        windows = split_windows(len(pieces), paragraphs)
    else:
        windows = split_windows(
            len(pieces), paragraphs, first_room=rng.randint(96, MAX_PIECES), context=rng.choice((0, 0, 0, 40, 72))
        )
    for window in windows:
        yield targets.cut(window)


class _Targets:
    def __init__(self, article: dict[str, Any], pieces: Sequence[Piece], paragraphs: Sequence[int]) -> None:
        self.pieces = pieces
        self.tags = [0] * len(pieces)
        self.links: dict[int, tuple[int | None, int | None, int]] = {}
        starts = [p.start for p in pieces]
        opens = set(paragraphs)
        for quote in article["quotes"]:
            cue = self._mark(quote["cue"], 5, starts, opens) if quote["cue"] else []
            spans = quote["speaker"] or []
            spans = [spans] if spans and isinstance(spans[0], int) else spans
            source = [k for span in spans for k in self._mark(span, 3, starts, opens)]
            for span in quote["content"]:
                for k in self._mark(span, 1, starts, opens):
                    if self.tags[k] == 1:
                        self.links[k] = (min(cue, default=None), min(source, default=None), int(quote["speech"]))

    def _mark(self, span: Sequence[int], tag: int, starts: Sequence[int], opens: set[int]) -> list[int]:
        """Tag the pieces of ``span``: ``tag`` for the first and at each paragraph, one more for the others."""
        import bisect

        k = max(0, bisect.bisect_right(starts, span[0]) - 1)
        found: list[int] = []
        while k < len(self.pieces) and self.pieces[k].start < span[1]:
            if self.pieces[k].end > span[0]:
                self.tags[k] = tag if not found or k in opens else tag + 1
                found.append(k)
            k += 1
        return found

    def cut(self, window: Window) -> Example:
        """Return the example of one window."""
        example = Example([CLS], [0], [0], [NOT_SAID], [NOT_SAID], [NOT_SAID], [NOT_SAID])
        place: dict[int, int] = {}
        breaks = set(window.breaks) - {window.first}
        for k in range(window.first, window.last):
            if k in breaks:
                _special(example)
            piece = self.pieces[k]
            place[k] = len(example.ids)
            example.ids.append(piece.id)
            example.cases.append(piece.case)
            example.marks.append(piece.mark)
            example.tags.append(self.tags[k])
            for row in (example.speech, example.cues, example.sources):
                row.append(NOT_SAID)
        _special(example)
        for k, at in place.items():
            if k in self.links:
                cue, source, speech = self.links[k]
                example.speech[at] = speech
                example.cues[at] = NONE if cue is None else place.get(cue, NOT_SAID)
                example.sources[at] = NONE if source is None else place.get(source, NOT_SAID)
        return example


def _special(example: Example) -> None:
    example.ids.append(SEP)
    for row in (example.cases, example.marks):
        row.append(0)
    for row in (example.tags, example.speech, example.cues, example.sources):
        row.append(NOT_SAID)


def batches(found: Sequence[Example], pieces: int, rng: random.Random) -> list[list[Example]]:
    """Return the examples in shuffled batches of like length, each of at most ``pieces`` pieces with padding."""
    order = sorted(found, key=lambda x: len(x.ids) + rng.randint(-12, 12))
    groups: list[list[Example]] = [[]]
    for example in order:
        longest = max([len(x.ids) for x in groups[-1]] + [len(example.ids)])
        if longest * (len(groups[-1]) + 1) > pieces:
            groups.append([])
        groups[-1].append(example)
    rng.shuffle(groups)
    return groups


def stack(batch: Sequence[Example]) -> dict[str, Tensor]:
    """Return the batch as tensors, padded to its longest."""
    width = max(len(x.ids) for x in batch)

    def rows(name: str, pad: int) -> Tensor:
        return torch.tensor([getattr(x, name) + [pad] * (width - len(x.ids)) for x in batch])

    made = {name: rows(name, NOT_SAID) for name in ("tags", "speech", "cues", "sources")}
    made |= {name: rows(name, 0) for name in ("ids", "cases", "marks")}
    made["mask"] = torch.tensor([[1] * len(x.ids) + [0] * (width - len(x.ids)) for x in batch])
    return made
