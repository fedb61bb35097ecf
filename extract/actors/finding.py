"""The names on the page: known ones, organisations by their words, and the model's, each with a kind by evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extract.actors.bodies import find_bodies
from extract.actors.kinds import kind_of, nation_adjectives
from extract.actors.names import POSSESSIVE, Name, words_of
from extract.actors.page import Page
from extract.actors.rules import ActorRules
from extract.model import ActorKind, Span

KINDS: Final[dict[str, ActorKind]] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "EVENT": "event",
    "LAW": "treaty",
}
CALENDAR: Final = frozenset((
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december",
))  # fmt: skip
COUNTERPARTS: Final = frozenset(("colleague", "counterpart"))  # no roles, but a name follows them as well
DASHES: Final = frozenset("-–—")
QUOTATION: Final = frozenset("\"“”«»„'‘’`")


def find_names(page: Page, rules: ActorRules) -> list[Name]:
    """Return the names in reading order; no two share a token.

    Credits, bylines, names of programmes and adjectives of nations are dropped.
    """
    taken = [not read for read in page.read]
    found: list[Name] = []
    for source in (
        _known(page, rules),
        _bodies(page, rules),
        _behind_nations(page, rules),
        _towns(page, rules),
        _model(page, rules),
        _titled(page, rules),
        _classed(page, rules),
        _nations(page, rules),
    ):
        for name in source:
            if not name.words or any(taken[name.first : name.past]):
                continue  # "Mrs." alone names nobody
            if _is_credit(page, name) or _is_programme(page, name, rules):
                taken[name.first : name.past] = [True] * (name.past - name.first)
                continue
            taken[name.first : name.past] = [True] * (name.past - name.first)
            found.append(name)
    return sorted(found, key=lambda n: n.first)


def _known(page: Page, rules: ActorRules) -> Iterator[Name]:
    """Strong aliases, and weak ones where a strong one of the same actor stands in the article."""
    hits: list[tuple[int, int, str, bool]] = []
    for i, word in enumerate(page.words):
        forms = rules.known.openings.get(word) or rules.known.openings.get(word.partition("-")[0])
        start = page.starts[i]
        for form in forms or ():
            end = start + len(form)
            if page.text.startswith(form, start) and not page.text[end : end + 1].isalnum():
                tokens = page.tokens(Span(start, end))
                if tokens.stop and page.end(tokens.stop - 1) == end:
                    hits.append((i, tokens.stop, *rules.known.aliases[form]))
                    break
    strong = {name for _, _, name, is_strong in hits if is_strong}
    for first, past, name, _ in hits:
        if name in strong:
            yield Name(_with_article(page, first, past), past, tuple(name.split()), rules.known.kinds[name], name)


def _bodies(page: Page, rules: ActorRules) -> Iterator[Name]:
    for first, past in find_bodies(page, rules):
        yield Name(_with_article(page, first, past), past, words_of(page, first, past, rules), "organisation")


def _with_article(page: Page, first: int, past: int) -> int:
    """With "the" before, unless it goes with the noun after: "the NATO chief"."""
    another = past < len(page) and page.pos[past] in ("NOUN", "PROPN", "ADJ")
    return first - 1 if page.word(first - 1) == "the" and not another else first


def _model(page: Page, rules: ActorRules) -> Iterator[Name]:
    for start, stop, label in (part for named in page.named for part in _parted(page, *named, rules)):
        kind = KINDS.get(label)
        if kind is None and not (label in ("NORP", "PRODUCT", "WORK_OF_ART") and stop - start == 1):
            continue
        if kind == "organisation" and (person := _person_in(page, start, stop, rules)) is not None:
            yield person
            continue
        first, past = _trim(page, start, stop, rules, is_person=kind == "person")
        if first == past:
            continue
        words = words_of(page, first, past, rules)
        if not any(w[:1].isupper() for w in words):
            continue
        told = kind_of(page, first, past, words, kind, rules)
        if told is not None:
            yield Name(first, past, words, told)


def _parted(page: Page, start: int, stop: int, label: str, rules: ActorRules) -> Iterator[tuple[int, int, str]]:
    """Cut what the model took for one name at a dash between blanks, and two words at the comma between them.

    "… invites her to Tarsk - Belik" ends with who says so; "According to Belik, Oduya is late" names two people, and
    "Norhald, Inc." one enterprise.
    """
    commas = (
        stop - start == 3
        and page.words[start + 1] == ","
        and page.lower[stop - 1].strip(".") not in rules.organisations
    )
    for i in range(start, stop):
        between = page.words[i] in DASHES and not page.glued(i) and not page.glued(min(i + 1, len(page) - 1))
        if between or (commas and i == start + 1):
            if i > start:
                yield start, i, label
            start = i + 1
    if start < stop:
        yield start, stop, label


def _person_in(page: Page, first: int, past: int, rules: ActorRules) -> Name | None:
    """The person at the end of what the model takes for a body: "Veldane, Mara Hald", "envoy to Veldane Mara Hald"."""
    sent = page.word(first - 1) == "to" and page.word(first - 2) in rules.territories.sent and past - first == 3
    apart = past - first == 4 and page.words[first + 1] == "," and page.word(past) in ("and", ",")
    if not (sent or apart) or rules.organisations.intersection(page.lower[first:past]):
        return None
    return Name(past - 2, past, words_of(page, past - 2, past, rules), "person")


def _trim(page: Page, first: int, past: int, rules: ActorRules, *, is_person: bool) -> tuple[int, int]:
    """Without marks at the edges and, for persons, without what stands before the name."""
    if page.word(past - 1) == "." and page.word(past - 2) in rules.suffixes:
        return first, past  # "Jr ."
    while past > first and (
        page.words[past - 1] in (*POSSESSIVE, ",", ".", "-", ")") or page.pos[past - 1] in ("SPACE", "CCONJ")
    ):
        past -= 1
    while past > first and (page.words[first][0] in QUOTATION or page.pos[first] in ("SPACE", "PUNCT")):
        first += 1
    if not is_person:
        return first, past
    before = rules.roles | rules.deciding
    while past - first > 1 and (page.lower[first] in before or page.lower[first] in rules.territories.demonyms):
        first += 1
    first = _behind_title(page, first, past, rules)
    if past - first == 1 and page.word(first - 1) in rules.roles | COUNTERPARTS and _is_cut(page, past, rules):
        past += 1  # "his colleague Marek Vesely", whose surname the model takes for an adverb
    if (
        past - first == 1
        and page.lower[first] in rules.given
        and page.words[past : past + 1] in (["May"], ["March"], ["June"])
    ):
        past += 1  # "Theresa May", where the model reads a month
    given = first - 1
    titled = page.word(given - 1) in rules.roles and page.capital(given - 1) and page.capital(given)
    if past - first == 1 and titled and page.ents[given] in ("", "PERSON") and page.lower[given] not in before:
        first = given  # "Transport Minister Odo Fenn", of which the model took the surname only
    while page.word(past) == "-" and page.glued(past) and past + 1 < len(page) and page.glued(past + 1):
        past += 2  # "Moon Jae-in", cut at the hyphen
    alone = past - first == 1 and (page.lower[first] in rules.roles or page.lower[first] in rules.address)
    return (first, first) if alone else (first, past)


def _is_cut(page: Page, past: int, rules: ActorRules) -> bool:
    """Whether a surname follows that the model left out of the name."""
    low, after = page.word(past), page.word(past + 1)
    known = rules.roles | rules.deciding | rules.territories.demonyms.keys() | rules.address.keys()
    missed = page.ents[past] == "" or (page.ents[past] in ("DATE", "TIME") and low not in CALENDAR)
    plain = page.capital(past) and low.isalpha() and missed and low not in known
    return plain and not page.capital(past + 1) and after not in rules.roles


def _behind_title(page: Page, first: int, past: int, rules: ActorRules) -> int:
    """Where the name begins that the model took together with a title's last words or with a whole title.

    "President of Veldane Mara Hald", of which it took "Veldane Mara Hald"; "Veldani Sultan Omar bin Hald".
    """
    if past - first > 2 and page.word(first - 1) == "of" and page.word(first - 2) in rules.roles:
        two = past - first > 3 and page.lower[first + 2] in rules.given  # "President of New Veldane Mara Hald"
        return first + 1 + two
    titled = past - first > 2 and page.lower[first + 1] in rules.roles
    return first + 2 if titled and rules.territories.may_be_adjective(page.words[first]) else first


def _behind_nations(page: Page, rules: ActorRules) -> Iterator[Name]:
    """The name behind an office and its country that the model takes for a place: "Premier of Veldane Mara Hald"."""
    for i, low in enumerate(page.lower):
        if low not in rules.roles or not page.capital(i) or page.word(i + 1) != "of":
            continue
        past = i + 2
        while past - i < 7 and page.capital(past) and page.pos[past] == "PROPN" and page.blocks[past] == page.blocks[i]:
            past += 1
        first = i + 3 + (page.word(i + 4) in rules.given)
        otherwise = {"ORG", "PERSON", "EVENT"} & {page.ents[i + 2], *page.ents[first:past]}
        more = (rules.deciding | rules.organisations | rules.roles) & set(page.lower[i + 2 : past])
        if 1 < past - first < 4 and not otherwise and not more:
            yield Name(first, past, words_of(page, first, past, rules), "person")


def _towns(page: Page, rules: ActorRules) -> Iterator[Name]:
    """The name behind the word for a town: "the village of Stary Most"; no more than three words."""
    for i, low in enumerate(page.lower):
        if low not in rules.territories.towns or page.word(i + 1) != "of" or not page.capital(i + 2) or page.capital(i):
            continue
        past = i + 3
        while past - i < 5 and page.capital(past):
            past += 1
        if page.word(past) not in POSSESSIVE and not any(e in ("DATE", "PERSON") for e in page.ents[i + 3 : past]):
            yield Name(i + 2, past, tuple(page.words[i + 2 : past]), "place")


def _titled(page: Page, rules: ActorRules) -> Iterator[Name]:
    """The capitalised words after a title that nothing else took for a name: "Governor Ilsa Brandt"."""
    for i, low in enumerate(page.lower):
        if (low in rules.address or (low in rules.roles and page.capital(i))) and page.capital(i + 1):
            past = i + 1
            while past < len(page) and past - i < 4 and page.pos[past] == "PROPN" and page.capital(past):
                if page.lower[past] in rules.roles or page.blocks[past] != page.blocks[i]:
                    break
                past += 1
            if page.word(past) in rules.roles or page.lower[i + 1] in rules.deciding:
                continue  # "Deputy Energy Minister": no name yet
            if past > i + 1 and (low in rules.address or page.pos[i] == "PROPN"):
                yield Name(i + 1, past, words_of(page, i + 1, past, rules), "person")


def _classed(page: Page, rules: ActorRules) -> Iterator[Name]:
    """The capitalised words by a word for what they are: "the Kanal-9 television channel", "Open Hands, a charity"."""
    for i, low in enumerate(page.lower):
        if low not in rules.classes or page.capital(i):
            continue
        past = i - (page.word(i - 1) in ("television", "radio", "news", "tv"))
        first = _capitals_before(page, past)
        before = first < past and page.word(first - 1) in ("the", "of", "by", "to", "a")
        article = next((k for k in range(i - 1, max(0, i - 4), -1) if page.lower[k] in ("a", "an", "the")), 0)
        if not before and article and page.word(article - 1) == ",":
            past = article - 1
            first = _capitals_before(page, past)
            before = past - first > 1
        words = words_of(page, first, past, rules) if before else ()
        if words and not any(rules.territories.may_be_adjective(w) for w in words):
            yield Name(_with_article(page, first, past), past, words, "organisation")


def _capitals_before(page: Page, past: int) -> int:
    """The first of the capitalised words that end at ``past``, of which the model says nothing else."""
    first = past
    while first > 0 and page.capital(first - 1) and page.ents[first - 1] in ("", "ORG", "PRODUCT", "WORK_OF_ART"):
        if page.pos[first - 1] == "DET":
            break
        first -= 1
    return first


def _nations(page: Page, rules: ActorRules) -> Iterator[Name]:
    """The names that nothing else took, of which the article has the adjective: "Danovia" where "Danovian" stands."""
    adjectives: dict[str, set[str]] = {}
    for word in nation_adjectives(page, rules):
        adjectives.setdefault(word[:4].lower(), set()).add(word)
    for i, word in enumerate(page.words):
        alike = adjectives.get(word[:4].lower(), ())
        if not alike or page.pos[i] != "PROPN" or page.ents[i] or not page.capital(i):
            continue
        if any(rules.territories.is_adjective_of(a, word) for a in alike):
            yield Name(i, i + 1, (word,), "place")


def _is_credit(page: Page, name: Name) -> bool:
    """Whether it is a photographer or agency: "Jane Roe/AGENCY"."""
    span = page.span(name.first, name.past)
    around = page.text[max(0, span.start - 1) : span.start] + page.text[span.end : span.end + 1]
    return "/" in around or any(mark in span.of(page.text) for mark in "/©")


def _is_programme(page: Page, name: Name, rules: ActorRules) -> bool:
    """Whether it is part of a programme's name: "the Tarsk. Marble Palace. Belik program"."""
    for i in range(name.past, min(name.past + 5, len(page))):
        if page.lower[i] in rules.programmes:
            return True
        if not (page.words[i] == "." or page.capital(i)):
            return False
    return False
