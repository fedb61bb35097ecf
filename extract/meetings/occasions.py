"""The event that hosts a meeting: "on the sidelines of the forum", and what the article says of its place and days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from extract.meetings.page import Page, phrase
from extract.meetings.schedule import When, find_place, find_when
from extract.meetings.triggers import Trigger, verb_of
from extract.model import Span

_OPENER: Final = 34  # characters before the event's phrase in which the words that make it a host stand
_ARTICLE: Final = re.compile(r"^(?:(?:the|a|an|this|that|their|his|her|its|this year['’]s|annual)\s+)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Host:
    """An event of the article: its name without the article, where it is spoken of, its place and days."""

    name: str
    at: int
    place: str | None
    when: When | None

    @property
    def words(self) -> frozenset[str]:
        """The words of the name, in lower case."""
        return frozenset(w for w in re.findall(r"\w+", self.name.lower()) if w not in ("the", "of", "a", "in"))


def find_hosts(page: Page) -> list[Host]:
    """Return every event that is spoken of with a name or a date, in reading order."""
    found: list[Host] = []
    for token in page.doc:
        if not _is_event(token, page) or token.dep_ == "compound":
            continue
        trigger = Trigger(token, "summit", verb_of(token))
        found.append(Host(_name(token, page), token.idx, find_place(trigger, page), find_when(trigger, page)))
    return found


def find_occasion(trigger: Trigger, page: Page, hosts: Sequence[Host]) -> Host | None:
    """Return the host of the meeting, its place and days filled in from wherever the article gives them."""
    for token in trigger.token.sent:
        if token == trigger.token or not _hosts(token, trigger, page):
            continue
        return _whole(Host(_name(token, page), token.idx, None, None), hosts)
    return None


def _whole(host: Host, hosts: Sequence[Host]) -> Host:
    """ "The forum" is the last event that was named so; its place and days stand in any sentence about it."""
    last = host.name.lower().split()[-1]
    kin = [
        h for h in hosts if h.words >= host.words or host.words >= h.words or (len(host.words) == 1 and _like(h, last))
    ]
    named = [h for h in kin if len(h.words) > len(host.words)] if len(host.words) == 1 else []
    before = [h for h in named if h.at < host.at]
    name = (before[-1] if before else named[0]).name if named else host.name
    kin = [h for h in kin if h.words & Host(name, 0, None, None).words]
    place = next((h.place for h in kin if h.place), None)
    return Host(name, host.at, place, _most_telling([h.when for h in kin if h.when]))


def _most_telling(whens: Sequence[When]) -> When | None:
    """ "3 to 5 May" rather than "next week" or, of a day alone, "opens on 3 May"."""
    best: When | None = None
    for when in whens:
        if best is None or (when.days.first == best.days.first == best.days.last):
            best = when
            continue
        several = when.days.first != when.days.last
        if several and when.days.overlaps(best.days) and _length(when) < _length(best):
            best = when
    return best


def _length(when: When) -> int:
    return (when.days.last - when.days.first).days


def _like(host: Host, word: str) -> bool:
    """ "The forum" after "the East Sea summit": both are words for a gathering of leaders."""
    gatherings = ("summit", "forum", "conference", "assembly")
    return word in gatherings and host.name.lower().split()[-1] in gatherings and len(host.words) > 1


def _is_event(token: Token, page: Page) -> bool:
    words = page.rules.occasion
    if token.lemma_.lower() not in words.events or token.pos_ not in ("NOUN", "PROPN"):
        return False
    return token.lemma_.lower() not in words.named_only or any(
        c.text[:1].isupper() for c in token.lefts if c.pos_ != "DET"
    )


def _hosts(token: Token, trigger: Trigger, page: Page) -> bool:
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound":
        return False
    start = phrase(token).start
    opener = page.doc.text[max(trigger.token.sent.start_char, start - _OPENER) : start].lower().rstrip()
    opener = _ARTICLE.sub("", opener)
    if any(opener.endswith(h) for h in page.rules.occasion.hosts):
        return True
    return _is_event(token, page) and opener.split()[-1:] != [] and opener.split()[-1] in page.rules.occasion.places


def _name(token: Token, page: Page) -> str:
    """The event's name: its own words and "of …", up to where it takes place."""
    last = token
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            last = max((g for g in child.subtree if g.pos_ in ("PROPN", "NOUN")), key=lambda t: t.i, default=token)
            stop = next((g for g in child.subtree if g.lower_ in ("in", "on", "due", "from") and g.i > token.i), None)
            if stop is not None and stop.i < last.i:
                last = page.doc[stop.i - 1]
            break
    following = page.doc[last.i + 1 : last.i + 2]
    if len(following) and following[0].lower_ in ("summit", "forum") and last.dep_ != "compound":
        last = following[0]
    span = Span(token.left_edge.idx, last.idx + len(last.text))
    return _ARTICLE.sub("", span.of(page.doc.text))
