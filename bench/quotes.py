"""Words a CPU-second of the quotation step: `python -m bench.quotes FILE.jsonl` (rows with "text", such as the gold).

The parse is not part of it: documents are only split into tokens, which the step hardly looks at.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from extract.model import Block, Cast, Layout, Span
from extract.quotes import CueRules, Tagger, find_marked, find_quotes
from extract.quotes.tagger import Tagging


class _Answered:
    """A tagger that has read everything before, to time what comes after it."""

    def __init__(self, known: dict[str, Tagging]) -> None:
        self.known = known

    def read(self, text: str) -> Tagging:
        return self.known[text]


def main() -> None:
    """Print the figures, and the peak of memory."""
    path = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/eval/quotes/polnear-dev.jsonl")
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    words = sum(len(t.split()) for t in texts)
    nlp, rules, tagger = spacy.blank("en"), CueRules.load(), Tagger.load()
    layouts = [_layout(t) for t in texts]
    docs = [nlp(t) for t in texts]
    known: dict[str, Tagging] = {}

    def tag() -> None:
        known.update({t: tagger.read(t) for t in texts})

    def mark() -> None:
        for text, layout in zip(texts, layouts, strict=True):
            find_marked(text, layout)

    def settle() -> None:
        for text, doc, layout in zip(texts, docs, layouts, strict=True):
            find_quotes(doc, layout, find_marked(text, layout), Cast(), _Answered(known), rules)  # type: ignore[arg-type]

    for name, part in (("tagger", tag), ("marks", mark), ("marks, links, speakers", settle)):
        print(f"{name:24s} {words / _seconds(part):10,.0f} words a CPU-second")
    print(f"{'peak of memory':24s} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:10,.0f} MB")


def _layout(text: str) -> Layout:
    return Layout(tuple(Block(Span(*m.span()), "body") for m in re.finditer(r"[^\n]*\S[^\n]*", text)), None)


def _seconds(part: Callable[[], None]) -> float:
    begun = time.process_time()
    part()
    return time.process_time() - begun


if __name__ == "__main__":
    main()
