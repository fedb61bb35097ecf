"""The first page: how much there is, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from sqlalchemy import Engine, func, select

from dashboard.store.filters import Filters
from dashboard.store.queries.counting import topics_in_use
from dashboard.store.queries.scope import scope
from dashboard.store.schema import article, decision, entity, plan, proposal
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

        asked = scope(connection, Filters())
        in_use = asked.topic_places(row.key for row in topics_in_use(connection)) > 0
        newest = select(article.c.added_at).order_by(article.c.no.desc()).limit(1)
        return Totals(
            one(select(func.count()).select_from(article)),
            int(np.count_nonzero(asked.quotes())),
            one(select(func.count()).select_from(plan)),
            int(np.count_nonzero(asked.meetings())),
            one(select(func.count()).where(e.id == e.root_id, e.articles > 0)),
            int(np.count_nonzero(asked.mentions() & in_use)),
            one(select(func.count()).where(decision.c.kind != "undo", decision.c.undone.is_(None))),
            one(select(func.count()).where(p.state == "open")),
            connection.execute(select(func.min(article.c.published))).scalar(),
            connection.execute(select(func.max(article.c.published))).scalar(),
            connection.execute(newest).scalar(),
        )
