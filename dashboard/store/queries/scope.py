"""The filters as conditions: names looked up once, then the same narrowing for every question."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

import pandas as pd
from sqlalchemy import Connection, Table, TextClause, column, false, func, literal_column, or_, select

from dashboard.store.dialect import matching
from dashboard.store.filters import Filters
from dashboard.store.links import REJECTED, UNDATED
from dashboard.store.schema import (
    actor,
    article,
    entity,
    meeting,
    meeting_participant,
    quote,
    quote_about,
    quote_day,
    quote_topic,
    topic,
    topic_mention,
)
from dashboard.store.search import storable, words_of

QUOTE_KINDS: Final = frozenset({"direct", "indirect", "mixed"})
CANDIDATES: Final = 1000
FEW: Final = 20_000  # claims, or articles that tell them; so many are walked from, more are looked up plan by plan
RARE: Final = 2000  # articles; so many are looked up one by one, more are found by walking along an index
LISTED: Final = ("person", "organisation", "country")  # kinds of actors to choose from
_NUMBERED = re.compile(r"^(.*) #(\d+)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Scope:
    """Filters over one connection; ``actors``, ``about`` and ``topics`` are ids and keys, None where not filtered."""

    connection: Connection
    filters: Filters
    actors: tuple[int, ...] | None
    about: tuple[int, ...] | None
    topics: tuple[str, ...] | None
    words: tuple[str, ...]
    walked: bool = False  # along an index that the question names: no list of what fits is walked from then

    @property
    def only_days(self) -> bool:
        """Whether nothing but days and topics is filtered, so that totals by day answer."""
        f = self.filters
        return not (f.actors or f.about or f.sources or f.review or self.words)

    def quotes(self, query: Any) -> Any:
        """Narrow a query over ``quote``; sources and titles need ``article`` joined only where they are shown."""
        q, f = quote.c, self.filters
        query = self._review(query, quote)
        if REJECTED in f.review:
            query = query.where(q.speech, ~q.nested)
        query = self.within_days(query, q.day)
        if self.actors is not None:
            query = query.where(q.entity_id.in_(self.actors))
        if self.topics is not None:
            query = query.where(self._in(q.id, self._on_topics()))
        if self.about is not None:
            query = query.where(self._in(q.id, self._about()))
        kinds = QUOTE_KINDS & set(f.kinds)
        if kinds:
            query = query.where(q.kind.in_(sorted(kinds)))
        if f.sources:
            query = query.where(self._in(q.article_no, self._sources()))
        if self.words:
            query = query.where(self._in(q.id, matching(self.connection, "quote", self.words)))
        return query

    @property
    def by_topic(self) -> bool:
        """Whether the links of one topic hold all that the other filters ask."""
        f = self.filters
        return self.topics is not None and len(self.topics) == 1 and not f.sources and REJECTED not in f.review

    def tally(self, *names: str) -> Any:
        """Return a query for some of ``id``, ``day``, ``entity_id`` and ``kind`` of what `quotes` leaves.

        They are read from the links of a topic where there is one: no quotation itself is looked at then.
        """
        if not self.by_topic:
            return self.quotes(select(*(quote.c[name] for name in names)))
        t = quote_topic.c
        query = select(*(t["quote_id" if name == "id" else name].label(name) for name in names))
        query = self.linked(query.where(t.topic_key.in_(self.topics or ())), quote_topic, t.entity_id)
        if self.about is not None:
            query = query.where(t.quote_id.in_(self._about()))
        return query

    def linked(self, query: Any, table: Table, speaker: Any) -> Any:
        """Narrow a query over links of quotations by what each link keeps (days, speaker, kind, review) and words."""
        f = self.filters
        query = self.within_days(query, table.c.day)
        if self.actors is not None:
            query = query.where(speaker.in_(self.actors))
        if f.kinds:
            query = query.where(table.c.kind.in_(f.kinds))
        if f.review:
            query = query.where(table.c.state.in_(f.review))
        if self.words:
            query = query.where(table.c.quote_id.in_(matching(self.connection, "quote", self.words)))
        return query

    @property
    def only_linked(self) -> bool:
        """Whether `linked` narrows by all that is filtered."""
        f = self.filters
        return not (f.topics or f.about or f.sources or REJECTED in f.review)

    def quote_days(self) -> Any:
        """Return the totals of quotations by day, narrowed; None where more is filtered than they know."""
        f = self.filters
        if f != Filters(first=f.first, last=f.last, kinds=f.kinds, review=f.review) or REJECTED in f.review:
            return None
        d = quote_day.c
        query = select(d.day, d.quotes, d.named)
        if f.first or f.last:
            query = query.where(d.day != UNDATED)
        if f.kinds:
            query = query.where(d.kind.in_(f.kinds))
        if f.review:
            query = query.where(d.state.in_(f.review))
        return self.within_days(query, d.day)

    def _about(self) -> Any:
        b = quote_about.c
        query = select(b.quote_id).where(b.entity_id.in_(self.about or ()))
        return query.where(b.speaker_id.in_(self.actors)) if self.actors is not None else query

    def _on_topics(self) -> Any:
        """The quotations in which a topic is named."""
        if REJECTED in self.filters.review:  # those that nobody sees are not linked
            m = topic_mention.c
            return select(m.quote_id).where(m.topic_key.in_(self.topics or ()), m.quote_id.is_not(None))
        t = quote_topic.c
        spoken = select(t.quote_id).where(t.topic_key.in_(self.topics or ()))
        if self.actors is not None:
            spoken = spoken.where(t.entity_id.in_(self.actors))
        return self.within_days(spoken, t.day)

    def meetings(self, query: Any) -> Any:
        """Narrow a query over ``meeting``: the claims."""
        m, f = meeting.c, self.filters
        query = self.within_days(self._review(query, meeting), m.day)
        if self.actors is not None:
            p = meeting_participant.c
            query = query.where(m.id.in_(select(p.meeting_id).where(p.entity_id.in_(self.actors))))
        if self.topics is not None:
            query = query.where(self._in(m.article_no, self._with_topics()))
        kinds = set(f.kinds) - QUOTE_KINDS
        if kinds:
            query = query.where(m.kind.in_(sorted(kinds)))
        if f.statuses:
            query = query.where(m.status.in_(f.statuses))
        if f.sources:
            query = query.where(self._in(m.article_no, self._sources()))
        return self._searched(query, m.article_no)

    def mentions(self, query: Any) -> Any:
        """Narrow a query over ``topic_mention``."""
        t = topic_mention.c
        query = self.within_days(self._review(query, topic_mention), t.day)
        if self.topics is not None:
            query = query.where(t.topic_key.in_(self.topics))
        if self.actors is not None:
            query = query.where(t.entity_id.in_(self.actors))
        if self.filters.sources:
            query = query.where(t.article_no.in_(self._sources()))
        return self._searched(query, t.article_no)

    def articles(self, query: Any) -> Any:
        """Narrow a query over ``article``."""
        a, f = article.c, self.filters
        query = self.within_days(query, a.published)
        if f.sources:
            query = query.where(a.source.in_(f.sources))
        chosen = []
        if self.actors is not None:
            chosen.append(select(actor.c.article_no).where(actor.c.entity_id.in_(self.actors)))
        if self.topics is not None:
            chosen.append(self._with_topics())
        if self.words:
            chosen.append(matching(self.connection, "article", self.words))
        few = any(self._is_rare(numbers, RARE) for numbers in chosen)
        for numbers in chosen:
            query = query.where((a.no if few else a.no + 0).in_(numbers))
        return query

    def listing(self) -> Scope:
        """Return the scope for the first quotations by day: many that fit are met soon on a walk along the days."""
        if self.about is not None or self.topics is not None:
            return self
        chosen = [self._sources()] if self.filters.sources else []
        chosen += [matching(self.connection, "quote", self.words)] if self.words else []
        return replace(self, walked=not any(self._is_rare(numbers, RARE) for numbers in chosen))

    def few_claims(self) -> bool:
        """Whether the filters leave few claims, as far as one of them alone tells that."""
        if self.topics is not None and self._is_rare(self._with_topics(), FEW):
            return True
        if self.words and self._is_rare(matching(self.connection, "article", self.words), FEW):
            return True
        others = replace(self, topics=None, words=())
        return self._is_rare(others.meetings(select(meeting.c.id)), FEW)

    def _is_rare(self, numbers: Any, few: int) -> bool:
        """Whether a query yields less than ``few`` rows; not more than these are looked at."""
        some = numbers.columns(column("no")) if isinstance(numbers, TextClause) else numbers
        counted = select(literal_column("1")).select_from(some.subquery()).limit(few).subquery()
        return int(self.connection.execute(select(func.count()).select_from(counted)).scalar_one()) < few

    def within_days(self, query: Any, day: Any) -> Any:
        """Narrow a query to the days, by a column."""
        if self.filters.first:
            query = query.where(day >= self.filters.first)
        if self.filters.last:
            query = query.where(day <= self.filters.last)
        return query

    def _review(self, query: Any, table: Table) -> Any:
        states = self.filters.review
        if not states:
            return query.where(table.c.shown)
        if REJECTED not in states:
            query = query.where(table.c.shown)
        return query.where(table.c.state.in_(states))

    def _sources(self) -> Any:
        return select(article.c.no).where(article.c.source.in_(self.filters.sources))

    def _with_topics(self) -> Any:
        t = topic_mention.c
        return select(t.article_no).where(t.topic_key.in_(self.topics or ()), t.shown)

    def _searched(self, query: Any, article_no: Any) -> Any:
        if not self.words:
            return query
        return query.where(self._in(article_no, matching(self.connection, "article", self.words)))

    def _in(self, number: Any, numbers: Any) -> Any:
        """Say that a row's number is among some; databases have no index of a sum, and so do not begin with these."""
        return (number + 0 if self.walked else number).in_(numbers)


