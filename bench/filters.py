"""The filters that are tried on a made-up store: each kind alone, the common and the rare, and some together."""

from __future__ import annotations

from datetime import date

from bench.generator import SOURCES, people
from dashboard.store import Filters


def filters() -> dict[str, Filters]:
    """Return the filters by name; those whose name begins with "search" are typed words."""
    busy, other, rare = (people(1000)[i].name for i in (0, 3, 700))
    months = {"first": date(2025, 1, 1), "last": date(2025, 6, 30)}
    source = (SOURCES[0],)
    return {
        "none": Filters(),
        "busy actor": Filters(actors=(busy,)),
        "rare actor": Filters(actors=(rare,)),
        "about": Filters(about=(busy,)),
        "topic": Filters(topics=("Iran",)),
        "half a year": Filters(**months),  # type: ignore[arg-type]
        "all years": Filters(first=date(2020, 1, 1)),
        "source": Filters(sources=source),
        "kind": Filters(kinds=("direct", "meeting")),
        "status": Filters(statuses=("planned",)),
        "review": Filters(review=("confirmed",)),
        "unseen": Filters(review=("found",)),
        "actor, topic": Filters(actors=(busy, other), topics=("Iran",)),
        "source, days": Filters(sources=source, **months),  # type: ignore[arg-type]
        "topic, kind": Filters(topics=("Iran",), kinds=("direct",)),
        "all": Filters((busy,), ("Iran",), sources=source, **months),  # type: ignore[arg-type]
        "search rare": Filters(search="900"),
        "search common": Filters(search="position"),
        "search two": Filters(search="budget waiting"),
        "search start": Filters(search="pos"),
        "search, topic": Filters(search="position", topics=("Iran",)),
    }
