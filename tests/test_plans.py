"""Claims of one meeting become one plan, whatever the order in which the articles come."""

from __future__ import annotations

import random
import tomllib
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.store.plan_history import tell
from dashboard.store.plans import Claim, Plan, is_due, join, regroup
from extract.model import Days

STORIES = tomllib.loads((Path(__file__).parent / "cases" / "plans.toml").read_text(encoding="utf-8"))["story"]


def days_of(text: str) -> Days | None:
    first, _, last = text.partition("/")
    return Days(date.fromisoformat(first), date.fromisoformat(last or first)) if first else None


def claims_of(story: dict[str, Any]) -> list[Claim]:
    return [
        Claim(
            id=number,
            article_id=f"article {c.get('article', 100 + number)}",
            day=date.fromisoformat(c["day"]) if c["day"] else None,
            participants=frozenset(map(ord, c["people"])),
            kind=c.get("kind", "meeting"),
            status=c["status"],
            place=c.get("place"),
            occasion=c.get("occasion"),
            days=days_of(c["days"]),
            original_days=days_of(c.get("was", "")),
        )
        for number, c in enumerate(story["claims"], start=1)
    ]


def told(plans: list[Plan]) -> list[tuple[list[int], str, Days | None, int]]:
    return sorted(([c.id for c in p.claims], p.status, p.days, p.sequence) for p in plans)


@pytest.mark.parametrize("story", STORIES, ids=lambda s: s["why"])
def test_regroup(story: dict[str, Any]) -> None:
    expected = sorted((p["claims"], p["status"], days_of(p["days"]), p["sequence"]) for p in story["plans"])
    for order in permutations(claims_of(story)):
        assert told(regroup(order)) == expected


@pytest.mark.parametrize("story", STORIES, ids=lambda s: s["why"])
def test_join_comes_to_the_same(story: dict[str, Any]) -> None:
    for order in permutations(claims_of(story)):
        plans: list[Plan] = []
        for claim in order:
            plans = join(claim, plans)
        assert plans == regroup(claims_of(story))


DAY = st.dates(date(2018, 11, 1), date(2018, 12, 20))
WINDOW = st.none() | st.builds(lambda a, b: Days(min(a, b), max(a, b)), DAY, DAY) | DAY.map(lambda d: Days(d, d))
CLAIM = st.fixed_dictionaries(
    {
        "article_id": st.sampled_from("abcdefgh"),
        "day": st.none() | DAY,
        "participants": st.frozensets(st.integers(1, 3), max_size=3),
        "kind": st.sampled_from(("meeting", "call", "visit", "talks")),
        "status": st.sampled_from(("planned", "possible", "held", "cancelled", "postponed", "ruled_out")),
        "place": st.sampled_from((None, "Harsk", "Harsk, Lorvia", "Velmora")),
        "occasion": st.sampled_from((None, "summit", "the forum")),
        "days": WINDOW,
        "original_days": WINDOW,
    }
)


@settings(max_examples=300)
@given(st.lists(CLAIM, max_size=9), st.randoms(use_true_random=False))
def test_any_claims_in_any_order_give_the_same_plans_and_none_is_lost(
    rows: list[dict[str, Any]], rng: random.Random
) -> None:
    claims = [Claim(id=i, **row) for i, row in enumerate(rows)]
    plans = regroup(claims)
    assert sorted(c.id for p in plans for c in p.claims) == [c.id for c in claims]
    rng.shuffle(claims)
    assert regroup(claims) == plans
    for plan in plans:
        assert tell(plan.claims) == plan


@pytest.mark.parametrize(
    ("status", "days", "today", "due"),
    [
        ("planned", "2018-12-01", "2018-12-01", False),  # it may still be held
        ("planned", "2018-12-01", "2018-12-02", True),
        ("postponed", "2018-12-01", "2018-12-02", True),  # the new day passed as well
        ("planned", "", "2018-12-02", False),
        ("possible", "2018-12-01", "2018-12-02", False),  # nobody had promised it
        ("cancelled", "2018-12-01", "2018-12-02", False),
        ("held", "2018-12-01", "2018-12-02", False),
    ],
)
def test_is_due(status: Any, days: str, today: str, due: bool) -> None:
    plan = tell([Claim(1, "a", date(2018, 11, 1), frozenset({1, 2}), "meeting", status, days=days_of(days))])
    assert is_due(plan, date.fromisoformat(today)) is due


def test_a_claim_that_is_known_already_is_replaced() -> None:
    old = Claim(1, "a", date(2018, 11, 1), frozenset({1, 2}), "meeting", "possible")
    new = Claim(1, "a", date(2018, 11, 1), frozenset({1, 2}), "meeting", "planned")
    assert [p.claims for p in join(new, regroup([old]))] == [(new,)]
