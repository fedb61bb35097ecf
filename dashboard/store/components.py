"""Which entities are one: analysts' decisions first, then what joins by itself. Only what is touched is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import select, update

from dashboard.store import planning
from dashboard.store.schema import decision, entity, proposal
from dashboard.store.transactions import Writer

ENTITY_KINDS: Final = ("merge", "keep_apart", "rename", "change_kind", "hide")
Pair = tuple[int, int]


def rejoin(writer: Writer, keys: Sequence[str]) -> None:
    """Work out anew who is one with whom among the entities of ``keys`` and those they are or were joined with."""
    decided = _active(writer)
    members = _members(writer, keys, decided)
    by_key = {row["key"]: i for i, row in members.items()}
    made = [d for d in decided if any(k in by_key for k in d["target"]["keys"])]
    merged = _pairs(made, "merge", by_key)
    apart = {frozenset(pair) for pair in _pairs(made, "keep_apart", by_key)}
    _note_apart(writer, apart)
    strong = _proposals(writer, list(members), {frozenset(p) for p in merged}, apart)
    group = _unite(members, [*merged, *strong], apart)
    into = {group[b]: b for a, b in merged if group[a] == group[b]}
    rows = []
    moved = []
    for name in set(group.values()):
        mine = sorted(i for i in members if group[i] == name)
        root = into.get(name, mine[0])
        shown = _shown(members, mine, root, made)
        for i in mine:
            old = members[i]
            if {c: old[c] for c in shown} != shown:
                rows.append({"of": i, **shown})
            if old["root_id"] != shown["root_id"]:
                moved.append(i)
    for row in rows:
        writer.change(entity, row.pop("of"), **row)
    if moved:
        planning.place_again(writer, moved)


def _members(writer: Writer, keys: Sequence[str], decided: Sequence[Mapping[str, Any]]) -> dict[int, Mapping[str, Any]]:
    """The entities of ``keys``, those of their roots, and those that decisions or strong proposals tie to them."""
    e, p = entity.c, proposal.c
    found: dict[int, Mapping[str, Any]] = {}
    wanted = set(writer.connection.execute(select(e.root_id).where(e.key.in_(keys))).scalars())
    while wanted:
        rows = writer.connection.execute(select(entity).where(e.root_id.in_(wanted))).mappings()
        new = {r["id"]: dict(r) for r in rows if r["id"] not in found}
        if not new:
            break
        found.update(new)
        tied = select(p.entity_a, p.entity_b).where(p.strength == "strong", p.entity_a.in_(new) | p.entity_b.in_(new))
        near = {i for pair in writer.connection.execute(tied) for i in pair}
        ours = {r["key"] for r in new.values()}
        merges = (set(d["target"]["keys"]) for d in decided if d["kind"] == "merge")
        others = {k for tied_keys in merges if ours & tied_keys for k in tied_keys}
        roots = select(e.root_id).where(e.id.in_(near) | e.key.in_(others))
        wanted = set(writer.connection.execute(roots).scalars()) - {r["root_id"] for r in found.values()}
    return found


def _active(writer: Writer) -> list[Mapping[str, Any]]:
    d = decision.c
    query = select(decision).where(d.kind.in_(ENTITY_KINDS), d.undone.is_(None)).order_by(d.id)
    return [dict(row) for row in writer.connection.execute(query).mappings()]


def _pairs(made: Sequence[Mapping[str, Any]], kind: str, by_key: Mapping[str, int]) -> list[Pair]:
    """The two entities of each decision of a kind, where both are at hand."""
    keys = (d["target"]["keys"] for d in made if d["kind"] == kind)
    return [(by_key[a], by_key[b]) for a, b in keys if a in by_key and b in by_key]


def _proposals(
    writer: Writer, ids: Sequence[int], merged: set[frozenset[int]], apart: set[frozenset[int]]
) -> list[Pair]:
    """Bring the proposals' states in line and return the pairs that join by themselves, the surest first."""
    p = proposal.c
    query = (
        select(proposal)
        .where(p.entity_a.in_(ids) | p.entity_b.in_(ids))
        .order_by(p.score.desc(), p.entity_a, p.entity_b)
    )
    strong = []
    for row in writer.connection.execute(query).all():
        pair = frozenset((row.entity_a, row.entity_b))
        state = (
            "apart"
            if pair in apart
            else "merged"
            if pair in merged
            else "joined"
            if row.strength == "strong"
            else "open"
        )
        if state != row.state:
            mine = (p.entity_a == row.entity_a) & (p.entity_b == row.entity_b)
            writer.connection.execute(update(proposal).where(mine).values(state=state))
        if state == "joined":
            strong.append((row.entity_a, row.entity_b))
    return strong


def _note_apart(writer: Writer, apart: set[frozenset[int]]) -> None:
    """Keep with the proposals whom the analyst keeps apart though nobody proposed it: matching looks there."""
    p = proposal.c
    for a, b in (sorted(pair) for pair in apart if len(pair) == 2):
        mine = (p.entity_a == a) & (p.entity_b == b)
        if writer.connection.execute(select(p.state).where(mine)).first() is None:
            row = {"entity_a": a, "entity_b": b, "score": 0.0, "strength": "weak", "state": "apart"}
            writer.many(proposal, [{**row, "why": "kept apart by an analyst"}])


def _unite(members: Iterable[int], pairs: Iterable[Pair], apart: set[frozenset[int]]) -> dict[int, int]:
    """Return the group of each member; a pair that would bring together two who are kept apart is passed over."""
    groups = {i: {i} for i in members}
    for a, b in pairs:
        if a not in groups or b not in groups or groups[a] is groups[b]:
            continue
        if any(frozenset((x, y)) in apart for x in groups[a] for y in groups[b]):
            continue
        groups[a] |= groups[b]
        for i in groups[b]:
            groups[i] = groups[a]
    return {i: min(group) for i, group in groups.items()}


def _shown(
    members: Mapping[int, Mapping[str, Any]], mine: Sequence[int], root: int, made: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """How a root and all in it are shown: as it was found, but for the last decision on any of them."""
    keys = {members[i]["key"] for i in mine}
    shown = {"root_id": root, "shown_name": members[root]["name"], "shown_kind": members[root]["kind"], "hidden": False}
    for d in made:
        if d["kind"] in ("rename", "change_kind", "hide") and keys & set(d["target"]["keys"]):
            shown |= {
                "rename": {"shown_name": d["payload"].get("name")},
                "change_kind": {"shown_kind": d["payload"].get("kind")},
                "hide": {"hidden": True},
            }[d["kind"]]
    return shown
