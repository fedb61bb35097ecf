"""Names on the page: the model's, tidied, with kinds corrected by the article's own evidence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from extract.actors.rules import ActorRules
from extract.model import ActorKind, Layout, Span

UNREAD: Final = ("boilerplate", "byline", "credit")
KINDS: Final[dict[str, ActorKind]] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "EVENT": "event",
    "LAW": "treaty",
}
ACTING: Final = ("nsubj", "nsubjpass", "poss", "agent")

_HYPHEN = re.compile(r"\s([-’'/&])\s(?=\w)")


@dataclass(slots=True)
class Named:
    """One actor while its mentions are gathered."""

    kind: ActorKind
    words: tuple[str, ...]  # the fullest form
    spans: list[Span] = field(default_factory=list)
    acting: list[Span] = field(default_factory=list)  # capitals and palaces

    @property
    def name(self) -> str:
        """The fullest form as the article first gives it."""
        return _HYPHEN.sub(r"\1", " ".join(self.words))

    @property
    def first(self) -> int:
        """Where it is first mentioned by name."""
        return min(s.start for s in (*self.spans, *self.acting))


@dataclass(frozen=True, slots=True)
class Found:
    """One name as it stands on the page."""

    span: Span
    words: tuple[str, ...]
    kind: ActorKind


def find_named(doc: Doc, layout: Layout, rules: ActorRules) -> list[Named]:
    """Return the named actors in the order of their first mention, each with all places where its name stands."""
    found = list(_tidied(doc, layout, rules))
    persons = _persons([f for f in found if f.kind == "person"], rules)
    surnames = {p.words[-1].lower(): p for p in persons if len(p.words) > 1}
    rest: dict[tuple[ActorKind, str], Named] = {}
    for name in found:
        if name.kind == "person":
            continue
        twin = surnames.get(name.words[-1].lower()) if len(name.words) == 1 else None
        if twin is not None:  # "Pence", read as a place or a company after "Michael Pence"
            twin.spans.append(name.span)
            continue
        kind, key = name.kind, name.words
        country = rules.country(" ".join(name.words))
        if country:
            kind, key = "country", tuple(country.split())
        bucket = rest.setdefault((kind, " ".join(key).lower()), Named(kind, key))
        bucket.spans.append(name.span)
    others = _with_acronyms(list(rest.values()))
    persons, others = _with_countries(doc, persons, others, rules)
    _surname_pass(doc, layout, persons)
    _acting(doc, layout, others, rules)
    everyone = [n for n in (*persons, *others) if n.spans or n.acting]
    for named in everyone:
        named.spans = sorted(set(named.spans))
    return sorted(everyone, key=lambda n: n.first)


def _tidied(doc: Doc, layout: Layout, rules: ActorRules) -> Iterable[Found]:
    dateline = layout.dateline.span if layout.dateline else Span(0, 0)
    for ent in doc.ents:
        kind = KINDS.get(ent.label_)
        span = Span(ent.start_char, ent.end_char)
        if kind is None or layout.role_at(span.start) in UNREAD or dateline.overlaps(span):
            continue
        if _is_credit(doc, ent) or _is_programme(ent, rules):
            continue
        tokens = _trim(ent, rules, kind)
        if not tokens:
            continue
        yield from _as_found(doc, tokens, kind, rules)


def _as_found(doc: Doc, tokens: list[Token], kind: ActorKind, rules: ActorRules) -> Iterable[Found]:
    words = tuple(t.text for t in tokens if t.text.lower() not in rules.address and t.text.lower() not in ("the", "a"))
    if not words or not any(w[:1].isupper() for w in words):
        return
    last = words[-1].lower()
    if last in rules.organisations and kind != "place":
        kind = "organisation"
    elif last in rules.events:
        kind = "event"
    elif last in rules.treaties:
        kind = "treaty"
    yield Found(Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1].text)), words, kind)


def _trim(ent: Tokens, rules: ActorRules, kind: ActorKind) -> list[Token]:
    tokens = [t for t in ent if not t.is_space]
    while tokens and (tokens[-1].text in ("'s", "’s", "'", "’", ",", ".") or tokens[-1].is_quote):
        tokens.pop()
    while tokens and (tokens[0].is_quote or (tokens[0].is_punct and tokens[0].text not in ("(",))):
        tokens.pop(0)
    if kind == "person":
        while len(tokens) > 1 and (
            tokens[0].lower_ in rules.roles or tokens[0].lower_ in rules.demonyms or tokens[0].lower_ in rules.deciding
        ):
            tokens.pop(0)
        if len(tokens) == 1 and (tokens[0].lower_ in rules.roles or tokens[0].lower_ in rules.address):
            return []
    return tokens


def _is_credit(doc: Doc, ent: Tokens) -> bool:
    """Whether it is a photographer or agency: "Jane Roe/AGENCY"."""
    after = doc.text[ent.end_char : ent.end_char + 1]
    return (
        after == "/"
        or doc.text[max(0, ent.start_char - 1) : ent.start_char] == "/"
        or "/" in ent.text
        or "©" in ent.text
    )


def _is_programme(ent: Tokens, rules: ActorRules) -> bool:
    """Whether it is part of a programme's name: "the Harsk. Granite Palace. Orlan program"."""
    for token in ent.doc[ent.end : ent.end + 5]:
        if token.lower_ in rules.programmes:
            return True
        if not (token.text == "." or token.is_title):
            return False
    return False


