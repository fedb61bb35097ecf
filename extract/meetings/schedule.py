"""When: the days that belong to a meeting, never those of the words that report it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from spacy.tokens import Token

from extract.meetings.page import Page, above, verb_term
from extract.meetings.ties import is_reported, tie_of
from extract.meetings.triggers import Trigger
from extract.model import Days, Timex

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYS: Final = 7  # of a week
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
    counted: bool = False  # a weekday, whose direction was read from the verb


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
    days, basis = _bounded(best[1], _or_later(best[1], page) or _running(best[1].days, trigger, page), page)
    return When(days, basis, best[2], counted=best[1].span.of(page.text).lower() in WEEKDAYS)


def _or_later(timex: Timex, page: Page) -> Days | None:
    """ "In April or May": from the first day of one to the last of the other."""
    for other in page.timexes:
        if page.text[timex.span.end : other.span.start] == " or " and other.days is not None and timex.days is not None:
            return Days(timex.days.first, other.days.last) if timex.days.first < other.days.last else None
    return None


def looking_ahead(when: When, page: Page) -> When | None:
    """The next such weekday, where a plan's was read as the last: "has summoned her to a meeting on Friday"."""
    days, published = when.days, page.published
    if published is None or not when.counted or not 0 < (published - days.last).days <= DAYS:
        return None
    return replace(when, days=Days(days.first + timedelta(days=DAYS), days.last + timedelta(days=DAYS)))


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
        lasts = unit is not None and unit.head.lemma_.lower() == "last"
        if 1 < count < 15 and unit is not None and (runs or lasts or (unit.lower_ == "day" and after[0].text == "-")):
            near = any(t.lemma_.lower() in page.rules.triggers.nouns for t in unit.doc[unit.i : unit.i + 4])
            runs = runs or unit.head.lemma_.lower() == "last"
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


def is_called_to(trigger: Trigger, page: Page) -> bool:
    """Say whether it is looked forward to, in words of the past: "has summoned her to talks on Friday"."""
    words = page.rules.status
    inside = {t.i for t in trigger.token.subtree}
    if not any(root.i in inside for _, root in page.timexes_of.get(trigger.token.sent.start, ())):
        return False
    over = above(trigger.token, 4)
    if trigger.token.dep_ == "pobj" and trigger.token.head.lower_ in ("to", "for"):
        return any(verb_term(t) in words.calling or t.lemma_.lower() in words.calling for t in over)
    wished = words.possible | (words.planned - words.faint)
    return trigger.token.tag_ in ("VB", "VBG") and any(
        t.lemma_.lower() in wished or (t.lemma_ == "look" and any(c.lower_ == "forward" for c in t.children))
        for t in over
    )


def is_instead(trigger: Trigger, page: Page) -> bool:
    """Say whether it is told as the plan that stands now: "will now meet on Monday"."""
    verb = trigger.verb
    beside = list(verb.children) if verb is not None else []
    ahead = any(c.lower_ in ("will", "would", "is", "are") and c.dep_ in ("aux", "auxpass") for c in beside)
    return ahead and any(c.lower_ in page.rules.status.instead for c in beside)


def find_instead(trigger: Trigger, page: Page) -> tuple[When, When] | None:
    """Return the new days and the old, where one sentence tells of both.

    "The talks, planned for Friday, will now be held on Monday"; "will meet on Monday instead of Friday".
    """
    told = [(t, r) for t, r in page.timexes_of.get(trigger.token.sent.start, ()) if t.days is not None]
    old = [t for t, _ in told if page.text[: t.span.start].rstrip().lower().endswith(("instead of", "rather than"))]
    if not old and is_instead(trigger, page) and not trigger.is_verb:
        narrowing = {t.i for c in trigger.token.children if c.dep_ in ("acl", "relcl") for t in c.subtree}
        old = [t for t, r in told if r.i in narrowing]
    new = [t for t, r in told if t not in old and trigger.verb is not None and trigger.verb in above(r, 3)]
    if not old or not new or new[0].days is None or old[0].days is None or new[0].days == old[0].days:
        return None
    return When(new[0].days, new[0].basis), When(old[0].days, old[0].basis)


def _is_instead(verb: Token, page: Page) -> bool:
    """ "Has been put off *and will now take place* on 4 May"."""
    ahead = any(c.lower_ in ("will", "would") for c in verb.children)
    return ahead and verb.dep_ in ("conj", "parataxis", "ccomp") and _moves(verb.head, page)


def _moves(verb: Token, page: Page) -> bool:
    return verb_term(verb) in page.rules.status.postponed or verb.lemma_.lower() in page.rules.status.postponed
