"""The date step alone: articles a second, and the seconds that hostile texts take: `python -m bench.dates FILE.jsonl`.

FILE holds rows with "id", "text" and, where known, "published" or "dct". Parsing is not counted.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from pathlib import Path

from spacy.tokens import Doc

from extract.dates import find_timexes
from extract.language import load_model, parse
from extract.layout import LayoutRules, find_layout

LENGTH = 200_000  # characters of a hostile text
PIECES = ("1 ", "March ", "(", "next ", "Monday ", "1-", "in the next ", "March 4, 2026 ", " ", "'", "the first of ")


def main() -> None:
    """Print one line a measurement, in seconds of this process."""
    nlp, rules, published = load_model(), LayoutRules.load(), date(2026, 3, 4)
    rows = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    docs = [(parse(nlp, r["text"], layout), layout) for r in rows if (layout := find_layout(r["text"], rules))]
    at = time.process_time()
    for doc, layout in docs:
        find_timexes(doc, layout, published)
    print(f"{len(docs) / (time.process_time() - at):8.0f} articles a second")
    for piece in PIECES:
        count = LENGTH // len(piece)
        doc = Doc(nlp.vocab, words=[piece] * count, spaces=[False] * count)  # the tokenizer itself balks at such texts
        layout = find_layout(doc.text, rules)
        at = time.process_time()
        found = find_timexes(doc, layout, published)
        print(f"{time.process_time() - at:8.2f} s for {piece!r} repeated, {len(found)} expressions")


if __name__ == "__main__":
    main()