def _persons(found: list[Found], rules: ActorRules) -> list[Named]:
    """Cluster: equal names, a surname with the one full name that bears it, first and last name around a middle one."""
    people: list[Named] = []
    for name in sorted(found, key=lambda f: (-len(_core(f.words, rules)), f.span.start)):
        core = _core(name.words, rules)
        bearers = [p for p in people if _same_person(_core(p.words, rules), core, p.words, name.words, rules)]
        if bearers:
            bearer = min(
                bearers,
                key=lambda p: min(
                    (abs(s.start - name.span.start) for s in p.spans if s.start <= name.span.start), default=10**9
                ),
            )
            bearer.spans.append(name.span)
        else:
            people.append(Named("person", name.words, [name.span]))
    return people


def _core(words: tuple[str, ...], rules: ActorRules) -> tuple[str, ...]:
    return tuple(w.lower() for w in words if w.lower() not in rules.suffixes)


def _same_person(
    full: tuple[str, ...], core: tuple[str, ...], full_words: tuple[str, ...], words: tuple[str, ...], rules: ActorRules
) -> bool:
    if not core or not full:
        return False
    suffix = [w.lower().rstrip(".") for w in full_words if w.lower() in rules.suffixes]
    other = [w.lower().rstrip(".") for w in words if w.lower() in rules.suffixes]
    if other and suffix != other:
        return False
    if len(core) == 1:
        return core[0] == full[-1] or (core[0] == full[0] and len(full) > 1)
    return core[-1] == full[-1] and (core[0] == full[0] or core[0].rstrip(".") == full[0][:1])


def _surname_pass(doc: Doc, layout: Layout, persons: list[Named]) -> None:
    """Add the places where a known surname stands that the model passed over."""
    taken = {
        t.i for p in persons for s in p.spans for t in (doc.char_span(s.start, s.end, alignment_mode="expand") or ())
    }
    bearers: dict[str, list[Named]] = defaultdict(list)
    for person in persons:
        if len(person.words) > 1:
            bearers[person.words[-1]].append(person)
    dateline = layout.dateline.span if layout.dateline else Span(0, 0)
    for token in doc:
        people = bearers.get(token.text)
        if not people or token.i in taken or layout.role_at(token.idx) in UNREAD:
            continue
        if token.ent_type_ in ("ORG", "FAC", "EVENT", "LAW", "GPE") and len(_entity(token)) > 1:
            continue
        span = Span(token.idx, token.idx + len(token.text))
        if dateline.overlaps(span) or doc.text[span.end : span.end + 1] == "/" or _before_programme(token):
            continue
        nearest = min(
            people, key=lambda p: min((token.idx - s.start for s in p.spans if s.start < token.idx), default=10**9)
        )
        nearest.spans.append(span)


def _entity(token: Token) -> list[Token]:
    return [
        t
        for t in token.sent
        if t.ent_type_ and any(e.start <= token.i < e.end and e.start <= t.i < e.end for e in token.sent.ents)
    ]


def _before_programme(token: Token) -> bool:
    after = token.doc[token.i + 1 : token.i + 2]
    return bool(len(after)) and after[0].lower_ in ("program", "programme", "show")


def _with_acronyms(names: list[Named]) -> list[Named]:
    """Join an acronym with the name whose initials it is: "World Grain Board" and "WGB"."""
    initials: dict[str, Named] = {}
    for named in names:
        letters = "".join(w[0] for w in named.words if w[0].isupper())
        if len(named.words) > 1 and len(letters) > 1:
            initials.setdefault(letters, named)
    kept = []
    for named in names:
        whole = initials.get(named.words[0]) if len(named.words) == 1 and named.words[0].isupper() else None
        if whole is not None and whole is not named:
            whole.spans.extend(named.spans)
        else:
            kept.append(named)
    return kept


def _with_countries(
    doc: Doc, persons: list[Named], others: list[Named], rules: ActorRules
) -> tuple[list[Named], list[Named]]:
    """A name that has an adjective of its own in the article is a country: "Lorvia" where "Lorvian" stands.

    The adjectives themselves are no actors, and one country read under several kinds is one.
    """
    capitalised = {
        t.text for t in doc if t.text[:1].isupper() and (t.ent_type_ == "NORP" or t.pos_ in ("ADJ", "PROPN"))
    }
    countries: dict[str, Named] = {}
    kept: list[Named] = []
    for named in (*persons, *others):
        single = len(named.words) == 1 and named.kind in ("person", "organisation", "place")
        if single and any(rules.is_adjective_of(named.words[0], c) for c in capitalised):
            continue
        if single and any(rules.is_adjective_of(a, named.words[0]) for a in capitalised):
            named.kind = "country"
        if named.kind == "country":
            twin = countries.setdefault(named.name.lower(), named)
            if twin is not named:
                twin.spans.extend(named.spans)
                continue
        kept.append(named)
    return [n for n in kept if n.kind == "person"], [n for n in kept if n.kind != "person"]


def _acting(doc: Doc, layout: Layout, names: list[Named], rules: ActorRules) -> None:
    """Give a capital or palace that acts to its country: "Moscow's concerns", not "in Moscow"."""
    countries = {rules.country(n.name): n for n in names if n.kind == "country"}
    for named in list(names):
        country = rules.acting.get(named.name.lower())
        if country is None:
            continue
        acting = [s for s in named.spans if _acts(doc, s)]
        if not acting:
            continue
        named.spans = [s for s in named.spans if s not in acting]
        if country not in countries:
            countries[country] = Named("country", tuple(country.split()))
            names.append(countries[country])
        countries[country].acting.extend(acting)


def _acts(doc: Doc, span: Span) -> bool:
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    return tokens is not None and tokens.root.dep_ in ACTING
