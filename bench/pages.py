"""How fast the pages are on a large store, in Chromium: `python -m bench.pages [N] [--store FILE] [--times 10]`.

Prints a table: for each page the median seconds from the click in the list of pages to the page drawn whole, and from
the choice of a filter to the page drawn with it; the slowest of each; and the megabytes that the server sent for it.
Then the seconds from starting the server to a usable first page. The store, of N made-up articles (10,000), is made
where FILE is not there yet. Needs Chromium and the development requirements.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.generator import SOURCES
from bench.store import fill
from dashboard.store import open_store
from tests.browser.conftest import FLAGS, Site, serving

PAGES = ("Overview", "Meetings", "Who said what", "Topics")
CHARTS = {"Meetings", "Who said what", "Topics"}
# The page that was asked for is there, its script has run, nothing of the old one is left, and its charts are drawn.
DRAWN = """([title, charts]) => {
  const head = document.querySelector('[data-testid="stMain"] h1');
  return head && head.innerText.trim() === title
    && document.querySelector('[data-testid="stApp"]').dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-stale=true]')
    && (!charts || document.querySelector('.js-plotly-plot .main-svg'));
}"""
FILTERED = """([words, charts]) => {
  const told = document.querySelector('[data-testid="stMain"] [data-testid="stCaptionContainer"]');
  return told && told.innerText.includes('filtered by') === words
    && document.querySelector('[data-testid="stApp"]').dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-stale=true]')
    && (!charts || document.querySelector('.js-plotly-plot .main-svg'));
}"""


def main() -> None:
    """Fill where needed, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=10_000)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--times", type=int, default=10)
    given = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = given.store or Path(folder) / "store.sqlite"
        if not store.exists():
            fill(open_store(f"sqlite:///{store}"), given.count)
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        sent = _Sent(page)
        begun = time.monotonic()
        with serving(store) as address:
            page.goto(address)
            page.wait_for_function(DRAWN, arg=["Overview", False], polling=20)
            usable = time.monotonic() - begun
            print(f"{'page':<16}{'click':>8}{'slowest':>9}{'filter':>8}{'slowest':>9}{'MB sent':>9}")
            opened: dict[str, list[float]] = {name: [] for name in PAGES}
            megabytes: dict[str, float] = {}
            time.sleep(10)  # the models are loaded beside the first page
            for _ in range(given.times):
                for name in (*PAGES[1:], PAGES[0]):
                    sent.begin()
                    opened[name].append(_click(page, name))
                    megabytes[name] = max(megabytes.get(name, 0.0), sent.megabytes())
            for name in PAGES:
                _click(page, name)
                changed = [_filter(Site(page, address), name, SOURCES[i]) for i in range(given.times)]
                print(
                    f"{name:<16}{statistics.median(opened[name]):>7.2f}s{max(opened[name]):>8.2f}s"
                    f"{statistics.median(changed):>7.2f}s{max(changed):>8.2f}s{megabytes[name]:>9.2f}",
                    flush=True,
                )
            print(f"server to usable page: {usable:.2f} s; with all files of the first visit {sent.total:.1f} MB")
        browser.close()


class _Sent:
    """Counts what the server sends."""

    def __init__(self, page: Page) -> None:
        self.total = self.here = 0.0
        page.on("websocket", lambda socket: socket.on("framereceived", self._add))
        page.on("response", lambda response: self._add(b" " * int(response.headers.get("content-length", 0))))

    def _add(self, payload: str | bytes) -> None:
        size = len(payload) / 2**20
        self.total += size
        self.here += size

    def begin(self) -> None:
        """Count anew."""
        self.here = 0.0

    def megabytes(self) -> float:
        """What came since `begin`."""
        return self.here


def _click(page: Page, name: str) -> float:
    """Choose a page and return the seconds until it is drawn."""
    link = page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True)
    begun = time.monotonic()
    link.click()
    page.wait_for_function(DRAWN, arg=[name, name in CHARTS], polling=20)
    took = time.monotonic() - begun
    Site(page, "").settle()
    return took


def _filter(site: Site, name: str, source: str) -> float:
    """Filter by a source, take it out again, and return the seconds that the first took."""
    page = site.page
    box = page.get_by_test_id("stSidebar").get_by_test_id("stMultiSelect").filter(has_text="Sources")
    # In the middle of the window first: a list that opens while the sidebar scrolls is closed again.
    box.evaluate("box => box.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(200)
    box.locator("input").click()
    box.locator("input").fill(source)
    page.get_by_role("option", name=source, exact=True).wait_for()
    begun = time.monotonic()
    page.keyboard.press("Enter")
    page.wait_for_function(FILTERED, arg=[True, name in CHARTS], polling=20)
    took = time.monotonic() - begun
    page.keyboard.press("Escape")
    page.get_by_role("listbox").wait_for(state="hidden")
    site.settle()
    site.press(f"{source} ✕")
    return took


if __name__ == "__main__":
    main()
