"""Decisions in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from dashboard.wording import ACTOR_KINDS, MEETING_KINDS, QUOTE_KINDS, STATUS, day, iso_day, listed, shortened

FINDINGS: Final = {
    "quote": "a quotation",
    "meeting": "a meeting",
    "topic": "a mention of a topic",
    "actor": "an actor of an article",
    "article": "an article",
}
CHANGES: Final = {
    "speaker": "speaker",
    "kind": "kind",
    "speech": "said or thought",
    "said_first": "first day",
    "said_last": "last day",
    "participants": "participants",
    "first": "first day",
    "last": "last day",
    "status": "status",
    "place": "place",
    "occasion": "occasion",
    "name": "name",
    "role": "role",
    "meant": "means",
}
VALUES: Final = {**STATUS, **QUOTE_KINDS, **MEETING_KINDS, **ACTOR_KINDS}


def on_actor(kind: str, name: str, other: str | None, payload: Mapping[str, Any]) -> str:
    """Return what was decided about an actor; ``other`` is the second of a pair."""
    return {
        "merge": f"{other} is one with {name}.",
        "keep_apart": f"{other} is kept apart from {name}.",
        "rename": f"{name} is shown as {payload.get('name')}.",
        "change_kind": f"{name} is: {VALUES.get(payload.get('kind', ''), '')}.",
        "hide": f"{name} is hidden.",
    }[kind]


def on_topic(kind: str, target: Mapping[str, Any], payload: Mapping[str, Any]) -> str:
    """Return what was decided about a topic."""
    before, after = payload.get("before"), payload.get("after")
    title = (after or before or {}).get("title") or target["topic"]
    if kind == "topic_removed":
        return f"The topic {title} was removed."
    return f"The topic {title} was changed." if before and before.get("active") else f"The topic {title} was added."


def on_finding(kind: str, target: Mapping[str, Any], payload: Mapping[str, Any]) -> str:
    """Return what was decided about a finding of an article, with its words."""
    if kind == "settle_day":
        return f"The article was published on {day(iso_day(payload['published']))}."
    verb = {"confirm": "Confirmed", "reject": "Rejected", "correct": "Corrected", "add": "Added"}[kind]
    words = f"{verb} {FINDINGS[target['finding']]}: “{shortened(target['words'], 120)}”"
    return f"{words} {changes(payload)}".strip()


def changes(payload: Mapping[str, Any]) -> str:
    """Return what a correction sets, as "(speaker: Ana Orlan; status: Held)"."""
    told = [f"{CHANGES[name]}: {_value(name, value)}" for name, value in payload.items() if name in CHANGES]
    return f"({'; '.join(told)})" if told else ""


def _value(name: str, value: Any) -> str:
    if name == "speech":
        return "said" if value else "thought"
    if value is None or value == []:
        return "none"
    if isinstance(value, list | tuple):
        return listed(value)
    if name in ("said_first", "said_last", "first", "last"):
        return day(iso_day(value))
    return VALUES.get(value, str(value))
