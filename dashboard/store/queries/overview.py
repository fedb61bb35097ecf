"""The first page: how much there is, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine, func, select

from dashboard.store.schema import article, decision, entity, meeting, plan, proposal, quote, topic, topic_day
from dashboard.store.transactions import reading


@dataclass(frozen=True, slots=True)
class Totals:
    """How much is stored; ``open`` counts pairs of actors that wait for an answer."""

    articles: int
    quotes: int
    plans: int
    claims: int
    actors: int
    mentions: int
    decisions: int
    open: int
    first: date | None
    last: date | None
    added: datetime | None


def totals(engine: Engine) -> Totals:
    """Return how much is stored."""
    e, p = entity.c, proposal.c

    with reading(engine) as connection:

        def one(query: object) -> int:
            return int(connection.execute(query).scalar() or 0)  # type: ignore[call-overload]

        newest = select(article.c.added_at).order_by(article.c.no.desc()).limit(1)
        return Totals(
            one(select(func.count()).select_from(article)),
            one(select(func.count()).where(quote.c.shown)),
            one(select(func.count()).select_from(plan)),
            one(select(func.count()).where(meeting.c.shown)),
            one(select(func.count()).where(e.id == e.root_id, e.articles > 0)),
            one(
                select(func.sum(topic_day.c.mentions))
                .join_from(topic_day, topic, topic.c.key == topic_day.c.topic_key)
                .where(topic.c.active)
            ),
            one(select(func.count()).where(decision.c.kind != "undo", decision.c.undone.is_(None))),
            one(select(func.count()).where(p.state == "open")),
            connection.execute(select(func.min(article.c.published))).scalar(),
            connection.execute(select(func.max(article.c.published))).scalar(),
            connection.execute(newest).scalar(),
        )
