"""What charts and lists count by, derived from the findings: days, who is shown, totals. `care` can make it again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, bindparam, case, delete, func, insert, not_, null, select, update

from dashboard.store.schema import (
    actor,
    article,
    entity,
    meeting,
    meeting_participant,
    quote,
    quote_topic,
    topic_mention,
)
from dashboard.store.transactions import Writer

REJECTED = "rejected"
TOTALS = ("articles", "mentions", "quotes")  # columns of `entity`


def count(writer: Writer, article_nos: Sequence[int], sign: int) -> None:
    """Add (``sign`` 1) or take away (-1) what the articles hold from the totals of actors."""
    connection = writer.connection
    a, q = actor.c, quote.c
    totals: dict[int, dict[str, Any]] = defaultdict(lambda: dict.fromkeys(TOTALS, 0))
    query: Any = select(a.entity_id, func.count(func.distinct(a.article_no)), func.sum(a.mentions))
    query = query.where(a.article_no.in_(article_nos), a.state != REJECTED).group_by(a.entity_id)
    for entity_id, articles, mentions in connection.execute(query):
        totals[entity_id].update(articles=articles * sign, mentions=mentions * sign)
    query = select(q.entity_id, func.count()).where(q.article_no.in_(article_nos), q.shown, q.entity_id.is_not(None))
    for entity_id, quotes in connection.execute(query.group_by(q.entity_id)):
        totals[entity_id]["quotes"] = quotes * sign
    if totals:
        e = entity.c
        connection.execute(
            update(entity)
            .where(e.id == bindparam("of"))
            .values({name: e[name] + bindparam(f"n_{name}") for name in TOTALS}),
            [{"of": i, **{f"n_{name}": n for name, n in ns.items()}} for i, ns in sorted(totals.items())],
        )


def refresh(writer: Writer, article_nos: Sequence[int]) -> None:
    """Bring the derived columns of the articles' findings in line with what they derive from. Totals are `count`'s."""
    execute = writer.connection.execute
    q, t, m, p = quote.c, topic_mention.c, meeting.c, meeting_participant.c

    def published(table: Any) -> Any:
        return select(article.c.published).where(article.c.no == table.c.article_no).scalar_subquery()

    execute(update(actor).where(actor.c.article_no.in_(article_nos)).values(day=published(actor)))
    shown = and_(q.speech, not_(q.nested), q.state != REJECTED)
    execute(
        update(quote)
        .where(q.article_no.in_(article_nos))
        .values(day=func.coalesce(q.said_first, published(quote)), shown=shown)
    )
    execute(
        update(meeting).where(m.article_no.in_(article_nos)).values(day=published(meeting), shown=m.state != REJECTED)
    )
    mine = select(m.id).where(m.article_no.in_(article_nos))
    near = select(func.coalesce(m.first, m.day)).where(m.id == p.meeting_id).scalar_subquery()
    execute(update(meeting_participant).where(p.meeting_id.in_(mine)).values(near=near))
    speaker = select(q.entity_id).where(q.id == t.quote_id, q.state != REJECTED).scalar_subquery()
    execute(
        update(topic_mention)
        .where(t.article_no.in_(article_nos))
        .values(
            day=published(topic_mention),
            shown=t.state != REJECTED,
            entity_id=case((t.quote_id.is_not(None), speaker), else_=null()),
        )
    )
    mine = select(q.id).where(q.article_no.in_(article_nos))
    execute(delete(quote_topic).where(quote_topic.c.quote_id.in_(mine)))
    execute(link_topics(article_nos))


def link_topics(article_nos: Sequence[int], topic_key: str | None = None) -> Any:
    """Return the statement that links quotations to the topics that are named inside them."""
    q, t = quote.c, topic_mention.c
    query = select(q.id, t.topic_key).join_from(topic_mention, quote, q.id == t.quote_id)
    query = query.where(t.article_no.in_(article_nos), t.shown, q.shown).distinct()
    if topic_key is not None:
        query = query.where(t.topic_key == topic_key)
    return insert(quote_topic).from_select(["quote_id", "topic_key"], query)
