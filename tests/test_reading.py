"""Bytes become one normalised text, or a reason that names the file."""

from __future__ import annotations

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extract.errors import ArticleError
from extract.reading.formats import read_file
from extract.reading.plain import read_text
from extract.reading.records import File
from extract.reading.texts import MAX_LABEL, MOST_MARKS, article_from_text, label, normalise

REPORT = (
    "VELMORA, March 4. /ORBIS/. “It will rain,” Ilse Brandt said on Monday, and that was all that she had to say.\n"
)

FOREIGN = [
    "Der Minister hat am Montag gesagt, dass er nicht nach Velmora reisen werde, weil die Lage zu ernst sei.",
    "Le ministre a déclaré lundi qu’il ne se rendrait pas à Velmora parce que la situation y est trop grave.",
    "Министр заявил в понедельник, что не поедет в Велмору, потому что положение там сейчас слишком серьезное.",
    "部長は月曜日にベルモラへは行かないと述べた。",
]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
def test_encodings_in_the_wild(encoding: str) -> None:
    assert read_text(REPORT.encode(encoding), "a.txt").text == REPORT.strip()


def test_line_ends_and_forms_are_settled_once() -> None:
    one = read_text("\ufeffA cafe\u0301 in the\r\nold town is open.\r".encode(), "a.txt")
    assert one.text == "A café in the\nold town is open."
    assert one.id == article_from_text("A café in the\nold town is open.\n\n").id


def test_a_wrongly_decoded_text_is_mended_and_curly_marks_stay() -> None:
    whole = "It’s raining in Velmora’s old town, the café’s owner said, and it’s what was expected — all week."
    broken = whole.encode().decode("cp1252")
    assert read_text(broken.encode(), "a.txt").text == whole


def test_lone_surrogates_and_control_characters_go() -> None:
    text = "It rained \ud83d all day in the\x07 town, " + "and nobody came to see what the river would do " * 3
    assert article_from_text(text).text.startswith("It rained \ufffd all day in the town, and")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.txt is empty"),
        (b" \n\t\r\n ", "a.txt is empty"),
        (bytes(range(256)) * 40, "a.txt is "),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "a.txt is not text"),
        (b"%PDF-1.7 " + random.Random(1).randbytes(4000), "a.txt "),
        (("#$%& 12 34 ++ -- " * 200).encode(), "holds no readable prose"),
        (("x" * 5000).encode(), "holds no readable prose"),
        *((words.encode(), "does not read like English") for words in FOREIGN),
    ],
)
def test_what_is_no_english_text_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(ArticleError, match=message):
        read_text(data, "a.txt")


def test_a_short_report_full_of_names_is_english() -> None:
    words = (
        "Tarn: Premier Goran Brenaband opens harvest talks\n\nTARN, June 19. /Tarnpress/. Prime Minister Goran "
        "Brenaband on Thursday acknowledged slow progress. Under a treaty signed in Meridia 33 years ago, both sides "
        "inspect each other's stores twice a year. Senator Bo Selelund meets President Rosa Keliström next week."
    )
    assert article_from_text(words).text == words


def test_three_hundred_pages_of_noise_are_refused() -> None:
    dice = random.Random(7)
    noise = " ".join("".join(dice.choices("abcdefghijklmnopqrstuvwxyz", k=dice.randint(2, 9))) for _ in range(120_000))
    with pytest.raises(ArticleError, match="does not read like English"):
        read_text(noise.encode(), "noise.txt")


def test_a_book_is_refused_with_its_size() -> None:
    with pytest.raises(ArticleError, match="most is 1,000,000"):
        article_from_text(REPORT * 12_000)


@pytest.mark.parametrize(
    "text", ["Rain.", "It rained all day, and nobody came to see what the river would do.", REPORT]
)
def test_short_and_plain_english_is_read(text: str) -> None:
    assert article_from_text(text).text == text.strip()


ANY = st.text(st.characters(exclude_categories=()), max_size=300)
ODD = st.text(
    st.sampled_from(
        "ab \n\r\t\x00\x0b\x85\u2028\ufeff\u200b\u202e\u00ad\u0301\u0315\u0344\u1100\u1161\ud83d\ude00\udcff"
    ),
    max_size=100,
)


@given(ANY | ODD)
@example("\x00\ufeffa")
@example("a" + "\u0344" * 40)
@example("\ud83d\u200b\ude00")
@settings(max_examples=300, deadline=None)
def test_any_text_is_normalised_once_and_for_all(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert once.encode().decode() == once
    assert once == once.strip()
    assert "\r" not in once
    assert "\x00" not in once


@given(ANY | ODD)
@settings(max_examples=200, deadline=None)
def test_any_text_is_an_article_or_refused(text: str) -> None:
    try:
        article = article_from_text(text, title=text, source=text)
    except ArticleError as error:
        assert str(error).startswith("The pasted text ")  # noqa: PT017  # a refusal is one of two right ends
    else:
        assert article.text == normalise(text)
        assert article.title is None or 0 < len(article.title) <= MAX_LABEL


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_an_article_or_refused(data: bytes) -> None:
    assert all(item.name.startswith("a.txt") for item in read_file(File("a.txt", data)))


@pytest.mark.parametrize("mark", ["\u0301", "\u0315\u0300"])
def test_piles_of_accents_are_cut_before_they_take_forever(mark: str) -> None:
    text = normalise("It rained in the town" + mark * 400_000 + " all day.")
    assert text.startswith("It rained in the tow")
    assert text.endswith(" all day.")
    assert len(text) < 50 + MOST_MARKS


@pytest.mark.parametrize(
    ("raw", "shown"),
    [(None, None), (" \n\u200b", None), (" A\nb\t c ", "A b c"), ("x" * 600, "x" * 499 + "…"), ("\udcff", "\ufffd")],
)
def test_labels_are_one_short_line(raw: str | None, shown: str | None) -> None:
    assert label(raw) == shown
