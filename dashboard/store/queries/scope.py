"""The filters as flags over columns: names looked up once, then the same narrowing for every question."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any, Final

import numpy as np
from sqlalchemy import Connection, String, cast, false, func, or_, select

from dashboard.store import blocks
from dashboard.store.blocks import Column, Columns, Store, codes, day_number, name_number
from dashboard.store.dialect import matching
from dashboard.store.filters import Filters
from dashboard.store.links import REJECTED
from dashboard.store.queries.counting import among, looked_up, marked
from dashboard.store.schema import actor, entity, meeting_participant, topic
from dashboard.store.search import storable, words_of

QUOTE_KINDS: Final = frozenset({"direct", "indirect", "mixed"})
LISTED: Final = ("person", "organisation", "country")  # kinds of actors to choose from
REMEMBERED: Final = 32  # lists and flags: a page asks for the same ones many times
_NUMBERED = re.compile(r"^(.*) #(\d+)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Scope:
    """Filters over one connection; ``actors``, ``about`` and ``topics`` are ids and keys, None where not filtered.

    `quotes`, `meetings`, `mentions` and `articles` say which rows are left: flags by the rows' numbers.
    """

    connection: Connection
    filters: Filters
    columns: Store
    actors: tuple[int, ...] | None
    about: tuple[int, ...] | None
    topics: tuple[str, ...] | None
    words: tuple[str, ...]

    def quotes(self) -> Column:
        """Return which quotations of speech are left."""
        return self._left("quotes", self._quotes)

    def meetings(self) -> Column:
        """Return which claims are left: what one article each says of a meeting."""
        return self._left("meetings", self._meetings)

    def mentions(self) -> Column:
        """Return which mentions of topics are left."""
        return self._left("mentions", self._mentions)

    def articles(self) -> Column:
        """Return which articles are left."""
        return self._left("articles", self._articles)

    def _left(self, what: str, find: Callable[[], Column]) -> Column:
        """Flags that are found once for all questions of a page; nobody may change them."""
        return remembered(self.columns, (what, self.filters, self.actors, self.about, self.topics), find)

    def _quotes(self) -> Column:
        q, f = self.columns["quote"], self.filters
        left = self._reviewed(q)
        if REJECTED in f.review:
            left &= (q["speech"] > 0) & (q["nested"] == 0)
        self._within_days(left, q["day"])
        if self.actors is not None:
            left &= looked_up(self.members(self.actors), q["entity_id"])
        if kinds := QUOTE_KINDS & set(f.kinds):
            left &= among(q["kind"], codes(kinds))
        if f.sources:
            left &= looked_up(self._of_sources(), q["article_no"])
        if self.topics is not None:
            t = self.columns["topic_mention"]
            named = self._of_topics(t)
            if REJECTED not in f.review:
                named &= t["shown"] > 0
            left &= self._spoken(t["quote_id"][named])
        if self.about is not None:
            b = self.columns["quote_about"]
            left &= self._spoken(b["quote_id"][looked_up(self.members(self.about), b["entity_id"])])
        if self.words:
            left &= self._spoken(self._matching("quote"))
        return left

    def _meetings(self) -> Column:
        m, f = self.columns["meeting"], self.filters
        left = self._reviewed(m)
        self._within_days(left, m["day"])
        if self.actors is not None:
            p = meeting_participant.c
            query = select(p.meeting_id).where(p.entity_id.in_(self.actors))
            left &= marked(self._remembered("claims", self.actors, query), len(left))
        if kinds := set(f.kinds) - QUOTE_KINDS:
            left &= among(m["kind"], codes(kinds))
        if f.statuses:
            left &= among(m["status"], codes(f.statuses))
        return self._in_articles(left, m["article_no"])

    def _mentions(self) -> Column:
        t = self.columns["topic_mention"]
        left = self._reviewed(t)
        self._within_days(left, t["day"])
        if self.topics is not None:
            left &= self._of_topics(t)
        if self.actors is not None:
            left &= looked_up(self.members(self.actors), t["entity_id"])
        return replace(self, topics=None)._in_articles(left, t["article_no"])

    def _articles(self) -> Column:
        a = self.columns["article"]
        left = a["no"] > 0
        self._within_days(left, a["published"])
        if self.actors is not None:
            query = select(actor.c.article_no).where(actor.c.entity_id.in_(self.actors))
            left &= marked(self._remembered("articles", self.actors, query), len(left))
        return self._in_articles(left, a["no"])

    def unsure(self, name: str, below: float) -> Column:
        """Return which findings of a table nobody has looked at and are less sure than ``below``."""
        of = self.columns[name]
        return among(of["state"], codes(("found",))) & (of["confidence"] < np.float32(below))

    def members(self, entities: Iterable[int]) -> Column:
        """Return entities as flags; what is no entity has none."""
        flags = marked(list(entities), len(self.columns["entity"]["id"]))
        flags[0] = False
        return flags

    def topic_places(self, keys: Iterable[str]) -> Column:
        """Return of each mention the place of its topic among ``keys``, the first one's being 1; 0 for others."""
        names = tuple(name_number(key) for key in keys)
        return remembered(self.columns, ("topic places", names), lambda: self._topic_places(names))

    def _topic_places(self, names: tuple[int, ...]) -> Column:
        of = self.columns["topic_mention"]["topic_key"]
        if not names:
            return np.zeros(len(of), np.int64)
        known = np.array(names, np.int64)
        order = np.argsort(known)
        near = np.minimum(np.searchsorted(known, of, sorter=order), len(known) - 1)
        return np.where(known[order[near]] == of, order[near] + 1, 0)

    def _reviewed(self, of: Columns) -> Column:
        """Which findings are in the states asked for; else those that are shown."""
        states = self.filters.review
        shown = of["shown"] > 0
        if not states:
            return shown
        wanted = among(of["state"], codes(states))
        return wanted if REJECTED in states else wanted & shown

    def _within_days(self, left: Column, days: Column) -> None:
        f = self.filters
        if f.first:
            left &= days >= day_number(f.first)
        if f.last:
            left &= (days <= day_number(f.last)) & (days > 0)

    def _in_articles(self, left: Column, article_nos: Column) -> Column:
        """Narrow flags by what is asked of the article: its source, its topics, its words."""
        if self.filters.sources:
            left &= looked_up(self._of_sources(), article_nos)
        if self.topics is not None:
            t = self.columns["topic_mention"]
            told = t["article_no"][self._of_topics(t) & (t["shown"] > 0)]
            left &= looked_up(marked(told, len(self.columns["article"]["no"])), article_nos)
        if self.words:
            left &= looked_up(marked(self._matching("article"), len(self.columns["article"]["no"])), article_nos)
        return left

    def _of_sources(self) -> Column:
        return among(self.columns["article"]["source"], [name_number(s) for s in self.filters.sources if s])

    def _of_topics(self, mentions: Columns) -> Column:
        return among(mentions["topic_key"], [name_number(key) for key in self.topics or ()])

    def _spoken(self, quote_ids: Column) -> Column:
        """Quotations by their numbers as flags."""
        flags = marked(quote_ids, len(self.columns["quote"]["id"]))
        flags[0] = False  # a mention outside of quotations
        return flags

    def _matching(self, name: str) -> Column:
        """The numbers of a table's rows that hold the words."""
        return self._remembered(name, self.words, matching(self.connection, name, self.words))

    def _remembered(self, what: str, key: object, query: Any) -> Column:
        return remembered(self.columns, (what, key), lambda: numbers(self.connection, query))


