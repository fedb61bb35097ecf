"""Who is in an article: names, titles, descriptions and pronouns, each person or organisation once.

The order of work, and where to change what:

- `page` lays the tokens out; `finding` takes the names from it (`bodies`: organisations by their words; `kinds`: what
  the words beside a name tell); `singles` settles what a name of one word is;
- `persons`, `groups` and `countries` say which names are one actor (`spelling`: when two words are one name);
  `gathering` calls them and adds the places that the model passed over;
- `roles` reads what stands beside names; `descriptions`, `context`, `shortened` and `officeholders` say who is meant
  where no name stands; `pronouns` comes last;
- what is known is in `extract/rules/`: titles, given, nicknames, actors, territories, organisations, offices.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from spacy.tokens import Doc

from extract.actors.descriptions import find_descriptions
from extract.actors.gathering import gather
from extract.actors.names import Named
from extract.actors.officeholders import find_holders, join_holders
from extract.actors.page import Page, open_page
from extract.actors.pronouns import find_pronouns, gender_of
from extract.actors.roles import Held, roles_beside
from extract.actors.rules import ActorRules
from extract.actors.shortened import find_short_forms
from extract.model import Actor, Cast, Gender, Layout, Marked, Mention, MentionForm, Span

__all__ = ["ActorRules", "find_actors"]


def find_actors(
    doc: Doc, layout: Layout, marked: Sequence[Marked], rules: ActorRules, published: date | None = None
) -> Cast:
    """Return the actors of an article in the order of their first mention, each with all its mentions.

    Photographers, agencies in credits, bylines and names of programmes are dropped, and so are descriptions and
    pronouns that may mean several. ``name`` is the fullest form; where two actors share one, the later has its kind
    added. ``published`` tells who held an office that the article leaves unnamed ("the Russian president"); where it
    is None, nobody is meant by such.
    """
    page = open_page(doc, layout)
    named = gather(page, layout, rules)
    held = roles_beside(page, [n for n in named if n.kind == "person"], rules)
    distinct = list({(h.role.head, h.role.deciding, h.role.nations, id(h.person)): h for h in reversed(held)}.values())
    mentions: dict[int, list[Mention]] = {id(n): [] for n in named}

    def add(found: Iterable[tuple[Span, Named, str]], form: MentionForm) -> None:
        for span, actor, rule in found:
            mentions.setdefault(id(actor), []).append(Mention(span, form, rule))

    add(((page.span(n.first, n.past), a, "name") for a in named for n in a.names), "name")
    add(((s, a, "territories.toml: acting") for a in named for s in a.acting), "description")
    add(((h.role.span, h.person, "titles.toml: beside a name") for h in held if not _is_indefinite(page, h)), "title")
    alone, unmet = find_descriptions(page, named, held, distinct, rules)
    add(alone, "description")
    add(join_holders(named, find_holders(page, unmet, distinct, published, rules), rules), "description")
    add(((s, a, "actors.toml: short form") for s, a in find_short_forms(page, named, rules)), "description")
    people = [(n, [m.span for m in mentions[id(n)]]) for n in named if n.kind == "person"]
    add(((s, p, "pronoun") for s, p in find_pronouns(page, people, marked, rules)), "pronoun")
    genders = {id(p): gender_of(page, spans, p, rules) for p, spans in people}
    return Cast(_actors(page, named, held, mentions, genders))


def _is_indefinite(page: Page, held: Held) -> bool:
    """Whether it tells but what somebody is: "Elin Hald, a former pilot"."""
    return page.word(page.tokens(held.role.span).start) in ("a", "an")


def _actors(
    page: Page,
    named: Sequence[Named],
    held: Sequence[Held],
    mentions: dict[int, list[Mention]],
    genders: dict[int, Gender | None],
) -> list[Actor]:
    roles: dict[int, str] = {}
    for each in sorted(held, key=lambda h: h.role.span):
        roles.setdefault(id(each.person), each.role.span.of(page.text).removeprefix("the ").removeprefix("The "))
    actors: list[Actor] = []
    names: set[str] = set()
    for actor in named:
        name = actor.name if actor.name not in names else f"{actor.name} ({actor.kind})"
        if name in names or not mentions[id(actor)]:
            continue
        names.add(name)
        ordered = sorted({m.span: m for m in mentions[id(actor)]}.values(), key=lambda m: m.span)
        actors.append(Actor(name, actor.kind, roles.get(id(actor)), tuple(ordered), genders.get(id(actor))))
    return actors
