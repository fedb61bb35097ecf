"""Every format through the page: single files, a folder, tables with columns that must be chosen; and the list."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, expect

from tests.browser.conftest import Site, Window, serving
from tests.sample_files import PARAGRAPHS, TEXT, TITLE, every_format

FILES = every_format()
TABLES = (".csv", ".jsonl", ".parquet")
UNDATED = (
    "ARVENPORT, November 18. /Desk/. “We will talk about Syria,” Minister Ana Orlan told reporters in Arvenport on "
    "Sunday. Ana Orlan will meet Bo Tarn in Lund on Tuesday, and both will speak to the press after that."
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with an empty store."""
    with serving(tmp_path_factory.mktemp("formats") / "store.sqlite") as served:
        yield served


def upload(site: Site, files: list[FilePayload]) -> None:
    """Choose files and send them."""
    site.page.locator('input[type="file"]:not([webkitdirectory])').set_input_files(files)
    expect(site.page.get_by_test_id("stFileChip").first).to_be_visible()
    site.press("Read these files")


def file(name: str, data: bytes) -> FilePayload:
    """A file as the browser hands it over."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


@pytest.mark.parametrize("name", FILES)
def test_each_format_is_read(window: Window, address: str, name: str) -> None:
    site = window(address)
    site.open("add")
    upload(site, [file(name, FILES[name])])
    if name.endswith(TABLES):
        expect(site.words("Which column holds what?")).to_be_visible()
        site.press("Read it")
    expect(site.words("What became of it")).to_be_visible(timeout=90_000)  # the first waits for the language model
    expect(site.page.get_by_test_id("stAlert").filter(has_text="article").first).to_be_visible()
    assert not site.page.get_by_test_id("stAlertContentError").count()


def test_a_folder_is_read(window: Window, address: str, tmp_path: Path) -> None:
    folder = tmp_path / "week"
    (folder / "monday").mkdir(parents=True)
    for i in range(3):
        text = f"{TEXT}\n\nThe {i + 2} ferries of the line to Norland will sail again on Friday."
        (folder / "monday" / f"{i}.txt").write_text(text, encoding="utf-8")
    site = window(address)
    site.open("add")
    site.page.get_by_text("A whole folder").click()
    site.page.locator('input[type="file"][webkitdirectory]').set_input_files(folder)
    expect(site.page.get_by_test_id("stFileChip").first).to_be_visible()
    site.press("Read these files")
    expect(site.words("3 articles added")).to_be_visible()
    site.shot("add-folder")


def test_columns_that_are_not_known_are_chosen(window: Window, address: str) -> None:
    site = window(address)
    site.open("add")
    text = PARAGRAPHS[0].replace("harbour", "airport")
    upload(site, [file("odd.csv", f'a,b\n"{TITLE} once more","{text} It was a long day."\n'.encode())])
    expect(site.words("Which column holds what?")).to_be_visible()
    site.shot("add-columns")
    for role, column in (("text", "b"), ("title", "a")):
        site.page.locator(f".st-key-columns-0-{role}").get_by_role("combobox").click()
        site.page.get_by_role("option", name=column, exact=True).click()
        site.settle()
    site.press("Read it")
    expect(site.words("1 article added")).to_be_visible()
    site.page.get_by_label("Find among the stored articles").fill("airport")
    site.page.keyboard.press("Enter")
    site.settle()
    expect(site.words("Showing 1 of")).to_be_visible()


def test_a_day_is_settled_its_dates_follow_and_an_article_comes_back(window: Window, address: str) -> None:
    site = window(address)
    site.open("add")
    upload(site, [file("undated.txt", UNDATED.encode())])
    expect(site.words("1 article added")).to_be_visible()
    expect(site.words("is missing or was inferred")).to_be_visible()
    site.press("Read the article")
    expect(site.words("year inferred from the weekday")).to_be_visible()
    site.press("18 Nov 2012")
    expect(site.words("settled by an analyst")).to_be_visible()
    site.page.locator(".text .sl-meeting").first.click()
    panel = site.page.locator(".sl-article .panel")
    expect(panel).to_contain_text("20 Nov 2012")
    site.shot("article-settled")
    site.press("Undo the settled day")
    expect(site.words("year inferred from the weekday")).to_be_visible()
    expect(site.page.locator(".sl-article")).not_to_contain_text("20 Nov 2012")
    site.press("Remove the article")
    site.press("Remove it")
    expect(site.words("Removed:")).to_be_visible()
    site.press("Bring it back")
    expect(site.words("1 article added")).to_be_visible()
