"""Which part of an article is what: headline, standfirst, dateline, caption, credit, byline, boilerplate, body.

Nothing is cut out: every part keeps its place in the text, and the steps pass over what they must not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.agency import CLOSING
from extract.errors import RuleError
from extract.model import Block, BlockRole, Dateline, Layout, Span
from extract.rulebook import check_keys, check_unique, read_rules

MAX_HEADLINE_WORDS = 45  # longer is a paragraph
MAX_CAPTION_WORDS = 14  # a caption repeats whom the picture shows; a sentence of the report is longer
MAX_BYLINE_WORDS = 14
SENTENCE_END = (".", "!", "?", '."', ".”", '?"', "?”", '!"', "!”", ".'", ".’")

_LINE = re.compile(r"[^\n]+")
_DAY = (
    r"(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    r"(?:{months})\.?\s+\d{{1,2}}(?:,?\s+\d{{4}})?"
    r"|\d{{1,2}}\.?\s+(?:{months})\.?(?:,?\s+\d{{4}})?"
    r"|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}}|\d{{4}}-\d\d-\d\d)"
)
_PLACE = (
    r"[A-Z][A-Z'’\-]+(?:(?:\s?/\s?|[ -])(?:[A-Z][A-Z'’.\-]*|of|de|la|al|el)){{0,3}}"
    r"(?:,\s(?!(?i:{months}|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)(?:[A-Z][\w.'’\-]*)(?:\s[A-Z][\w.'’\-]*){{0,2}}?)?"
)
_AGENCY = r"(?:[A-Z]{{3,12}}(?=\s-)|/[\w .&\-]{{2,30}}/|\([\w .&\-]{{2,30}}\)|\[[\w .&\-]{{2,30}}\])"


@dataclass(frozen=True, slots=True)
class LayoutRules:
    """What `rules/layout.toml` says, in lower case, with the dateline's form made from it."""

    boilerplate_lines: frozenset[str]
    boilerplate_openings: tuple[str, ...]
    credit_openings: tuple[str, ...]
    credit_line: re.Pattern[str]
    byline_openings: tuple[str, ...]
    day_line: re.Pattern[str]
    dateline: re.Pattern[str]
    dated_town: re.Pattern[str]

    @classmethod
    def load(cls) -> LayoutRules:
        """Read the rules.

        Raises:
            RuleError: an unknown section or key, or a term that stands there twice.
        """
        rules = read_rules("layout")
        allowed = {
            "boilerplate": {"lines", "openings"},
            "credit": {"openings", "agencies"},
            "byline": {"openings"},
            "dateline": {"months"},
        }
        check_keys("layout.toml", rules, allowed)
        for section, keys in allowed.items():
            if section not in rules:
                raise RuleError(f"layout.toml: [{section}] is missing")
            check_keys(f"layout.toml [{section}]", rules[section], keys)
            for key in keys:
                check_unique(f"layout.toml [{section}] {key}", rules[section][key])
        agencies = "|".join(re.escape(a) for a in rules["credit"]["agencies"])
        months = "|".join(rules["dateline"]["months"])
        day = f"(?i:{_DAY.format(months=months)})"
        place, agency = _PLACE.format(months=months), _AGENCY.format()
        return cls(
            boilerplate_lines=frozenset(rules["boilerplate"]["lines"]),
            boilerplate_openings=tuple(rules["boilerplate"]["openings"]),
            credit_openings=tuple(rules["credit"]["openings"]),
            # "Jane Roe/AGENCY", "Jane Roe, John Doe/Agency via POOL": a name, a stroke, capitals or a known agency.
            credit_line=re.compile(rf"[a-z.]/\s?(?:[A-Z]{{2,}}|(?i:{agencies}))\b[^.\n]{{0,40}}$"),
            byline_openings=tuple(rules["byline"]["openings"]),
            # A line of its own with a day and its year, or these and a place or an hour: "Oslo, 4 September 2026".
            day_line=re.compile(
                rf"(?:[A-Z][\w.'’\-]*(?: [A-Z][\w.'’\-]*){{0,2}}[,.]?\s)?{day}(?<=\d{{4}})"
                rf"(?:[,.]?\s(?:at\s)?(?:[A-Z][\w.'’\-]*|\d{{1,2}}[:.]\d\d\b[ \w.]{{0,12}}))?"
            ),
            # A town in small letters opens a report where day and agency or a dash follow: "Oslo, 4 May 2026 (nwd) -".
            dated_town=re.compile(
                rf"(?P<early>)(?P<place>[A-Z][\w'’\-]+(?: [A-Z][\w'’\-]+){{0,2}}),\s(?P<day>{day})\.?"
                rf"(?:\s(?P<agency>{agency}))?(?P<end>\s?[—–]|\s--?)(?=\s)"
            ),
            dateline=re.compile(
                rf"(?:(?P<early>{day})\s)?"
                rf"(?P<place>{place})"
                rf"(?:(?:,\s|\.\s|\s[—–-]\s)(?P<day>{day})\.?)?"
                rf"(?:\s(?P<agency>{agency}))?"
                rf"(?P<end>\s?[.:]|\s?[—–]|\s--?|(?<=\d{{4}}))(?=\s)"
            ),
        )


