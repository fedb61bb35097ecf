"""How well findings agree with gold: one function a set, from rows to named figures between 0 and 1, or counts.

Rows are what the command line prints (`extract.contract.as_row`), gold rows what lies in tests/gold.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

Row = Mapping[str, Any]
Figures = dict[str, float]


def f1(right: int, found: int, gold: int) -> float:
    """Return the harmonic mean of precision and recall; 0 where nothing is right."""
    return 2 * right / (found + gold) if right else 0.0


def words(text: str | None) -> list[str]:
    """Return the words in lower case without accents, possessives and punctuation."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text or "") if not unicodedata.combining(c)).lower()
    return re.sub(r"[^\w\- ]", " ", re.sub(r"['’]s?\b", "", plain)).split()


def meeting_figures(gold: Sequence[Row], found: Mapping[str, Row]) -> Figures:
    """Return `found` and `planned_dated` (F1), `status` (share of the matched) and `false_plans` (a count).

    A meeting matches where at least half of the last names of both sides are shared and the days overlap or are unknown
    on one side; best pairs first, each once. Optional gold meetings are neither missed nor false alarms.
    """
    counts = ("right", "found", "gold", "status", "plans_right", "plans_found", "plans_gold", "false_plans")
    n = dict.fromkeys(counts, 0)
    for row in gold:
        theirs, ours = row["meetings"], found[row["id"]]["meetings"]
        pairs = _pairs(theirs, ours)
        for j, mine in enumerate(ours):
            match = pairs.get(j)
            if match is not None and theirs[match].get("optional"):
                continue
            n["found"] += 1
            n["plans_found"] += mine["status"] == "planned"
            n["false_plans"] += mine["status"] == "planned" and match is None
        counted = [i for i, m in enumerate(theirs) if not m.get("optional")]
        n["gold"] += len(counted)
        n["plans_gold"] += sum(theirs[i]["status"] == "planned" for i in counted)
        for j, i in pairs.items():
            if i not in counted:
                continue
            same = theirs[i]["status"] == ours[j]["status"]
            n["right"] += 1
            n["status"] += same
            n["plans_right"] += same and theirs[i]["status"] == "planned" and _days(theirs[i]) == _days(ours[j])
    return {
        "found": f1(n["right"], n["found"], n["gold"]),
        "planned_dated": f1(n["plans_right"], n["plans_found"], n["plans_gold"]),
        "status": n["status"] / max(n["right"], 1),
        "false_plans": n["false_plans"],
    }


def trap_figures(gold: Sequence[Row], found: Mapping[str, Row]) -> Figures:
    """Return `exact`: the share of traps whose days are exactly those of the expressions on its span."""
    exact = 0
    for trap in gold:
        start, end = trap["span"]
        on_it = [t for t in found[trap["id"]]["timex"] if t["start"] and t["span"][0] < end and start < t["span"][1]]
        first, last = min((t["start"] for t in on_it), default=None), max((t["end"] for t in on_it), default=None)
        exact += (first, last) == (trap["start"], trap["end"])
    return {"exact": exact / len(gold)}


def _pairs(theirs: Sequence[Row], ours: Sequence[Row]) -> dict[int, int]:
    """Our meeting to theirs."""
    fitting = []
    for i, gold in enumerate(theirs):
        for j, mine in enumerate(ours):
            a, b = _last_names(gold), _last_names(mine)
            shared = len(a & b) / len(a | b) if a | b else 1.0
            if shared >= 0.5 and _compatible(_days(gold), _days(mine)):
                rank = (shared, _days(gold) == _days(mine), gold["status"] == mine["status"], _same_place(gold, mine))
                fitting.append((tuple(-float(r) for r in (*rank, _shared_evidence(gold, mine))), i, j))
    taken: dict[int, int] = {}
    for _, i, j in sorted(fitting):
        if j not in taken and i not in taken.values():
            taken[j] = i
    return taken


def _last_names(meeting: Row) -> set[str]:
    return {w[-1] for name in meeting["participants"] if (w := words(name))}


def _days(meeting: Row) -> tuple[date, date] | None:
    start, end = meeting.get("start"), meeting.get("end") or meeting.get("start")
    return (date.fromisoformat(start), date.fromisoformat(end)) if start else None


def _compatible(a: tuple[date, date] | None, b: tuple[date, date] | None) -> bool:
    return a is None or b is None or (a[0] <= b[1] and b[0] <= a[1])


def _same_place(a: Row, b: Row) -> bool:
    one, other = set(words(a["place"])), set(words(b["place"]))
    return bool(one) == bool(other) and (one <= other or other <= one)


def _shared_evidence(a: Row, b: Row) -> int:
    return sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a["evidence"] for y in b["evidence"])
