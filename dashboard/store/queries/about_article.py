"""What an article's page and the lists ask beside its text: decisions that hold on it, and whose copy it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, case, func, select

from dashboard.store.schema import actor, article, decision, meeting, quote, topic_mention
from dashboard.store.targets import Finding, Row, find, participants_of
from dashboard.store.transactions import reading

_A, _D = article.c, decision.c
AT_ONCE = 1000  # ids a query


@dataclass(frozen=True, slots=True)
class Standing:
    """How an article stands: its day, how that is known, what else it may be, and whose near copy it is (a title).

    ``quotes``, ``meetings`` and ``topics`` are how many are found in it now.
    """

    file_name: str
    published: date | None
    basis: str | None
    candidates: tuple[str, ...]
    copy_of: str | None
    quotes: int
    meetings: int
    topics: int


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


def standing(engine: Engine, article_ids: Sequence[str]) -> dict[str, Standing]:
    """Return how these articles stand now, by id; those that are not stored are left out."""
    first = article.alias("first")
    found: dict[str, Standing] = {}
    counts = [
        select(func.count()).where(t.c.article_no == _A.no, t.c.shown).scalar_subquery().label(name)
        for name, t in (("quotes", quote), ("meetings", meeting), ("topics", topic_mention))
    ]
    with reading(engine) as connection:
        for i in range(0, len(article_ids), AT_ONCE):
            query = select(
                _A.id,
                _A.file_name,
                _A.published,
                _A.published_basis,
                _A.candidates,
                case((_A.no != first.c.no, func.coalesce(first.c.title, first.c.file_name))).label("copy_of"),
                *counts,
            ).join(first, first.c.no == _A.story_no)
            for row in connection.execute(query.where(_A.id.in_(article_ids[i : i + AT_ONCE]))):
                days = tuple(row.candidates)
                found[row.id] = Standing(
                    row.file_name, row.published, row.published_basis, days, row.copy_of, row.quotes, row.meetings,
                    row.topics,
                )  # fmt: skip
    return found
