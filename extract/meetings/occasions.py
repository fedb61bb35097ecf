"""The event that hosts a meeting: "on the sidelines of the forum", and what the article says of its place and days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Token

from extract.meetings.page import Page, phrase
from extract.meetings.places import find_place
from extract.meetings.schedule import When, find_when
from extract.meetings.triggers import Trigger, verb_of
from extract.model import Days, Span

_OPENER: Final = 34  # characters before the event's phrase in which the words that make it a host stand
LONGEST: Final = 6  # days that an event runs; a longer span is but "next week"
_GATHERINGS: Final = {"summit", "forum", "conference", "assembly", "event"}
_IDLE: Final = frozenset(("the", "of", "a", "in", "annual", "at", "event"))
_ARTICLE: Final = re.compile(r"^(?:(?:the|a|an|this|that|their|his|her|its|this year['’]s|annual)\s+)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Host:
    """An event of the article: its name without the article, where it is spoken of, its place and days."""

    name: str
    at: int
    place: str | None
    when: When | None

    def kind(self, page: Page) -> str:
        """The word for what it is: "summit" of "the East Asia summit" and of "the summit of the Union"."""
        words = re.findall(r"\w+", self.name.lower())
        known = page.rules.occasion.events | _GATHERINGS
        return next((w for w in reversed(words) if w in known), words[-1] if words else "")

    def core(self, page: Page) -> frozenset[str]:
        """The words that tell this event from others: "East Asia" of "the East Asia summit"."""
        words = re.findall(r"\w+", self.name.lower())
        return frozenset(words) - page.rules.occasion.events - _IDLE


def find_hosts(page: Page) -> list[Host]:
    """Return every event that is spoken of, in reading order; "the forum" bears the name of the one named before."""
    found: list[Host] = []
    for token in page.doc:
        if not _is_event(token, page) or token.dep_ == "compound":
            continue
        trigger = Trigger(token, "summit", verb_of(token))
        when = find_when(trigger, page)
        if when is not None and when.days.first == when.days.last and _opens(trigger, page):
            when = replace(when, sure=False)  # the day it opens is the first it can be
        host = Host(_name(token, page), token.idx, find_place(trigger, page), when)
        found.append(replace(host, name=_full_name(host, found, page)))
    return found


def _opens(trigger: Trigger, page: Page) -> bool:
    verbs = [trigger.verb, *(c for c in trigger.token.children if c.dep_ == "relcl")]
    return any(v is not None and v.lemma_.lower() in page.rules.occasion.opening for v in verbs)


def _full_name(host: Host, before: Sequence[Host], page: Page) -> str:
    """ "The forum" after "the East Sea summit": both are words for a gathering of leaders."""
    if host.core(page):
        return host.name
    kind = host.kind(page)
    named = [h for h in before if h.core(page)]
    same = [h for h in named if h.kind(page) == kind]
    alike = [h for h in named if {kind, h.kind(page)} <= _GATHERINGS]
    return (same or alike or [host])[-1].name


def find_occasion(trigger: Trigger, page: Page, hosts: Sequence[Host]) -> Host | None:
    """Return the host of the meeting, its place and days filled in from wherever the article gives them."""
    for token in trigger.token.sent:
        if token == trigger.token or not _hosts(token, trigger, page):
            continue
        return _whole(Host(_name(token, page), token.idx, None, None), hosts, page)
    before = [h for h in hosts if h.at < trigger.token.sent.start_char]
    return _whole(before[-1], hosts, page) if before and is_beside(trigger, page) else None


def is_beside(trigger: Trigger, page: Page) -> bool:
    """Say whether it is "on the sidelines" of what was told of before."""
    beside = [t for t in trigger.token.sent if t.lower_ in page.rules.occasion.beside]
    if any(not any(c.lower_ == "of" for c in t.children) for t in beside):
        return True
    verb = trigger.token.head if trigger.token.dep_ in ("xcomp", "advcl") else None  # "will use it to meet Mr Katz"
    used = [c for c in verb.children if c.dep_ == "dobj"] if verb is not None and verb.lemma_ in ("use", "take") else []
    words = page.rules.occasion
    return any(c.lower_ == "it" or c.lemma_.lower() in words.occasions | words.events | words.journeys for c in used)


def find_event(summit: Token, page: Page, hosts: Sequence[Host]) -> Host:
    """Return a summit as an event, its place and days filled in from wherever the article gives them."""
    return _whole(Host(_name(summit, page), summit.idx, None, None), hosts, page)


def _whole(host: Host, hosts: Sequence[Host], page: Page) -> Host:
    """The event with its place and days, which may stand in any sentence about it."""
    name = _full_name(host, [h for h in hosts if h.at < host.at] or hosts, page)
    core = Host(name, host.at, None, None).core(page)
    kin = [h for h in hosts if (own := h.core(page)) == core or (core and own and (own <= core or core <= own))]
    place = next((h.place for h in kin if h.place), None)
    return Host(name, host.at, place, _most_telling([h.when for h in kin if h.when]))


def _most_telling(whens: Sequence[When]) -> When | None:
    """ "3 to 5 May" rather than "next week" or, of a day alone, "opens on 3 May"."""
    best: When | None = None
    for when in whens:
        first = best.days if best is not None else when.days
        if (
            best is None
            or (when.sure and not best.sure)
            or (first.first == first.last and (when.days.first == first.first or _runs_over(when, first)))
        ):
            best = when
            continue
        several = when.days.first != when.days.last
        if several and when.days.overlaps(best.days) and _length(when) < _length(best):
            best = when
    return best


def _runs_over(when: When, day: Days) -> bool:
    """Whether the days are the event's own, of which a meeting beside it has one."""
    return 0 < _length(when) < LONGEST and when.days.overlaps(day)


def _length(when: When) -> int:
    return (when.days.last - when.days.first).days


def _is_event(token: Token, page: Page) -> bool:
    words = page.rules.occasion
    if token.lower_ == "event" and any(c.lower_ == "the" for c in token.lefts):
        return True  # the one named before
    if token.lemma_.lower() not in words.events or token.pos_ not in ("NOUN", "PROPN"):
        return False
    return token.lemma_.lower() not in words.named_only or any(
        c.text[:1].isupper() for c in token.lefts if c.pos_ != "DET"
    )


def _hosts(token: Token, trigger: Trigger, page: Page) -> bool:
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound":
        return False
    start = phrase(token).start
    opener = page.text[max(trigger.token.sent.start_char, start - _OPENER) : start].lower().rstrip()
    opener = _ARTICLE.sub("", opener)
    if any(opener.endswith(h) for h in page.rules.occasion.hosts):
        return True
    if token.dep_ == "dobj" and token.head.lemma_.lower() in page.rules.occasion.attending and trigger.verb is not None:
        when = token.head.dep_ == "advcl" and token.head.head in (trigger.token, trigger.verb)  # "when both attend"
        joined = trigger.verb in token.head.conjuncts or token.head in trigger.verb.conjuncts
        return _is_event(token, page) and (when or joined)
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
    return _ARTICLE.sub("", span.of(page.text))
