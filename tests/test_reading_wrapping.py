"""Lines broken to fit are joined to paragraphs; lines that are paragraphs stay."""

from __future__ import annotations

import pytest

from extract.reading.wrapping import unwrap_page, unwrap_text
from tests.sample_files import PARAGRAPHS, wrapped

BROKEN = "\n\n".join("\n".join(wrapped(p, 60)) for p in PARAGRAPHS)


def test_hard_wrapped_paragraphs_are_joined() -> None:
    assert unwrap_text(BROKEN) == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "One line.",
        "\n".join(PARAGRAPHS),
        "\n\n".join(PARAGRAPHS),
        "Harbour stays open\nBy Ilse Roe\nVELMORA\nIt rains.\nIt will rain.\nNobody came.",
        "milk\neggs\nbread and butter for tomorrow\ntea\nrice\nsalt",
    ],
)
def test_what_is_not_wrapped_stays(text: str) -> None:
    assert unwrap_text(text) == text


def test_a_headline_above_wrapped_paragraphs_stays_a_line() -> None:
    assert unwrap_text(f"Harbour stays open\n\n{BROKEN}").split("\n")[0] == "Harbour stays open"


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["The minister spoke of the negoti-", "ations in the old town of Velmora."], "negotiations"),
        (
            ["They spoke of the long-term plan, and the long-", "term plan was what they wanted."],
            "the long-term plan was",
        ),
        (
            ["They spoke of negotiations; the negoti-", "ations were to go on for another week."],
            "the negotiations were",
        ),
        (["The minister spoke of the negoti\ufffeations in the old town of Velmora."], "the negotiations in"),
        (["The minister spoke of the long\ufffeterm plan.", "A long-term plan is it."], "the long-term plan"),
        (["The minister spoke of the Anglo\ufffeNorland treaty."], "the Anglo-Norland treaty"),
    ],
)
def test_words_divided_at_the_end_of_a_printed_line(lines: list[str], joined: str) -> None:
    assert joined in unwrap_page("\r\n".join(lines))


def test_a_short_line_that_ends_a_sentence_ends_the_paragraph() -> None:
    page = [*wrapped(PARAGRAPHS[0], 60), "It will rain.", *wrapped(PARAGRAPHS[1], 60)]
    assert "It will rain.\nShe is to meet" in unwrap_page("\n".join(page))


def test_list_items_stay_lines() -> None:
    page = ["These are the points on which the two of them agreed today:", "- the harbour", "- the road to the capital"]
    assert unwrap_page("\n".join(page)) == "\n".join(page)
