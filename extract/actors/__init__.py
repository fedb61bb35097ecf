"""Who is in an article: names, titles, descriptions and pronouns, each person or organisation once."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from extract.actors.descriptions import Held, find_descriptions, roles_beside
from extract.actors.names import Named, find_named
from extract.actors.organisations import find_short_forms
from extract.actors.pronouns import find_pronouns
from extract.actors.rules import ActorRules
from extract.model import Actor, Cast, Layout, Marked, Mention, MentionForm, Span

__all__ = ["ActorRules", "find_actors"]


def find_actors(doc: Doc, layout: Layout, marked: Sequence[Marked], rules: ActorRules) -> Cast:
    """Return the actors of an article in the order of their first mention, each with all its mentions.

    Photographers, agencies in credits, bylines and names of programmes are dropped, and so are descriptions and
    pronouns that may mean several. ``name`` is the fullest form; where two actors share one, the later has its kind
    added.
    """
    named = find_named(doc, layout, rules)
    held = roles_beside(doc, named, rules)
    mentions: dict[int, list[Mention]] = {id(n): [] for n in named}
    for actor in named:
        mentions[id(actor)] += [Mention(s, "name", "name") for s in actor.spans]
        mentions[id(actor)] += [Mention(s, "description", "territories.toml: acting") for s in actor.acting]
    for each in held:
        mentions[id(each.person)].append(Mention(each.role.span, "title", "titles.toml: beside a name"))
    _add(mentions, find_descriptions(doc, layout, named, held, marked, rules), "description", "titles.toml: alone")
    _add(mentions, find_short_forms(doc, layout, named, rules), "description", "actors.toml: short form")
    people = [(n, [m.span for m in mentions[id(n)]]) for n in named if n.kind == "person"]
    _add(mentions, find_pronouns(doc, layout, people, marked), "pronoun", "pronoun")
    return Cast(_actors(doc, named, held, mentions))


def _add(mentions: dict[int, list[Mention]], found: Sequence[tuple[Span, Named]], form: MentionForm, rule: str) -> None:
    for span, actor in found:
        mentions[id(actor)].append(Mention(span, form, rule))


def _actors(doc: Doc, named: Sequence[Named], held: Sequence[Held], mentions: dict[int, list[Mention]]) -> list[Actor]:
    roles: dict[int, str] = {}
    for each in sorted(held, key=lambda h: h.role.span):
        roles.setdefault(id(each.person), each.role.span.of(doc.text).removeprefix("the ").removeprefix("The "))
    actors: list[Actor] = []
    names: set[str] = set()
    for actor in named:
        name = actor.name if actor.name not in names else f"{actor.name} ({actor.kind})"
        if name in names or not mentions[id(actor)]:
            continue
        names.add(name)
        ordered = sorted({m.span: m for m in mentions[id(actor)]}.values(), key=lambda m: m.span)
        actors.append(Actor(name, actor.kind, roles.get(id(actor)), tuple(ordered)))
    return actors
