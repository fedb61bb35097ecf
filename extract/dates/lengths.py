"""Lengths, habits and times of day: "for three weeks", "every year", "at 14:05 GMT"; they have no days."""

from __future__ import annotations

from typing import Final

from extract.dates.meaning import COUNTED, Meaning, Parts, Scene, integer, number
from extract.dates.words import UNITS

_ADVERBS: Final = {"daily": "D", "weekly": "W", "monthly": "M", "annually": "Y", "yearly": "Y", "annual": "Y"}


def duration(parts: Parts, scene: Scene) -> Meaning | None:
    """Read "three weeks", "several days"."""
    unit = (parts["unit"] or "").lower().rstrip("s")
    word = (parts["n"] or "").lower()
    count = number(word, scene)
    if count is None:
        if word not in ("several", "few", "many", "some", "recent"):
            return None
        amount = "X"
    else:
        amount = str(count * 10 if unit == "decade" else count)
    time = "T" if unit in ("hour", "minute") else ""
    if word in ("a", "an") and unit in ("day", "week", "month", "year"):
        return None  # "three times a day", "a year of trouble": more often a rate or a story than a length
    return Meaning("DURATION", f"P{time}{amount}{UNITS[unit]}", None)


def clock(parts: Parts, scene: Scene) -> Meaning | None:
    """Read "14:05 GMT", "6 p.m."."""
    hour = integer(parts["h"]) % 12 if parts.get("half") else integer(parts["h"])
    hour += 12 if (parts.get("half") or "").lower().startswith("p") else 0
    minute = parts.get("min") or "00"
    day = scene.day.isoformat() if scene.day else "XXXX-XX-XX"
    zone = "Z" if (parts.get("zone") or "").strip().lower() in ("gmt", "utc") else ""
    return Meaning("TIME", f"{day}T{hour:02}:{minute}{zone}", None, COUNTED)


def set_(parts: Parts, scene: Scene) -> Meaning | None:
    """Read "every week", "daily"."""
    unit = UNITS[(parts["unit"] or "").lower()] if parts.get("unit") else _ADVERBS[(parts["adv"] or "").lower()]
    return Meaning("SET", f"P1{unit}", None)
