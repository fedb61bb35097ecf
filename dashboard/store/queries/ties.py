"""The network: who speaks about whom, and who meets whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np
import pandas as pd
from sqlalchemy import Engine

from dashboard.store.blocks import Column, Store, codes
from dashboard.store.filters import Filters
from dashboard.store.queries.counting import among, looked_up, names_of_roots, ordered, roots_of, tally
from dashboard.store.queries.gatherings import plans_left
from dashboard.store.queries.scope import LISTED, of_meetings, of_quotes, scope
from dashboard.store.queries.tables import table
from dashboard.store.transactions import reading

CALLED_OFF: Final = ("cancelled", "ruled_out")


def speaks_about(engine: Engine, filters: Filters, *, limit: int = 200) -> pd.DataFrame:
    """Return who speaks about whom: ``speaker``, ``about``, their roots and ``quotes``, the strongest ties first.

    Actors in the filters are either of the two. Without them, only persons, organisations and countries are counted.
    """
    with reading(engine) as connection:
        asked = scope(connection, of_quotes(filters))
        b, columns = asked.columns["quote_about"], asked.columns
        told = looked_up(replace(asked, actors=None).quotes(), b["quote_id"])
        speakers, about = columns["quote"]["entity_id"][b["quote_id"][told]], b["entity_id"][told]
        if asked.actors is None:
            either = _listed(columns, speakers) & _listed(columns, about)
        else:
            theirs = asked.members(asked.actors)
            either = looked_up(theirs, speakers) | looked_up(theirs, about)
        one, two = roots_of(columns, speakers[either]), roots_of(columns, about[either])
        (one, two), counts = _strongest(one, two, limit)
        names = names_of_roots(connection, np.union1d(one, two))
    return table(
        {
            "speaker_id": one.tolist(),
            "speaker": [names[i] for i in one.tolist()],
            "about_id": two.tolist(),
            "about": [names[i] for i in two.tolist()],
            "quotes": counts.tolist(),
        }
    )


def meets(engine: Engine, filters: Filters, *, today: date, limit: int = 200) -> pd.DataFrame:
    """Return who meets whom: ``one``, ``two`` and ``meetings``, the strongest ties first; called-off plans left out."""
    with reading(engine) as connection:
        asked = scope(connection, of_meetings(filters))
        left = plans_left(asked, today) & ~among(asked.columns["plan"]["status"], codes(CALLED_OFF))
        s = asked.columns["plan_participant"]
        seated = looked_up(left, s["plan_id"])
        plans, roots = s["plan_id"][seated], roots_of(asked.columns, s["entity_id"][seated])
        size = int(roots.max(initial=0)) + 1
        seats = np.sort(plans[roots > 0].astype(np.int64) * size + roots[roots > 0])
        plans, roots = np.divmod(seats[np.diff(seats, prepend=-1) > 0], size)  # two names of one actor are one seat
        ones, twos, apart = [], [], 1
        while len(beside := np.flatnonzero(plans[apart:] == plans[:-apart])):
            ones.append(roots[beside])
            twos.append(roots[beside + apart])
            apart += 1
        none = np.empty(0, np.int64)
        (one, two), counts = _strongest(np.concatenate([none, *ones]), np.concatenate([none, *twos]), limit)
        names = names_of_roots(connection, np.union1d(one, two))
    ties: Counter[tuple[str, str]] = Counter()
    for a, b, n in zip(one.tolist(), two.tolist(), counts.tolist(), strict=True):
        if names[a] != names[b]:  # two actors may share a name
            ties[min(names[a], names[b]), max(names[a], names[b])] += n
    rows = sorted(((*pair, n) for pair, n in ties.items()), key=lambda row: (-row[2], row[:2]))
    return pd.DataFrame(rows, columns=["one", "two", "meetings"])


def _listed(columns: Store, entities: Column) -> Column:
    return looked_up(among(columns["entity"]["shown_kind"], codes(LISTED)), entities)


def _strongest(one: Column, two: Column, limit: int) -> tuple[tuple[Column, Column], Column]:
    """The pairs of roots that stand most often beside each other, and how often; a root beside itself is none."""
    both = (one > 0) & (two > 0) & (one != two)
    (one, two), counts = tally(one[both], two[both])
    top = ordered(np.arange(len(counts)), -counts, most=limit)
    return (one[top], two[top]), counts[top]
