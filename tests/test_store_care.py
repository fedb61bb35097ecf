"""The store finds its own damage, makes again what is derived, goes to a copy and back; several write at once."""

from __future__ import annotations

import multiprocessing
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, text

from dashboard.store import Filters, add_findings, care, decisions, open_store, queries
from dashboard.store.dialect import file_of
from dashboard.store.seals import OUTSIDE
from extract.errors import SidelinesError
from extract.model import Findings
from tests.stores import findings, meets, person, quoted

DAY = date(2026, 3, 2)


def made(i: int) -> Findings:
    """One of many articles."""
    words = (
        f'"Iran must talk for {i} days with Bo Tarn," Ana Orlan said. Ana Orlan will meet Bo Tarn for the {i}th time.'
    )
    return findings(
        words,
        actors=(person(words, "Ana Orlan"), person(words, "Bo Tarn")),
        quotes=(quoted(words, f"Iran must talk for {i} days with Bo Tarn,", "Ana Orlan"),),
        meetings=(
            meets(words, f"Ana Orlan will meet Bo Tarn for the {i}th time.", "Ana Orlan", "Bo Tarn", days=(DAY, DAY)),
        ),
    )


def add_all(url: str) -> None:
    """What each of several processes does."""
    store = open_store(url)
    for i in range(40):
        add_findings(store, made(i), file_name=f"{i}.txt")


@pytest.fixture
def store(empty: Engine) -> Engine:
    """A store with three articles and a decision."""
    for i in range(3):
        add_findings(empty, made(i), file_name=f"{i}.txt")
    decisions.reject(empty, "quote", int(queries.quotes(empty, Filters())["quote_id"][0]))
    return empty


@pytest.fixture
def file(store: Engine) -> Path:
    """The file of the store, where it has one."""
    path = file_of(store)
    if path is None:
        pytest.skip("PostgreSQL has no file; its own tools look after it")
    return path


def test_four_processes_add_the_same_articles_once(empty: Engine) -> None:
    url = empty.url.render_as_string(hide_password=False)
    spawned = multiprocessing.get_context("spawn")
    processes = [spawned.Process(target=add_all, args=(url,)) for _ in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [p.exitcode for p in processes] == [0, 0, 0, 0]
    assert queries.totals(empty).articles == queries.totals(empty).quotes == 40
    assert queries.totals(empty).actors == 2
    assert care.check(empty) == []


def test_a_store_in_order_has_no_fault(store: Engine) -> None:
    told: list[tuple[int, int]] = []
    assert care.check(store, progress=lambda done, total: told.append((done, total))) == []
    assert told == [(3, 3)]


@pytest.mark.parametrize(
    ("harm", "found"),
    [
        ("UPDATE entity SET quotes = quotes + 1", "quotes"),
        ("UPDATE entity SET articles = 0", "articles"),
        ("UPDATE quote SET day = '1999-01-01'", "Days"),
        ("DELETE FROM quote_topic", "links"),
        ("UPDATE quote_topic SET topic_key = 'other'", "links"),
        ("UPDATE block SET sum = sum - 1", "columns"),
    ],
)
def test_what_is_derived_is_found_wrong_and_made_again(store: Engine, harm: str, found: str) -> None:
    with store.begin() as connection:
        connection.execute(text(harm))
    faults = care.check(store)
    assert any(found in f.what for f in faults)
    assert all(f.repairable for f in faults)
    care.repair(store)
    assert care.check(store) == []
    assert queries.count_quotes(store, Filters()) == 2  # the decision is still there


def test_a_changed_text_is_found(store: Engine) -> None:
    with store.begin() as connection:
        connection.execute(text("UPDATE article SET text = 'other' WHERE no = 1"))
    faults = [f for f in care.check(store) if "changed since" in f.what]
    assert [f.repairable for f in faults] == [False]


@pytest.mark.harms
@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE actor SET name = 'Ana Orlaf' WHERE article_no = 1 AND position = 0",
        "UPDATE quote SET confidence = 0.5 WHERE id = 2",
        "UPDATE meeting SET rule = 'other' WHERE id = 1",
        "UPDATE meeting_participant SET name = 'Bo Tarm' WHERE meeting_id = 1 AND position = 1",
        "UPDATE topic_mention SET start = start + 1 WHERE id = 1",
        "UPDATE entity SET name = 'Ana Orlaf' WHERE id = 1",
        "UPDATE article SET file_name = '3.txt' WHERE no = 1",
        "UPDATE decision SET kind = 'confirm'",
    ],
)
def test_a_changed_finding_is_found(store: Engine, harm: str) -> None:
    with store.begin() as connection:
        assert connection.execute(text(harm)).rowcount == 1
    faults = [f for f in care.check(store) if "changed since" in f.what]
    assert [f.repairable for f in faults] == [False]
    assert "1 row of" in faults[0].what


