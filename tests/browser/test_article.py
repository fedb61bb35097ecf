"""The article in a real browser: marks are decided on by pointer and keys, and undone; words selected are added."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from dashboard.store import Filters, add_findings, open_store, queries
from extract.model import Days
from tests.browser.conftest import Site, Window, serving
from tests.stored_articles import article, odd_article, wide_article

MAY = Days(date(2026, 5, 4), date(2026, 5, 6))
FOUND = article(meets=MAY)
SELECT = """(text, words) => {
  const all = text.textContent, at = all.indexOf(words), range = document.createRange();
  const point = (offset) => {
    const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (offset <= node.length) return [node, offset];
      offset -= node.length;
    }
  };
  range.setStart(...point(at));
  range.setEnd(...point(at + words.length));
  const selection = (text.getRootNode().getSelection ?? (() => document.getSelection())).call(text.getRootNode());
  selection.removeAllRanges();
  selection.addRange(range);
  text.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
}"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with one article of each kind."""
    path = tmp_path / "store.sqlite"
    store = open_store(f"sqlite:///{path}")
    for i, found in enumerate([FOUND, odd_article(), wide_article()]):
        add_findings(store, found, file_name=f"{i}.txt")
    store.dispose()
    return path


@pytest.fixture
def address(path: Path) -> Iterator[str]:
    """A server with that store."""
    with serving(path) as served:
        yield served


def states(path: Path) -> dict[str, str]:
    """The state of the first article's findings by kind."""
    store = open_store(f"sqlite:///{path}")
    page = queries.article_page(store, FOUND.article.id)
    store.dispose()
    assert page is not None
    return {mark.kind: mark.state for mark in page.marks}


def select(site: Site, words: str) -> None:
    """Select words of the article's text."""
    site.page.locator(".sl-article .text").evaluate(SELECT, words)


def test_a_mark_is_confirmed_rejected_and_corrected_with_undo(window: Window, address: str, path: Path) -> None:
    site = window(address)
    site.open(f"article?id={FOUND.article.id}")
    panel = site.page.locator(".sl-article .panel")
    site.page.locator(".text .sl-meeting").first.click()
    expect(panel).to_contain_text("Ana Orlan and Bo Tarn")
    expect(panel).to_contain_text("80% sure")
    panel.get_by_role("button", name="Confirm").click()
    site.settle()
    expect(panel).to_contain_text("Confirmed")
    assert states(path)["meeting"] == "confirmed"
    site.page.keyboard.press("u")
    site.settle()
    expect(panel).to_contain_text("nobody has looked at it yet")
    site.page.keyboard.press("r")
    site.settle()
    expect(site.page.locator(".text .sl-rejected").first).to_be_visible()
    assert states(path)["meeting"] == "rejected"
    site.shot("article-rejected")
    panel.get_by_role("button", name="Undo").click()
    site.settle()
    assert states(path)["meeting"] == "found"
    site.page.keyboard.press("e")
    site.settle()
    site.page.get_by_role("dialog").get_by_label("Place").fill("Lund")
    site.press("Save the correction")
    expect(panel).to_contain_text("place: Lund")
    expect(panel).to_contain_text("Corrected")


def test_a_topic_and_an_actor_are_corrected(window: Window, address: str, path: Path) -> None:
    site = window(address)
    site.open(f"article?id={FOUND.article.id}")
    panel = site.page.locator(".sl-article .panel")
    site.page.locator(".found li button", has_text="Topic: Syria").click()
    panel.get_by_role("button", name="Correct").click()
    site.settle()
    dialog = site.page.get_by_role("dialog")
    dialog.get_by_role("combobox").click()
    site.page.get_by_role("option", name="Iran").click()
    site.settle()
    site.press("Save the correction")
    expect(site.page.locator(".found li button", has_text="Topic: Iran")).to_be_visible()
    site.page.keyboard.press("u")
    site.settle()
    expect(site.page.locator(".found li button", has_text="Topic: Iran")).to_have_count(0)
    site.page.locator(".bar button", has_text="Actors").click()
    site.page.locator(".text .sl-actor", has_text="Bo Tarn").first.click()
    expect(panel).to_contain_text("Bo Tarn (person)")
    site.page.keyboard.press("e")
    site.settle()
    who = dialog.get_by_label("Who is it?")
    who.fill("hara")
    who.press("Enter")
    site.settle()
    site.press("Save the correction")
    expect(panel).to_contain_text("Cy O’Hara")
    expect(panel).to_contain_text("Corrected")
    assert states(path)["actor"] == "corrected"


