"""One actor across articles: the list to choose from, the names and roles seen, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Engine, func, select

from dashboard.store.components import ENTITY_KINDS
from dashboard.store.links import REJECTED
from dashboard.store.queries.choosing import roots_named
from dashboard.store.queries.tables import frame
from dashboard.store.schema import actor, article, decision, entity
from dashboard.store.transactions import reading

_A, _D, _E = actor.c, decision.c, entity.c


@dataclass(frozen=True, slots=True)
class ActorPage:
    """An actor as its page shows it; ``choice`` names it in `Filters` without a doubt, ``entity_id`` is the root."""

    entity_id: int
    name: str
    kind: str
    role: str | None
    role_day: date | None
    nation: str | None
    hidden: bool
    articles: int
    mentions: int
    quotes: int

    @property
    def choice(self) -> str:
        """What goes into `Filters`."""
        return f"{self.name} #{self.entity_id}"


def actors(
    engine: Engine,
    typed: str = "",
    *,
    kinds: tuple[str, ...] = (),
    hidden: bool = False,
    limit: int = 50,
    offset: int = 0,
) -> pd.DataFrame:
    """Return actors that any name of holds the words typed, the most mentioned first.

    Columns: ``entity_id`` (root), ``name``, ``kind``, ``role``, ``role_day``, ``names`` (how many were joined),
    ``articles``, ``mentions``, ``quotes``. ``hidden`` returns those that an analyst has hidden instead of the others.
    Any string is safe.
    """
    totals = {name: func.sum(_E[name]) for name in ("articles", "mentions", "quotes")}
    with reading(engine) as connection:
        query: Any = select(
            _E.root_id.label("entity_id"),
            func.count().label("names"),
            func.max(_E.role_day).label("role_day"),
            *(total.label(name) for name, total in totals.items()),
        )
        query = _narrowed(query, typed, kinds, hidden).order_by(totals["mentions"].desc(), _E.root_id)
        page = query.limit(limit).offset(offset).subquery()
        role = (
            select(_E.role)
            .where(_E.root_id == page.c.entity_id, _E.role.is_not(None))
            .order_by(_E.role_day.desc().nulls_last(), _E.id)
            .limit(1)
            .scalar_subquery()
        )
        root = entity.alias("root")
        shown: Any = select(
            page.c.entity_id,
            root.c.shown_name.label("name"),
            root.c.shown_kind.label("kind"),
            role.label("role"),
            page.c.role_day,
            page.c.names,
            page.c.articles,
            page.c.mentions,
            page.c.quotes,
        )
        shown = shown.join_from(page, root, root.c.id == page.c.entity_id)
        return frame(connection, shown.order_by(page.c.mentions.desc(), page.c.entity_id))


def count_actors(engine: Engine, typed: str = "", *, kinds: tuple[str, ...] = (), hidden: bool = False) -> int:
    """Return how many actors `actors` would list without a limit."""
    with reading(engine) as connection:
        found = _narrowed(select(_E.root_id), typed, kinds, hidden).subquery()
        return int(connection.execute(select(func.count()).select_from(found)).scalar_one())


def actor_page(engine: Engine, entity_id: int) -> ActorPage | None:
    """Return the actor that an entity is part of; None where there is none."""
    root_id = select(_E.root_id).where(_E.id == entity_id).scalar_subquery()
    with reading(engine) as connection:
        members = connection.execute(select(entity).where(_E.root_id == root_id)).mappings().all()
    if not members:
        return None
    root = next(m for m in members if m["id"] == m["root_id"])
    latest = max((m for m in members if m["role"]), key=lambda m: m["role_day"] or date.min, default=root)
    return ActorPage(
        root["id"],
        root["shown_name"],
        root["shown_kind"],
        latest["role"],
        latest["role_day"],
        next((m["nation"] for m in members if m["nation"]), None),
        root["hidden"],
        sum(m["articles"] for m in members),
        sum(m["mentions"] for m in members),
        sum(m["quotes"] for m in members),
    )


def names_seen(engine: Engine, entity_id: int) -> pd.DataFrame:
    """Return the names that articles give an actor: ``entity_id`` (not the root), ``name``, ``articles``, days."""
    return _seen(engine, entity_id, _A.name)


def roles_seen(engine: Engine, entity_id: int) -> pd.DataFrame:
    """Return an actor's roles: ``entity_id``, ``role``, ``articles``, ``first`` and ``last`` day seen, inclusive."""
    return _seen(engine, entity_id, _A.role)


