"""How well quotations, speakers and actors agree with our gold articles, as percentages and counts.

B-cubed is that of Bagga and Baldwin (1998), over gold and found mentions; one without its twin counts as wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

Row = Mapping[str, Any]
KINDS: Final = ("person", "organisation", "country")
WORD: Final = re.compile(r"\w+(?:['’.-]\w+)*")


def desk_figures(gold: Sequence[Row], found: Mapping[str, Row]) -> dict[str, float]:
    """Return F1, between 0 and 1: of quotations `found`, and `named`, those with the right name."""
    total: Counter[str] = Counter()
    for row in gold:
        spoken = [q for q in found[row["id"]]["quotes"] if q["speech"]]
        pairs = _paired(row["text"], row["quotes"], spoken)
        spared = [f for g, f in pairs if _is_spared(g)]
        counted = [(g, f) for g, f in pairs if not _is_spared(g)]
        total["gold"] += sum(not _is_spared(g) for g in row["quotes"])
        total["found"] += len(spoken) - len(spared)
        total["met"] += len(counted)
        total["right"] += sum(_last_words(g["speaker_name"]) == _last_words(f["speaker_name"]) for g, f in counted)
    return {
        "found": _f1(total["met"], total["gold"], total["found"], total["met"]),
        "named": _f1(total["right"], total["gold"], total["found"], total["right"]),
    }


def actor_figures(gold: Sequence[Row], found: Mapping[str, Row]) -> dict[str, float]:
    """Return F1, between 0 and 1: `bcubed` and `mentions` of all actors, `persons` the B-cubed of persons."""
    everyone, mentions = _bcubed(gold, found, KINDS)
    return {"bcubed": everyone, "mentions": mentions, "persons": _bcubed(gold, found, ("person",))[0]}


def seed_figures(gold: Sequence[Row], found: Mapping[str, Row]) -> dict[str, float]:
    """Return what is found of the article that came with the request, as counts.

    `quotations` that are met, `meetings` without summits, `published` 1 where the day is right; what is wrong:
    `strangers`, speakers whom the gold does not have, and `forms`, names that no mention covers.
    """
    (row,) = gold
    text, answer = row["text"], found[row["id"]]
    spoken = [q for q in answer["quotes"] if q["speech"]]
    said = [_words(text, q["content"]) for q in spoken]
    people = {a["name"].split()[-1]: a["mentions"] for a in answer["actors"] if a["kind"] == "person"}
    missing = 0
    for name, mentions in row["actors"].items():
        forms = {text[start:end].lower() for start, end in people.get(name.split()[-1], ())}
        missing += sum(not any(m.lower() in f or f in m.lower() for f in forms) for m in mentions)
    known = {_last_words(q["speaker_name"]) for q in row["quotes"]}
    outside = {a["name"] for a in answer["actors"]} & set(row["not_actors"])
    return {
        "quotations": sum(any(_words(text, g["content"]) & s for s in said) for g in row["quotes"]),
        "meetings": sum(m["kind"] != "summit" for m in answer["meetings"]),
        "published": answer["published"] == row["published"],
        "strangers": len({_last_words(q["speaker_name"]) for q in spoken} - known) + len(outside),
        "forms": missing,
    }


def _is_spared(quote: Row) -> bool:
    return bool(quote.get("optional") or quote.get("nested"))


def _words(text: str, spans: Sequence[Sequence[int]]) -> frozenset[int]:
    return frozenset(m.start() for start, end in spans for m in WORD.finditer(text, start, end))


def _f1(right: float, gold: int, found: float, right_found: float) -> float:
    recall, precision = right / gold, right_found / found
    return 2 * recall * precision / (recall + precision)


def _paired(text: str, gold: Sequence[Row], found: Sequence[Row]) -> list[tuple[Row, Row]]:
    """One to one, the best first; at least half of the words in common."""
    scored = []
    for g in gold:
        for f in found:
            a, b = _words(text, g["content"]), _words(text, f["content"])
            if a and b and len(a & b) / len(a | b) >= 0.5:
                scored.append((len(a & b) / len(a | b), g, f))
    pairs: list[tuple[Row, Row]] = []
    for _, g, f in sorted(scored, key=lambda s: -s[0]):
        if not any(g is x or f is y for x, y in pairs):
            pairs.append((g, f))
    return pairs


def _last_words(name: str | None) -> tuple[str, ...]:
    parts = [WORD.findall(p.lower()) for p in (name or "").split(" and ")]
    return tuple(sorted(re.sub(r"s\Z", "", p[-1]) for p in parts if p))


def _clusters(row: Row, kinds: Sequence[str]) -> list[tuple[tuple[int, int], int]]:
    return [(tuple(m), i) for i, a in enumerate(row["actors"]) if a["kind"] in kinds for m in a["mentions"]]


def _twins(text: str, gold: Sequence[tuple[Any, int]], found: Sequence[tuple[Any, int]]) -> dict[int, int]:
    """Gold mention -> found mention: the one that shares most words, of those that hold its last word or lie inside."""
    scored = []
    for x, (g, _) in enumerate(gold):
        for y, (f, _) in enumerate(found):
            a, b = _words(text, [g]), _words(text, [f])
            if a & b and (a <= b or b <= a) and max(a) in b | {max(b)} and (max(a) == max(b) or b <= a):
                scored.append((len(a & b) / len(a | b), x, y))
    met: dict[int, int] = {}
    for _, x, y in sorted(scored, key=lambda s: -s[0]):
        if x not in met and y not in met.values():
            met[x] = y
    return met


def _spared(row: Row, kinds: Sequence[str]) -> list[frozenset[int]]:
    """The words on which a mention is neither right nor wrong."""
    soft = list(row.get("ignore", []))
    for actor in row["actors"]:
        soft += actor.get("optional_mentions", [])
        soft += actor["mentions"] if actor["kind"] not in kinds else []
    return [_words(row["text"], [s]) for s in soft]


def _bcubed(rows: Sequence[Row], answers: Mapping[str, Row], kinds: Sequence[str]) -> tuple[float, float]:
    """F1 of B-cubed and of the mentions."""
    total: Counter[str] = Counter()
    recall = precision = 0.0
    for row in rows:
        gold, found = _clusters(row, kinds), _clusters(answers[row["id"]], kinds)
        met = _twins(row["text"], gold, found)
        back = {y: x for x, y in met.items()}
        soft = _spared(row, kinds)
        kept = [y for y, (f, _) in enumerate(found) if y in back or not any(_words(row["text"], [f]) & s for s in soft)]
        total.update(gold=len(gold), found=len(kept), met=len(met))
        for x in met:
            own = [z for z in range(len(gold)) if gold[z][1] == gold[x][1]]
            recall += sum(z in met and found[met[z]][1] == found[met[x]][1] for z in own) / len(own)
        for y in back:
            own = [z for z in kept if found[z][1] == found[y][1]]
            precision += sum(z in back and gold[back[z]][1] == gold[back[y]][1] for z in own) / len(own)
    mentions = _f1(total["met"], total["gold"], total["found"], total["met"])
    return _f1(recall, total["gold"], total["found"], precision), mentions
