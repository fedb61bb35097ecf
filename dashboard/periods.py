"""Which stretch of time a chart shows: where the news leaves years empty, one stretch at a time can be read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final

import streamlit as st

from dashboard.wording import known

GAP: Final = timedelta(days=150)  # nothing for so long parts two stretches
LONG: Final = timedelta(days=550)  # a longer stretch is shown a year at a time
MOST: Final = 6
ALL: Final = "All"

Period = tuple[date, date]


def split(days: Iterable[Any]) -> list[Period]:
    """Return the stretches that ``days`` fall into, the earliest first.

    They part at the widest gaps of `GAP` or more, and a `LONG` one at each new year. Of many the last `MOST`.
    """
    ordered = sorted({d for d in days if known(d)})
    gaps = sorted(((b - a, i) for i, (a, b) in enumerate(pairwise(ordered), 1)), reverse=True)
    cuts = sorted(i for gap, i in gaps[: MOST - 1] if gap >= GAP)
    starts, ends = [0, *cuts], [*cuts, len(ordered)]
    stretches = [(ordered[s], ordered[e - 1]) for s, e in zip(starts, ends, strict=True) if s < e]
    return [year for stretch in stretches for year in _years(stretch)][-MOST:]


def choose(days: Iterable[Any], key: str, *, at: date | None = None) -> Period | None:
    """Ask which stretch to show, at first the one around ``at``, else the last; None is all of them.

    Asks nothing where there is one.
    """
    periods = split(days)
    if len(periods) < 2:
        return None
    names = {_named(p): p for p in periods}
    around = [name for name, p in names.items() if at is not None and p[0] <= at <= p[1]]
    chosen = st.segmented_control(
        "Time shown in the chart",
        [*names, ALL],
        default=(around or list(names))[-1],
        key=f"{key}-{'-'.join(names)}",
    )
    return names.get(chosen or ALL)


def _years(stretch: Period) -> list[Period]:
    first, last = stretch
    if last - first < LONG:
        return [stretch]
    return [(date(y, 1, 1), date(y, 12, 31)) for y in range(first.year, last.year + 1)]


def _named(period: Period) -> str:
    if period[0].timetuple().tm_yday == 1 and period[1] == date(period[0].year, 12, 31):
        return str(period[0].year)
    first, last = (f"{d:%b %Y}" for d in period)
    return first if first == last else f"{first} to {last}"
