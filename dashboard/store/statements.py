"""The same words of one speaker in several articles: shown once, with all sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import func, select, update

from dashboard.store.schema import entity, quote
from dashboard.store.transactions import Writer
from dashboard.store.twins import Statement, same_statement

NEAR: Final = timedelta(days=7)  # a statement is reported within days; the same words a year later are said again
_Q = quote.c


def join_statements(writer: Writer, article_nos: Sequence[int]) -> None:
    """Give the articles' quotations the number of the statement that they report, if it is known already."""
    query = select(_Q.id, entity.c.root_id, _Q.day, _Q.text).join_from(quote, entity, entity.c.id == _Q.entity_id)
    spoken: dict[tuple[int, date], list[Any]] = {}
    new = query.where(_Q.article_no.in_(article_nos), _Q.shown, _Q.day.is_not(None))
    for row in writer.connection.execute(new):
        spoken.setdefault((row.root_id, row.day), []).append(row)
    for (root, day), rows in spoken.items():
        members = select(entity.c.id).where(entity.c.root_id == root)
        others = select(_Q.id, _Q.text, _Q.statement_id).where(
            _Q.entity_id.in_(members), _Q.day.between(day - NEAR, day + NEAR), _Q.shown
        )
        known = {r.id: r for r in writer.connection.execute(others)}
        if len(known) < 2:
            continue
        for group in same_statement([Statement(r.id, root, r.text) for r in known.values()]):
            if {r.id for r in rows}.isdisjoint(group):
                continue
            first = min(known[i].statement_id for i in group)
            was = {known[i].statement_id for i in group} - {first}
            if was:
                writer.connection.execute(update(quote).where(_Q.statement_id.in_(was)).values(statement_id=first))


def forget(writer: Writer, article_no: int) -> None:
    """Let the statements that an article reported first be numbered by the next one to report them."""
    mine = select(_Q.id).where(_Q.article_no == article_no)
    query = select(_Q.statement_id, func.min(_Q.id)).where(_Q.statement_id.in_(mine), _Q.article_no != article_no)
    for statement_id, heir in writer.connection.execute(query.group_by(_Q.statement_id)).all():
        others = (_Q.statement_id == statement_id) & (_Q.article_no != article_no)
        writer.connection.execute(update(quote).where(others).values(statement_id=heir))
