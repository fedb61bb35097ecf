"""Our own articles with gold: quotations with their speakers, and actors, stay above the figures of `floors.toml`.

B-cubed is that of Bagga and Baldwin (1998), over gold and found mentions; one without its twin counts as wrong.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extract.contract import as_row
from extract.model import Article
from extract.pipeline import Reader

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
KINDS = ("person", "organisation", "country")
WORD = re.compile(r"\w+(?:['’.-]\w+)*")
Row = dict[str, Any]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def gold_rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (HERE / "gold" / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def desk(reader: Reader) -> list[tuple[Row, Row]]:
    """Each gold article with what was found in it."""
    rows = gold_rows("desk-dev.jsonl")
    days = [date.fromisoformat(r["published"]) for r in rows]
    articles = [Article(r["id"], r["text"], published=day) for r, day in zip(rows, days, strict=True)]
    return [(gold, as_row(found)) for gold, found in zip(rows, reader.read_all(articles), strict=True)]


def words(text: str, spans: Sequence[Sequence[int]]) -> frozenset[int]:
    return frozenset(m.start() for start, end in spans for m in WORD.finditer(text, start, end))


def f1(right: float, gold: int, found: float, right_found: float) -> float:
    recall, precision = right / gold, right_found / found
    return 200 * recall * precision / (recall + precision)


def paired(text: str, gold: list[Row], found: list[Row]) -> list[tuple[Row, Row]]:
    """One to one, the best first; at least half of the words in common."""
    scored = []
    for g in gold:
        for f in found:
            a, b = words(text, g["content"]), words(text, f["content"])
            if a and b and len(a & b) / len(a | b) >= 0.5:
                scored.append((len(a & b) / len(a | b), g, f))
    pairs: list[tuple[Row, Row]] = []
    for _, g, f in sorted(scored, key=lambda s: -s[0]):
        if not any(g is x or f is y for x, y in pairs):
            pairs.append((g, f))
    return pairs


def last_words(name: str | None) -> tuple[str, ...]:
    parts = [WORD.findall(p.lower()) for p in (name or "").split(" and ")]
    return tuple(sorted(re.sub(r"s\Z", "", p[-1]) for p in parts if p))


def test_quotations(desk: list[tuple[Row, Row]]) -> None:
    total: Counter[str] = Counter()
    for gold, found in desk:
        spoken = [q for q in found["quotes"] if q["speech"]]
        pairs = paired(gold["text"], gold["quotes"], spoken)
        spared = [f for g, f in pairs if g.get("optional") or g.get("nested")]
        counted = [(g, f) for g, f in pairs if not (g.get("optional") or g.get("nested"))]
        total["gold"] += sum(not (g.get("optional") or g.get("nested")) for g in gold["quotes"])
        total["found"] += len(spoken) - len(spared)
        total["met"] += len(counted)
        total["right"] += sum(last_words(g["speaker_name"]) == last_words(f["speaker_name"]) for g, f in counted)
    assert f1(total["met"], total["gold"], total["found"], total["met"]) >= FLOORS["desk"]["found"]
    assert f1(total["right"], total["gold"], total["found"], total["right"]) >= FLOORS["desk"]["resolved"]


def clusters(row: Row, kinds: Sequence[str]) -> list[tuple[tuple[int, int], int]]:
    return [(tuple(m), i) for i, a in enumerate(row["actors"]) if a["kind"] in kinds for m in a["mentions"]]


def twins(text: str, gold: Sequence[tuple[Any, int]], found: Sequence[tuple[Any, int]]) -> dict[int, int]:
    """Gold mention -> found mention: the one that shares most words, of those that hold its last word or lie inside."""
    scored = []
    for x, (g, _) in enumerate(gold):
        for y, (f, _) in enumerate(found):
            a, b = words(text, [g]), words(text, [f])
            if a & b and (a <= b or b <= a) and max(a) in b | {max(b)} and (max(a) == max(b) or b <= a):
                scored.append((len(a & b) / len(a | b), x, y))
    met: dict[int, int] = {}
    for _, x, y in sorted(scored, key=lambda s: -s[0]):
        if x not in met and y not in met.values():
            met[x] = y
    return met


def spared(row: Row, kinds: Sequence[str]) -> list[frozenset[int]]:
    """The words on which a mention is neither right nor wrong."""
    soft = list(row.get("ignore", []))
    for actor in row["actors"]:
        soft += actor.get("optional_mentions", [])
        soft += actor["mentions"] if actor["kind"] not in kinds else []
    return [words(row["text"], [s]) for s in soft]


def bcubed(desk: list[tuple[Row, Row]], kinds: Sequence[str]) -> tuple[float, float]:
    """F1 of B-cubed and of the mentions."""
    total: Counter[str] = Counter()
    recall = precision = 0.0
    for row, answer in desk:
        gold, found = clusters(row, kinds), clusters(answer, kinds)
        met = twins(row["text"], gold, found)
        back = {y: x for x, y in met.items()}
        soft = spared(row, kinds)
        kept = [y for y, (f, _) in enumerate(found) if y in back or not any(words(row["text"], [f]) & s for s in soft)]
        total.update(gold=len(gold), found=len(kept), met=len(met))
        for x in met:
            own = [z for z in range(len(gold)) if gold[z][1] == gold[x][1]]
            recall += sum(z in met and found[met[z]][1] == found[met[x]][1] for z in own) / len(own)
        for y in back:
            own = [z for z in kept if found[z][1] == found[y][1]]
            precision += sum(z in back and gold[back[z]][1] == gold[back[y]][1] for z in own) / len(own)
    mentions = f1(total["met"], total["gold"], total["found"], total["met"])
    return f1(recall, total["gold"], total["found"], precision), mentions


def test_actors(desk: list[tuple[Row, Row]]) -> None:
    everyone, mentions = bcubed(desk, KINDS)
    assert everyone >= FLOORS["actors"]["bcubed"]
    assert mentions >= FLOORS["actors"]["mentions"]


def test_persons(desk: list[tuple[Row, Row]]) -> None:
    persons, _ = bcubed(desk, ("person",))
    assert persons >= FLOORS["actors"]["persons"]


def test_the_users_article(reader: Reader) -> None:
    """Everything of the article that came with the request: no day given, as it was pasted."""
    (gold,) = gold_rows("seed-tass.jsonl")
    text = gold["text"]
    found = as_row(reader.read(Article("seed", text), today=date(2026, 1, 1)))
    spoken = [q for q in found["quotes"] if q["speech"]]
    said = [words(text, q["content"]) for q in spoken]
    assert found["published"] == gold["published"]
    assert {last_words(q["speaker_name"]) for q in spoken} <= {last_words(q["speaker_name"]) for q in gold["quotes"]}
    assert sum(any(words(text, g["content"]) & s for s in said) for g in gold["quotes"]) == FLOORS["seed"]["quotations"]
    assert sum(m["kind"] != "summit" for m in found["meetings"]) == FLOORS["seed"]["meetings"]
    people = {a["name"].split()[-1]: a["mentions"] for a in found["actors"] if a["kind"] == "person"}
    for name, mentions in gold["actors"].items():
        forms = {text[start:end].lower() for start, end in people[name.split()[-1]]}
        assert all(any(m.lower() in f or f in m.lower() for f in forms) for m in mentions), (name, forms)
    assert not {n.split()[-1] for n in ("Mikhail Mettsel", "TASS")} & set(people)
