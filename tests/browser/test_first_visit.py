"""A newcomer's first minute: the empty start page, the sample, and what came of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Window, serving


def test_from_nothing_to_the_answers(window: Window, tmp_path: Path) -> None:
    with serving(tmp_path / "store.sqlite") as address:
        site = window(address)
        site.open()
        expect(site.page.locator("h1")).to_have_text("Read the news for plans and words")
        site.shot("start-empty")
        for path in ("meetings", "quotes", "topics", "article"):
            site.open(path)
            expect(site.words("Nothing is stored yet.")).to_be_visible()
        site.shot("article-empty")
        site.press("Try the sample")
        expect(site.words("articles added")).to_be_visible()
        site.shot("add-sample")
        site.press("Read the first article")
        expect(site.page.locator(".sl-article .sl-quote").first).to_be_visible()
        site.go_to("Overview")
        expect(site.words("Who speaks most")).to_be_visible()
        site.shot("overview")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_follows_the_reader(window: Window, filled: str, scheme: str) -> None:
    site = window(filled, scheme=scheme)
    site.open()
    background = site.page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
    assert background == {"light": "rgb(252, 251, 248)", "dark": "rgb(18, 23, 29)"}[scheme]
