"""The guide on the sample: each step leads where it says, it can be dismissed, and goes with the first own article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboard.store import add_findings, open_store
from seeds import sample_articles
from tests.browser.conftest import Window, serving
from tests.stored_articles import article, story


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store whose articles come from files of the sample's names."""
    path = tmp_path / "store.sqlite"
    store = open_store(f"sqlite:///{path}")
    for (name, _), findings in zip(sample_articles(), story(), strict=False):
        add_findings(store, findings, file_name=name)
    store.dispose()
    return path


@pytest.fixture
def address(path: Path) -> Iterator[str]:
    """A server with that store."""
    with serving(path) as served:
        yield served


def test_each_step_leads_on_and_the_guide_can_be_dismissed(window: Window, address: str, path: Path) -> None:
    site = window(address)
    steps = [
        ("See what became of a plan", "meetings", "How it was told:"),
        ("See how somebody’s words changed", "quotes", "By speaker, over time"),
        ("See who speaks of which topic", "topics", "Who speaks of which topic"),
        ("Read an article with everything marked", "article", "Choose another article"),
    ]
    for i, (words, page, heading) in enumerate(steps, 1):
        site.open()
        site.press(f"{i}. {words}")
        expect(site.page).to_have_url(re.compile(f"/{page}"))
        expect(site.words(heading)).to_be_visible()
    site.open()
    guide = site.words("What to click first")
    expect(guide).to_be_visible()
    site.page.get_by_role("button", name="Dismiss the guide").click()
    expect(guide).to_be_hidden()
    site.page.reload()
    site.settle()
    expect(site.words("Who speaks most")).to_be_visible()
    expect(guide).to_be_hidden()
    other = window(address)
    other.open()
    expect(other.words("What to click first")).to_be_visible()
    store = open_store(f"sqlite:///{path}")
    add_findings(store, article(words="The ferry is late,", topics=()), file_name="own.txt")
    store.dispose()
    other.open()
    expect(other.words("Who speaks most")).to_be_visible()
    expect(other.words("What to click first")).to_have_count(0)


def test_the_samples_own_steps(window: Window, filled: str) -> None:
    site = window(filled)
    site.open("meetings")
    site.go_to("Overview")
    site.press("2. See how somebody’s words changed")
    expect(site.words("filtered by")).to_contain_text("Tobias Renwick and INF Treaty")
    site.go_to("Overview")
    site.press("3. See who speaks of which topic")
    expect(site.words("filtered by")).to_have_count(0)