def numbers(connection: Connection, query: Any) -> Column:
    """Return the one column of a query, numbers, in any order.

    They come as one string, since to make a row of each takes five times as long.
    """
    [number] = query.subquery().c
    joined = connection.execute(select(func.aggregate_strings(cast(number, String), ","))).scalar()
    return np.fromstring(joined or "", np.int32, sep=",")


_memory: OrderedDict[object, Column] = OrderedDict()
_memory_lock = Lock()


def remembered(columns: Store, key: object, find: Callable[[], Column]) -> Column:
    """Return what ``find`` finds in this state of the store, asked once for the questions of a page."""
    whole = (columns.place, columns.version, key)
    with _memory_lock:
        if whole in _memory:
            _memory.move_to_end(whole)
            return _memory[whole]
    found = find()
    found.flags.writeable = False
    with _memory_lock:
        _memory[whole] = found
        while len(_memory) > REMEMBERED:
            _memory.popitem(last=False)
    return found


def of_quotes(filters: Filters) -> Filters:
    """Return the filters without those that quotations have none of."""
    return replace(filters, statuses=(), kinds=tuple(k for k in filters.kinds if k in QUOTE_KINDS))


def of_meetings(filters: Filters) -> Filters:
    """Return the filters without those that meetings have none of."""
    return replace(filters, about=(), kinds=tuple(k for k in filters.kinds if k not in QUOTE_KINDS))


def scope(connection: Connection, filters: Filters) -> Scope:
    """Look up the names that the filters hold; an unknown name finds nothing."""
    filters = _storable(filters)
    return Scope(
        connection,
        filters,
        blocks.read(connection),
        _members(connection, filters.actors) if filters.actors else None,
        _members(connection, filters.about) if filters.about else None,
        _topic_keys(connection, filters.topics) if filters.topics else None,
        tuple(words_of(filters.search)),
    )


def _storable(filters: Filters) -> Filters:
    """The filters without what no name holds: they come from an address that anyone may type."""
    lists = {n: v for n in Filters.__dataclass_fields__ if isinstance(v := getattr(filters, n), tuple)}
    cleaned: dict[str, Any] = {name: tuple(map(storable, values)) for name, values in lists.items()}
    return replace(filters, **cleaned)


def _members(connection: Connection, names: Iterable[str]) -> tuple[int, ...]:
    """The entities of all roots that are shown by one of the names."""
    e = entity.c
    wanted = []
    for name in names:
        numbered = _NUMBERED.match(name)
        wanted.append(e.shown_name == name)
        if numbered and len(numbered[2]) < 10:
            wanted.append((e.shown_name == numbered[1]) & (e.root_id == int(numbered[2])))
    return tuple(connection.execute(select(e.id).where(or_(false(), *wanted))).scalars())


def _topic_keys(connection: Connection, titles: Iterable[str]) -> tuple[str, ...]:
    t = topic.c
    return tuple(connection.execute(select(t.key).where(t.title.in_(list(titles)), t.active)).scalars())
