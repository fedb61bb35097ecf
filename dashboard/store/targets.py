"""What a decision is about, in terms that survive a re-reading: an article's finding by its place and words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal

from sqlalchemy import Connection, select

from dashboard.store.schema import actor, article, entity, meeting, meeting_participant, quote, topic_mention

Finding = Literal["quote", "meeting", "topic", "actor"]
LEAST_OVERLAP: Final = 0.5  # share of the characters of both: newer rules may move an edge by some words

Row = dict[str, Any]


def target_of(connection: Connection, finding: Finding, row_id: int) -> tuple[str, dict[str, Any]]:
    """Return the article's id and the target of a quotation, meeting or topic mention.

    Raises:
        LookupError: there is none of that number, as after a re-reading; load the page again.
    """
    table = {"quote": quote, "meeting": meeting, "topic": topic_mention}[finding]
    query = select(table, article.c.id.label("article_id"), article.c.text.label("article_text"))
    row = connection.execute(query.join_from(table, article).where(table.c.id == row_id)).mappings().first()
    if row is None:
        raise LookupError(f"no {finding} {row_id}")
    target: dict[str, Any] = {"finding": finding, "start": row["start"], "end": row["end"]}
    target["words"] = row["article_text"][row["start"] : row["end"]][:200]
    if finding == "topic":
        target["topic"] = row["topic_key"]
    if finding == "meeting":
        target["participants"] = sorted(name for _, name in participants_of(connection, row_id))
    return str(row["article_id"]), target


def actor_target(connection: Connection, article_id: str, name: str) -> dict[str, Any]:
    """Return the target of an actor of one article by the name it has there.

    Raises:
        LookupError: the article has no such actor.
    """
    query = select(actor.c.spans).join_from(actor, article).where(article.c.id == article_id, actor.c.name == name)
    spans = connection.execute(query).scalar()
    if spans is None:
        raise LookupError(f"no actor {name}")
    start, end = (spans[0][0], spans[0][1]) if spans else (0, 0)
    return {"finding": "actor", "start": start, "end": end, "name": name, "words": name}


def participants_of(connection: Connection, meeting_id: int) -> list[tuple[int | None, str]]:
    """Return a claim's participants in order: entity and name."""
    p = meeting_participant.c
    query = select(p.entity_id, p.name).where(p.meeting_id == meeting_id).order_by(p.position)
    return [(row.entity_id, row.name) for row in connection.execute(query)]


def find(target: dict[str, Any], candidates: Sequence[Row]) -> Row | None:
    """Return the row that a decision means among an article's rows of one kind: the same place, else the nearest.

    Of several meetings read from one sentence it is the one with most of the same participants.
    """
    if target["finding"] == "actor":
        return next((r for r in candidates if r["name"] == target["name"]), None)
    best, score = None, 0.0
    for row in candidates:
        if row.get("topic_key") != target.get("topic"):
            continue
        shared = min(row["end"], target["end"]) - max(row["start"], target["start"])
        covered = max(row["end"], target["end"]) - min(row["start"], target["start"])
        overlap = shared / covered if covered > 0 else 1.0
        if overlap < LEAST_OVERLAP:
            continue
        if target["finding"] == "meeting":
            ours, theirs = set(target["participants"]), {name for _, name in row["participants"]}
            overlap += len(ours & theirs) / max(len(ours | theirs), 1)
        if overlap > score:
            best, score = row, overlap
    return best


def keys_of(connection: Connection, *ids: int) -> list[str]:
    """Return the stable keys of entities, in the order given.

    Raises:
        LookupError: one is unknown.
    """
    known = {r.id: r.key for r in connection.execute(select(entity.c.id, entity.c.key).where(entity.c.id.in_(ids)))}
    if missing := set(ids) - set(known):
        raise LookupError(f"no actor {sorted(missing)}")
    return [known[i] for i in ids]
