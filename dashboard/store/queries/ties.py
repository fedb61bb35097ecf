"""The network: who speaks about whom, and who meets whom."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import combinations

import pandas as pd
from sqlalchemy import Engine, func, select

from dashboard.store.filters import Filters
from dashboard.store.queries.gatherings import plans
from dashboard.store.queries.scope import LISTED, frame, scope
from dashboard.store.schema import entity, quote, quote_about
from dashboard.store.transactions import reading

NODES = 150  # more can't be read, and their ties are few
_E, _B, _Q = entity.c, quote_about.c, quote.c


def speaks_about(engine: Engine, filters: Filters, *, limit: int = 200) -> pd.DataFrame:
    """Return who speaks about whom: ``speaker``, ``about``, their roots and ``quotes``, the strongest ties first.

    Without an actor in the filters, only ties among the 150 most named actors are counted.
    """
    with reading(engine) as connection:
        asked = scope(connection, filters)
        query = select(_B.speaker_id, _B.entity_id, func.count().label("n")).where(_B.speaker_id.is_not(None))
        if filters == Filters(actors=filters.actors, first=filters.first, last=filters.last):
            query = asked.within_days(query, _B.day)
            if asked.actors is not None:
                query = query.where(_B.speaker_id.in_(asked.actors) | _B.entity_id.in_(asked.actors))
        else:
            query = query.where(_B.quote_id.in_(asked.quotes(select(_Q.id))))
        if asked.actors is None:
            total = func.sum(_E.mentions)
            roots = select(_E.root_id).where(~_E.hidden, _E.shown_kind.in_(LISTED)).group_by(_E.root_id)
            members = select(_E.id).where(_E.root_id.in_(roots.order_by(total.desc()).limit(NODES)))
            among = tuple(connection.execute(members).scalars())
            query = query.where(_B.speaker_id.in_(among), _B.entity_id.in_(among))
        pairs = query.group_by(_B.speaker_id, _B.entity_id).subquery()
        one, two = entity.alias("one"), entity.alias("two")
        total = func.sum(pairs.c.n)
        ties = select(
            one.c.root_id.label("speaker_id"),
            one.c.shown_name.label("speaker"),
            two.c.root_id.label("about_id"),
            two.c.shown_name.label("about"),
            total.label("quotes"),
        )
        ties = ties.join_from(pairs, one, one.c.id == pairs.c.speaker_id).join(two, two.c.id == pairs.c.entity_id)
        ties = ties.where(~one.c.hidden, ~two.c.hidden, one.c.root_id != two.c.root_id)
        ties = ties.group_by(one.c.root_id, one.c.shown_name, two.c.root_id, two.c.shown_name)
        return frame(connection, ties.order_by(total.desc(), one.c.root_id, two.c.root_id).limit(limit))


def meets(engine: Engine, filters: Filters, *, today: date, limit: int = 200) -> pd.DataFrame:
    """Return who meets whom: ``one``, ``two`` and ``meetings``, the strongest ties first; called-off plans left out."""
    table = plans(engine, filters, today=today, limit=5000)
    table = table[~table["status"].isin(("cancelled", "ruled_out"))]
    ties = Counter(pair for names in table["participants"] for pair in combinations(sorted(set(names)), 2))
    rows = [(one, two, n) for (one, two), n in sorted(ties.items(), key=lambda t: (-t[1], t[0]))[:limit]]
    return pd.DataFrame(rows, columns=["one", "two", "meetings"])
