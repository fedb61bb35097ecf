"""Rows as tables: days stay `datetime.date`, and what is unknown is None, never NaN."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

import numpy as np
import pandas as pd
from sqlalchemy import Connection, func

from dashboard.store.blocks import Column
from dashboard.store.schema import article

CHUNK: Final = 5000  # numbers in one statement; databases bound them


def frame(connection: Connection, query: Any) -> pd.DataFrame:
    """Return a query's rows as a table."""
    result = connection.execute(query)
    names = list(result.keys())
    columns: Any = list(zip(*result.all(), strict=True)) or [()] * len(names)
    return table(dict(zip(names, columns, strict=True)))


def table(columns: Mapping[str, Sequence[Any]]) -> pd.DataFrame:
    """Return columns of Python's own values as a table."""
    return pd.DataFrame({name: _series(values) for name, values in columns.items()}, columns=list(columns))


def _series(values: Sequence[Any]) -> pd.Series[Any]:
    # PostgreSQL adds whole numbers up to a decimal.
    values = [int(v) if isinstance(v, Decimal) else v for v in values]
    numbers = values and all(isinstance(v, int | float) for v in values)
    return pd.Series(values, dtype=None if numbers else object)


def rows_of(connection: Connection, query: Any, key: Any, numbers: Column | Sequence[int]) -> pd.DataFrame:
    """Return the rows of ``query`` whose ``key``, its first column, is one of the numbers, in the numbers' order."""
    wanted = [int(n) for n in numbers]
    found = {}
    names: list[str] = []
    for i in range(0, len(wanted), CHUNK) or (0,):
        result = connection.execute(query.where(key.in_(wanted[i : i + CHUNK])))
        names = list(result.keys())
        found.update({row[0]: row for row in result})
    rows = [found[n] for n in wanted if n in found]
    columns: Any = list(zip(*rows, strict=True)) or [()] * len(names)
    return table(dict(zip(names, columns, strict=True)))


def with_lists(connection: Connection, rows: pd.DataFrame, key: str, name: str, query: Any, of: Any) -> pd.DataFrame:
    """Add a column of tuples: the second column of ``query`` by its first, ``of``, which is the table's ``key``."""
    lists: dict[int, list[str]] = defaultdict(list)
    wanted = ids_of(rows, key)
    for i in range(0, len(wanted), CHUNK):
        for row_id, value in connection.execute(query.where(of.in_(wanted[i : i + CHUNK]))):
            lists[row_id].append(value)
    rows[name] = pd.Series([tuple(lists[i]) for i in wanted], dtype=object)
    return rows


def ids_of(rows: pd.DataFrame, key: str) -> list[int]:
    """Return a column of numbers as Python's own."""
    return [int(i) for i in rows[key]]


def days_of(numbers: Column) -> list[date | None]:
    """Return days as they are in columns (see `blocks.day_number`) as Python's own."""
    known, places = np.unique(numbers, return_inverse=True)
    days = [date.fromordinal(int(n)) if n else None for n in known]
    return [days[i] for i in places]


def excerpt(start: Any, end: Any) -> Any:
    """Return the words of ``article.text`` between two columns of offsets."""
    return func.substr(article.c.text, start + 1, end - start)