def _seen(engine: Engine, entity_id: int, what: Any) -> pd.DataFrame:
    root_id = select(_E.root_id).where(_E.id == entity_id).scalar_subquery()
    count = func.count().label("articles")
    query: Any = select(
        _A.entity_id, what, count, func.min(_A.day).label("first"), func.max(_A.day).label("last")
    ).join_from(actor, entity, _E.id == _A.entity_id)
    query = query.where(_E.root_id == root_id, what.is_not(None), _A.state != REJECTED)
    with reading(engine) as connection:
        return frame(connection, query.group_by(_A.entity_id, what).order_by(count.desc(), what))


def actor_decisions(engine: Engine, entity_id: int) -> pd.DataFrame:
    """Return the decisions on an actor that hold, the latest first: ``decision_id``, ``at``, ``kind``, ``other``.

    ``payload`` is as it was decided; ``other`` is the name of the second actor of a merge or a keeping apart.
    """
    root_id = select(_E.root_id).where(_E.id == entity_id).scalar_subquery()
    with reading(engine) as connection:
        mine = set(connection.execute(select(_E.key).where(_E.root_id == root_id)).scalars())
        query = select(_D.id.label("decision_id"), _D.at, _D.kind, _D.target, _D.payload)
        query = query.where(_D.kind.in_(ENTITY_KINDS), _D.undone.is_(None)).order_by(_D.id.desc())
        table = frame(connection, query)
    touched = pd.Series([bool(mine & set(t["keys"])) for t in table["target"]], index=table.index, dtype=bool)
    table = table[touched].reset_index(drop=True)
    names = names_of_keys(engine, [k for t in table["target"] for k in t["keys"]])
    table["other"] = pd.Series([_other(t["keys"], mine, names) for t in table["target"]], dtype=object)
    return table


def _other(keys: list[str], mine: set[str], names: dict[str, str]) -> str | None:
    """The name of the one that a decision is on as well; of a merge that is the one that was merged in."""
    if len(keys) < 2:
        return None
    return names.get(next((k for k in keys if k not in mine), keys[0]))


def names_of_keys(engine: Engine, keys: list[str]) -> dict[str, str]:
    """Return the names as first found of entities by their keys, which is what decisions keep."""
    with reading(engine) as connection:
        rows = connection.execute(select(_E.key, _E.name).where(_E.key.in_(sorted(set(keys)))))
        return {row.key: row.name for row in rows}


def actors_in(engine: Engine, article_id: str) -> tuple[str, ...]:
    """Return the shown names of an article's actors, the most mentioned first: who may have spoken in it."""
    query = select(_E.shown_name).join_from(actor, entity, _E.id == _A.entity_id)
    query = query.join(article, article.c.no == _A.article_no).where(article.c.id == article_id)
    with reading(engine) as connection:
        found = connection.execute(query.order_by(_A.mentions.desc(), _A.position)).scalars()
        return tuple(dict.fromkeys(found))


def mentions_of(engine: Engine, entity_id: int, *, limit: int = 2) -> pd.DataFrame:
    """Return where a name (not all that are joined with it) is first mentioned in its newest articles.

    Columns: ``article_id``, ``title``, ``source``, ``published``, ``role``, ``start``, ``end``, ``text`` (all).
    """
    query: Any = select(
        article.c.id.label("article_id"),
        article.c.title,
        article.c.source,
        article.c.published,
        _A.role,
        article.c.text,
        _A.spans,
    ).join_from(actor, article, article.c.no == _A.article_no)
    query = query.where(_A.entity_id == entity_id, _A.state != REJECTED)
    with reading(engine) as connection:
        table = frame(connection, query.order_by(_A.day.desc().nulls_last(), _A.article_no.desc()).limit(limit))
    spans = table.pop("spans")
    for i, name in enumerate(("start", "end")):
        table[name] = pd.Series([s[0][i] if s else 0 for s in spans], dtype=object)
    return table


def _narrowed(query: Any, typed: str, kinds: tuple[str, ...], hidden: bool) -> Any:
    query = query.where(_E.hidden if hidden else ~_E.hidden)
    if kinds:
        query = query.where(_E.shown_kind.in_(kinds))
    if typed.strip():
        query = query.where(_E.root_id.in_(roots_named(typed)))
    return query.group_by(_E.root_id).having(func.sum(_E.articles) > 0)
