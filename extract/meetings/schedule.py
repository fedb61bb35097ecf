"""When: the days that belong to a meeting, never those of the words that report it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from spacy.tokens import Token

from extract.meetings.page import Page, above, verb_term
from extract.meetings.ties import is_reported, tie_of
from extract.meetings.triggers import Trigger
from extract.model import Days, Timex

_LONGEST: Final = 366  # days; a longer expression dates an era, not a meeting
_LOOSE: Final = 120  # days; a longer one must hang on the meeting itself
_ENDING: Final = ("complete", "conclude", "end", "finish", "wind", "wrap")
_AROUND: Final = ("around", "at", "for", "in", "near", "toward", "towards")
_MARKS: Final = "\"'“”‘’"
_FROM_ANOTHER: Final = ("that day", "same day", "next day", "following day")  # see counted.py
_NUMBERS: Final = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}


@dataclass(frozen=True, slots=True)
class When:
    """The days of a meeting, and in plain words how they are known. ``sure`` where the parse ties them to it."""

    days: Days
    basis: str
    sure: bool = True


def find_when(trigger: Trigger, page: Page, *, recalled: bool = False) -> When | None:
    """Return the days of the expression that dates the meeting, in its own sentence.

    An expression counts that hangs in the parse on the word of meeting, on its verb, or on a word between these and the
    top of the clause; else the nearest one in the sentence that nothing else claims. ``recalled`` lets in what the plan
    once was ("originally set for May").
    """
    best: tuple[int, Timex, bool] | None = None
    for timex, root in page.timexes_of.get(trigger.token.sent.start, ()):
        if timex.days is None or (timex.days.last - timex.days.first).days > _LONGEST:
            continue
        if is_reported(timex, root, trigger, page) or timex.span.of(page.text).lower().endswith(_FROM_ANOTHER):
            continue
        if _after_even(timex, page) or _in_marks(timex, page):
            continue
        tie = tie_of(root, timex.days, trigger, page, recalled=recalled)
        if tie is None or (tie > 1 and (timex.days.last - timex.days.first).days > _LOOSE):
            continue
        if best is None or (tie, abs(root.i - trigger.token.i)) < (best[0], abs(_at(best[1], page) - trigger.token.i)):
            best = (tie, timex, tie < 2)
    if best is None:
        return None
    assert best[1].days is not None
    days, basis = _bounded(best[1], _running(best[1].days, trigger, page), page)
    return When(days, basis, best[2])


def _after_even(timex: Timex, page: Page) -> bool:
    """ "I would meet him, even tomorrow": no date."""
    tokens = page.tokens(timex.span)
    return tokens is not None and tokens.start > 0 and page.doc[tokens.start - 1].lower_ == "even"


def _in_marks(timex: Timex, page: Page) -> bool:
    """ "Would meet him 'tomorrow'": somebody's word, no date."""
    around = page.text[max(0, timex.span.start - 1) : timex.span.start], page.text[timex.span.end : timex.span.end + 1]
    return all(mark and mark in _MARKS for mark in around)


def ends_in(trigger: Trigger, page: Page) -> When | None:
    """The last day of what goes on: "the talks will run until Friday"."""
    for timex, root in page.timexes_of.get(trigger.token.sent.start, ()):
        preposition = next((t for t in above(root, 2) if t.lower_ in ("until", "till", "through", "to")), None)
        verb = preposition.head if preposition is not None else None
        own = verb is not None and trigger.verb in (verb, verb.head) and not trigger.is_verb
        if own and verb is not None and verb.lemma_.lower() in page.rules.occasion.lasting and timex.days is not None:
            return When(timex.days, timex.basis) if timex.days.first == timex.days.last else None
    return None


def _bounded(timex: Timex, days: Days, page: Page) -> tuple[Days, str]:
    """ "Before the end of the month", "by Friday": from the day of publication to the last day that is left."""
    tokens = page.tokens(timex.span)
    before = page.doc[tokens.start - 1].lower_ if tokens is not None and tokens.start else ""
    month_end = days.first == days.last and timex.span.of(page.text).lower().startswith(("the end of", "end of"))
    if month_end and before in _AROUND and days.last.day > 27:
        return Days(days.last.replace(day=21), days.last), timex.basis  # "at the end of May": late in May
    if (
        before not in ("before", "by", "than", "until", "till", "through")
        or page.published is None
        or days.last <= page.published
    ):
        return days, timex.basis
    to_end = before != "before" or "end" in timex.span.of(page.text).lower()
    last = days.last if to_end else days.first - timedelta(days=1)
    if last < page.published:
        return days, timex.basis
    return Days(page.published, last), f"from the day of publication to the last day it can be, {timex.basis}"


def _at(timex: Timex, page: Page) -> int:
    tokens = page.tokens(timex.span)
    return tokens.root.i if tokens is not None else 0


def _running(days: Days, trigger: Trigger, page: Page) -> Days:
    """The days with "for three days" or "three-day" counted from a single first one."""
    if days.first != days.last:
        return days
    for token in trigger.token.sent:
        count = _NUMBERS.get(token.lower_) or (int(token.text) if token.text.isdigit() and len(token.text) < 3 else 0)
        after = token.doc[token.i + 1 : token.i + 3]
        unit = next((t for t in after if t.lower_ in ("day", "days")), None)
        runs = token.i > 0 and token.nbor(-1).lower_ == "for" and token.sent.start < token.i
        if 1 < count < 15 and unit is not None and (runs or (unit.lower_ == "day" and after[0].text == "-")):
            near = any(t.lemma_.lower() in page.rules.triggers.nouns for t in unit.doc[unit.i : unit.i + 4])
            spanned = unit.head in (trigger.token, trigger.verb) or runs or (near and trigger.kind == "visit")
            if spanned and trigger.verb is not None and trigger.verb.lemma_.lower() in _ENDING:
                return Days(days.first - timedelta(days=count - 1), days.first)  # "ended a three-day visit on Monday"
            return Days(days.first, days.first + timedelta(days=count - 1)) if spanned else days
    return days


def find_moved(trigger: Trigger, page: Page) -> tuple[When | None, When | None]:
    """Return the new days of a postponed meeting ("until 4 May", "to Friday") and the old ones."""
    new: When | None = None
    old: When | None = None
    for timex, root in page.timexes_of.get(trigger.token.sent.start, ()):
        if timex.days is None or is_reported(timex, root, trigger, page):
            continue
        words = page.tokens(timex.span)
        before = page.doc[words.start - 1].lower_ if words is not None and words.start else ""
        verb = next((t for t in above(root, 6) if t.pos_ in ("VERB", "AUX")), None)
        moved = verb is not None and _moves(verb, page)
        behind = verb is not None and (before != "for" or words is None or words.start > verb.i)
        led = moved and behind and before in ("until", "till", "to", "for", "by")
        if new is None and (led or (verb is not None and _is_instead(verb, page))):
            new = When(timex.days, timex.basis)
        elif old is None and (before != "on" or not moved):
            old = When(timex.days, timex.basis)
    return new, old


def _is_instead(verb: Token, page: Page) -> bool:
    """ "Has been put off *and will now take place* on 4 May"."""
    ahead = any(c.lower_ in ("will", "would") for c in verb.children)
    return ahead and verb.dep_ in ("conj", "parataxis", "ccomp") and _moves(verb.head, page)


def _moves(verb: Token, page: Page) -> bool:
    return verb_term(verb) in page.rules.status.postponed or verb.lemma_.lower() in page.rules.status.postponed
