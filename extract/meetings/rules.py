"""What is known of meetings, read once: each class holds one section of `rules/meetings.toml`, key by key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self, TypeVar

from extract.errors import RuleError
from extract.model import MeetingKind
from extract.rulebook import check_keys, check_unique, read_rules

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class TriggerWords:
    """Words that speak of a meeting; ``nouns``, ``verbs`` and ``among`` give its kind."""

    nouns: Mapping[str, MeetingKind]
    verbs: Mapping[str, MeetingKind]
    journeys: Words
    leaving: Words
    among: Mapping[str, MeetingKind]
    calls: Words
    call_verbs: Words
    call_words: Words
    company: Words
    upon: Mapping[str, str]
    person_phrases: Words
    facing: Words
    seating: Words
    sitting: Words
    setting: Words
    with_person: Words
    with_object: Mapping[str, Words]
    awaiting: Words
    seats: Words


@dataclass(frozen=True, slots=True)
class LookAlikes:
    """What makes a word of meeting speak of something else."""

    adverbs: Words
    objects: Words
    subjects: Words
    before: Words
    sports: Words
    games: Words
    shares: Words


@dataclass(frozen=True, slots=True)
class ParticipantWords:
    """Words for the people who meet: counterparts, leaders, offices, groups."""

    counterparts: Words
    any_office: Words
    also: Mapping[str, Words]
    others: Words
    leaders: Words
    lesser: Words
    no_state: Words
    speakers: Words
    offices: Words
    groups: Words
    bodies: Words
    collectives: Words
    leading: Words
    giving: Words
    meals: Words
    bystanders: Words
    accompanying: Words
    doing: Words
    same: Words
    another: Words
    anew: Words
    former: Words
    apart: Words
    joined_by: Words
    sending: Words
    joining: Words
    personal: Words
    together: Words
    portfolios: Words
    idle: Words


@dataclass(frozen=True, slots=True)
class StatusWords:
    """The words that govern a meeting, by what they make of it."""

    cancelled: Words
    postponed: Words
    relocated: Words
    absent: Words
    cancelled_phrases: Words
    shelved_phrases: Words
    contrary: Words
    undone: Words
    decisions: Words
    ruled_out: Words
    ruled_out_phrases: Words
    wished: Words
    moved_phrases: Words
    doubtful: Words
    open_phrases: Words
    possible: Words
    planned: Words
    particular: Mapping[str, Words]
    programmes: Words
    including: Words
    passing: Words
    instead: Words
    calling: Words
    habits: Words
    settings: Words
    conditions: Words
    undecided: Words
    unasked: Words
    taking: Words
    asked: Words
    faint: Words
    asking: Words
    ahead: Words
    pending: Words
    done: Words
    untrue: Words
    existence: Words
    achieved: Words


@dataclass(frozen=True, slots=True)
class ReportingWords:
    """Words that say who told of it: their day is not the meeting's."""

    verbs: Words
    nouns: Words


@dataclass(frozen=True, slots=True)
class OccasionWords:
    """Words before an event that hosts a meeting, and the events."""

    hosts: Words
    occasions: Words
    beside: Words
    places: Words
    events: Words
    named_only: Words
    opening: Words
    settlements: Words
    lasting: Words
    topical: Words
    attending: Words
    journeys: Words


Section = TypeVar("Section", TriggerWords, LookAlikes, ParticipantWords, StatusWords, ReportingWords, OccasionWords)


@dataclass(frozen=True, slots=True)
class MeetingRules:
    """All of `rules/meetings.toml`; lemmas in lower case."""

    triggers: TriggerWords
    look_alikes: LookAlikes
    participants: ParticipantWords
    status: StatusWords
    reporting: ReportingWords
    occasion: OccasionWords

    @classmethod
    def load(cls) -> Self:
        """Read `meetings.toml`.

        Raises:
            RuleError: an unknown or missing section or key, or a word that stands twice in its list.
        """
        rules = read_rules("meetings")
        check_keys("meetings.toml", rules, {f.name for f in fields(cls)})
        return cls(
            _section(TriggerWords, "triggers", rules),
            _section(LookAlikes, "look_alikes", rules),
            _section(ParticipantWords, "participants", rules),
            _section(StatusWords, "status", rules),
            _section(ReportingWords, "reporting", rules),
            _section(OccasionWords, "occasion", rules),
        )


def _section(kind: type[Section], name: str, rules: Mapping[str, Any]) -> Section:
    entry = rules.get(name, {})
    keys = [f.name for f in fields(kind)]
    check_keys(f"meetings.toml [{name}]", entry, keys)
    missing = [k for k in keys if k not in entry]
    if missing:
        raise RuleError(f"meetings.toml [{name}]: {missing} missing")
    return kind(**{k: _value(f"meetings.toml [{name}] {k}", entry[k]) for k in keys})


def _value(where: str, value: Any) -> Any:
    if isinstance(value, dict):
        return {k: frozenset(v) if isinstance(v, list) else v for k, v in value.items()}
    check_unique(where, value)
    return frozenset(value)
