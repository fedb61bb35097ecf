"""`sidelines add` in bulk: stops at any moment and goes on, sets poisonous articles aside, and reads anew."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sqlalchemy import Engine

from dashboard.commands import care
from dashboard.commands.adding import add
from dashboard.commands.findings import add_parquet
from dashboard.commands.progress import Progress, duration
from dashboard.commands.rereading import read_again
from dashboard.commands.sources import PIECE, list_files, read_items
from dashboard.store import Filters, add_many, decisions, open_store, queries
from extract.batch import extract_batches, from_articles
from extract.errors import SidelinesError
from extract.model import Article, Findings
from extract.reading import Found
from tests.reading_functions import DEADLY, POISONOUS, read, read_slowly
from tests.stores import findings, person, quoted

ADD = """
import signal
import sys
from pathlib import Path
from dashboard.commands.adding import add
from dashboard.store import open_store
from tests.reading_functions import read_slowly
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where the tests run behind a shell's "&"
    sys.exit(add(open_store(sys.argv[1]), [Path(sys.argv[2])], processes=2, read=read_slowly))
"""


@pytest.fixture
def store(tmp_path: Path) -> Engine:
    return open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")


def rows(path: Path, texts: list[str]) -> Path:
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    return path


def stored(store: Engine) -> list[str]:
    return sorted(queries.articles(store, Filters())["file_name"])


def test_what_is_stored_is_skipped_and_what_is_refused_is_told(
    tmp_path: Path, store: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    file = rows(tmp_path / "rows.jsonl", ["It rained.", "It snowed.", "", "It rained."])
    assert add(store, [file, tmp_path / "none.txt"], processes=1, read=read) == 1
    said = capsys.readouterr()
    assert said.out.startswith("2 articles added")
    assert "1 there already; 2 refused" in said.out
    assert "none.txt: refused" in said.err
    assert "line 3" in said.err
    assert stored(store) == ["rows.jsonl, line 1", "rows.jsonl, line 2"]
    assert add(store, [rows(file, ["It rained.", "It snowed."])], processes=1, read=read) == 0
    assert capsys.readouterr().out.startswith("0 articles added")


def test_a_poisonous_article_is_set_aside_and_tried_again_on_demand(
    tmp_path: Path, store: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    file = rows(tmp_path / "rows.jsonl", ["It rained.", DEADLY, "It snowed.", POISONOUS, "It thawed."])
    assert add(store, [file], processes=2, read=read) == 1
    assert "3 articles added: 0 quotations, 0 meetings, 0 topic mentions; 2 set aside." in capsys.readouterr().out
    kept = queries.failures(store)
    assert sorted(kept["file_name"]) == ["rows.jsonl, line 2", "rows.jsonl, line 4"]
    assert set(kept["tries"]) == {3}
    assert any("signal 9" in reason for reason in kept["reason"])
    assert add(store, [file], processes=2, read=read) == 1
    assert "sidelines add --retry" in capsys.readouterr().err
    assert add(store, [file], processes=2, retry=True, read=read_slowly) == 0
    assert len(stored(store)) == 5
    assert queries.failures(store).empty


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_it_stops_at_any_moment_and_goes_on(end: signal.Signals, tmp_path: Path, store: Engine) -> None:
    file = rows(tmp_path / "rows.jsonl", [f"Article {i}." for i in range(150)])
    script = tmp_path / "add.py"
    script.write_text(ADD)
    command = [sys.executable, str(script), store.url.render_as_string(), str(file)]
    environment = {**os.environ, "PYTHONPATH": os.getcwd()}
    first = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True)
    until = time.monotonic() + 60
    while len(stored(store)) < 50 and time.monotonic() < until:
        time.sleep(0.05)
    os.killpg(first.pid, end) if end == signal.SIGINT else first.kill()
    said, _ = first.communicate(timeout=30)
    assert 50 <= len(stored(store)) < 150
    if end == signal.SIGINT:
        assert first.returncode == 130
        assert "goes on where this one was" in said
    assert care.check(store, repair=False) == 0
    assert add(store, [file], processes=2, read=read_slowly) == 0
    assert stored(store) == sorted(f"rows.jsonl, line {i + 1}" for i in range(150))


def test_a_file_that_was_refused_three_times_is_not_parsed_again(
    tmp_path: Path, store: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 and nothing more")
    for _ in range(3):
        assert add(store, [bad], processes=1, read=read) == 1
        assert "1 refused" in capsys.readouterr().out
    assert add(store, [bad], processes=1, read=read) == 1
    assert "bad.pdf: was set aside before" in capsys.readouterr().err
    assert list(queries.failures(store)["file_name"]) == ["bad.pdf"]


def test_long_tables_are_read_in_pieces_with_the_right_lines(tmp_path: Path) -> None:
    texts = [f"Article {i} of many. " + "It rained. " * 20 for i in range(3 * PIECE // 240)]
    files = list_files([rows(tmp_path / "rows.jsonl", texts)], lambda name, reason: None)
    items = list(read_items(files, lambda key, name: False))
    found = [item.read for item in items if isinstance(item.read, Found)]
    assert [f.article.text.split(".")[0] for f in found] == [text.split(".")[0] for text in texts]
    assert [f.name for f in found] == [f"rows.jsonl, line {i + 1}" for i in range(len(texts))]
    assert sum(item.size for item in items) == files[0].size


def test_a_folder_is_read_with_what_is_below(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    for name in ("a/one.txt", "a/b/two.txt", "a/b/picture.png"):
        (tmp_path / name).write_text("It rained.")
    told: list[str] = []
    files = list_files([tmp_path, tmp_path / "a" / "one.txt"], lambda name, reason: told.append(reason))
    assert [file.name for file in files] == ["a/b/two.txt", "a/one.txt"]
    empty = tmp_path / "empty"
    empty.mkdir()
    list_files([empty], lambda name, reason: told.append(reason))
    assert "holds no file that can be read" in told[0]


def older(text: str, words: str) -> Findings:
    """As an older version read it: with another quotation than is found now."""
    return findings(text, actors=(person(text, "Ana Zel"),), quotes=(quoted(text, words, "Ana Zel"),))


def newer(article: Article) -> Findings:
    """As this version reads it."""
    return replace(older(article.text, "It rained all day"), article=article)


def test_reading_again_keeps_decisions_and_tells_changes(store: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    text = "“It rained all day,” Ana Zel said."
    add_many(store, [(older(text, "It rained"), "a.txt")], reader_version="0+older")
    same = "“It rained all day,” Ana Zel told them."
    add_many(store, [(older(same, "It rained all day"), "b.txt")], reader_version="0+older")
    quote = next(
        int(q.quote_id) for q in queries.quotes(store, Filters()).itertuples() if q.text == "It rained all day"
    )
    decisions.confirm(store, "quote", quote)
    assert read_again(store, processes=1, read=newer) == 0
    said = capsys.readouterr().out
    assert "2 articles read again, 1 of them changed" in said
    assert "New: 1 quotations." in said
    assert "No longer found: 1 quotations." in said
    assert sorted(queries.quotes(store, Filters())["state"]) == ["confirmed", "found"]
    assert read_again(store, processes=1, read=newer) == 0
    assert "All articles were read by this version" in capsys.readouterr().out


def test_an_article_that_fails_again_keeps_its_findings(store: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    add_many(store, [(older(f"{POISONOUS} “It rained,” Ana Zel said.", "It rained"), "a.txt")])
    assert read_again(store, processes=1, read=read) == 1
    assert "keeps the findings it has" in capsys.readouterr().err
    assert len(queries.quotes(store, Filters())) == 1


def test_findings_of_another_engine_are_stored(
    tmp_path: Path, store: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [findings(text).article for text in ("It rained.", POISONOUS, "It snowed.")]
    made = list(extract_batches([from_articles(given)], read=read))
    pq.write_table(pa.Table.from_batches(made), tmp_path / "part-0.parquet")
    (tmp_path / "part-1.parquet").write_bytes(b"nothing of the kind")
    assert add_parquet(store, [tmp_path]) == 1
    said = capsys.readouterr()
    assert "2 articles added" in said.out
    assert "no verb in sight" in said.err
    assert "part-1.parquet: refused" in said.err
    assert add_parquet(store, [tmp_path / "part-0.parquet"]) == 1
    assert "0 articles added; 2 there already" in capsys.readouterr().out


def test_backup_and_restore(tmp_path: Path, store: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    copy, url = tmp_path / "copy.sqlite", store.url.render_as_string()
    add_many(store, [(findings("It rained."), "a.txt")])
    assert care.backup(store, copy) == 0
    add_many(store, [(findings("It snowed."), "b.txt")])
    store.dispose()
    assert care.restore(url, copy) == 0
    assert stored(open_store(url)) == ["a.txt"]
    assert "kept as" in capsys.readouterr().out
    with pytest.raises(SidelinesError, match="pg_restore"):
        care.restore("postgresql+psycopg://localhost/desk", copy)


def test_progress_tells_counts_and_ends_its_line() -> None:
    out = StringIO()
    with Progress(200, out=out) as progress:
        assert "starting" in progress.line()
        progress.count("added", work=True)
        progress.advance(50)
        assert progress.line() == " 25% - 1 added"
        progress.say("bad.txt: refused: empty")
    assert out.getvalue() == "bad.txt: refused: empty\n"


@pytest.mark.parametrize(("seconds", "words"), [(-1, "0 s"), (89, "89 s"), (200, "3 min"), (7500, "2 h 5 min")])
def test_durations(seconds: float, words: str) -> None:
    assert duration(seconds) == words
