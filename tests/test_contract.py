"""The command line prints what the contract says."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from extract.__main__ import main
from extract.contract import as_row
from extract.model import Actor, Article, Days, Findings, Layout, Meeting, Mention, Publication, Quote, Span

ARTICLE = Article("a", "Brandt said it rains.")
FOUND = Findings(
    article=ARTICLE,
    title=None,
    language="en",
    publication=Publication(date(2024, 3, 4), "stated", (date(2024, 3, 4),)),
    layout=Layout((), None),
    actors=(
        Actor("Brandt", "person", None, (Mention(Span(0, 6), "name", "r"), Mention(Span(12, 14), "pronoun", "r"))),
    ),
    quotes=(
        Quote((Span(12, 20),), Span(7, 11), Span(0, 6), "Brandt", "indirect", "tagger", confidence=0.87654),
        Quote((Span(15, 20),), None, None, None, "indirect", "tagger", nested=True),
    ),
    meetings=(
        Meeting(("Brandt",), "visit", "planned", (Span(0, 20),), "r", days=Days(date(2024, 3, 5), date(2024, 3, 6))),
    ),
)


def test_a_row_holds_plain_values_and_leaves_pronouns_and_nested_speech_out() -> None:
    row = json.loads(json.dumps(as_row(FOUND)))
    assert row["published"] == "2024-03-04"
    assert [q["content"] for q in row["quotes"]] == [[[12, 20]]]
    assert row["quotes"][0]["confidence"] == 0.877
    assert row["actors"][0]["mentions"] == [[0, 6]]
    assert (row["meetings"][0]["start"], row["meetings"][0]["end"]) == ("2024-03-05", "2024-03-06")
    assert row["meetings"][0]["original_start"] is None


def test_rows_in_rows_out_and_a_bad_row_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = tmp_path / "rows.jsonl"
    good = {"id": "x", "text": "VELMORA, March 4. /ORBIS/. It rains, Ilse Brandt said.", "published": "2024-03-04"}
    rows.write_text(
        json.dumps(good) + "\n\n{not json}\n" + json.dumps({"id": "y", "text": "\ud800"}) + "\n", encoding="utf-8"
    )
    assert main(["--jsonl", str(rows)]) == 1
    printed = capsys.readouterr()
    assert [json.loads(line)["id"] for line in printed.out.splitlines()] == ["x", "y"]
    assert "rows.jsonl, line 3: not a row" in printed.err


def test_a_file_that_is_no_text_is_named_and_the_next_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "report.txt").write_text("Envoys meet\n\nIt will rain tomorrow, the minister said.\n", encoding="utf-8")
    assert main([str(tmp_path / "noise.txt"), str(tmp_path / "report.txt")]) == 1
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == 1
    assert "noise.txt" in printed.err


def test_nothing_to_read_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main([])
    assert "give files" in capsys.readouterr().err


def test_a_missing_file_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["no-such-file.txt"]) == 1
    assert "no-such-file.txt" in capsys.readouterr().err
