"""From each chart to the words behind it and on to their sentence, by clicks, in light and dark."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site, Window

SCHEMES = ["light", "dark"]


def click_first(site: Site, marks: str) -> None:
    """Click the first point or bar of a chart, as a reader's pointer does."""
    mark = site.page.locator(f".js-plotly-plot {marks}").first
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    site.page.mouse.move(box["x"] + box["width"] / 2 - 3, box["y"] + box["height"] / 2)
    site.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    site.settle()


def assert_at_sentence(site: Site) -> None:
    """The article is open, and the words looked for are in view."""
    here = site.page.locator(".sl-here").first
    expect(here).to_be_in_viewport()
    site.page.wait_for_timeout(600)
    expect(here).to_be_in_viewport()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_meetings(window: Window, filled: str, scheme: str) -> None:
    site = window(filled, scheme=scheme)
    site.open()
    site.go_to("Meetings")
    click_first(site, ".scatterlayer .points path.point")
    told = site.page.locator('[class*="st-key-told-"] button').first
    expect(told).to_be_in_viewport()
    assert "plan=" in site.page.url
    sent = window(filled, scheme=scheme)
    sent.page.goto(site.page.url)
    sent.settle()
    expect(sent.words("How it was told:")).to_be_visible()
    site.shot(f"meetings-{scheme}")
    told.click()
    site.settle()
    assert_at_sentence(site)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_who_said_what(window: Window, filled: str, scheme: str) -> None:
    site = window(filled, scheme=scheme)
    site.open()
    site.go_to("Who said what")
    click_first(site, ".scatterlayer .points path.point")
    expect(site.page.locator('[class*="st-key-dot-"] button').first).to_be_in_viewport()
    site.shot(f"quotes-{scheme}")
    site.page.locator('[class*="st-key-dot-"] button').first.click()
    site.settle()
    assert_at_sentence(site)
    mark = site.page.locator(".sl-article .text [role=button]").first
    mark.hover()
    expect(site.page.get_by_role("tooltip")).to_be_visible()
    site.shot(f"article-{scheme}")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_topics(window: Window, filled: str, scheme: str) -> None:
    site = window(filled, scheme=scheme)
    site.open()
    site.go_to("Topics")
    click_first(site, ".barlayer .point path")
    expect(site.page.locator('[class*="st-key-bar-"] button').first).to_be_visible()
    grid = site.page.locator('[class*="st-key-matrix"]').get_by_test_id("stDataFrame")
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] * 0.4, box["y"] + 88  # the second row's first number
    site.page.mouse.move(x - 5, y)
    site.page.mouse.move(x, y)
    site.page.mouse.click(x, y, delay=60)
    site.settle()
    expect(site.page.locator('[class*="st-key-cell-"] button').first).to_be_in_viewport()
    site.shot(f"topics-{scheme}")
    site.page.locator('[class*="st-key-cell-"] button').first.click()
    site.settle()
    assert_at_sentence(site)


def test_overview_leads_on_and_filters_can_be_sent_and_removed(window: Window, filled: str) -> None:
    site = window(filled)
    site.open()
    speaker = site.page.locator('[class*="st-key-rank-actor"] button').first
    name = speaker.inner_text()
    speaker.click()
    site.settle()
    expect(site.words("filtered by")).to_contain_text(name)
    assert "actor=" in site.page.url
    sent = window(filled)
    sent.page.goto(site.page.url)
    sent.settle()
    expect(sent.words("filtered by")).to_contain_text(name)
    sent.page.get_by_test_id("stMain").get_by_role("button", name=f"{name} ✕").click()
    sent.settle()
    expect(sent.words("filtered by")).to_have_count(0)
    assert "actor=" not in sent.page.url


def test_found_list_and_switches_of_the_article(window: Window, filled: str) -> None:
    site = window(filled)
    site.open("article")
    last = site.page.locator(".found li button").last
    last.click()
    expect(site.page.locator(".text .flash")).to_be_in_viewport()
    site.page.locator(".bar button", has_text="Quotations").click()
    expect(site.page.locator(".sl-article")).to_have_class(re.compile("off-quote"))
