"""No change may let the figures on our own gold sets fall below their floors (tests/floors.toml)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extract.contract import as_row
from extract.model import Article
from extract.pipeline import Reader
from tests.gold_desk_figures import actor_figures, desk_figures, seed_figures
from tests.gold_figures import Figures, Row, meeting_figures, trap_figures

HERE = Path(__file__).parent
ADDED = date(2026, 1, 1)  # bounds the year of a dateline without one
FLOORS: dict[str, dict[str, Any]] = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
Answers = Callable[[str, bool], Mapping[str, Row]]
FIGURES: dict[str, Callable[[Sequence[Row], Mapping[str, Row]], Figures]] = {
    "desk": desk_figures,
    "actors": actor_figures,
    "seed": seed_figures,
    "meetings": meeting_figures,
    "meetings_seeds": meeting_figures,
    "meetings_articles": meeting_figures,
    "meetings_desks": meeting_figures,
    "meetings_wire": meeting_figures,
    "traps": trap_figures,
}


@pytest.fixture(scope="module", name="answers")
def found_rows() -> Answers:
    """A function from a file of texts to what is found in them, by id; each file is read once."""
    reader = Reader.load()

    @cache
    def answered(name: str, bare: bool) -> Mapping[str, Row]:
        return {str(r["id"]): read(reader, r, bare=bare) for r in rows(name)}

    return answered


def as_gold(number: int, article: Mapping[str, Any]) -> dict[str, Any]:
    """An article of cases/meetings_articles.toml, meetings_desks.toml or meetings_wire.toml as a row of gold."""
    meetings = [
        {
            "participants": m["who"],
            "place": m.get("place"),
            "start": m["days"][0] if "days" in m else None,
            "end": m["days"][-1] if "days" in m else None,
            "status": m["status"],
            "evidence": [],
            "optional": m.get("optional", False),
        }
        for m in article["meetings"]
    ]
    return {"id": str(number), "published": article["published"], "text": article["text"].strip(), "meetings": meetings}


def rows(name: str) -> list[dict[str, Any]]:
    if name.endswith(".toml"):
        articles = tomllib.loads((HERE / "cases" / name).read_text(encoding="utf-8"))["article"]
        return [as_gold(n, a) for n, a in enumerate(articles)]
    return [json.loads(line) for line in (HERE / "gold" / name).read_text(encoding="utf-8").splitlines()]


def read(reader: Reader, row: Mapping[str, Any], *, bare: bool) -> Row:
    published = row.get("published") or row.get("dct") if not bare else None
    article = Article(str(row["id"]), row["text"], published=date.fromisoformat(published) if published else None)
    return as_row(reader.read(article, today=ADDED))


@pytest.mark.parametrize("name", FIGURES)
def test_figures_stay_above_their_floors(name: str, answers: Answers) -> None:
    told = FLOORS[name]
    figures = FIGURES[name](rows(told["gold"]), answers(told["texts"], told.get("bare", False)))
    low = {k: (figures[k], floor) for k, floor in told["at_least"].items() if figures[k] < floor}
    high = {k: (figures[k], top) for k, top in told.get("at_most", {}).items() if figures[k] > top}
    assert not low, f"below the floor: {low}"
    assert not high, f"above the ceiling: {high}"
