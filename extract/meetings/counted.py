"""Days that count from another meeting or event: "the next day", "a day earlier", "on the eve of the summit"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from spacy.tokens import Token

from extract.meetings.merging import Draft
from extract.meetings.occasions import LONGEST, Host, find_event
from extract.meetings.page import Page, above
from extract.meetings.schedule import When
from extract.meetings.ties import is_reported
from extract.meetings.triggers import Trigger
from extract.model import Days, Span

_COUNTED: Final = re.compile(
    r"\b(?:the same (?:day|morning|afternoon|evening)|the (?P<next>next|following) (?:day|morning|afternoon|evening)"
    r"|(?P<count>a|one|two|three) days? (?P<side>later|after|earlier|before)"
    r"|the day (?P<whole>after|before))\b(?! tomorrow| yesterday)",
    re.IGNORECASE,
)
_EVE: Final = re.compile(r"\b(?:on the eve of|(?:a|one|the) day (?:before|ahead of))\b", re.IGNORECASE)
_ORDINAL: Final = re.compile(  # "… on the first day and Ms Brun on the second"
    r"\bon the (?P<which>first|opening|second|third|last|final)(?: day\b|(?=\s*(?:[,.;]|$)))", re.IGNORECASE
)
_NUMBERS: Final = {"two": 2, "three": 3}


def find_counted(trigger: Trigger, page: Page, drafts: Sequence[Draft], hosts: Sequence[Host]) -> When | None:
    """Return the day that the words beside the meeting count from another one; None where none do.

    What "the next day" follows is the day told of last before it in the sentence, else that of the meeting before, of a
    visit its first. The eve of an event is the day before it opens.
    """
    sent = trigger.token.sent
    eve = _eve(trigger, page, hosts, drafts)
    if eve is not None:
        return eve
    at = trigger.token.idx - sent.start_char
    told = (*_ORDINAL.finditer(sent.text), *_COUNTED.finditer(sent.text))
    for found in sorted(told, key=lambda f: (f.start() < at, abs(f.start() - at))):
        start = sent.start_char + found.start()
        words = page.tokens(Span(start, sent.start_char + found.end()))
        if words is None or not _is_own(words.root, trigger, page):
            continue
        if found.re is _ORDINAL:
            day = _of_visit(found, drafts)
        else:
            anchor = _anchor(start, trigger, page, drafts)
            day = anchor + timedelta(days=_step(found)) if anchor is not None else None
        if day is not None:
            return When(Days(day, day), "counted from another day of the article")
    return None


def step_in(words: str) -> int | None:
    """Return how many days "a day later" leads on; None where the words count from nothing."""
    found = _COUNTED.search(words)
    return _step(found) if found is not None else None


def _step(found: re.Match[str]) -> int:
    side = (found["side"] or found["whole"] or ("after" if found["next"] else "")).lower()
    count = _NUMBERS.get((found["count"] or "").lower(), 1)
    return -count if side in ("earlier", "before") else count if side else 0


def _anchor(start: int, trigger: Trigger, page: Page, drafts: Sequence[Draft]) -> date | None:
    """The day from which is counted."""
    for timex, root in reversed(page.timexes_of.get(trigger.token.sent.start, ())):
        told = timex.days is not None and timex.days.first == timex.days.last and timex.span.end <= start
        if timex.days is not None and told and not is_reported(timex, root, trigger, page):
            return timex.days.first
    days = drafts[-1].meeting.days if drafts else None
    if days is None or (days.first != days.last and drafts[-1].meeting.kind != "visit"):
        days = None
    said = drafts[-1].meeting.evidence[-1].end if drafts else 0
    return _told_before(trigger, page, said) or (days.first if days is not None else None)


def _told_before(trigger: Trigger, page: Page, after: int) -> date | None:
    """The day to come told of last, behind ``after``: "will be sworn in on 8 May. … will receive him a day later"."""
    sent = trigger.token.sent
    between = [t for t in page.timexes if after <= t.span.start and t.span.end <= sent.start_char]
    for timex in reversed(between):
        if timex.days is not None and page.published is not None and timex.days.first > page.published:
            return timex.days.first if timex.days.first == timex.days.last else None
    return None


def _is_own(word: Token, trigger: Trigger, page: Page) -> bool:
    """Whether the nearest verb above is the meeting's, or one of planning above it; not that of another act."""
    verb = next((t for t in above(word, 6) if t.pos_ in ("VERB", "AUX")), None)
    if verb is None or verb in (trigger.token, trigger.verb):
        return True
    for token in (trigger.token, *above(trigger.token, 4)):
        if token == verb:
            return verb.lemma_.lower() not in page.rules.reporting.verbs
        if token.dep_ in ("conj", "relcl", "advcl", "ccomp"):
            return False
    return False


def _of_visit(found: re.Match[str], drafts: Sequence[Draft]) -> date | None:
    """ "On the first day", after a visit or a gathering of several days."""
    known = [d.meeting.days for d in reversed(drafts) if d.meeting.days is not None]
    days = next((d for d in known if d.first < d.last < d.first + timedelta(days=LONGEST)), None)
    if days is None:
        return None
    step = {"second": 1, "third": 2}.get(found["which"].lower(), 0)
    day = days.last if found["which"].lower() in ("last", "final") else days.first + timedelta(days=step)
    return day if day <= days.last else None


def _last_days(drafts: Sequence[Draft]) -> Days | None:
    """The days of the last meeting that is whole by itself."""
    return next((d.meeting.days for d in reversed(drafts) if d.alone), None)


def _eve(trigger: Trigger, page: Page, hosts: Sequence[Host], drafts: Sequence[Draft]) -> When | None:
    sent = trigger.token.sent
    found = _EVE.search(sent.text)
    if found is None:
        return None
    rest = page.tokens(Span(sent.start_char + found.end(), sent.end_char))
    for token in rest or ():
        if token.text in (",", ".", ";") or token.pos_ == "VERB":
            return None
        lemma = token.lemma_.lower()
        if (lemma in page.rules.occasion.events or lemma in page.rules.triggers.nouns) and token != trigger.token:
            when = find_event(token, page, hosts).when if lemma in page.rules.occasion.events else None
            days = when.days if when is not None else _last_days(drafts)
            day = days.first - timedelta(days=1) if days is not None else None
            return When(Days(day, day), "the day before the event", sure=False) if day else None
    return None
