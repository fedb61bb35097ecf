"""No change may let the figures on our own gold sets fall below their floors (tests/floors.toml)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extract.contract import as_row
from extract.model import Article
from extract.pipeline import Reader
from tests.gold_figures import Figures, Row, meeting_figures, trap_figures

HERE = Path(__file__).parent
FLOORS: dict[str, dict[str, Any]] = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
FIGURES: dict[str, Callable[[Sequence[Row], Mapping[str, Row]], Figures]] = {
    "meetings": meeting_figures,
    "meetings_seeds": meeting_figures,
    "meetings_articles": meeting_figures,
    "traps": trap_figures,
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def as_gold(number: int, article: Mapping[str, Any]) -> dict[str, Any]:
    """An article of cases/meetings_articles.toml as a row of gold."""
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


def read(reader: Reader, row: Mapping[str, Any]) -> Row:
    published = row.get("published") or row.get("dct")
    article = Article(str(row["id"]), row["text"], published=date.fromisoformat(published) if published else None)
    return as_row(reader.read(article))


@pytest.mark.parametrize("name", FIGURES)
def test_figures_stay_above_their_floors(name: str, reader: Reader) -> None:
    told = FLOORS[name]
    found = {str(r["id"]): read(reader, r) for r in rows(told["texts"])}
    figures = FIGURES[name](rows(told["gold"]), found)
    low = {k: (figures[k], floor) for k, floor in told["at_least"].items() if figures[k] < floor}
    high = {k: (figures[k], top) for k, top in told.get("at_most", {}).items() if figures[k] > top}
    assert not low, f"below the floor: {low}"
    assert not high, f"above the ceiling: {high}"
