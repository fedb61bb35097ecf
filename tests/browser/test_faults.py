"""What stands in the way, on the page: a damaged store is shown as far as it goes, and a login keeps others out."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

from playwright.sync_api import expect

from dashboard.store import Filters, add_findings, open_store, queries
from tests.browser.conftest import Window, serving
from tests.stores import findings, meets, person, quoted

DAY = date(2026, 3, 2)
PLAN = "Ana Orlan will meet Bo Tarn."
WORDS = f'"Iran must talk," Ana Orlan said. {PLAN}'
SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1/oauth2callback"
cookie_secret = "for this test only"
client_id = "sidelines"
client_secret = "another"
server_metadata_url = "https://id.example/.well-known/openid-configuration"

[sidelines]
allow = ["ana@example.org"]
"""


def test_a_damaged_store_is_shown_as_far_as_it_goes(window: Window, tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite"
    store = open_store(f"sqlite:///{file}")
    found = findings(
        WORDS,
        actors=(person(WORDS, "Ana Orlan"), person(WORDS, "Bo Tarn")),
        quotes=(quoted(WORDS, WORDS[1:16], "Ana Orlan"),),
        meetings=(meets(WORDS, PLAN, "Ana Orlan", "Bo Tarn", days=(DAY, DAY)),),
    )
    add_findings(store, found, file_name="a.txt")
    store.dispose()
    before = _harm(file, "plan")
    with serving(file) as address:
        site = window(address)
        site.open("meetings")  # which reads what is damaged
        expect(site.words("is damaged. What is left can be read")).to_be_visible()
        expect(site.words("sidelines restore")).to_be_visible()
        site.go_to("Who said what")  # which doesn't
        expect(site.words("is damaged. What is left can be read")).to_be_visible()
        expect(site.words("All of it was said on one day")).to_be_visible()
        site.shot("damaged")
        site.open("add")
        site.press("Try the sample")
        expect(site.page.get_by_role("alert").filter(has_text="is damaged")).to_be_visible()
    assert file.read_bytes() == before
    rest = open_store(f"sqlite:///{file}", read_only=True)
    assert queries.count_articles(rest, Filters()) == 1
    rest.dispose()


def test_a_store_that_cannot_be_read_at_all_is_told(window: Window, tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite"
    file.write_bytes(b"no store at all " * 300)
    with serving(file) as address:
        site = window(address)
        for path in ("", "quotes"):
            site.open(path)
            expect(site.page.get_by_role("alert").filter(has_text="is damaged")).to_be_visible()


def test_nothing_is_shown_before_the_login(window: Window, tmp_path: Path) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text(SECRETS)
    with serving(tmp_path / "store.sqlite", "--login") as address:
        site = window(address)
        for path in ("", "quotes", "add"):
            site.open(path)
            expect(site.page.get_by_role("button", name="Log in")).to_be_visible()
            expect(site.page.locator("h1")).to_have_text("Sidelines")
            expect(site.page.get_by_role("button")).to_have_count(1)
        site.shot("login")
    assert not (tmp_path / "store.sqlite").exists()  # not even opened


def _harm(file: Path, table: str) -> bytes:
    """Overwrite the first page of a table; return what the file holds then."""
    connection = sqlite3.connect(file)
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    connection.close()
    data = bytearray(file.read_bytes())
    data[(root - 1) * size : root * size] = b"\xff" * size
    file.write_bytes(data)
    return bytes(data)
