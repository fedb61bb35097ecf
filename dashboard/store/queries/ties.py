"""The network: who speaks about whom, and who meets whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any, Final

import pandas as pd
from sqlalchemy import Engine, func, select

from dashboard.store.filters import Filters
from dashboard.store.queries.gatherings import plans_asked
from dashboard.store.queries.scope import LISTED, frame, of_quotes, scope
from dashboard.store.schema import entity, plan, plan_participant, quote_about
from dashboard.store.transactions import reading

NODES = 150  # more can't be read, and their ties are few
PAIRS: Final = 5000  # of names, added up to pairs of actors
CALLED_OFF: Final = ("cancelled", "ruled_out")
_E, _B = entity.c, quote_about.c


def speaks_about(engine: Engine, filters: Filters, *, limit: int = 200) -> pd.DataFrame:
    """Return who speaks about whom: ``speaker``, ``about``, their roots and ``quotes``, the strongest ties first.

    Without an actor in the filters, only ties among the 150 most named actors are counted.
    """
    with reading(engine) as connection:
        asked = scope(connection, of_quotes(filters))
        query = select(_B.speaker_id, _B.entity_id, func.count().label("n")).where(_B.speaker_id.is_not(None))
        if asked.only_linked:
            query = replace(asked, actors=None).linked(query, quote_about, _B.speaker_id)
            if asked.actors is not None:
                query = query.where(_B.speaker_id.in_(asked.actors) | _B.entity_id.in_(asked.actors))
        else:
            query = query.where(_B.quote_id.in_(asked.tally("id")))
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
    with reading(engine) as connection:
        one, two = plan_participant.alias("one"), plan_participant.alias("two")
        pairs: Any = select(one.c.entity_id.label("a"), two.c.entity_id.label("b"), func.count().label("n"))
        pairs = pairs.join(two, (two.c.plan_id == one.c.plan_id) & (two.c.entity_id > one.c.entity_id))
        chosen = plans_asked(connection, filters, today).where(plan.c.status.not_in(CALLED_OFF)).subquery()
        pairs = pairs.where(one.c.plan_id.in_(select(chosen.c.plan_id))).group_by(one.c.entity_id, two.c.entity_id)
        # As in `busiest`: a pair whose parts are all below these would have to be joined of very many names.
        strongest = pairs.order_by(func.count().desc()).limit(max(PAIRS, limit)).subquery()
        first, second = entity.alias("first"), entity.alias("second")
        query = select(first.c.shown_name.label("a"), second.c.shown_name.label("b"), strongest.c.n)
        query = query.join_from(strongest, first, first.c.id == strongest.c.a)
        found = connection.execute(query.join(second, second.c.id == strongest.c.b)).all()
    ties: Counter[tuple[str, str]] = Counter()
    for a, b, n in found:
        if a != b:
            ties[min(a, b), max(a, b)] += n
    rows = [(*pair, n) for pair, n in sorted(ties.items(), key=lambda t: (-t[1], t[0]))[:limit]]
    return pd.DataFrame(rows, columns=["one", "two", "meetings"])
