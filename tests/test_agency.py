"""Which agency an article is from."""

from __future__ import annotations

import pytest

from extract.agency import find_agency
from extract.layout import LayoutRules, find_layout

BODY = "Ferry crews walked out on Monday over night shifts.\n\nTheir union said so."


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"Ferries stand still\n\nPORT ALVA, May 4 (Orbis) - {BODY}", "Orbis"),
        (f"Ferries stand still\n\nPORT ALVA, May 4. /KBN/. {BODY}\n\n(Source: Unity News)", "KBN"),
        (f"Ferries stand still\n\n{BODY}\n\n(Source: Unity News)", "Unity News"),
        (f"Ferries stand still\n\n{BODY}\n\nSource: Orbis", "Orbis"),
        (f"Ferries stand still\n\n{BODY}\n\n— ORBIS", "ORBIS"),
        (f"Ferries stand still\n\nBy Signe Holt / Orbis\n\n{BODY}", "Orbis"),
        (f"Ferries stand still\n\nUnity News - {BODY}", "Unity News"),
        (f"Ferries stand still\n\nBy Signe Holt\n\n{BODY}", None),
        (f"Ferries stand still\n\n{BODY}\n\n- the crews of four ships", None),  # a list's last point
        (f"Ferries stand still\n\n{BODY}\n\nThe source: nobody knows it.", None),
        ("— ORBIS", None),  # nothing but the line
    ],
)
def test_the_agency_stands_in_dateline_byline_opening_or_last_line(text: str, agency: str | None) -> None:
    assert find_agency(text, find_layout(text, LayoutRules.load())) == agency
