"""What stands in the way of the store is told in a sentence that says what to do, and nothing is lost."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from dashboard.store import Filters, add_findings, care, dialect, open_store, queries, transactions, writing
from dashboard.store.faults import DamagedError
from extract.errors import SidelinesError
from tests.stores import findings


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of a store with one article."""
    address = f"sqlite:///{tmp_path / 'store.sqlite'}"
    store = open_store(address)
    add_findings(store, findings("One."), file_name="one.txt")
    store.dispose()
    return address


@pytest.fixture
def store(url: str) -> Iterator[Engine]:
    """The store, open."""
    engine = open_store(url)
    yield engine
    engine.dispose()


def test_a_store_that_another_keeps_locked(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialect, "BUSY_MS", 100)
    monkeypatch.setattr(transactions, "BUSY_MS", 100)
    monkeypatch.setattr(writing, "PATIENCE", 2)
    one, two = open_store(url), open_store(url)
    with one.connect() as holder, holder.begin():
        with pytest.raises(SidelinesError, match=r"locked for .* try again"):
            add_findings(two, findings("Two."), file_name="two.txt")
        assert queries.count_articles(two, Filters()) == 1  # who reads never waits
    assert add_findings(two, findings("Two."), file_name="two.txt")
    for engine in (one, two):
        engine.dispose()


def test_a_page_that_was_open_when_a_newer_program_changed_the_store(store: Engine, url: str) -> None:
    with store.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SidelinesError, match=r"newer Sidelines.*Install the newer version"):
        add_findings(store, findings("Two."), file_name="two.txt")
    assert queries.count_articles(store, Filters()) == 1
    with pytest.raises(SidelinesError, match="newer Sidelines"):
        open_store(url)


def test_a_table_that_another_version_renamed(store: Engine) -> None:
    with store.begin() as connection:
        connection.execute(text("ALTER TABLE article RENAME COLUMN words TO length"))
    with pytest.raises(SidelinesError, match=r"another version of Sidelines.*reload the page"):
        queries.articles(store, Filters())


def test_a_store_opened_for_reading_is_not_written_to(url: str) -> None:
    opened = open_store(url, read_only=True)
    assert queries.count_articles(opened, Filters()) == 1
    with pytest.raises(SidelinesError, match=r"can only be read.*Allow"):
        add_findings(opened, findings("Two."), file_name="two.txt")
    opened.dispose()


def test_a_damaged_file_says_what_to_do(url: str, tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite"
    for content in (b"no store at all " * 300, file.read_bytes()[:5000]):
        file.write_bytes(content)
        with pytest.raises(DamagedError, match=r"damaged.*sidelines check.*backup"):
            open_store(url)
        assert file.read_bytes() == content


def test_a_clock_set_back_is_told(store: Engine) -> None:
    assert care.check(store) == []
    with store.begin() as connection:
        later = datetime.now(UTC).replace(tzinfo=None) + timedelta(days=3)
        connection.execute(text("UPDATE article SET added_at = :later"), {"later": str(later)})
    (fault,) = [f for f in care.check(store) if "clock" in f.what]  # that the row was changed is told besides
    assert "Set the clock" in fault.what


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system sets no time zone for one process")
def test_days_and_moments_are_the_same_in_every_time_zone(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    for zone in ("Pacific/Kiritimati", "Etc/GMT+12", "UTC"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        opened = open_store(url)
        add_findings(opened, findings(f"In {zone}.", day=date(2026, 3, 2)), file_name=zone)
        assert care.check(opened) == []
        told.append(set(queries.articles(opened, Filters())["published"]))
        opened.dispose()
    monkeypatch.delenv("TZ")
    time.tzset()
    assert told == [{date(2026, 3, 2)}] * 3


def test_a_damaged_schema_is_damage(store: Engine, url: str, tmp_path: Path) -> None:
    store.dispose()
    file = tmp_path / "store.sqlite"
    data = file.read_bytes()
    assert b"CREATE TABLE failure" in data
    # No words, and no UTF-8: SQLite quotes them as they are.
    file.write_bytes(data.replace(b"CREATE TABLE failure", b"CREATE \xb1\xb1\xb1\xb1\xb1 failure"))
    for read_only in (False, True):
        with pytest.raises(DamagedError):
            open_store(url, read_only=read_only)
