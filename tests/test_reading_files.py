"""Every kind of file gives its articles, with what it says of them; what can't be read says why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

import pytest

from extract.errors import ArticleError
from extract.reading import Columns, Found, Item, Parser, Refused
from tests import sample_files as made
from tests.sample_files import PARAGRAPHS, TEXT, TITLE

DAY = date(2024, 3, 4)


@pytest.fixture(scope="module", name="parser")
def one_parser() -> Iterator[Parser]:
    """A parsing process for all tests of this module."""
    with Parser() as parser:
        yield parser


def one(parser: Parser, name: str, data: bytes) -> Found:
    """The one article of a file."""
    [item] = parser.read(name, data)
    assert isinstance(item, Found), item
    return item


def refused(parser: Parser, name: str, data: bytes) -> str:
    """Why a file is refused."""
    [item] = parser.read(name, data)
    assert isinstance(item, Refused), item
    return item.reason


def lines(item: Item) -> list[str]:
    """The paragraphs of an article."""
    assert isinstance(item, Found)
    return [line for line in item.article.text.split("\n") if line.strip()]


@pytest.mark.parametrize("name", ["report.txt", "report.html", "report.pdf", "report.docx", "report.eml"])
def test_every_format_gives_the_same_paragraphs(parser: Parser, name: str) -> None:
    found = one(parser, name, made.every_format()[name])
    assert [line for line in lines(found) if line != TITLE] == list(PARAGRAPHS)
    assert found.note is None


@pytest.mark.parametrize(
    ("name", "title", "published", "source"),
    [
        ("report.txt", None, None, None),
        ("report.md", TITLE, DAY, "Orbis"),
        ("report.html", TITLE, DAY, "Orbis"),
        ("report.pdf", TITLE, None, None),
        ("report.docx", TITLE, None, None),
        ("report.eml", TITLE, DAY, "Orbis News"),
    ],
)
def test_what_a_file_says_of_its_article(
    parser: Parser, name: str, title: str | None, published: date | None, source: str | None
) -> None:
    article = one(parser, name, made.every_format()[name]).article
    assert (article.title, article.published, article.source) == (title, published, source)


@pytest.mark.parametrize("name", ["report.csv", "report.jsonl", "report.parquet"])
def test_a_table_gives_an_article_a_row(parser: Parser, name: str) -> None:
    items = list(parser.read(name, made.every_format()[name]))
    assert [lines(item) for item in items] == [[p] for p in PARAGRAPHS]
    place = "line" if name.endswith("jsonl") else "row"
    first = 2 if name.endswith("csv") else 1
    assert [item.name for item in items] == [f"{name}, {place} {n}" for n in range(first, first + 3)]
    assert isinstance(items[0], Found)
    assert items[0].article.published == DAY


def test_an_archive_gives_what_its_files_give(parser: Parser) -> None:
    files = made.every_format()
    items = list(parser.read("report.zip", files["report.zip"]))
    assert all(isinstance(item, Found) for item in items)
    assert len(items) == 6 + 3 * 3
    assert items[0].name == "report.zip: report.txt"
    assert items[-1].name == "report.zip: report.parquet, row 3"


def test_a_day_that_can_be_read_two_ways_is_left_open_and_said(parser: Parser) -> None:
    found = one(parser, "a.csv", f'text,date\n"{TEXT}",03/04/2024'.encode())
    assert found.article.published is None
    assert found.note == "The day “03/04/2024” is not clear and was left open."


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        (f"report.{kind}", suffix)
        for kind in ("pdf", "docx", "html", "eml")
        for suffix in ("txt", "csv", "zip", "pdf", "docx", "xyz")
        if kind != suffix
    ],
)
def test_a_wrong_ending_is_seen_through_and_said(parser: Parser, name: str, suffix: str) -> None:
    found = one(parser, f"report.{suffix}", made.every_format()[name])
    assert PARAGRAPHS[1] in found.article.text
    assert found.note is None if suffix == "xyz" else f"The name ends in .{suffix}, but it is a " in (found.note or "")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "a.txt is empty"),
        ("a.pdf", b"\x00\x01\x02" * 500, "a.pdf is damaged: it is not a PDF file, as its name says"),
        ("a.pdf", b"%PDF-1.7\n%%EOF", "a.pdf is damaged"),
        ("a.pdf", made.pdf([" "]), "holds no text, perhaps scanned pictures; run text recognition"),
        ("a.pdf", made.pdf(pages=1001), "has 1,001 pages; the most is 1,000"),
        ("a.docx", made.archive_of({"[Content_Types].xml": b"", "word/document.xml": b"<a"}), "a.docx is damaged"),
        ("a.xlsx", made.archive_of({"[Content_Types].xml": b"", "xl/a.xml": b""}), "an Office file other than Word"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + bytes(500), "old or locked Office file; save it as .docx"),
        ("a.zip", made.archive_of({}), "a.zip holds no files"),
        ("a.zip", made.archive_of({"a.txt": bytes(5_000_000)}), "packed far too tightly"),
        ("a.zip", made.archive_of({"b.zip": made.archive_of({})}), "an archive inside an archive; unpack it"),
        ("a.zip", made.archive_of({"../a.txt": b"a"}), "path that leads out of the archive"),
        ("a.csv", b"a,b\n1,2\n", "none of its columns .a, b. is known to hold the text; choose it"),
        ("a.csv", b",".join(b"c%d" % i for i in range(100_000)), "has 100,000 columns; the most is 1,000"),
        ("a.jsonl", b"[" * 10_000 + b"]" * 10_000, "a.jsonl, line 1 is nested too deeply"),
        ("a.eml", b"From: a@b.example\nSubject: x\n\n", "a.eml is a message without text"),
        ("a.html", b"<html><body></body></html>", "holds no article that can be found; paste its text"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(500), "is a picture"),
    ],
)
def test_a_refusal_names_the_file_the_reason_and_the_remedy(
    parser: Parser, name: str, data: bytes, reason: str
) -> None:
    said = refused(parser, name, data)
    assert re.search(reason, said)
    assert said.startswith(name)
    assert said.endswith(".")


def test_a_locked_pdf_is_told_from_a_damaged_one(parser: Parser) -> None:
    lock = (
        "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + "28" * 32 + "> /U <" + "41" * 32 + "> >> /ID [<00> <00>]"
    )
    assert "is locked with a password" in refused(parser, "a.pdf", made.pdf(trailer=lock))


@pytest.mark.parametrize("kind", ["jsonl", "csv"])
def test_a_table_with_the_name_of_a_text_is_seen_through(parser: Parser, kind: str) -> None:
    items = list(parser.read("report.txt", made.every_format()[f"report.{kind}"]))
    assert [lines(item) for item in items] == [[p] for p in PARAGRAPHS]


@pytest.mark.parametrize("name", ["report.html", "report.eml", "report.pdf", "report.docx", "report", "report.xyz"])
def test_plain_text_with_another_name_is_read(parser: Parser, name: str) -> None:
    assert one(parser, name, TEXT.encode()).article.text == TEXT


def test_a_bad_row_does_not_stop_the_others(parser: Parser) -> None:
    rows = f'{{"text": "{PARAGRAPHS[0]}"}}\n{{broken\n\n[1]\n{{"text": ""}}\n{{"text": "{PARAGRAPHS[1]}"}}\n'
    items = list(parser.read("a.jsonl", rows.encode()))
    assert [(item.name, isinstance(item, Found)) for item in items] == [
        ("a.jsonl, line 1", True),
        ("a.jsonl, line 2", False),
        ("a.jsonl, line 4", False),
        ("a.jsonl, line 5", False),
        ("a.jsonl, line 6", True),
    ]


def test_columns_are_proposed_and_can_be_chosen(parser: Parser) -> None:
    data = f'x,y,when\n"{PARAGRAPHS[0]}","{PARAGRAPHS[1]}",2024-03-04\n'.encode()
    shown = parser.preview("a.csv", data)
    assert shown.header == ("x", "y", "when")
    assert shown.rows[0][2] == "2024-03-04"
    assert shown.columns == Columns("y")
    [item] = parser.read("a.csv", data, columns=Columns("x", published="when"))
    assert isinstance(item, Found)
    assert (item.article.text, item.article.published) == (PARAGRAPHS[0], DAY)
    [missing] = parser.read("a.csv", data, columns=Columns("z"))
    assert isinstance(missing, Refused)
    assert "has no column z; its columns are x, y, when" in missing.reason


def test_what_is_no_table_has_no_preview(parser: Parser) -> None:
    with pytest.raises(ArticleError, match=r"a\.txt is no table"):
        parser.preview("a.txt", TEXT.encode())


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_told(parser: Parser, delimiter: str) -> None:
    data = delimiter.join(["title", "text"]) + "\n" + delimiter.join(["Rain", f'"{TEXT}"'])
    assert one(parser, "a.csv", data.encode()).article.title == "Rain"


def test_words_in_tables_boxes_and_tracked_changes_of_a_word_file(parser: Parser) -> None:
    ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

    def run(words: str) -> str:
        return f"<w:r><w:t>{words}</w:t></w:r>"

    cells = "".join(f"<w:tc><w:p>{run(w)}</w:p></w:tc>" for w in ("Ilse Brandt", "minister"))
    struck = "<w:del><w:r><w:delText>out</w:delText></w:r></w:del>"
    body = (
        f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{run(PARAGRAPHS[0])}</w:p>"
        f"<w:p><w:ins>{run('It was put in,')}</w:ins>{struck}{run(' and stays.')}</w:p>"
        f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
        f"<w:sdt><w:sdtContent><w:p>{run('It is in a box.')}</w:p></w:sdtContent></w:sdt>"
    )
    data = made.docx_with(f"<w:document {ns}><w:body>{body}</w:body></w:document>".encode())
    assert lines(one(parser, "a.docx", data)) == [
        PARAGRAPHS[0],
        "It was put in, and stays.",
        "Ilse Brandt\tminister",
        "It is in a box.",
    ]


def test_the_day_a_file_was_made_is_no_day_of_publication(parser: Parser) -> None:
    for name, data in (
        ("a.pdf", made.pdf(extra="/CreationDate (D:20240305120000Z)")),
        ("a.docx", made.docx(made=datetime(2024, 3, 5))),
    ):
        article = one(parser, name, data).article
        assert (article.published, article.made) == (None, date(2024, 3, 5))


def test_attachments_are_named_and_the_body_is_read(parser: Parser) -> None:
    head = b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    parts = b"--x\n\n" + TEXT.encode() + b"\n--x\nContent-Disposition: attachment; filename=plan.pdf\n\n%PDF\n--x--\n"
    found = one(parser, "a.eml", head + parts)
    assert found.article.text == TEXT
    assert "plan.pdf" in (found.note or "")
    assert found.article.source == "b.example"


def test_a_stub_of_plain_text_beside_a_page_is_passed_over(parser: Parser) -> None:
    head = b"From: a@b.example\nSubject: Rain\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=x\n\n"
    stub = b"--x\n\nYou can read this letter in your browser, too.\n--x\nContent-Type: text/html; charset=utf-8\n\n"
    found = one(parser, "a.eml", head + stub + made.page() + b"\n--x--\n")
    assert PARAGRAPHS[2] in found.article.text
    assert (found.article.title, found.article.source) == ("Rain", "Orbis")


@pytest.mark.parametrize(
    "html", ["<p>It rained in Velmora on Monday.</p>", "<html><body>It rained in Velmora on Monday.</body></html>"]
)
def test_a_short_page_is_read(parser: Parser, html: str) -> None:
    assert one(parser, "a.html", html.encode()).article.text == "It rained in Velmora on Monday."
