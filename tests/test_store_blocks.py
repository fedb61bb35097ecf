"""Columns are always those of the rows, whatever was written; readers keep them, and fetch what is newer."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, select, text

from dashboard.store import (
    Filters,
    add_findings,
    blocks,
    care,
    decisions,
    open_store,
    queries,
    remove_article,
    replace_findings,
    retag,
)
from dashboard.store.dialect import file_of
from dashboard.store.faults import DamagedError
from dashboard.store.schema import metadata, quote, quote_about, stale_block
from dashboard.store.transactions import reading, writing
from extract.model import Findings
from extract.topics import Topic
from tests.stores import assert_blocks, findings, meets, person, quoted

DAY = date(2026, 3, 2)


def made(i: int) -> Findings:
    """One of several articles of the same two people."""
    words = f'"Iran must talk for {i} days with Bo Tarn," Ana Orlan said. Ana Orlan will meet Bo Tarn on day {i}.'
    return findings(
        words,
        day=DAY if i else None,
        actors=(person(words, "Ana Orlan"), person(words, "Bo Tarn")),
        quotes=(quoted(words, f"Iran must talk for {i} days with Bo Tarn,", "Ana Orlan"),),
        meetings=(meets(words, f"Ana Orlan will meet Bo Tarn on day {i}.", "Ana Orlan", "Bo Tarn", days=(DAY, DAY)),),
    )


@pytest.fixture
def store(empty: Engine) -> Engine:
    """A store with three articles."""
    for i in range(3):
        add_findings(empty, made(i), file_name=f"{i}.txt")
    return empty


def first(store: Engine, table: str) -> int:
    """The smallest number in a table."""
    with reading(store) as connection:
        return int(connection.execute(text(f"SELECT min(id) FROM {table}")).scalar_one())


def held(store: Engine, name: str) -> dict[str, list[Any]]:
    """A table's columns as a reader has them now."""
    with reading(store) as connection:
        return {column: values.tolist() for column, values in blocks.read(connection)[name].items()}


def test_the_newest_migration_notes_what_the_blocks_hold() -> None:
    newest = import_module("dashboard.store.migrations.versions.0005_blocks")
    assert newest.SIZE == blocks.SIZE
    assert {name: columns.split() for name, columns in newest.BLOCKS.items()} == {
        name: list(layout.columns) for name, layout in blocks.LAYOUTS.items()
    }


def test_columns_have_what_rows_have(store: Engine) -> None:
    with reading(store) as connection:
        columns = blocks.read(connection)
        for row in connection.execute(select(quote)):
            said = {name: values[row.id] for name, values in columns["quote"].items()}
            assert said["article_no"] == row.article_no
            assert said["entity_id"] == row.entity_id
            assert said["day"] == blocks.day_number(row.day)
            assert said["shown"] == row.shown
            assert [said["kind"]] == blocks.codes(["direct"])
            assert said["confidence"] == np.float32(row.confidence)
        pairs = [tuple(row) for row in connection.execute(select(quote_about.c.quote_id, quote_about.c.entity_id))]
        about = columns["quote_about"]
        assert sorted(zip(about["quote_id"].tolist(), about["entity_id"].tolist(), strict=True)) == sorted(pairs)
        assert columns["article"]["source"][1] == blocks.name_number("Desk")
        assert columns["article"]["published"][1] == 0  # not known


