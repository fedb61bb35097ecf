"""Review: what is unsure, what was decided, and which actors may be one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Engine, func, select

from dashboard.store.filters import Filters
from dashboard.store.queries.counting import ordered
from dashboard.store.queries.scope import scope
from dashboard.store.queries.speech import quote_rows
from dashboard.store.queries.tables import frame
from dashboard.store.schema import article, decision, entity, proposal
from dashboard.store.transactions import reading

_D, _E, _P = decision.c, entity.c, proposal.c


def unsure(engine: Engine, filters: Filters, *, below: float = 0.7, limit: int = 50, offset: int = 0) -> pd.DataFrame:
    """Return the quotations nobody looked at that are less sure than ``below``, the least sure first."""
    with reading(engine) as connection:
        asked = scope(connection, filters)
        left = np.flatnonzero(asked.quotes() & asked.unsure("quote", below))
        page = ordered(left, asked.columns["quote"]["confidence"][left], first=offset, most=limit)
        return quote_rows(connection, page)


def count_unsure(engine: Engine, filters: Filters, *, below: float = 0.7) -> dict[str, int]:
    """Return how many quotations and meetings nobody looked at are less sure than ``below``."""
    with reading(engine) as connection:
        asked = scope(connection, filters)
        left = {"quotes": asked.quotes() & asked.unsure("quote", below)}
        left["meetings"] = asked.meetings() & asked.unsure("meeting", below)
    return {name: int(np.count_nonzero(flags)) for name, flags in left.items()}


def decisions(engine: Engine, *, limit: int = 100, offset: int = 0, lost: bool = False) -> pd.DataFrame:
    """Return the log of decisions, the latest first: ``target`` and ``payload`` are dicts, ``undone`` a number or None.

    ``lost`` narrows to those whose finding the last reading no longer has.
    """
    with reading(engine) as connection:
        query: Any = select(
            _D.id.label("decision_id"),
            _D.at,
            _D.kind,
            _D.article_id,
            article.c.title,
            _D.target,
            _D.payload,
            _D.undoes,
            _D.undone,
            _D.lost,
            _D.note,
        ).join_from(decision, article, article.c.id == _D.article_id, isouter=True)
        if lost:
            query = query.where(_D.lost)
        return frame(connection, query.order_by(_D.id.desc()).limit(limit).offset(offset))


def count_decisions(engine: Engine, *, lost: bool = False) -> int:
    """Return how many decisions were made, undone ones too; ``lost`` as in `decisions`."""
    with reading(engine) as connection:
        query: Any = select(func.count()).select_from(decision)
        return int(connection.execute(query.where(_D.lost) if lost else query).scalar_one())


def proposals(engine: Engine, *, state: str = "open", limit: int = 50, offset: int = 0) -> pd.DataFrame:
    """Return pairs of actors that may be one, the surest first: for each ``entity_`` a and b its root, name and role.

    ``state`` is "open" (weak), "joined" (by itself), "merged" or "apart" (by an analyst).
    """
    one, two = entity.alias("one"), entity.alias("two")
    with reading(engine) as connection:
        query: Any = select(
            _P.score,
            _P.why,
            _P.state,
            *(
                column.label(f"{name}_{end}")
                for end, side in (("a", one), ("b", two))
                for name, column in (
                    ("entity", side.c.id),
                    ("root", side.c.root_id),
                    ("name", side.c.name),
                    ("shown", side.c.shown_name),
                    ("kind", side.c.shown_kind),
                    ("role", side.c.role),
                    ("articles", side.c.articles),
                )
            ),
        )
        query = query.join_from(proposal, one, one.c.id == _P.entity_a).join(two, two.c.id == _P.entity_b)
        query = query.where(_P.state == state)
        if state == "open":  # those that came together by another way need no answer any more
            query = query.where(one.c.root_id != two.c.root_id)
        query = query.order_by(_P.score.desc(), _P.entity_a, _P.entity_b)
        return frame(connection, query.limit(limit).offset(offset))


def count_proposals(engine: Engine) -> int:
    """Return how many pairs `proposals` has that wait for an answer."""
    one, two = entity.alias("one"), entity.alias("two")
    query: Any = select(func.count()).select_from(proposal)
    query = query.join(one, one.c.id == _P.entity_a).join(two, two.c.id == _P.entity_b)
    with reading(engine) as connection:
        return int(connection.execute(query.where(_P.state == "open", one.c.root_id != two.c.root_id)).scalar_one())
