"""A name leads to its actor's page with one click, without loading everything anew; Back leads back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Window


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("", ".sl-entry a"),
        ("", "[class*=st-key-rank-actor] a"),
        ("meetings", ".sl-card a"),
        ("meetings", ".js-plotly-plot .annotation-text a"),
        ("quotes", ".js-plotly-plot .annotation-text a"),
        ("quotes", "[class*=st-key-rank-about] a"),
        ("article", ".sl-article .panel h2 a"),
    ],
)
def test_one_click_from_a_name_to_its_page(window: Window, filled: str, path: str, link: str) -> None:
    site = window(filled)
    site.open(path)
    site.until("!!document.sidelinesFollow")  # a click before loads the page anew, as any link does
    if path == "article":
        site.page.locator(".sl-article .text .sl-quote").first.click()
    loads: list[str] = []
    site.page.on("load", lambda page: loads.append(page.url))
    name = site.page.locator(link).first
    words = name.get_attribute("aria-label") or name.text_content() or ""
    name.click()
    site.settle()
    expect(site.page.get_by_test_id("stMain").locator("h1")).to_have_text(words.removeprefix("Page of "))
    assert "actors?id=" in site.page.url
    assert not loads
    site.page.go_back()
    site.settle()
    assert site.page.url.split("?")[0] == f"{filled}/{path}"


def test_a_name_in_the_matrix_opens_its_page_and_an_empty_cell_says_so(window: Window, filled: str) -> None:
    site = window(filled)
    site.open("topics")

    def click(x: float, row: int) -> None:
        grid = site.page.locator('[class*="st-key-matrix"]').get_by_test_id("stDataFrame")
        grid.scroll_into_view_if_needed()
        box = grid.bounding_box()
        assert box is not None
        at = (box["x"] + x * box["width"], box["y"] + 35 * row + 17)
        site.page.mouse.move(at[0] - 5, at[1])
        site.page.mouse.move(*at)
        site.page.mouse.click(*at, delay=60)
        site.settle()

    click(0.9, 7)
    expect(site.words(" does not name ")).to_be_visible()
    click(0.1, 2)
    expect(site.words("All actors")).to_be_visible()
    assert "actors?id=" in site.page.url
