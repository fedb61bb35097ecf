"""For everyone: no violation that axe knows, all by keyboard, and whole on a phone."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import Window

PAGES = [
    "", "meetings", "quotes", "topics", "article", "add", "actors", "actors?same=1", "network", "network?part=meets",
    "review", "review?part=Decisions", "edit-topics",
]  # fmt: skip
# Streamlit's own file uploader says it is presentation and carries a label; nothing of ours can change that.
NOT_OURS = {("presentation-role-conflict", "stFileUploaderDropzone")}

# What a run has not drawn again yet is paler than what is there to be read.
WHOLE = (
    "[...document.querySelectorAll('[data-testid=stElementContainer]')].every(e => getComputedStyle(e).opacity == 1)"
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe(window: Window, filled: str, scheme: str) -> None:
    site = window(filled, scheme=scheme)
    found = []
    for path in PAGES:
        site.open(path)
        site.until(WHOLE)
        for violation in Axe().run(site.page).response["violations"]:
            ours = [
                node["html"]
                for node in violation["nodes"]
                if not any(violation["id"] == rule and part in node["html"] for rule, part in NOT_OURS)
            ]
            found += [(path, violation["id"], html[:200]) for html in ours]
    assert not found


def test_keyboard_only(window: Window, filled: str) -> None:
    """From the start page to an article's marks without a pointer."""
    site = window(filled)
    site.open()
    keys = site.page.keyboard

    def tab_to(words: str) -> None:
        for _ in range(80):
            keys.press("Tab")
            if words in (site.page.evaluate("document.activeElement.innerText") or ""):
                return
        raise AssertionError(f"no way to {words!r} by keyboard")

    tab_to("Article")
    keys.press("Enter")
    site.settle()
    expect(site.page.locator(".sl-article .text")).to_be_visible()
    keys.press("n")
    tip = site.page.get_by_role("tooltip")
    expect(tip).to_be_visible()
    first = tip.inner_text()
    keys.press("n")
    keys.press("n")
    assert tip.inner_text() != first
    keys.press("p")
    keys.press("p")
    assert tip.inner_text() == first
    keys.press("Escape")
    expect(tip).to_be_hidden()


def test_typing_n_in_a_field_moves_nothing(window: Window, filled: str) -> None:
    site = window(filled)
    site.open("article")
    site.page.get_by_role("combobox", name="Actors").first.click()
    site.page.keyboard.type("nnn")
    expect(site.page.get_by_role("tooltip")).to_be_hidden()


@pytest.mark.parametrize("path", PAGES)
def test_phone(window: Window, filled: str, path: str) -> None:
    site = window(filled, width=390, height=844)
    site.open(path)
    expect(site.page.get_by_test_id("stMain").locator("h1")).to_be_visible()
    wide = site.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= 390
    name = re.sub(r"\W+", "-", path) or "overview"
    site.shot(f"phone-{name}")
