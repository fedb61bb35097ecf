"""Records to plain JSON values and back, nothing lost: what findings travel as between machines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Decode = Callable[[Any], Any]
T = TypeVar("T")


def encode(value: Any) -> Any:
    """Return a record as JSON values: an object by field names, tuples as lists, days as ISO dates."""
    if is_dataclass(value):
        return {f.name: encode(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [encode(v) for v in value]
    return value.isoformat() if isinstance(value, date) else value


def decode(kind: type[T], value: Any) -> T:
    """Return the record of ``kind`` that `encode` made ``value`` from; a field with a default may be missing.

    Raises:
        ValueError: it is of another shape, as an older or newer version writes it.
    """
    try:
        decoder: Decode = _decoder(kind)  # type: ignore[arg-type]  # classes can be hashed
        found: T = decoder(value)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"not {kind.__name__} as this version writes it ({error!r})") from error
    return found


@cache
def _decoder(kind: Any) -> Decode:
    inner = get_args(kind)
    if get_origin(kind) in (Union, UnionType):
        read = _decoder(next(a for a in inner if a is not NoneType))
        return lambda v: None if v is None else read(v)
    if get_origin(kind) is tuple:
        read = _decoder(inner[0])
        return lambda v: tuple(map(read, v))
    if is_dataclass(kind):
        make: Any = kind
        hints = get_type_hints(kind)
        reads = {f.name: _decoder(hints[f.name]) for f in fields(kind)}
        return lambda v: make(**{name: reads[name](x) for name, x in v.items()})
    if kind is date:
        return date.fromisoformat
    return lambda v: v
