"""All names of an article, gathered into actors: persons, organisations, countries, places, events, treaties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extract.actors.countries import cluster_countries, give_seats
from extract.actors.finding import find_names
from extract.actors.groups import cluster_organisations, initials
from extract.actors.names import Name, Named, words_of
from extract.actors.page import UNREAD, Page
from extract.actors.persons import cluster_persons, full_name
from extract.actors.rules import ActorRules
from extract.actors.singles import settle_singles
from extract.actors.spelling import fold
from extract.model import Layout, Span

_NICKNAME = re.compile(
    r"\b(?:known (?:to|by) (?:[\w'’]+ ){1,4}as|nicknamed|better known as|known as|dubbed)\s+[\"“'‘]?([A-Z]\w+)"
)
_FULL = re.compile(r"\b([A-Z][a-z]+) ([A-Z][\w-]+)\b(?! ?/)")
_OPENING = re.compile(r"[-–]")  # where the first token of a form ends


def gather(page: Page, layout: Layout, rules: ActorRules) -> list[Named]:
    """Return the actors that are named, in the order of their first mention, each with all places of its name."""
    names = _shortened_places(page, find_names(page, rules), rules)
    full = [full_name(n.words, rules)[0] for n in names if n.kind == "person"]
    surnames = frozenset(fold(w) for core in full if len(core) > 1 for w in (core[0], core[-1]))
    surnames |= {fold(m.group(2)) for _, m in _full_in_credits(page, layout) if m.group(1).lower() in rules.given}
    dateline = layout.dateline.place.of(page.text) if layout.dateline and layout.dateline.place else None
    names = settle_singles(page, [_as_person(n, surnames, rules) for n in names], surnames, rules, town=dateline)
    people = cluster_persons([n for n in names if n.kind == "person"], _nicknames(page, names), rules)
    countries = cluster_countries([n for n in names if n.kind == "country"], rules)
    others = cluster_organisations(page, [n for n in names if n.kind not in ("person", "country")], rules)
    actors = [*people, *countries, *others]
    _everywhere(page, actors, rules)
    _in_credits(page, layout, people)
    actors = give_seats(page, actors, dateline, rules)
    for actor in actors:
        actor.names.sort(key=lambda n: n.first)
    return sorted(actors, key=lambda a: min([s.start for s in a.acting] + [page.starts[n.first] for n in a.names[:1]]))


def _shortened_places(page: Page, names: Sequence[Name], rules: ActorRules) -> list[Name]:
    """The names, where a "place" of two words of which the last alone does something is a person: "Rebane offered"."""
    places = {
        n.words[-1]: n for n in names
        if n.kind == "place" and len(n.words) == 2 and not rules.territories.knows(" ".join(n.words))
    }  # fmt: skip
    acting = {
        w for i, w in enumerate(page.words)
        if w in places and i and page.words[i - 1] != places[w].words[0] and page.deps[i] == "nsubj" and page.read[i]
    }  # fmt: skip
    return [
        replace(n, kind="person") if n.kind == "place" and len(n.words) == 2 and n.words[-1] in acting else n
        for n in names
    ]


def _as_person(name: Name, surnames: frozenset[str], rules: ActorRules) -> Name:
    """ "Pence", read as a place or a company after "Michael Pence"."""
    single = len(name.words) == 1 and name.known is None and name.kind in ("organisation", "place", "event", "treaty")
    if single and fold(name.words[0]) in surnames and not rules.territories.knows(name.words[0]):
        return replace(name, kind="person")
    return name


def _nicknames(page: Page, names: Sequence[Name]) -> dict[str, str]:
    """ "Mr. Harrow, known to friends as Rusty": the name that stands before is meant."""
    found: dict[str, str] = {}
    for match in _NICKNAME.finditer(page.text):
        at = page.tokens(Span(match.start(), match.start() + 1)).start
        before = [n for n in names if n.past <= at and n.kind == "person" and at - n.past < 12]
        if before:
            found[match.group(1)] = before[-1].words[-1]
    return found


def _everywhere(page: Page, actors: Sequence[Named], rules: ActorRules) -> None:
    """Add the places where a known surname, country, acronym or single name stands that the model passed over."""
    taken = [not read for read in page.read]
    long = [False] * len(page)  # inside a longer name of another
    for first, past, label in page.named:
        if past - first > 1 and label in ("ORG", "FAC", "EVENT", "LAW", "GPE", "WORK_OF_ART"):
            if all(w in rules.particles or w == "-" for w in page.lower[first : past - 1]):
                continue  # "al-Rahmani", read as an organisation
            long[first:past] = [True] * (past - first)
    for actor in actors:
        for name in actor.names:
            taken[name.first : name.past] = [True] * (name.past - name.first)
    forms: dict[str, list[tuple[str, Named]]] = {}
    for actor in actors:
        for form in _forms(actor, rules):
            forms.setdefault(_OPENING.split(form)[0], []).append((form, actor))
    seen: dict[int, int] = {}
    owner = {n.first: a for a in actors for n in a.names}
    for i, word in enumerate(page.words):
        if i in owner:
            seen[id(owner[i])] = i
        fitting = forms.get(word)
        if not fitting or taken[i] or long[i] or page.ents[i] == "DATE":
            continue
        tokens = {form: page.tokens(Span(page.starts[i], page.starts[i] + len(form))) for form, _ in fitting}
        standing = [(f, a) for f, a in fitting if _stands(page, i, f, tokens[f])]
        if not standing or page.text[page.starts[i] - 1 : page.starts[i]] == "/":
            continue
        form, actor = max(standing, key=lambda x: (len(x[0]), seen.get(id(x[1]), -1)))
        past = tokens[form].stop
        if page.text[page.end(past - 1) : page.end(past - 1) + 1] == "/" or page.word(past) in rules.programmes:
            continue
        if actor.kind == "person":
            i = _with_particles(page, i, actor, rules)
        actor.names.append(Name(i, past, words_of(page, i, past, rules), actor.kind))
        taken[i:past] = [True] * (past - i)
        seen[id(actor)] = i


def _with_particles(page: Page, i: int, actor: Named, rules: ActorRules) -> int:
    """The first token of "al-Rahmani", "van Houten", of which the surname was found, where the full name has them."""
    words = {part for w in actor.words for part in w.lower().split("-")}
    first = i
    while first > 0 and (
        (page.lower[first - 1] in rules.particles and page.lower[first - 1] in words)
        or (page.words[first - 1] == "-" and page.glued(first) and page.word(first - 2) in words)
    ):
        first -= 1
    return first


def _forms(actor: Named, rules: ActorRules) -> Iterable[str]:
    """The single words that mean the actor wherever they stand."""
    if actor.kind == "person":
        core, _ = full_name(actor.words, rules)
        return {core[-1], core[-1].upper()} if len(core) > 1 and len(core[-1]) > 2 else set()
    forms = {n.words[0] for n in actor.names if len(n.words) == 1 and len(n.words[0]) > 1}
    if actor.kind == "organisation" and len(actor.words) > 1 and len(initials(actor.words)) > 1:
        forms.add(initials(actor.words))
    return {f for f in forms if f[0].isupper() and f.lower() not in rules.organisations and f not in ("US", "IT", "UK")}


def _stands(page: Page, i: int, form: str, tokens: range) -> bool:
    past = tokens.stop
    return page.text.startswith(form, page.starts[i]) and page.end(past - 1) == page.starts[i] + len(form)


def _full_in_credits(page: Page, layout: Layout) -> Iterator[tuple[int, re.Match[str]]]:
    """The full names in lines that are not read, with the offset of the line; photographers' too."""
    for block in layout.blocks:
        if block.role in UNREAD:
            for match in _FULL.finditer(block.span.of(page.text)):
                yield block.span.start, match


def _in_credits(page: Page, layout: Layout, people: Sequence[Named]) -> None:
    """Give a surname of the body its full name where an unread line has it: "Photo: … Mara Benning as the widow"."""
    lone = {p.words[0]: p for p in people if len(p.words) == 1}
    for offset, match in _full_in_credits(page, layout) if lone else ():
        person = lone.get(match.group(2))
        if person is not None:
            tokens = page.tokens(Span(offset + match.start(), offset + match.end()))
            person.words = (match.group(1), match.group(2))
            person.names.append(Name(tokens.start, tokens.stop, person.words, "person"))
