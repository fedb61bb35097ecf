"""The words of stored articles, for what is tried on them before it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, select

from dashboard.store.rows import read_layout
from dashboard.store.schema import article
from dashboard.store.transactions import reading
from extract.model import Layout


@dataclass(frozen=True, slots=True)
class Stored:
    """An article's words and where they are from."""

    id: str
    title: str | None
    source: str | None
    published: date | None
    text: str
    layout: Layout


def newest_texts(engine: Engine, limit: int) -> list[Stored]:
    """Return the newest articles by day of publication, undated ones last."""
    a = article.c
    query = select(a.id, a.title, a.source, a.published, a.text, a.layout)
    with reading(engine) as connection:
        found = connection.execute(query.order_by(a.published.desc().nulls_last(), a.no.desc()).limit(limit))
        return [Stored(r.id, r.title, r.source, r.published, r.text, read_layout(r.layout)) for r in found]
