# ruff: noqa: E501  # a form a line reads better than a form broken in two
"""The forms of time expressions, as one pattern a form; no form can backtrack over more than a few words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from extract.rulebook import check_keys, read_rules

MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
UNITS: Final = {
    "day": "D",
    "week": "W",
    "fortnight": "F",
    "month": "M",
    "year": "Y",
    "decade": "Y",
    "hour": "H",
    "minute": "M",
    "second": "S",
}
SEASONS: Final = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

_MONTH: Final = (
    r"(?:jan(?:uary|\b\.?)|feb(?:ruary|\b\.?)|mar(?:ch|\b\.?)|apr(?:il|\b\.?)|may|jun(?:e|\b\.?)|jul(?:y|\b\.?)"
    r"|aug(?:ust|\b\.?)|sep(?:tember|t?\b\.?)|oct(?:ober|\b\.?)|nov(?:ember|\b\.?)|dec(?:ember|\b\.?))"
)
_DAY: Final = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR: Final = r"(?:1[89]|20)\d\d"
_WD: Final = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_TO: Final = r"(?:\s*[-–—]\s*|\s+(?:to|through|until|till|and)\s+)"
_UNIT: Final = r"(?:day|week|month|year|decade|hour|minute)s?"
_SEASON: Final = r"(?:spring|summer|autumn|fall|winter)"
_WHICH: Final = r"(?:this|next|last|the\s+(?:next|last|past|previous|coming|following|same)|coming|past|previous)"

_HALF: Final = r"[ap]\.?m\b\.?"
_ZONE: Final = r"(?P<zone>\s+(?:gmt|utc|local\s+time|cet|est))?(?:\s+on(?=\s))?"

FORMS: Final[tuple[tuple[str, str], ...]] = (
    ("iso", rf"(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)"),
    ("numeric", rf"(?P<d>\d{{1,2}})(?P<sep>[./])(?P<m>\d{{1,2}})(?P=sep)(?P<y>{_YEAR}|\d\d)"),
    ("range_md", rf"(?P<m>{_MONTH})\s+(?P<d>{_DAY})(?:,\s+{_DAY})*(?:,?\s+(?P<y>{_YEAR}))?{_TO}(?:(?P<m2>{_MONTH})\s+)?(?P<d2>{_DAY})(?:,?\s+(?P<y2>{_YEAR}))?"),
    ("range_dm", rf"(?P<d>{_DAY})(?:\s+(?P<m>{_MONTH}))?{_TO}(?P<d2>{_DAY})\s+(?:of\s+)?(?P<m2>{_MONTH})(?:,?\s+(?P<y2>{_YEAR}))?"),
    ("md", rf"(?:(?P<wd>{_WD}),?\s+)?(?P<m>{_MONTH})\s+(?P<d>{_DAY})(?:,?\s+(?P<y>{_YEAR}))?"),
    ("dm", rf"(?:(?P<wd>{_WD}),?\s+)?(?:the\s+)?(?P<d>{_DAY})\s+(?:of\s+)?(?P<m>{_MONTH})(?:,?\s+(?P<y>{_YEAR}))?"),
    ("part_of_month", rf"(?:the\s+)?(?P<part>early|mid|late|beginning|start|middle|end|(?:first|opening|last|final|closing)\s+days)(?:-|\s+)(?:of\s+|in\s+)?(?P<m>{_MONTH})(?:,?\s+(?P<y>{_YEAR}))?"),
    ("slice_of_month", rf"(?:the\s+)?(?P<n>first|second|third|fourth|last)\s+(?P<what>week|half|ten\s+days)\s+of\s+(?P<m>{_MONTH})(?:,?\s+(?P<y>{_YEAR}))?"),
    ("month", rf"(?:(?P<which>this|next|last)\s+)?(?P<m>{_MONTH})(?:,?\s+(?:of\s+)?(?P<y>{_YEAR}))?"),
    ("quarter", rf"(?:the\s+)?(?P<n>first|second|third|fourth|final|last)\s+(?P<what>quarter|half)(?:\s+of\s+(?:(?P<y>{_YEAR})|(?P<which>this|next|last|the)\s+year))?"),
    ("part_of_which", r"(?:the\s+)?(?P<part>early|earlier|mid|late|later|beginning|start|middle|end)(?:-|\s+)(?:of\s+|in\s+)?(?P<which>this|next|last|the)\s+(?P<unit>week|month|year)"),
    ("part_of_year", rf"(?:the\s+)?(?P<part>early|mid|late|beginning|start|middle|end)(?:-|\s+)(?:of\s+|in\s+)?(?P<y>{_YEAR})"),
    ("day_of_month", r"(?<=\bon\s)the\s+(?P<d>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))(?:\s+of\s+(?P<which>this|next|the)\s+month|(?=\s*(?:[.,;:)]|$)|\s+(?:and|at|for|in|to|with)\b))"),
    ("range_weekdays", rf"(?P<wd>{_WD})(?P<to>\s*[-–—]\s*|\s+(?:through|until|till|to|and)\s+)(?P<wd2>{_WD})"),
    ("week_after", rf"(?:a|one)\s+week\s+from\s+(?P<wd>{_WD}|today|tomorrow)|(?P<wd2>{_WD})\s+week(?!s|-|end)"),
    ("week_after_next", r"(?:the\s+)?week\s+after\s+next"),
    ("weekday_week", rf"(?:on\s+)?(?P<wd>{_WD})\s+(?:of\s+)?(?P<which>next|last|this)\s+week"),
    ("weekday", rf"(?:(?P<which>this|next|last|this\s+coming|the\s+coming|this\s+past)\s+)?(?P<wd>{_WD})(?:\s+(?P<time>morning|afternoon|evening|night))?"),
    ("weekend", r"(?:(?P<which>this|next|last|the|the\s+coming)\s+)?weekend"),
    ("day_after", r"(?:the\s+)?day\s+(?P<side>after\s+tomorrow|before\s+yesterday)"),
    ("today", r"(?:(?P<pre>earlier|later)\s+)?(?P<word>today|tonight|tomorrow|yesterday)(?:\s+(?P<time>morning|afternoon|evening|night))?"),
    ("this_part", r"this\s+(?P<time>morning|afternoon|evening)"),
    ("ago", rf"(?P<n>an?|\d{{1,3}}|[a-z]+)\s+(?P<unit>{_UNIT})\s+(?P<side>ago|earlier|later|before)"),
    ("hence", r"(?P<side>within|in)\s+(?:the\s+next\s+)?(?P<n>an?|\d{1,3}|[a-z]+)\s+(?P<unit>days|weeks|months|years|day|week|month|year|fortnight)(?:['’]s?\s+time)?"),
    ("from_now", r"(?P<n>an?|\d{1,3}|[a-z]+)\s+(?P<unit>days|weeks|months|years|day|week|month|year|fortnight)\s+from\s+(?:now|today)"),
    ("span_of", r"(?P<which>the\s+next|the\s+last|the\s+past|the\s+coming|next|last|past|coming)\s+(?P<n>\d{1,3}|[a-z]+)\s+(?P<unit>days|weeks|months|years|decades|hours|minutes)"),
    ("coming", r"(?:the\s+|in\s+the\s+)?(?P<which>coming|next\s+few|past\s+few|last\s+few)\s+(?P<unit>days|weeks|months|years)"),
    ("season", rf"(?:(?P<which>this|next|last|the)\s+)?(?P<season>{_SEASON})(?:\s+(?:of\s+)?(?P<y>{_YEAR}))?"),
    ("which", rf"(?P<which>{_WHICH})\s+(?P<unit>day|week|month|year|decade|quarter)(?!s|-)"),
    ("same_day", r"(?:the|that|the\s+same)\s+day(?!s)"),
    ("decade", r"(?:the\s+)?(?P<y>(?:19|20)\d0)s"),
    ("clock", rf"(?P<h>[01]?\d|2[0-3]):(?P<min>[0-5]\d)(?:\s?(?P<half>{_HALF}))?{_ZONE}"),
    ("clock_half", rf"(?P<h>[01]?\d)\s?(?P<half>{_HALF}){_ZONE}"),
    ("set", r"(?:every|each)\s+(?P<unit>day|week|month|year)|(?P<adv>daily|weekly|monthly|annually|yearly|annual)"),
    ("duration", rf"(?P<n>an?|\d{{1,4}}|[a-z]+)(?:-|\s+)(?:straight\s+)?(?P<unit>{_UNIT})(?!\s+ago)(?:-long)?"),
    ("year", rf"(?P<y>{_YEAR})"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Numbers, directions and vague words of `rules/dates.toml`, and the compiled forms."""

    numbers: dict[str, int]
    ordinals: dict[str, int]
    ahead: frozenset[str]
    future: frozenset[str]
    saying: frozenset[str]
    back: frozenset[str]
    forward: frozenset[str]
    open: frozenset[str]
    moving: frozenset[str]
    leading: frozenset[str]
    done: frozenset[str]
    named_days: frozenset[str]
    ranks: frozenset[str]
    vague: dict[str, str]
    forms: tuple[tuple[str, re.Pattern[str]], ...]
    vague_form: re.Pattern[str]


