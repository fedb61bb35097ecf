"""An article's text with its marks, as escaped HTML: nothing of the article reaches the browser as markup."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from html import escape
from itertools import pairwise
from typing import Final

from dashboard.store.queries import Mark

KINDS: Final = ("quote", "speaker", "cue", "meeting", "topic", "actor")
STYLE: Final = """
<style>
.sl-text { white-space: pre-wrap; line-height: 1.75; max-width: 46rem; overflow-wrap: anywhere; }
.sl-text span { border-radius: 2px; }
.sl-quote { background: rgba(86, 180, 233, 0.22); }
.sl-speaker { border-bottom: 3px solid #0072B2; }
.sl-cue { border-bottom: 3px dotted #0072B2; }
.sl-meeting { box-shadow: inset 0 -0.45em rgba(230, 159, 0, 0.35); }
.sl-topic { outline: 2px solid #009E73; }
.sl-actor { text-decoration: underline; text-decoration-color: rgba(128, 128, 128, 0.8); text-underline-offset: 3px; }
.sl-here { outline: 3px solid #D55E00; }
</style>
"""


def to_html(text: str, marks: Sequence[Mark], shown: Collection[str], at: tuple[int, int] | None = None) -> str:
    """Return ``text`` with the marks whose kind is ``shown``; ``at`` (offsets, half-open) is the place looked for.

    Overlapping marks are cut into stretches, each of which tells in its tooltip all that it is.
    """
    live = [m for m in marks if m.kind in shown]
    here = Mark(*at, "here", "The sentence you came for", "") if at else None
    if here:
        live.append(here)
    edges = sorted({0, len(text), *(m.start for m in live), *(m.end for m in live)})
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    for mark in live:
        opening.setdefault(mark.start, []).append(mark)
        closing.setdefault(mark.end, []).append(mark)
    parts: list[str] = []
    active: list[Mark] = []
    for start, end in pairwise(edges):
        active = [m for m in active if m not in closing.get(start, ())] + opening.get(start, [])
        words = escape(text[start:end])
        if not active:
            parts.append(words)
            continue
        classes = " ".join(dict.fromkeys(f"sl-{m.kind}" for m in active))
        told = "\n".join(dict.fromkeys(f"{m.label} ({m.why})" if m.why else m.label for m in active))
        anchor = ' id="here"' if here in active and start == (at or (0, 0))[0] else ""
        parts.append(f'<span{anchor} class="{classes}" title="{escape(told, quote=True)}">{words}</span>')
    return f'{STYLE}<div class="sl-text" lang="en">{"".join(parts)}</div>'