def test_each_kind_of_writing_brings_the_columns_along(store: Engine) -> None:
    article_id = made(1).article.id
    merged, into = (int(i) for i in queries.find_actors(store, "")["entity_id"][:2])
    undone = [
        decisions.confirm(store, "quote", first(store, "quote")),
        decisions.reject(store, "meeting", first(store, "meeting")),
        decisions.reject(store, "topic", first(store, "topic_mention")),
        decisions.correct(store, "quote", first(store, "quote"), speaker="Cy Wend", said_first=DAY, said_last=DAY),
        decisions.correct(store, "meeting", first(store, "meeting"), status="cancelled", participants=("Bo Tarn",)),
        decisions.add(store, "quote", article_id, 1, 9, speaker="Bo Tarn"),
        decisions.add(store, "meeting", article_id, 1, 9, participants=("Bo Tarn", "Ida Moor")),
        decisions.add(store, "topic", article_id, 1, 9, topic="iran"),
        decisions.add(store, "actor", article_id, 1, 9, name="Ida Moor"),
        decisions.correct_actor(store, article_id, "Bo Tarn", "correct", meant=into),
        decisions.settle_day(store, article_id, date(2026, 5, 4)),
        decisions.merge(store, merged, into),
        decisions.keep_apart(store, merged, into),
        decisions.rename(store, into, "Somebody"),
        decisions.change_kind(store, into, "place"),
        decisions.hide(store, into),
        decisions.save_topic(store, Topic("Days", ("days",)))[1],
        decisions.remove_topic(store, "iran"),
    ]
    for number in undone:
        decisions.undo(store, number)
        assert_blocks(store)
    retag(store, ["days", "iran"])
    assert_blocks(store)
    replace_findings(store, findings(made(1).article.text, day=DAY))
    assert_blocks(store)
    remove_article(store, article_id)
    assert_blocks(store)
    care.repair(store)
    assert_blocks(store)
    assert care.check(store) == []


def test_each_decision_brings_the_columns_along(store: Engine) -> None:
    quote_id, entity_id = first(store, "quote"), first(store, "entity")
    for decide in (
        lambda: decisions.reject(store, "quote", quote_id),
        lambda: decisions.correct(store, "quote", quote_id, kind="mixed", speaker=None),
        lambda: decisions.correct(store, "meeting", first(store, "meeting"), first=None, last=None),
        lambda: decisions.settle_day(store, made(0).article.id, DAY),
        lambda: decisions.merge(store, entity_id + 1, entity_id),
        lambda: decisions.hide(store, entity_id),
        lambda: retag(store, ["iran"]),
    ):
        decide()
        assert_blocks(store)


def test_a_failed_writing_leaves_the_columns_as_they_were(store: Engine) -> None:
    before = held(store, "quote")
    with suppress(ZeroDivisionError), writing(store) as writer:
        writer.connection.execute(text("UPDATE quote SET state = 'rejected', shown = NOT shown"))
        raise ZeroDivisionError
    assert held(store, "quote") == before
    assert_blocks(store)


def test_a_write_that_changes_nothing_in_them_leaves_blocks_alone(store: Engine) -> None:
    with writing(store) as writer:
        writer.connection.execute(text("UPDATE quote SET state = state, speaker = 'B'"))
        assert not blocks.any_stale(writer.connection)
        writer.connection.execute(text("UPDATE quote SET day = NULL WHERE day IS NOT NULL"))
        stale = writer.connection.execute(select(stale_block)).all()
    assert [tuple(row) for row in stale] == [("quote", 0)]


def test_rows_that_go_with_another_are_noted_too(store: Engine) -> None:
    with writing(store) as writer:
        writer.connection.execute(text("DELETE FROM quote_topic"))
        writer.connection.execute(text("DELETE FROM quote WHERE id = 1"))
        stale = writer.connection.execute(select(stale_block.c.name)).scalars().all()
    assert sorted(stale) == ["quote", "quote_about"]


def test_a_row_that_moves_to_another_block_is_noted_in_both(store: Engine) -> None:
    far = 5 * blocks.SIZE
    with writing(store) as writer:
        writer.connection.execute(text(f"UPDATE topic_mention SET id = id + {far} WHERE id = 1"))
        stale = writer.connection.execute(select(stale_block)).all()
    assert sorted(tuple(row) for row in stale) == [("topic_mention", 0), ("topic_mention", 5)]
    assert_blocks(store)


