"""How a finding was found and how sure it is, in plain words, from the rule or method that it names."""

from __future__ import annotations

from typing import Final

from dashboard.store.applying import BY_HAND

RESOLVED: Final = {
    "name": "the speaker is named beside it",
    "description": "the speaker is described beside it, and the article says elsewhere who that is",
    "pronoun": "“he”, “she” or “they” means somebody named before",
    "pronoun: speaker before": "“he”, “she” or “they” means who spoke before",
    "pronoun: nearest": "“he”, “she” or “they” means the nearest fitting name",
    "pronoun: open": "it is not clear whom “he”, “she” or “they” means",
    "carried": "the speech goes on from the paragraph before",
    "role": "the speaker is told by an office",
    "pair": "“both” or “the two” means who was named before",
    "label": "a name stands before the words, as in an interview",
    "relative": "“who” means the name before it",
    "hearsay": "what is said comes from others",
    "name outside the cast": "the name stands beside it and nowhere else",
    "unnamed": "the source has no name in the article",
    "sourceless": "the article does not say who speaks",
    "nested": "it stands inside another quotation",
}
STATES: Final = {
    "found": "Found by the reader; nobody has looked at it yet",
    "confirmed": "Confirmed",
    "rejected": "Rejected: it is in no list and no chart",
    "corrected": "Corrected",
    "added": "Added by hand",
}
ACTOR_WAYS: Final = {
    "model": "the language model took these words for a name",
    BY_HAND: "an analyst marked these words",
}


def how(kind: str, why: str) -> str:
    """Return how a finding ("quote", "meeting", "topic", "actor") was found; ``why`` is its rule or method."""
    if why == BY_HAND:
        return "An analyst added it."
    if kind == "quote":
        found, _, resolved = why.partition("; ")
        first = {"tagger": "The reader learned to see such sentences", "marks": "It stands in quotation marks"}
        told = [first.get(found, f"Found by: {found}"), RESOLVED.get(resolved, resolved)]
        return f"{'; '.join(filter(None, told))}."
    if kind == "meeting":
        _, _, word = why.partition(": ")
        return f"The word “{word}” tells of it." if word else f"Found by the rule {why}."
    if kind == "topic":
        return "These are words of one of your topics."
    way = ACTOR_WAYS.get(why)
    return f"{way[0].upper()}{way[1:]}." if way else f"Found by the rule {why}."


def how_sure(confidence: float, state: str) -> str:
    """Return how sure a finding is, of which nobody or an analyst has spoken."""
    if state in ("confirmed", "corrected", "added"):
        return "An analyst says so."
    return f"{confidence:.0%} sure: of a hundred like this about {confidence * 100:.0f} are right."