def find_layout(text: str, rules: LayoutRules) -> Layout:
    """Return the blocks of ``text``, one a line that is not blank, in reading order, and its dateline.

    The headline is the first line that is neither boilerplate nor credit and does not open with a dateline; short lines
    between it and the report are standfirst, caption, credit or byline. Where the text begins at once with a report's
    paragraph, there is no headline.
    """
    lines = [_trim(text, m.start(), m.end()) for m in _LINE.finditer(text) if m.group().strip()]
    dateline = next((d for s in lines[:14] if (d := _dateline(text, s, rules)) is not None), None)
    first = _first_of_body(text, lines, dateline, rules)
    blocks: list[Block] = []
    headed = False
    for i, span in enumerate(lines):
        role = _role_anywhere(span.of(text), rules)
        if role == "body" and first < i == len(lines) - 1 and CLOSING.fullmatch(span.of(text)):
            role = "credit"
        if role == "body" and i < first:
            role = "standfirst" if headed else "headline"
            headed = True
        blocks.append(Block(span, role))
    return Layout(tuple(_captions(text, blocks, rules)), dateline)


def _trim(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))


def _dateline(text: str, span: Span, rules: LayoutRules) -> Dateline | None:
    found = rules.dateline.match(text, span.start, span.end) or rules.dated_town.match(text, span.start, span.end)
    if found is None or not (
        found["day"] or found["early"] or found["agency"] or found["end"].strip() in ("—", "–", "--", "-")
    ):
        return None

    def part(name: str) -> Span | None:
        return Span(*found.span(name)) if found[name] else None

    return Dateline(Span(*found.span()), part("place"), part("day") or part("early"), part("agency"))


def _first_of_body(text: str, lines: list[Span], dateline: Dateline | None, rules: LayoutRules) -> int:
    """The index of the first line of the report itself."""
    if dateline is not None:
        return next(i for i, s in enumerate(lines) if s.contains(Span(dateline.span.start, dateline.span.start)))
    for i, span in enumerate(lines):
        words = span.of(text)
        if _role_anywhere(words, rules) != "body":
            continue
        long = len(words.split()) > MAX_HEADLINE_WORDS
        sentence = words.endswith(SENTENCE_END)
        if long or sentence:
            return i
    return min(1, len(lines))  # headline and nothing that ends like a sentence: the rest is body


def _role_anywhere(words: str, rules: LayoutRules) -> BlockRole:
    """The role that a line has by its words alone; "body" where these say nothing."""
    low = words.lower()
    if low.strip(" .:|-") in rules.boilerplate_lines or low.startswith(rules.boilerplate_openings):
        return "boilerplate"
    if low.startswith(rules.credit_openings):
        return "credit"
    short = len(words.split()) <= MAX_BYLINE_WORDS
    if short and low.startswith(rules.byline_openings) and not words.endswith(SENTENCE_END):
        return "byline"
    if short and rules.day_line.fullmatch(words):
        return "byline"
    return "body"


def _captions(text: str, blocks: list[Block], rules: LayoutRules) -> list[Block]:
    """Mark captions: short lines without a sentence's end that carry a credit, or stand beside a credit or its twin."""
    roles: list[BlockRole] = [b.role for b in blocks]
    words = [b.span.of(text) for b in blocks]
    for i, role in enumerate(roles):
        if role in ("standfirst", "body") and rules.credit_line.search(words[i]):
            roles[i] = "caption" if len(words[i].split("/")[0].split()) > 3 else "credit"
    for i, role in enumerate(roles):
        short = len(words[i].split()) <= MAX_CAPTION_WORDS and not words[i].endswith(SENTENCE_END)
        beside = any(0 <= j < len(roles) and roles[j] in ("credit", "caption") for j in (i - 1, i + 1))
        if short and beside and role in ("standfirst", "body"):
            twin = any(0 <= j < len(words) and words[j].startswith(words[i]) for j in (i - 1, i + 1))
            credited = i + 1 < len(roles) and roles[i + 1] == "credit"
            if twin or credited:
                roles[i] = "caption"
    return [Block(b.span, role) for b, role in zip(blocks, roles, strict=True)]
