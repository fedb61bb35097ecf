"""Counting along columns: what stands in which order, how often, and whose names it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import prod
from typing import Any, Final

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select

from dashboard.store.blocks import Column, Store
from dashboard.store.queries.tables import CHUNK, table
from dashboard.store.schema import entity, topic

_EPOCH: Final = date(1970, 1, 1).toordinal()
_LATEST: Final = 2**31 - 1
DENSE: Final = 2**20  # combinations that are counted in a list of all, which is quicker than sorting


def marked(numbers: Column | Iterable[int], size: int) -> Column:
    """Return which of the numbers below ``size`` are among some, as flags; numbers beyond are left out."""
    flags = np.zeros(size, bool)
    some = np.asarray(numbers if isinstance(numbers, np.ndarray) else list(numbers), np.int64)
    flags[some[some < size]] = True
    return flags


def among(column: Column, values: Sequence[int]) -> Column:
    """Return where a column has one of a few values, as flags."""
    found = np.zeros(len(column), bool)
    for value in values:
        found |= column == value
    return found


def looked_up(values: Column, numbers: Column) -> Column:
    """Return the values of some numbers, or their flags; one that has none is like number 0."""
    beyond = numbers.max(initial=0) >= len(values)
    return values[np.where(numbers < len(values), numbers, 0)] if beyond else values[numbers]


def ordered(numbers: Column, *keys: Column, first: int = 0, most: int | None = None) -> Column:
    """Return numbers by keys, the first one foremost, then by themselves: ``most`` of them from place ``first``."""
    wanted = len(numbers) if most is None else first + most
    if len(numbers) > 4 * wanted:  # what comes before all others in the foremost key, with its equals
        near = keys[0] <= _bound(keys[0], wanted)
        numbers, keys = numbers[near], tuple(key[near] for key in keys)
    return numbers[np.lexsort((numbers, *reversed(keys)))][first:wanted]


def _bound(key: Column, wanted: int) -> Any:
    """The value below or at which more than ``wanted`` of a key are."""
    low, high = key.min(), key.max()
    if np.issubdtype(key.dtype, np.integer) and int(high) - int(low) < DENSE:
        return low + np.searchsorted(np.cumsum(np.bincount(key - low)), wanted, side="right")
    return np.partition(key, wanted)[wanted]


def latest_first(days: Column) -> Column:
    """Return a key by which `ordered` puts the latest day first and what has no day last."""
    return -days  # none is 0


def earliest_first(days: Column) -> Column:
    """Return a key by which `ordered` puts the earliest day first and what has no day last."""
    return np.where(days > 0, days, _LATEST)


def step_of(days: Column, every: str) -> Column:
    """Return the first day of the ``every`` ("day", "week" from Monday, "month") in which each day lies."""
    if every == "day" or not len(days):
        return days
    low, high = int(days.min()), int(days.max())
    steps = _step_of(np.arange(low, high + 1), every)  # there are far fewer days than findings
    found: Column = steps[days - low]
    return found


def _step_of(days: Column, every: str) -> Column:
    if every == "week":
        week: Column = days - (days - 1) % 7  # the first day of the year 1 is a Monday
        return week
    month: Column = (days - _EPOCH).astype("M8[D]").astype("M8[M]").astype("M8[D]").astype(np.int64) + _EPOCH
    return month


def tally(*columns: Column) -> tuple[tuple[Column, ...], Column]:
    """Return each combination of values that rows of columns have, in order, and how many rows have it."""
    lows = [int(c.min()) if len(c) else 0 for c in columns]
    sizes = [int(c.max(initial=low)) - low + 1 for c, low in zip(columns, lows, strict=True)]
    whole = np.zeros(len(columns[0]), np.int64)
    for column, low, size in zip(columns, lows, sizes, strict=True):
        whole = whole * size + (column - low)
    if prod(sizes) < DENSE:
        counts = np.bincount(whole)
        seen = np.flatnonzero(counts)
        counts = counts[seen]
    else:
        seen, counts = np.unique(whole, return_counts=True)
    rest, values = seen, []
    for low, size in zip(reversed(lows), reversed(sizes), strict=True):
        values.append(rest % size + low)
        rest = rest // size
    return tuple(reversed(values)), counts


def roots_of(columns: Store, entities: Column) -> Column:
    """Return the roots of entities, 0 for those that are hidden or none."""
    known = columns["entity"]
    return looked_up(np.where(known["hidden"] == 0, known["root_id"], 0), entities)


def ranked(roots: Column, limit: int | None) -> tuple[Column, Column]:
    """Return the roots that stand most often in a column, the most frequent first, and how often; 0 is left out."""
    counts = np.bincount(roots, minlength=1)
    counts[0] = 0
    some = np.flatnonzero(counts)
    top = ordered(some, -counts[some], most=limit)
    return top, counts[top]


def busiest(columns: Store, entities: Column, limit: int, name: str, count: str) -> pd.DataFrame:
    """Return the actors that stand most often in a column of entities: ``entity_id`` (root), their name, how often."""
    top, counts = ranked(roots_of(columns, entities), limit)
    names = names_of_roots(columns.connection, top)
    return table({"entity_id": top.tolist(), name: [names[int(root)] for root in top], count: counts.tolist()})


def names_of_roots(connection: Connection, roots: Column | Sequence[int]) -> dict[int, str]:
    """Return the shown names of actors by their roots."""
    wanted = [int(root) for root in roots]
    e, names = entity.c, dict[int, str]()
    for i in range(0, len(wanted), CHUNK):
        for number, shown in connection.execute(select(e.id, e.shown_name).where(e.id.in_(wanted[i : i + CHUNK]))):
            names[number] = shown
    return names


def topics_in_use(connection: Connection) -> list[Any]:
    """Return the topics that are in use, in the order shown: rows of ``key``, ``title`` and ``position``."""
    t = topic.c
    return list(connection.execute(select(t.key, t.title, t.position).where(t.active).order_by(t.position, t.title)))
