"""Measures the exported tagger on the dev articles: `python -m training.measure --gold FILE --out FILE`.

Writes predictions for the scorer (sources as mention spans, as PolNeAR has them) and prints how often quotations of
each score were right: the table of extract/quotes/confidence.py.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from pathlib import Path
from typing import Any

from extract.model import Block, Layout, Span
from extract.quotes.confidence import TABLE
from extract.quotes.edges import settle
from extract.quotes.linking import Attribution, link
from extract.quotes.marks import find_marked
from extract.quotes.tagger import Tagger
from training.data import read_jsonl

WORD = re.compile(r"\w+(?:['’.\-]\w+)*")


def main() -> None:
    """Print words a CPU-second and the calibration; write the predictions."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--gold", type=Path, default=Path("../shared/eval/quotes/polnear-dev.jsonl"))
    ask.add_argument("--out", type=Path, default=Path("build/training/predicted.jsonl"))
    options = ask.parse_args()
    articles = read_jsonl(options.gold)
    tagger = Tagger.load()
    rows: list[tuple[float, bool]] = []
    words, begun = 0, time.process_time()
    with options.out.open("w", encoding="utf-8") as file:
        for article in articles:
            found = _read(article["text"], tagger)
            words += len(article["text"].split())
            file.write(json.dumps({"id": article["id"], "quotes": [_row(a) for a in found]}) + "\n")
            rows += _judged(article, found)
    print(f"{words / (time.process_time() - begun):.0f} words a CPU-second")
    for (low, told), following in zip(TABLE, [*[t[0] for t in TABLE[1:]], 9.0], strict=True):
        inside = [right for score, right in rows if low <= score < following]
        share = sum(inside) / len(inside) if inside else float("nan")
        print(f"score from {low:.2f}: {len(inside):5d} quotations, {share:.3f} right (table {told:.2f})")


def _read(text: str, tagger: Tagger) -> list[Attribution]:
    layout = Layout(tuple(Block(Span(*m.span()), "body") for m in re.finditer(r"[^\n]*\S[^\n]*", text)), None)
    tagging = tagger.read(text)
    return link(text, settle(text, layout, find_marked(text, layout), tagging.contents), tagging)


def _row(found: Attribution) -> dict[str, Any]:
    return {
        "content": [[s.span.start, s.span.end] for s in found.said],
        "cue": [found.cue.start, found.cue.end] if found.cue else None,
        "speaker": [found.source.start, found.source.end] if found.source else None,
        "speaker_name": None,
        "speech": found.speech >= 0.5,
    }


def _judged(article: dict[str, Any], found: list[Attribution]) -> list[tuple[float, bool]]:
    """Score and whether content (half of all words shared) and source (a word shared) are right, attitudes left out."""
    text = article["text"]
    gold = [
        (_words(text, q["content"]), _words(text, [q["speaker"]] if q["speaker"] else []), q) for q in article["quotes"]
    ]
    rows = []
    for one in found:
        said = _words(text, [[s.span.start, s.span.end] for s in one.said])
        source = _words(text, [[one.source.start, one.source.end]] if one.source else [])
        shares = [(len(said & g) / max(1, len(said | g)), g_source, q) for g, g_source, q in gold]
        share, told, quote = max(shares, key=lambda s: s[0], default=(0.0, set(), {"speech": True}))
        if one.speech >= 0.5 and (share < 0.5 or quote["speech"]):
            rows.append((one.score * one.link, share >= 0.5 and (bool(source & told) or not (source or told))))
    return rows


def _words(text: str, spans: list[Any]) -> set[int]:
    flat = [s for span in spans for s in (span if isinstance(span[0], list) else [span])]
    return {m.start() for s, e in flat for m in WORD.finditer(text, s, e)}


if __name__ == "__main__":
    main()
