"""Charts as plain SVG, for pages that run no script: a column a month, and a bar a name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Final

from dashboard.wording import shortened

WIDTH: Final = 760  # pixels
HEIGHT: Final = 150
ROW: Final = 24
COLOUR: Final = "#0072B2"


def months(counts: Sequence[tuple[date, int]], told: str) -> str:
    """Return columns for the first days of months and how many there were, in order; ``told`` says what it shows."""
    if not counts:
        return ""
    first, last = counts[0][0], counts[-1][0]
    number = _month(last) - _month(first) + 1
    step = WIDTH / number
    most = max(n for _, n in counts)
    parts = []
    for when, n in counts:
        tall = HEIGHT * n / most
        x = step * (_month(when) - _month(first))
        parts.append(
            f'<rect x="{x:.1f}" y="{HEIGHT - tall:.1f}" width="{max(step * 0.86, 1):.1f}" height="{tall:.1f}">'
            f"<title>{when:%B %Y}: {n:,}</title></rect>"
        )
    every = max(1, round(number / 8))
    for i in range(0, number, every):
        year, month = divmod(_month(first) + i, 12)
        label = f"{date(year, month + 1, 1):%b %Y}"
        parts.append(f'<text x="{step * i:.1f}" y="{HEIGHT + 18}">{label}</text>')
    parts.append(f'<text x="{WIDTH}" y="12" text-anchor="end">most in a month: {most:,}</text>')
    return _svg("".join(parts), HEIGHT + 26, told)


def names(counts: Sequence[tuple[str, int]], told: str) -> str:
    """Return a bar a name with its count; ``told`` says what it shows."""
    if not counts:
        return ""
    most = max(n for _, n in counts)
    parts = []
    for i, (name, n) in enumerate(counts):
        y = i * ROW
        parts.append(f'<text x="0" y="{y + 16}">{escape(shortened(name, 34))}</text>')
        parts.append(f'<rect x="250" y="{y + 5}" width="{max(420 * n / most, 2):.1f}" height="13"/>')
        parts.append(f'<text x="{258 + 420 * n / most:.1f}" y="{y + 16}">{n:,}</text>')
    return _svg("".join(parts), len(counts) * ROW + 4, told)


def _month(when: date) -> int:
    return when.year * 12 + when.month - 1


def _svg(inside: str, height: int, told: str) -> str:
    return f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(told)}" fill="{COLOUR}">{inside}</svg>'
