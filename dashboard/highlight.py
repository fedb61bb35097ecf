"""An article's text with its marks, as escaped HTML: nothing of the article reaches the browser as markup."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise
from typing import Final

from dashboard.store.queries import Mark

KINDS: Final = {
    "quote": "Quotations",
    "speaker": "Speakers",
    "cue": "Cue words",
    "meeting": "Meetings",
    "topic": "Topics",
    "actor": "Actors",
}
DECIDED: Final = ("quote", "meeting", "topic")  # whose marks carry a sign of what was decided on them


def to_html(text: str, marks: Sequence[Mark], at: tuple[int, int] | None = None) -> str:
    """Return ``text`` cut into stretches that carry their marks; ``at`` (offsets, half-open) is the place looked for.

    A stretch names in ``data-m`` the positions in ``marks`` of all it belongs to, and in ``data-first`` those that
    begin with it; ``data-state`` tells what was decided on those. What was
    rejected has only the class ``sl-rejected``; what lies within ``at`` has ``sl-here``. Linear in text and marks.
    """
    spans = [(m.start, m.end, i) for i, m in enumerate(marks) if 0 <= m.start < m.end <= len(text)]
    here = at if at and 0 <= at[0] < at[1] <= len(text) else None
    edges = sorted({0, len(text), *(here or ()), *(s for s, _, _ in spans), *(e for _, e, _ in spans)})
    opening: dict[int, list[int]] = {}
    closing: dict[int, set[int]] = {}
    for start, end, i in spans:
        opening.setdefault(start, []).append(i)
        closing.setdefault(end, set()).add(i)
    parts: list[str] = []
    active: list[int] = []
    for start, end in pairwise(edges):
        ended = closing.get(start, set())
        begun = opening.get(start, [])
        active = [i for i in active if i not in ended] + begun
        looked_for = here is not None and here[0] <= start and end <= here[1]
        words = escape(text[start:end])
        if not active and not looked_for:
            parts.append(words)
            continue
        names = (f"sl-{'rejected' if marks[i].state == 'rejected' else marks[i].kind}" for i in active)
        classes = list(dict.fromkeys(names))
        classes += ["sl-here"] if looked_for else []
        first = f' data-first="{_numbers(begun)}"' if begun else ""
        states = dict.fromkeys(marks[i].state for i in begun if marks[i].kind in DECIDED and marks[i].state != "found")
        first += f' data-state="{escape(" ".join(states))}"' if states else ""
        number = f' data-m="{_numbers(active)}"' if active else ""
        parts.append(f'<span class="{" ".join(classes)}"{number}{first}>{words}</span>')
    return "".join(parts)


def _numbers(values: Sequence[int]) -> str:
    return " ".join(map(str, values))
