"""What is shown can be found by typing, and taken away as files that open without a network."""

from __future__ import annotations

from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Site, Window


def taken(site: Site, label: str, folder: Path) -> Path:
    """The file that a button gives."""
    with site.page.expect_download() as waiting:
        site.page.get_by_test_id("stMain").get_by_role("button", name=label, exact=True).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_files_of_the_meetings(window: Window, filled: str, tmp_path: Path) -> None:
    site = window(filled)
    site.open("meetings")
    events = Calendar.from_ical(taken(site, "Calendar", tmp_path).read_bytes()).walk("VEVENT")
    assert events
    assert all(e["UID"].endswith("@sidelines") and e["DTSTART"].params["VALUE"] == "DATE" for e in events)
    assert taken(site, "CSV", tmp_path).read_text("utf-8-sig").startswith("meeting_id,")
    assert taken(site, "Excel", tmp_path).read_bytes().startswith(b"PK")
    assert taken(site, "JSON Lines", tmp_path).read_text().startswith("{")


@pytest.mark.parametrize("path", ["quotes", "meetings", "topics"])
def test_a_report_opens_without_a_network(
    window: Window, filled: str, chromium: Browser, tmp_path: Path, path: str
) -> None:
    site = window(filled)
    site.open(path)
    report = taken(site, "Report", tmp_path)
    context = chromium.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(report.as_uri())
    expect(page.locator("svg[role=img]").first).to_be_visible()
    expect(page.locator("article").first).to_be_visible()
    assert asked == [report.as_uri()]
    assert not said
    page.screenshot(path=Path(__file__).parent / "shots" / f"report-{path}.png")
    context.close()


def test_an_actor_is_found_by_typing_a_part_of_the_name(window: Window, filled: str) -> None:
    site = window(filled)
    site.open("quotes")
    box = site.page.get_by_test_id("stSidebar").get_by_test_id("stMultiSelect").filter(has_text="Actors")
    box.locator("input").fill("no such nam")
    site.page.get_by_role("option", name="Add: no such nam").click()
    site.settle()
    expect(site.page.get_by_test_id("stSidebar").get_by_text("No actor’s name holds")).to_be_visible()
    expect(site.words("filtered by")).to_have_count(0)


def test_words_narrow_and_stay_in_the_address(window: Window, filled: str) -> None:
    site = window(filled)
    site.open("quotes")
    box = site.page.get_by_label("Search the quotations")
    box.fill("nosuchwordatall")
    box.press("Enter")
    site.settle()
    expect(site.words("No quotation fits the filters")).to_be_visible()
    assert "words=nosuchwordatall" in site.page.url
    site.press("Show all again")
    expect(box).to_have_value("")
    assert "words=" not in site.page.url