def of_quotes(filters: Filters) -> Filters:
    """Return the filters without those that quotations have none of."""
    return replace(filters, statuses=(), kinds=tuple(k for k in filters.kinds if k in QUOTE_KINDS))


def of_meetings(filters: Filters) -> Filters:
    """Return the filters without those that meetings have none of."""
    return replace(filters, about=(), kinds=tuple(k for k in filters.kinds if k not in QUOTE_KINDS))


def of_mentions(filters: Filters) -> Filters:
    """Return the filters without those that mentions of topics have none of."""
    return replace(filters, about=(), kinds=(), statuses=())


def scope(connection: Connection, filters: Filters) -> Scope:
    """Look up the names that the filters hold; an unknown name finds nothing."""
    filters = _storable(filters)
    return Scope(
        connection,
        filters,
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


def frame(connection: Connection, query: Any) -> pd.DataFrame:
    """Return a query's rows as a table: days stay `datetime.date`, and what is unknown is None, never NaN."""
    result = connection.execute(query)
    names = list(result.keys())
    columns: Any = list(zip(*result.all(), strict=True)) or [()] * len(names)
    return pd.DataFrame({name: _series(values) for name, values in zip(names, columns, strict=True)}, columns=names)


def _series(values: Sequence[Any]) -> pd.Series[Any]:
    # PostgreSQL adds whole numbers up to a decimal.
    values = [int(v) if isinstance(v, Decimal) else v for v in values]
    numbers = values and all(isinstance(v, int | float) for v in values)
    return pd.Series(values, dtype=None if numbers else object)


def with_lists(connection: Connection, table: pd.DataFrame, key: str, name: str, query: Any) -> pd.DataFrame:
    """Add a column of tuples: the second column of ``query`` by its first, which is the table's ``key``."""
    lists: dict[int, list[str]] = defaultdict(list)
    if not table.empty:
        for row_id, value in connection.execute(query):
            lists[row_id].append(value)
    table[name] = [tuple(lists[i]) for i in table[key]]
    return table


def paged(query: Any, limit: int | None, offset: int) -> Any:
    """Cut a page out of a query."""
    if limit is not None:
        query = query.limit(limit)
    return query.offset(offset) if offset else query


def ids_of(table: pd.DataFrame, key: str) -> list[int]:
    """Return a column of numbers as Python's own."""
    return [int(i) for i in table[key]]


def excerpt(start: Any, end: Any) -> Any:
    """Return the words of ``article.text`` between two columns of offsets."""
    return func.substr(article.c.text, start + 1, end - start)


def busiest(per: Any, limit: int, name: str, count: str) -> Any:
    """Return the actors with the largest sums of ``per`` (entity_id, n): ``entity_id`` (root), their name, the sum.

    Only the `CANDIDATES` largest rows are added up: to miss a place among them an actor would have to be joined of
    dozens of rare ones.
    """
    e = entity.c
    largest = per.order_by(per.selected_columns[1].desc()).limit(max(CANDIDATES, limit)).subquery()
    total = func.sum(largest.c.n)
    query: Any = select(e.root_id.label("entity_id"), e.shown_name.label(name), total.label(count))
    query = query.join_from(largest, entity, e.id == largest.c.entity_id).where(~e.hidden)
    return query.group_by(e.root_id, e.shown_name).order_by(total.desc(), e.root_id).limit(limit)
