"""What can be filtered by: the commonest first, and a search among all actors."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Engine, func, select

from dashboard.store.filters import Filters
from dashboard.store.queries.counting import topics_in_use
from dashboard.store.queries.scope import LISTED, scope
from dashboard.store.queries.tables import frame
from dashboard.store.schema import article, entity
from dashboard.store.search import storable
from dashboard.store.transactions import reading

MOST_WORDS = 10  # of what is typed to find an actor
MOST_ACTORS = 500  # offered without typing; `find_actors` knows all
_A, _E = article.c, entity.c


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be filtered by, the commonest first, and the first and last day of publication."""

    actors: tuple[str, ...]
    topics: tuple[str, ...]
    sources: tuple[str, ...]
    first: date | None
    last: date | None


def choices(engine: Engine) -> Choices:
    """Return what can be filtered by; of the actors the 500 commonest."""
    with reading(engine) as connection:
        actors = _actors(connection, "", MOST_ACTORS)
        asked, known = scope(connection, Filters()), topics_in_use(connection)
        places = asked.topic_places(row.key for row in known)[asked.mentions()]
        counts = np.bincount(places, minlength=len(known) + 1)[1:].tolist()
        commonest = sorted(range(len(known)), key=lambda i: -counts[i])
        topics = [known[i].title for i in commonest if counts[i]]
        sources = connection.execute(
            select(_A.source).where(_A.source.is_not(None)).group_by(_A.source).order_by(_A.source)
        ).scalars()
        first = connection.execute(select(func.min(_A.published))).scalar()
        last = connection.execute(select(func.max(_A.published))).scalar()
        return Choices(tuple(actors["choice"]), tuple(topics), tuple(str(s) for s in sources), first, last)


def find_actors(engine: Engine, typed: str, *, limit: int = 20) -> pd.DataFrame:
    """Return actors that any name of holds the words typed, the commonest first.

    Columns: ``choice`` (what goes into the filters), ``entity_id`` (root), ``name``, ``kind``, ``role``, ``nation``,
    ``articles``, ``mentions``, ``quotes``. Any string is safe.
    """
    with reading(engine) as connection:
        return _actors(connection, typed, limit)


def roots_named(typed: str) -> Any:
    """Return the query for the roots of actors that any name of holds all words typed. Any string is safe."""
    other = entity.alias("other")
    query = select(other.c.root_id)
    for word in storable(typed).split()[:MOST_WORDS]:
        query = query.where(
            other.c.name.icontains(word, autoescape=True) | other.c.shown_name.icontains(word, autoescape=True)
        )
    return query


def names_of(engine: Engine, entity_id: int) -> pd.DataFrame:
    """Return the names that were joined into one actor: ``entity_id``, ``name``, ``kind``, ``role``, ``articles``."""
    root = select(_E.root_id).where(_E.id == entity_id).scalar_subquery()
    query = select(_E.id.label("entity_id"), _E.name, _E.kind, _E.role, _E.role_day, _E.articles)
    with reading(engine) as connection:
        return frame(connection, query.where(_E.root_id == root).order_by(_E.articles.desc(), _E.id))


def _actors(connection: Connection, typed: str, limit: int) -> pd.DataFrame:
    root = entity.alias("root")
    total = {name: func.sum(_E[name]) for name in ("articles", "mentions", "quotes")}
    query: Any = select(_E.root_id.label("entity_id"), *(t.label(n) for n, t in total.items()))
    query = query.where(~_E.hidden, _E.shown_kind.in_(LISTED))
    if typed.strip():
        query = query.where(_E.root_id.in_(roots_named(typed)))
    query = query.group_by(_E.root_id).having(total["articles"] > 0)
    top = query.order_by(total["mentions"].desc(), _E.root_id).limit(limit).subquery()
    shown = select(
        root.c.id.label("entity_id"),
        root.c.shown_name.label("name"),
        root.c.shown_kind.label("kind"),
        root.c.role,
        root.c.nation,
        top.c.articles,
        top.c.mentions,
        top.c.quotes,
    ).join_from(top, root, root.c.id == top.c.entity_id)
    table = frame(connection, shown.order_by(top.c.mentions.desc(), root.c.shown_name, root.c.id))
    doubles = {name for name, n in Counter(table["name"]).items() if n > 1}
    choice = [f"{n} #{i}" if n in doubles else n for n, i in zip(table["name"], table["entity_id"], strict=True)]
    table.insert(0, "choice", pd.Series(choice, dtype=object))
    return table
