"""The parts of an article are told apart, and nothing is cut out."""

from __future__ import annotations

import itertools

import pytest

from extract.layout import LayoutRules, find_layout

REPORT = """All news

No thaw before spring - Velmoran spokeswoman

In her words, both sides keep the line open
Velmoran spokeswoman Ilse Brandt Tomas Ek/ORBIS
Velmoran spokeswoman Ilse Brandt
© Tomas Ek/ORBIS

VELMORA, March 4. /ORBIS/. No thaw is to be expected before spring, spokeswoman Ilse Brandt said on Monday.

"The line is open," she said.
Read also: What the treaty says
"""


def roles(text: str, rules: LayoutRules) -> list[tuple[str, str]]:
    return [(b.role, b.span.of(text)[:24]) for b in find_layout(text, rules).blocks]


def test_each_part_of_a_wire_report_has_its_role(layout_rules: LayoutRules) -> None:
    assert roles(REPORT, layout_rules) == [
        ("boilerplate", "All news"),
        ("headline", "No thaw before spring - "),
        ("standfirst", "In her words, both sides"),
        ("caption", "Velmoran spokeswoman Ils"),
        ("caption", "Velmoran spokeswoman Ils"),
        ("credit", "© Tomas Ek/ORBIS"),
        ("body", "VELMORA, March 4. /ORBIS"),
        ("body", '"The line is open," she '),
        ("boilerplate", "Read also: What the trea"),
    ]


def test_blocks_cover_all_but_white_space(layout_rules: LayoutRules) -> None:
    blocks = find_layout(REPORT, layout_rules).blocks
    assert "".join(b.span.of(REPORT) for b in blocks).replace(" ", "") == "".join(REPORT.split())
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(blocks))


@pytest.mark.parametrize(
    ("lead", "place", "day", "agency"),
    [
        ("VELMORA, March 4. /ORBIS/. Nothing", "VELMORA", "March 4", "/ORBIS/"),
        ("VELMORA (ORB) — Nothing", "VELMORA", None, "(ORB)"),
        ("VELMORA, Mar 4 (Orbis) - Nothing", "VELMORA", "Mar 4", "(Orbis)"),
        ("VELMORA, Dec. 1 (Orbis) -- Nothing", "VELMORA", "Dec. 1", "(Orbis)"),
        ("VELMORA. June 27. ORBIS - Nothing", "VELMORA", "June 27", "ORBIS"),
        ("VELMORA — 18/11/2018 Nothing", "VELMORA", "18/11/2018", None),
        ("PORT ELLIS, Velmora, Jan. 5, 2024 (Orbis) — Nothing", "PORT ELLIS, Velmora", "Jan. 5, 2024", "(Orbis)"),
        ("2024-03-04 VELMORA (Orbis) - Nothing", "VELMORA", "2024-03-04", "(Orbis)"),
    ],
)
def test_a_dateline_gives_place_day_and_agency(
    lead: str, place: str, day: str | None, agency: str | None, layout_rules: LayoutRules
) -> None:
    text = f"Envoys meet\n\n{lead} was agreed.\n"
    found = find_layout(text, layout_rules).dateline
    assert found is not None
    assert [s.of(text) if s else None for s in (found.place, found.day, found.agency)] == [place, day, agency]


@pytest.mark.parametrize(
    "lead",
    [
        "U.S. officials said - and repeated - that nothing was agreed.",  # an acronym, and dashes later on
        "OPEC: no change is to be expected this year.",
        "NATO. It has a long name.",
        "BRANDT: I do not know that paper.",  # a transcript's speaker
    ],
)
def test_an_opening_in_capitals_is_not_always_a_dateline(lead: str, layout_rules: LayoutRules) -> None:
    assert find_layout(f"Envoys meet\n\n{lead}\n", layout_rules).dateline is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n\n \n", []),
        ("One plain sentence, and that is all.", ["body"]),
        ("A headline alone", ["headline"]),
        ("A headline\nBy Jane Roe\nThe report says nothing.", ["headline", "byline", "body"]),
        ("A headline\nBy the river stood a man.\nHe left.", ["headline", "body", "body"]),
    ],
)
def test_short_and_odd_texts(text: str, expected: list[str], layout_rules: LayoutRules) -> None:
    assert [b.role for b in find_layout(text, layout_rules).blocks] == expected


def test_the_role_at_an_offset(layout_rules: LayoutRules) -> None:
    layout = find_layout(REPORT, layout_rules)
    assert layout.role_at(0) == "boilerplate"
    assert layout.role_at(len("All news")) is None
    assert layout.role_at(REPORT.index("said on Monday")) == "body"