@pytest.mark.harms
def test_a_reader_keeps_columns_and_fetches_only_what_is_newer(store: Engine) -> None:
    with writing(store) as writer:  # so that there are two blocks
        writer.connection.execute(text(f"UPDATE topic_mention SET id = id + {blocks.SIZE} WHERE id = 3"))
    before = held(store, "topic_mention")
    with store.begin() as connection:
        connection.execute(text("DELETE FROM block WHERE name = 'topic_mention' AND no = 0"))
    assert held(store, "topic_mention") == before
    with writing(store) as writer:
        writer.connection.execute(text(f"UPDATE topic_mention SET shown = NOT shown WHERE id > {blocks.SIZE}"))
    after = held(store, "topic_mention")
    assert after["shown"] == [0, 1, 1, *[0] * (blocks.SIZE + 1)]
    assert after["start"] == before["start"]


def test_what_is_gone_leaves_what_a_reader_keeps(store: Engine) -> None:
    assert held(store, "quote")["id"] == [0, 1, 2, 3]
    remove_article(store, made(1).article.id)
    assert held(store, "quote")["id"] == [0, 1, 0, 3]
    assert held(store, "quote_about")["quote_id"] == [1, 3]
    assert queries.count_quotes(store, Filters(review=("found", "rejected"))) == 2


def test_a_reader_who_began_before_a_writing_sees_what_was(store: Engine) -> None:
    with reading(store) as connection:
        earlier = blocks.read(connection)
        add_findings(store, made(7), file_name="7.txt")
        assert len(held(store, "quote")["id"]) == 5
        assert len(earlier["quote"]["id"]) == 4
        assert len(connection.execute(select(quote.c.id)).all()) == 3
    assert len(held(store, "quote")["id"]) == 5


@pytest.fixture
def file(store: Engine) -> Path:
    """The file of the store, where it has one."""
    path = file_of(store)
    if path is None:
        pytest.skip("PostgreSQL has no file")
    return path


def test_a_store_in_the_place_of_another_has_its_own_columns(store: Engine, file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    care.backup(store, copy)
    for i in (7, 8):
        add_findings(store, made(i), file_name=f"{i}.txt")
    assert len(held(store, "quote")["id"]) == 6
    store.dispose()
    care.restore(copy, file)
    again = open_store(f"sqlite:///{file}")
    assert len(held(again, "quote")["id"]) == 4
    for i in (4, 5):  # now both are of one version
        add_findings(again, made(i), file_name=f"{i}.txt")
    assert len(held(again, "quote")["id"]) == 6
    again.dispose()
    for path in tmp_path.glob("store.sqlite*"):
        path.unlink()
    new = open_store(f"sqlite:///{file}")
    assert len(held(new, "quote")["id"]) == 1
    new.dispose()


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE block SET data = (SELECT data FROM block WHERE name = 'plan') WHERE name = 'quote'",
        "UPDATE block SET sum = sum - 1 WHERE name = 'quote'",
    ],
)
def test_a_damaged_block_is_read_from_the_rows_found_and_made_again(store: Engine, harm: str) -> None:
    with reading(store) as connection:
        whole = blocks.encode(connection, "quote")
    with store.begin() as connection:
        connection.execute(text(harm))
        connection.execute(text("UPDATE meta SET value = 'other' WHERE key = 'store'"))  # nobody has read them yet
    assert held(store, "quote")["id"] == [0, 1, 2, 3]
    assert [(f.what, f.repairable) for f in care.check(store)] == [
        ("The columns of quote that pages count by are not what is stored.", True)
    ]
    care.repair(store)
    assert care.check(store) == []
    with reading(store) as connection:
        assert blocks.encode(connection, "quote") == whole


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM block WHERE name = 'meeting'",
        "INSERT INTO block SELECT name, no + 7000, version, sum, data FROM block WHERE name = 'meeting'",
        "UPDATE meeting SET status = 'held'",  # by another program: noted, but not yet made
    ],
)
def test_what_differs_from_the_rows_is_found_and_made_again(store: Engine, harm: str) -> None:
    with store.begin() as connection:
        connection.execute(text(harm))
    assert any("columns of meeting" in f.what and f.repairable for f in care.check(store))
    care.repair(store)
    assert not any("columns of" in f.what for f in care.check(store))
    assert held(store, "meeting")["id"] == [0, 1, 2, 3]


