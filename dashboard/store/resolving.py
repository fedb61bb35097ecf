"""Whom an article's names mean across articles: an entity that is known, one joined to it, or a new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from dashboard.store.matching import Candidate, Index, blocks, counted, key, match
from dashboard.store.schema import entity, entity_block, proposal
from dashboard.store.transactions import Writer
from extract.model import Actor, ActorKind

ENOUGH_BEARERS = 50  # of a surname: more are as many
MOST_PROPOSALS = 3  # a new actor; the analyst's list must stay worth reading
_E = entity.c


def resolve(writer: Writer, actors: Sequence[Actor], day: date | None) -> dict[str, int]:
    """Return the entity of each actor of one article by name; unknown ones are made, matched and joined."""
    parsed = {a.name: key(a.name, a.kind, role=a.role) for a in actors}
    keys = {name: str(k) for name, k in parsed.items()}
    known = _by_key(writer.connection, set(keys.values()))
    new: dict[str, Candidate] = {}
    for actor in actors:
        if keys[actor.name] not in known and keys[actor.name] not in new:
            nation = parsed[actor.name].nation
            new[keys[actor.name]] = Candidate(writer.take(entity), actor.name, actor.kind, nation, actor.role)
    _insert(writer, new, day)
    if new:
        _match(writer, list(new.values()), apart={row.root_id for row in known.values()})
    _refresh_roles(writer, [(known[keys[a.name]], a.role) for a in actors if keys[a.name] in known], day)
    return {name: known[k].id if k in known else new[k].id for name, k in keys.items()}


def named(writer: Writer, name: str, kind: ActorKind = "person") -> int:
    """Return the entity an analyst means by a name: the one so shown, the commonest first, else a new one."""
    query = select(_E.root_id).where(_E.shown_name == name).order_by(_E.articles.desc(), _E.id)
    root = writer.connection.execute(query).scalar()
    return root if root is not None else resolve(writer, [Actor(name, kind, None, ())], None)[name]


def known(writer: Writer, key: str, name: str) -> int:
    """Return the entity of a stable key; where the store has it no more, who is meant by the name."""
    root = writer.connection.execute(select(_E.root_id).where(_E.key == key)).scalar()
    return root if root is not None else named(writer, name)


def _by_key(connection: Connection, keys: Iterable[str]) -> dict[str, Any]:
    query = select(_E.key, _E.id, _E.root_id, _E.role, _E.role_day)
    return {row.key: row for row in connection.execute(query.where(_E.key.in_(list(keys))))}


def _insert(writer: Writer, new: dict[str, Candidate], day: date | None) -> None:
    rows = [
        {
            "id": c.id,
            "key": k,
            "name": c.name,
            "kind": c.kind,
            "nation": c.nation,
            "role": c.role,
            "role_day": day if c.role else None,
            "root_id": c.id,
            "shown_name": c.name,
            "shown_kind": c.kind,
            "hidden": False,
        }
        for k, c in new.items()
    ]
    writer.many(entity, rows)
    writer.many(entity_block, [{"block": b, "entity_id": c.id} for c in new.values() for b in sorted(blocks(c).filed)])


def _match(writer: Writer, new: list[Candidate], apart: set[int]) -> None:
    """Join or propose; ``apart`` are the roots that the same article tells apart from the new ones."""
    index, roots = _block_mates(writer.connection, new)
    if not roots:
        return
    proposed: Counter[int] = Counter()
    rows = []
    for found in match(new, index):
        if found.b not in roots or roots[found.b] in apart or proposed[found.a] == MOST_PROPOSALS:
            continue
        proposed[found.a] += 1
        # A new name that would tie two known actors together joins the nearer one; the other is for the analyst.
        strong = found.strength == "strong" and proposed[found.a] == 1
        if strong:
            _join(writer, found.a, roots[found.b])
        rows.append(
            {
                "entity_a": min(found.a, found.b),
                "entity_b": max(found.a, found.b),
                "score": found.score,
                "strength": "strong" if strong else "weak",
                "why": found.why,
                "state": "joined" if strong else "open",
            }
        )
    writer.many(proposal, rows)


def _block_mates(connection: Connection, new: list[Candidate]) -> tuple[Index, dict[int, int]]:
    """The known actors that share a block with a new one, with all that they are joined with, and the root of each."""
    own = {c.id for c in new}
    known = _filed_under(connection, {block for c in new for block in blocks(c).sought}, own)
    missing = counted(candidate for candidate, _ in known.values())
    if missing:  # how many bear a surname decides whether it says anything when it stands alone
        known |= _filed_under(connection, missing, own, limit=ENOUGH_BEARERS)
    index = Index()
    for candidate, root in known.values():
        index.add(candidate, root)
    roots = {i: root for i, (_, root) in known.items()}
    p = proposal.c
    apart = select(p.entity_a, p.entity_b).where(p.state == "apart", p.entity_a.in_(roots), p.entity_b.in_(roots))
    for a, other in connection.execute(apart):
        index.keep_apart(a, other)
    return index, roots


def _filed_under(
    connection: Connection, words: Iterable[str], own: set[int], limit: int | None = None
) -> dict[int, tuple[Candidate, int]]:
    """The actors filed under the words, without the article's ``own`` new ones; all joined with them; their roots."""
    b = entity_block.c
    mates = select(b.entity_id).where(b.block.in_(sorted(words)), b.entity_id.not_in(own)).limit(limit)
    root_ids = select(_E.root_id).where(_E.id.in_(mates))
    query = select(_E.id, _E.name, _E.kind, _E.nation, _E.role, _E.root_id).where(_E.root_id.in_(root_ids))
    return {r.id: (Candidate(r.id, r.name, r.kind, r.nation, r.role), r.root_id) for r in connection.execute(query)}


def _join(writer: Writer, a: int, root: int) -> None:
    query = select(_E.shown_name, _E.shown_kind, _E.hidden).where(_E.id == root)
    writer.change(entity, a, root_id=root, **writer.connection.execute(query).one()._asdict())


def _refresh_roles(writer: Writer, seen: list[tuple[Any, str | None]], day: date | None) -> None:
    """Keep the latest role of each, with the day it was seen."""
    for known, role in seen:
        newer = day is not None and (known.role_day is None or known.role_day <= day)
        if role and newer and (known.role, known.role_day) != (role, day):
            writer.change(entity, known.id, role=role, role_day=day)