def test_the_list_and_the_keys_select(window: Window, address: str) -> None:
    site = window(address)
    site.open(f"article?id={FOUND.article.id}")
    panel = site.page.locator(".sl-article .panel")
    expect(panel).to_be_hidden()
    site.page.locator(".found li button", has_text="We need calm").click()
    expect(panel).to_contain_text("Quotation")
    expect(panel).to_contain_text("quotation marks")
    site.page.keyboard.press("n")
    expect(panel).to_contain_text("Topic")
    site.page.keyboard.press("p")
    expect(panel).to_contain_text("Quotation")
    site.page.keyboard.press("Escape")
    expect(panel).to_be_hidden()


def test_selected_words_are_added_and_taken_back(window: Window, address: str, path: Path) -> None:
    site = window(address)
    site.open(f"article?id={FOUND.article.id}")
    select(site, "in Arvenport")
    site.page.locator(".adding button", has_text="Quotation").click()
    dialog = site.page.get_by_role("dialog")
    expect(dialog.locator("mark")).to_have_text("in Arvenport")
    site.press("Add it")
    expect(dialog).to_be_hidden()
    store = open_store(f"sqlite:///{path}")
    assert "in Arvenport" in list(queries.quotes(store, Filters())["text"])
    site.page.keyboard.press("u")
    site.settle()
    assert "in Arvenport" not in list(queries.quotes(store, Filters())["text"])
    store.dispose()


def test_words_are_added_by_typing_them(window: Window, address: str, path: Path) -> None:
    site = window(address)
    site.open(f"article?id={FOUND.article.id}")
    site.press("Add what was missed")
    dialog = site.page.get_by_role("dialog")
    words = dialog.get_by_role("textbox", name="Words of the article")
    words.fill("no such words")
    words.press("Enter")
    expect(dialog).to_contain_text("do not stand in the article")
    words.fill("ana  ORLAN")
    words.press("Enter")
    expect(dialog).to_contain_text("They stand there 2 times")
    dialog.get_by_text("Meeting", exact=True).first.click()
    site.settle()
    site.press("Add it")
    expect(dialog).to_be_hidden()
    store = open_store(f"sqlite:///{path}")
    meetings = queries.meetings(store, Filters())
    store.dispose()
    (added,) = meetings[meetings["state"] == "added"].to_dict("records")
    assert (added["evidence"], added["participants"]) == ("Ana Orlan", ("Ana Orlan",))


def test_letters_beyond_the_first_plane_do_not_move_the_selection(window: Window, address: str) -> None:
    site = window(address)
    site.open(f"article?id={odd_article().article.id}")
    select(site, "the wall")
    site.page.locator(".adding button", has_text="Topic").click()
    expect(site.page.get_by_role("dialog").locator("mark")).to_have_text("the wall")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 390)])
def test_a_selected_mark_is_for_everyone(window: Window, address: str, scheme: str, width: int) -> None:
    site = window(address, scheme=scheme, width=width)
    site.open(f"article?id={odd_article().article.id}")
    expect(site.page.locator(".sl-article .text")).to_be_visible()  # it listens to keys from then on
    site.page.keyboard.press("n")
    expect(site.page.locator(".sl-article .panel")).to_be_visible()
    site.page.keyboard.press("c")
    site.settle()
    site.page.wait_for_timeout(800)  # what fades in has less contrast until it is there
    violations = [
        (found["id"], found["nodes"][0]["html"][:160]) for found in Axe().run(site.page).response["violations"]
    ]
    assert not violations
    assert site.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
    site.page.screenshot(path=Path(__file__).parent / "shots" / f"article-odd-{scheme}-{width}.png")


def test_a_very_long_article_keeps_its_place(window: Window, address: str) -> None:
    site = window(address)
    site.open(f"article?id={wide_article().article.id}")
    assert site.page.locator(".found li button").count() >= 500
    site.page.locator(".found li button").nth(400).click()
    site.page.wait_for_timeout(900)
    before = site.page.locator("[data-testid=stMain]").evaluate("main => main.scrollTop")
    assert before > 3000
    site.page.keyboard.press("c")
    site.settle()
    expect(site.page.locator(".sl-article .panel")).to_contain_text("Confirmed")
    after = site.page.locator("[data-testid=stMain]").evaluate("main => main.scrollTop")
    assert abs(after - before) < 200
