"""What is known of meetings, read once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Self

from extract.model import MeetingKind
from extract.rulebook import check_keys, check_unique, read_rules

_SECTIONS: Final = {
    "triggers": ("nouns", "calls", "call_words", "verbs", "light"),
    "look_alikes": ("objects", "before"),
    "status": (
        "cancelled", "cancelled_phrases", "postponed", "postponed_phrases",
        "ruled_out_phrases", "not_ruled_out_phrases", "possible", "planned",
    ),
    "reporting": ("verbs",),
    "occasion": ("phrases", "events"),
}  # fmt: skip


def _phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(p) for p in ordered)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MeetingRules:
    """Triggers, look-alikes and the words of each status, as lemmas in lower case."""

    nouns: dict[str, MeetingKind]
    verbs: dict[str, MeetingKind]
    calls: frozenset[str]
    call_words: frozenset[str]
    light: frozenset[str]
    objects: frozenset[str]
    before: frozenset[str]
    cancelled: frozenset[str]
    cancelled_phrases: re.Pattern[str]
    postponed: frozenset[str]
    postponed_phrases: re.Pattern[str]
    ruled_out_phrases: re.Pattern[str]
    not_ruled_out_phrases: re.Pattern[str]
    possible: frozenset[str]
    planned: frozenset[str]
    reporting: frozenset[str]
    occasion: re.Pattern[str]
    events: frozenset[str]

    @classmethod
    def load(cls) -> Self:
        """Read `meetings.toml`.

        Raises:
            RuleError: an unknown section or key, or a word that stands twice in its list.
        """
        rules: dict[str, Any] = read_rules("meetings")
        check_keys("meetings.toml", rules, _SECTIONS)
        for section, keys in _SECTIONS.items():
            check_keys(f"meetings.toml [{section}]", rules[section], keys)
            for key in keys:
                check_unique(f"meetings.toml [{section}] {key}", rules[section][key])
        status = rules["status"]
        return cls(
            nouns=rules["triggers"]["nouns"],
            verbs=rules["triggers"]["verbs"],
            calls=frozenset(rules["triggers"]["calls"]),
            call_words=frozenset(rules["triggers"]["call_words"]),
            light=frozenset(rules["triggers"]["light"]),
            objects=frozenset(rules["look_alikes"]["objects"]),
            before=frozenset(rules["look_alikes"]["before"]),
            cancelled=frozenset(status["cancelled"]),
            cancelled_phrases=_phrases(status["cancelled_phrases"]),
            postponed=frozenset(status["postponed"]),
            postponed_phrases=_phrases(status["postponed_phrases"]),
            ruled_out_phrases=_phrases(status["ruled_out_phrases"]),
            not_ruled_out_phrases=_phrases(status["not_ruled_out_phrases"]),
            possible=frozenset(status["possible"]),
            planned=frozenset(status["planned"]),
            reporting=frozenset(rules["reporting"]["verbs"]),
            occasion=_phrases(rules["occasion"]["phrases"]),
            events=frozenset(rules["occasion"]["events"]),
        )
