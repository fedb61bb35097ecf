"""Near copies of an article, as a wire report in several outlets: kept, and linked by the number of their story."""

from __future__ import annotations

from collections import Counter
from typing import Final

from sqlalchemy import delete, func, select, union_all, update

from dashboard.store.schema import article, twin_band
from dashboard.store.transactions import Writer
from dashboard.store.twins import bands, is_copy

LATEST: Final = 50  # articles looked at under one band: what more share is a site's own frame, not a report
MOST_COMPARED: Final = 5  # that share most bands: a copy is among them, or it is none
_A, _B = article.c, twin_band.c


def file_copy(writer: Writer, no: int, text: str) -> int:
    """File a new article for later copies to be found, and return its story: a near copy's, else its own number."""
    filed = bands(text)
    near: Counter[int] = Counter()
    if filed:
        latest = (
            select(select(_B.article_no).where(_B.band == band).order_by(_B.article_no.desc()).limit(LATEST).subquery())
            for band in filed
        )
        near.update(writer.connection.execute(union_all(*latest)).scalars())
    writer.many(twin_band, [{"band": band, "article_no": no} for band in sorted(set(filed))])
    nearest = [other for other, _ in near.most_common(MOST_COMPARED)]
    query = select(_A.story_no, _A.text).where(_A.no.in_(nearest)).order_by(_A.no)
    rows = writer.connection.execute(query).all() if nearest else []
    return next((int(row.story_no) for row in rows if is_copy(text, row.text)), no)


def forget(writer: Writer, no: int) -> None:
    """Take an article out, and let the story that began with it be numbered by its next copy."""
    text = writer.connection.execute(select(_A.text).where(_A.no == no)).scalar_one()
    writer.connection.execute(delete(twin_band).where(_B.band.in_(bands(text)), _B.article_no == no))
    others = (_A.story_no == no) & (_A.no != no)
    heir = writer.connection.execute(select(func.min(_A.no)).where(others)).scalar()
    if heir is not None:
        writer.connection.execute(update(article).where(others).values(story_no=heir))
