"""What stands beside the names of persons: offices and nations, and what narrows an office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from spacy.tokens import Token

from extract.meetings.page import Page
from extract.model import Actor
from extract.rulebook import read_rules

_STEM = 4  # letters that a country shares with its adjective: "Lorvia", "Lorvian"


@cache
def _countries() -> dict[str, str]:
    """Words of `territories.toml` for one country, whatever its section, in lower case."""
    known: dict[str, str] = {}
    for section in read_rules("territories").values():
        for country, words in section.items() if isinstance(section, Mapping) else ():
            if isinstance(words, list):
                known |= {str(w).lower().removeprefix("the "): country.lower() for w in (country, *words)}
    return known


def nation(word: str) -> str:
    """Return what a country, its adjective and its government's seat share: the country, else the word's stem."""
    low = word.lower()
    return _countries().get(low, low[:_STEM])


def is_office(token: Token, page: Page) -> bool:
    """Say whether the word is an office, a spokesman's or a counterpart's included."""
    words = page.rules.participants
    return token.lemma_.lower() in words.offices | words.speakers | words.counterparts


def before_comma(page: Page, start: int) -> list[Token]:
    """ "The head of the bank, Lucia Orm"."""
    if start < 2 or page.doc[start - 1].text != ",":
        return []
    found: list[Token] = []
    for token in reversed(page.doc[max(0, start - 12) : start - 1]):
        if (
            token.text in (",", ".", ";", ":")
            or token.pos_ in ("VERB", "AUX", "SPACE")
            or token.lower_ in ("with", "by")
        ):
            break
        found.insert(0, token)
    return found


def after_comma(page: Page, end: int) -> list[Token]:
    """ "Lucia Orm, the head of the bank,"."""
    if end >= len(page.doc) or page.doc[end].text != ",":
        return []
    found: list[Token] = []
    for token in page.doc[end + 1 : end + 10]:
        if token.text in (",", ".", ";", ":") or token.pos_ in ("VERB", "AUX", "SPACE"):
            return found if token.text in (",", ".") else []
        if token.ent_type_ == "PERSON" or token.lower_ in ("and", "who"):
            return []
        found.append(token)
    return []


def with_place(tokens: list[Token]) -> list[Token]:
    """The title with "of Lorvia" behind it."""
    rest = tokens[-1].doc[tokens[-1].i + 1 : tokens[-1].i + 4]
    if len(rest) > 1 and rest[0].lower_ == "of":
        return tokens + [t for t in rest if t.lower_ in ("of", "the") or t.text[:1].isupper()]
    return tokens


def names_nation(token: Token, page: Page) -> bool:
    """Say whether the word of a title can name a country."""
    offices = page.rules.participants.offices
    return token.text[:1].isupper() and len(token.text) > 1 and token.lower_ not in offices and token.is_alpha


def offices_led(actor: Actor, page: Page) -> Iterable[tuple[str, ...]]:
    """ "The miners, led by Ana Brun": she is the leader of the miners."""
    for mention in actor.mentions:
        tokens = page.tokens(mention.span)
        if mention.form != "name" or tokens is None or tokens.start < 3:
            continue
        before = list(page.doc[max(0, tokens.start - 8) : tokens.start])
        words = [t.lower_ for t in before]
        if "led" in words and "by" in words:
            noun = before[words.index("led")].head
            yield ("leader", "of", *(t.lower_ for t in noun.lefts if t.pos_ != "DET"), noun.lower_)


def offices_shared(actor: Actor, page: Page) -> Iterable[tuple[str, ...]]:
    """ "Presidents Ana Brun and Emil Katz": the plural is the title of both."""
    for mention in actor.mentions:
        tokens = page.tokens(mention.span)
        if mention.form != "name" or tokens is None or tokens.start < 4 or tokens[0].nbor(-1).lower_ != "and":
            continue
        for token in reversed(page.doc[max(0, tokens.start - 9) : tokens.start - 1]):
            office = token.lower_.removesuffix("s")
            if token.lower_.endswith("s") and office in page.rules.participants.offices:
                left = [t.lower_ for t in page.doc[max(0, token.i - 2) : token.i] if t.head in (token, token.head)]
                yield (*left, office)
                break
            if token.pos_ != "PROPN" and token.lower_ not in ("of", "the"):
                break


def qualifiers(head: Token, page: Page) -> frozenset[str]:
    """Return the words that narrow an office: "foreign" in "the foreign ministers", "deputy", "prime"."""
    words = page.rules.participants
    left = [c for c in head.lefts if c.dep_ in ("amod", "compound", "nmod")]
    left += [g for c in left for g in c.lefts if g.dep_ in ("amod", "compound")]
    return (
        frozenset(t.lower_ for t in left if not t.text[:1].isupper() or t.lower_ in words.lesser | words.portfolios)
        - words.idle
    )
