"""How days, counts, kinds and states are written: plain words, the same on each page."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final
from unicodedata import bidirectional

import pandas as pd

STATUS: Final = {
    "planned": "Planned",
    "possible": "Possible",
    "held": "Held",
    "postponed": "Postponed",
    "cancelled": "Cancelled",
    "ruled_out": "Ruled out",
    "due": "Due, unconfirmed",
}
QUOTE_KINDS: Final = {
    "direct": "Word for word",
    "mixed": "Partly word for word",
    "indirect": "In the reporter’s words",
}
MEETING_KINDS: Final = {
    "meeting": "Meeting",
    "call": "Call",
    "visit": "Visit",
    "summit": "Summit",
    "talks": "Talks",
}
ACTOR_KINDS: Final = {
    "person": "Person",
    "organisation": "Organisation",
    "country": "Country",
    "place": "Place",
    "event": "Event",
    "treaty": "Treaty",
}
REVIEW: Final = {
    "found": "Not looked at",
    "confirmed": "Confirmed",
    "corrected": "Corrected",
    "added": "Added by hand",
    "rejected": "Rejected",
}
# How the extractor names its ways (`Quote.method`), for readers.
_FOUND_BY: Final = {"tagger": "found by the quotation model", "marks": "found by its quotation marks"}
_SPEAKER_BY: Final = {
    "name": "speaker named in the sentence",
    "description": "speaker described in the sentence",
    "role": "speaker known by the office named",
    "pair": "both speakers named before",
    "pronoun": "speaker known from “he”, “she” or “they”",
    "relative": "speaker named right before “who”",
    "carried": "speaker of the paragraph before",
    "label": "speaker named at the start of the line",
    "name outside the cast": "speaker named only here",
    "sourceless": "no speaker is told",
    "unnamed": "speaker not named",
    "hearsay": "nobody in particular says it",
    "nested": "words quoted inside other words",
}
_BASIS: Final = {
    "stated": "the article states the day",
    "counted from the day of publication": "counted from the day of publication",
    "running on the day of publication": "it was running on the day of publication",
}
NO_SPEAKER: Final = "Speaker not named"
NO_SOURCE: Final = "Source unknown"
NO_TITLE: Final = "Without a title"
NOBODY: Final = "The article itself"  # a topic that no quotation holds

_ADDRESS = re.compile(r"https?|www|(?=\\@)", re.IGNORECASE)
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def known(value: Any) -> bool:
    """Say whether a table's cell holds anything."""
    return value is not None and not (not isinstance(value, str | tuple | list) and pd.isna(value)) and value != ""


def how_found(method: str) -> str:
    """Return in plain words how a quotation and its speaker were found ("tagger; name"); unknown parts as they are."""
    way, _, speaker = method.partition("; ")
    return "; ".join(filter(None, [_FOUND_BY.get(way, way), _SPEAKER_BY.get(speaker, speaker)]))


def how_meeting(rule: str) -> str:
    """Return in plain words what told of a meeting ("meetings.toml: meet"); another rule as it is."""
    file, _, word = rule.partition(": ")
    return f"found by the word “{word}”" if file.endswith(".toml") and word else rule


def how_dated(basis: Any) -> str:
    """Return in plain words how a meeting's day is known; "" where nothing tells."""
    return _BASIS.get(str(basis), str(basis)) if known(basis) else ""


def day(value: Any) -> str:
    """Return a day as "18 Nov 2018", or "no day" where there is none."""
    return f"{value.day} {value:%b %Y}" if known(value) else "no day"


def days(first: Any, last: Any) -> str:
    """Return "30 Nov to 1 Dec 2018", or one day where both are the same, or "no day"."""
    if not known(first) or not known(last) or first == last:
        return day(first)
    if first.year != last.year:
        return f"{day(first)} to {day(last)}"
    start = str(first.day) if first.month == last.month else f"{first.day} {first:%b}"
    return f"{start} to {day(last)}"


def iso_day(value: str | None) -> date | None:
    """Return the day that an ISO string names, None where it names none."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return "1 quotation", "2 quotations" or "1,200 quotations"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: Any, most: int = 6) -> str:
    """Return "A, B and C"; of more than ``most`` the first and how many are left."""
    names = [str(n) for n in names]
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""


def shortened(text: str, most: int = 60) -> str:
    """Return ``text`` with at most ``most`` characters, cut between words where that is possible."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[most // 2 :] else cut) + "…"


def apart(text: str) -> str:
    """Return ``text`` so that words written right to left leave what stands beside them in its place.

    An isolate (U+2068, U+2069; Unicode Standard Annex 9) is put around them only where there are such words.
    """
    return f"\u2068{text}\u2069" if any(bidirectional(c) in ("R", "AL") for c in text) else text


def plain(text: str) -> str:
    """Return ``text`` so that Markdown shows it letter by letter.

    Labels of buttons and messages are Markdown, and Markdown in a name or file name could fetch an image. Any ASCII
    punctuation may be escaped (CommonMark 0.31, section 2.4). Addresses are made links after that: a word joiner
    (U+2060, not seen) keeps them words.
    """
    words = _PUNCTUATION.sub(r"\\\1", " ".join(text.split()))
    return _ADDRESS.sub("\\g<0>\u2060", words)