@pytest.mark.harms
def test_a_value_that_no_row_can_have_is_damage(store: Engine) -> None:
    with store.begin() as connection:
        connection.execute(text("UPDATE quote SET kind = 'said' WHERE id = 2"))
    assert any("is damaged" in f.what and not f.repairable for f in care.check(store))
    with pytest.raises(DamagedError):
        add_findings(store, made(7), file_name="7.txt")


def revise(store: Engine, revision: str) -> None:
    """Bring the store back to an older revision."""
    with store.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(files("dashboard.store") / "migrations"))
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def test_an_older_store_gets_its_columns_when_it_is_opened(store: Engine) -> None:
    url = store.url.render_as_string(hide_password=False)
    revise(store, "0004")
    with store.begin() as connection:
        connection.execute(text("UPDATE quote SET statement_id = 1"))
    again = open_store(url)
    assert_blocks(again)
    assert care.check(again) == []
    assert held(again, "quote")["statement_id"] == [0, 1, 1, 1]
    version = queries.data_version(again)
    open_store(url).dispose()
    assert queries.data_version(again) == version  # nothing was left to do
    again.dispose()


def test_gone_back_an_older_program_finds_its_totals_and_copies(store: Engine) -> None:
    revise(store, "0004")
    alike = "t.day IS q.day AND t.kind = q.kind AND t.state = q.state"
    if file_of(store) is None:
        alike = alike.replace(" IS ", " IS NOT DISTINCT FROM ")
    with store.begin() as connection:
        for table, speaker in (("quote_topic", "entity_id"), ("quote_about", "speaker_id")):
            query = f"FROM {table} t JOIN quote q ON q.id = t.quote_id WHERE t.{speaker} = q.entity_id AND {alike}"
            assert connection.execute(text(f"SELECT count(*) {query}")).scalar() == 3
        assert connection.execute(text("SELECT sum(quotes), sum(named) FROM quote_day")).one() == (3, 3)
        assert connection.execute(text("SELECT sum(mentions) FROM topic_day")).scalar() == 2  # one has no day
    again = open_store(store.url.render_as_string(hide_password=False))
    assert care.check(again) == []
    again.dispose()


def test_an_older_store_is_read_without_being_changed(store: Engine, file: Path) -> None:
    revise(store, "0004")
    store.dispose()
    older = open_store(f"sqlite:///{file}", read_only=True)
    assert held(older, "quote")["id"] == [0, 1, 2, 3]
    older.dispose()
    open_store(f"sqlite:///{file}").dispose()


@pytest.mark.harms
def test_a_file_whose_blocks_are_destroyed_is_still_read(store: Engine, file: Path) -> None:
    with store.connect() as connection:
        root = connection.execute(text("SELECT rootpage FROM sqlite_master WHERE name = 'block'")).scalar_one()
        size = connection.execute(text("PRAGMA page_size")).scalar_one()
    store.dispose()
    with file.open("r+b") as opened:
        opened.seek((root - 1) * size)
        opened.write(bytes(range(256)) * (size // 256))
    with pytest.raises(DamagedError):  # who would write is told
        held(store, "quote")
    damaged = open_store(f"sqlite:///{file}", read_only=True)
    assert held(damaged, "quote")["id"] == [0, 1, 2, 3]
    assert queries.count_quotes(damaged, Filters()) == 3
    damaged.dispose()


def test_a_new_store_and_one_brought_up_to_date_are_made_alike(tmp_path: Path) -> None:
    made_of = []
    for name, older in (("new", None), ("old", "0002")):
        store = open_store(f"sqlite:///{tmp_path / name}.sqlite")
        if older:
            revise(store, older)
            store.dispose()
            store = open_store(f"sqlite:///{tmp_path / name}.sqlite")
        with reading(store) as connection:
            parts = connection.execute(text("SELECT type, name, tbl_name FROM sqlite_master ORDER BY 1, 2, 3"))
            made_of.append([tuple(part) for part in parts])
        store.dispose()
    assert made_of[0] == made_of[1]
    assert {name for _, name, _ in made_of[0]} >= {"block", *metadata.tables}