def test_what_decisions_change_and_bring_back_is_in_order(store: Engine) -> None:
    quote_id = int(queries.quotes(store, Filters())["quote_id"].iloc[0])
    meeting_id = int(queries.meetings(store, Filters())["meeting_id"].iloc[0])
    made_of = [
        decisions.correct(store, "quote", quote_id, speaker="Cy Wend", said_first=DAY, said_last=DAY),
        decisions.correct(store, "meeting", meeting_id, participants=("Ana Orlan", "Cy Wend"), status="cancelled"),
    ]
    assert care.check(store) == []
    for number in made_of:
        decisions.undo(store, number)
    assert care.check(store) == []


def test_a_store_from_before_the_sums_is_brought_up_to_date(empty: Engine) -> None:
    add_findings(empty, made(0), file_name="0.txt")
    with empty.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(files("dashboard.store") / "migrations"))
        config.attributes["connection"] = connection
        command.downgrade(config, "0002")
        for table in OUTSIDE:
            connection.execute(text(f"ALTER TABLE {table.name} DROP COLUMN seal"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    again = open_store(empty.url.render_as_string(hide_password=False))
    assert care.check(again) == []
    decisions.reject(again, "quote", int(queries.quotes(again, Filters())["quote_id"].iloc[0]))
    add_findings(again, made(1), file_name="1.txt")
    assert care.check(again) == []
    again.dispose()


def test_a_full_text_index_that_lost_a_row_is_made_again(store: Engine, file: Path) -> None:
    with store.begin() as connection:
        connection.execute(text("INSERT INTO quote_words(quote_words) VALUES ('delete-all')"))
    assert queries.quotes(store, Filters(search="Iran")).empty
    assert any("full-text" in f.what for f in care.check(store))
    care.repair(store)
    assert len(queries.quotes(store, Filters(search="Iran"))) == 2
    assert care.check(store) == []


def test_there_and_back(store: Engine, file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    care.backup(store, copy)
    add_findings(store, made(9), file_name="9.txt")
    store.dispose()
    former = care.restore(copy, file)
    assert former is not None
    again = open_store(f"sqlite:///{file}")
    assert queries.count_articles(again, Filters()) == 3
    assert queries.count_decisions(again) == 1
    assert care.check(again) == []
    again.dispose()
    before = open_store(f"sqlite:///{former}")
    assert queries.count_articles(before, Filters()) == 4
    before.dispose()


def test_a_copy_over_the_store_itself_and_a_damaged_backup_are_refused(
    store: Engine, file: Path, tmp_path: Path
) -> None:
    with pytest.raises(SidelinesError, match="the store itself"):
        care.backup(store, file)
    with pytest.raises(SidelinesError, match="can't be written"):
        care.backup(store, tmp_path / "no folder" / "copy.sqlite")
    damaged = tmp_path / "damaged.sqlite"
    care.backup(store, damaged)
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 5000] = b"\xff" * 5000
    damaged.write_bytes(content)
    with pytest.raises(SidelinesError, match=r"not in order|can't be"):
        care.restore(damaged, file)
    with pytest.raises(SidelinesError, match="no backup"):
        care.restore(tmp_path / "none", file)
    assert queries.count_articles(store, Filters()) == 3


def test_postgresql_says_how_it_is_backed_up(store: Engine, tmp_path: Path) -> None:
    if file_of(store) is None:
        with pytest.raises(SidelinesError, match="pg_dump"):
            care.backup(store, tmp_path / "copy")