@cache
def time_words() -> TimeWords:
    """Return the words and forms, read once.

    Raises:
        RuleError: an unknown section or key.
    """
    rules = read_rules("dates")
    check_keys("dates.toml", rules, ("numbers", "ordinals", "direction", "names", "ranks", "vague"))
    check_keys(
        "dates.toml [direction]",
        rules["direction"],
        ("ahead", "future_auxiliaries", "saying", "back", "forward", "open", "moving", "leading", "done"),
    )
    edges = r"(?<![\w#$€£/:.,-])(?:{0})(?![\w/])(?!\.\d|,\d{{3}}|%)"
    vague = "|".join(sorted(rules["vague"], key=len, reverse=True)).replace(" ", r"\s+")
    return TimeWords(
        numbers=rules["numbers"],
        ordinals=rules["ordinals"],
        ahead=frozenset(rules["direction"]["ahead"]),
        future=frozenset(rules["direction"]["future_auxiliaries"]),
        saying=frozenset(rules["direction"]["saying"]),
        back=frozenset(rules["direction"]["back"]),
        forward=frozenset(rules["direction"]["forward"]),
        open=frozenset(rules["direction"]["open"]),
        moving=frozenset(rules["direction"]["moving"]),
        leading=frozenset(rules["direction"]["leading"]),
        done=frozenset(rules["direction"]["done"]),
        named_days=frozenset(rules["names"]["before"]),
        ranks=frozenset(rules["ranks"]["words"]),
        vague=rules["vague"],
        forms=tuple((name, re.compile(edges.format(form), re.IGNORECASE)) for name, form in FORMS),
        vague_form=re.compile(rf"(?<![\w-])(?:{vague})(?![\w-])", re.IGNORECASE),
    )
