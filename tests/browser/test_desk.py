"""Deciding in a real browser: actors, topics, unsure findings and the network, by pointer and by keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboard.store import add_findings, open_store
from extract.model import Findings
from tests.browser.conftest import Site, Window, serving
from tests.stored_articles import article, story


def unsure(findings: Findings, sure: float) -> Findings:
    """The same findings with a quotation that is less sure."""
    return replace(findings, quotes=tuple(replace(q, confidence=sure) for q in findings.quotes))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[str]:
    """A server whose store holds several speakers, two names that may mean one, and unsure findings."""
    path = tmp_path / "store.sqlite"
    store = open_store(f"sqlite:///{path}")
    more = [
        article(speaker="Sergei Dravitsky", words="Bo Tarn must answer for Iran,", topics=("Iran",)),
        article(speaker="Sergey Dravitskiy", words="Ana Orlan has a plan for Syria,"),
        unsure(article(words="Nobody wins by waiting,", topics=()), 0.3),
        unsure(article(words="The harvest is late,", topics=(), speaker="Bo Tarn"), 0.5),
        unsure(article(words="The ferry is late,", topics=(), speaker="Dee Moss"), 0.6),
    ]
    for i, findings in enumerate([*story(), *more]):
        add_findings(store, findings, file_name=f"{i}.txt")
    store.dispose()
    with serving(path) as address:
        yield address


def key(site: Site, name: str) -> None:
    """Press a key where no field has it."""
    site.page.locator("h1").first.click()
    site.page.keyboard.press(name)
    site.settle()


def test_two_actors_become_one_on_every_page_and_two_again(window: Window, desk: str) -> None:
    site = window(desk)
    site.open()
    site.go_to("Actors")
    site.page.get_by_label("Search by any name").fill("moss")
    site.page.keyboard.press("Enter")
    site.settle()
    site.press("Dee Moss")
    site.press("Merge")
    site.page.get_by_label("Who is the same?").fill("bo t")
    site.page.keyboard.press("Enter")
    site.settle()
    site.page.get_by_test_id("stPopoverBody").get_by_role("button", name="Merge").click()
    site.settle()
    expect(site.words("Bo Tarn and Dee Moss are one actor")).to_be_visible()
    site.page.keyboard.press("Escape")
    site.shot("actor-merged")
    site.go_to("Who said what")
    expect(site.words("Dee Moss")).to_have_count(0)
    site.go_to("Actors")
    site.press("Bo Tarn")
    site.page.get_by_role("radio", name="Decisions").click()
    site.settle()
    site.press("Undo")
    expect(site.words("Undone:")).to_be_visible()
    site.press("← All actors")
    expect(site.page.get_by_role("button", name="Dee Moss", exact=True)).to_be_visible()


def test_the_same_person_by_keys(window: Window, desk: str) -> None:
    site = window(desk)
    site.open("actors?same=1")
    expect(site.words("Are Sergei Dravitsky and Sergey Dravitskiy the same?")).to_be_visible()
    site.shot("same-person")
    key(site, "k")
    expect(site.words("are kept apart.")).to_be_visible()
    expect(site.words("No two names wait for an answer.")).to_be_visible()
    key(site, "u")
    key(site, "m")
    expect(site.words("are one actor")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_topic_from_its_first_phrase_to_its_mentions(window: Window, desk: str, scheme: str) -> None:
    site = window(desk, scheme=scheme)
    site.open("edit-topics")
    site.press("New topic")
    site.page.get_by_role("textbox", name="Title").fill("Late things")
    site.page.get_by_role("textbox", name="Phrases, one a line").fill("late\nlat*")
    site.page.keyboard.press("Control+Enter")
    site.settle()
    expect(site.words("2 hits in 2 of 9 articles.")).to_be_visible()
    expect(site.page.locator("mark.sl-hit").first).to_be_visible()
    site.shot(f"edit-topics-{scheme}")
    site.press("Add topic")
    expect(site.words("The topic Late things is added.")).to_be_visible()
    expect(site.words("2 mentions of Late things")).to_be_visible()
    site.go_to("Topics")
    expect(site.words("Late things")).to_be_visible()
    site.go_to("Edit topics")
    key(site, "u")
    expect(site.words("Undone: The topic Late things is added.")).to_be_visible()


def test_a_phrase_of_two_topics_is_refused_in_a_sentence(window: Window, desk: str) -> None:
    site = window(desk)
    site.open("edit-topics?topic=iran")
    site.page.get_by_role("textbox", name="Phrases, one a line").fill("Iran\nSyria")
    site.page.keyboard.press("Control+Enter")
    site.settle()
    expect(site.page.get_by_test_id("stAlert")).to_contain_text("belongs to two topics")
    expect(site.page.get_by_role("button", name="Save topic")).to_be_disabled()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_reviewing_by_keys(window: Window, desk: str, scheme: str) -> None:
    site = window(desk, scheme=scheme)
    site.open("review")
    expect(site.words("3 findings to look at")).to_be_visible()
    expect(site.words("Nobody wins by waiting")).to_be_visible()
    key(site, "s")
    expect(site.words("The harvest is late")).to_be_visible()
    key(site, "y")
    expect(site.words("Confirmed a quotation of Bo Tarn.")).to_be_visible()
    expect(site.words("The ferry is late")).to_be_visible()
    key(site, "n")
    expect(site.words("Rejected a quotation of Dee Moss.")).to_be_visible()
    key(site, "u")
    expect(site.words("The ferry is late")).to_be_visible()
    key(site, "e")
    expect(site.page.get_by_role("button", name="Save the correction")).to_be_visible()
    site.shot(f"review-{scheme}")
    site.press("Save the correction")
    expect(site.words("Nothing was changed.")).to_be_visible()
    key(site, "o")
    expect(site.page.locator(".sl-here").first).to_be_visible()
    site.open("review?part=Decisions")
    expect(site.words("Confirmed a quotation: “The harvest is late,”")).to_be_visible()
    site.shot(f"decisions-{scheme}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_from_a_tie_to_its_sentence(window: Window, desk: str, scheme: str) -> None:
    site = window(desk, scheme=scheme)
    site.open("network")
    mark = site.page.locator(".js-plotly-plot .scatterlayer path.point").nth(
        1
    )  # each arrow has an unseen point before it
    box = mark.bounding_box()
    assert box is not None
    site.page.mouse.move(box["x"] + box["width"] / 2 - 2, box["y"] + box["height"] / 2)
    site.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    site.settle()
    expect(site.page.get_by_test_id("stMain").locator("h3", has_text=re.compile(" about "))).to_be_visible()
    site.shot(f"network-{scheme}")
    site.page.locator('[class*="st-key-picked-"] button').first.click()
    site.settle()
    expect(site.page.locator(".sl-here").first).to_be_in_viewport()
