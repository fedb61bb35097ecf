"""What an article's page and the lists ask beside its text: decisions that hold on it, and whose copy it is."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Engine, select

from dashboard.store.schema import actor, article, decision, meeting, quote, topic_mention
from dashboard.store.targets import Finding, Row, find, participants_of
from dashboard.store.transactions import reading

_A, _D = article.c, decision.c
AT_ONCE = 1000  # ids a query


def decisions_on(engine: Engine, article_id: str, finding: Finding, row_id: int) -> list[int]:
    """Return the numbers of the decisions on one finding that are not undone, in order; an actor's is its position."""
    table = {"quote": quote, "meeting": meeting, "topic": topic_mention, "actor": actor}[finding]
    key = "position" if finding == "actor" else "id"
    with reading(engine) as connection:
        query = select(table).join_from(table, article).where(_A.id == article_id)
        rows: list[Row] = [dict(row) for row in connection.execute(query).mappings()]
        for found in rows:
            found["participants"] = participants_of(connection, found["id"]) if finding == "meeting" else []
        made = connection.execute(
            select(_D.id, _D.target)
            .where(_D.article_id == article_id, _D.kind.in_(("confirm", "reject", "correct", "add")))
            .where(_D.undone.is_(None))
            .order_by(_D.id)
        )
        return [
            number
            for number, target in made
            if target["finding"] == finding and (row := find(target, rows)) is not None and row[key] == row_id
        ]


def settled_by(engine: Engine, article_id: str) -> int | None:
    """Return the number of the decision that settled an article's day of publication; None where none holds."""
    query = select(_D.id).where(_D.article_id == article_id, _D.kind == "settle_day", _D.undone.is_(None))
    with reading(engine) as connection:
        return connection.execute(query.order_by(_D.id.desc()).limit(1)).scalar()


def near_copies(engine: Engine, article_ids: Sequence[str]) -> dict[str, str]:
    """Return, of these articles, those that are near copies of an earlier one: its title, else its file, by id."""
    first = article.alias("first")
    found: dict[str, str] = {}
    with reading(engine) as connection:
        for i in range(0, len(article_ids), AT_ONCE):
            query = select(_A.id, first.c.title, first.c.file_name).join(first, first.c.no == _A.story_no)
            query = query.where(_A.story_no != _A.no, _A.id.in_(article_ids[i : i + AT_ONCE]))
            found.update((row.id, row.title or row.file_name) for row in connection.execute(query))
    return found
