"""A real Chromium and a real server on a free port of this machine, with a store of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import URLError

import pytest
from playwright.sync_api import Browser, Locator, Page, Playwright, expect, sync_playwright

SHOTS = Path(__file__).parent / "shots"
WAIT = 20_000  # milliseconds: machines that run tests are busy
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
expect.set_options(timeout=WAIT)


class Site:
    """One browser window on one server."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        page.set_default_timeout(WAIT)

    def open(self, path: str = "") -> None:
        """Go to a page and wait until it is drawn."""
        self.page.goto(f"{self.address}/{path}")
        self.settle()

    def settle(self) -> None:
        """Wait until the page's script has run and nothing moves."""
        self.page.wait_for_timeout(150)  # a click needs a moment to start a run
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        expect(self.page.locator("[data-stale=true]")).to_have_count(0)  # fading what is being replaced
        self.page.wait_for_timeout(250)

    def until(self, script: str) -> None:
        """Wait until a script is true; Playwright's own wait is refused by the page's policy, which knows no eval."""
        end = time.monotonic() + WAIT / 1000
        while not self.page.evaluate(script):
            assert time.monotonic() < end, f"not true: {script}"
            self.page.wait_for_timeout(50)

    def press(self, name: str, nth: int = 0) -> None:
        """Click a button by its words."""
        self.page.get_by_role("button", name=name, exact=True).nth(nth).click()
        self.settle()

    def go_to(self, name: str) -> None:
        """Choose a page from the list of pages."""
        self.page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True).click()
        self.settle()
        expect(self.page.get_by_test_id("stMain").locator("h1")).to_be_visible()

    def words(self, text: str) -> Locator:
        """The first place that holds these words."""
        return self.page.get_by_test_id("stMain").get_by_text(text).first

    def shot(self, name: str) -> None:
        """Leave a screenshot of the whole page."""
        SHOTS.mkdir(exist_ok=True)
        size = self.page.viewport_size or {"width": 1280, "height": 900}
        height = self.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        self.page.set_viewport_size({"width": size["width"], "height": min(max(int(height), size["height"]), 4000)})
        self.page.wait_for_timeout(300)
        self.page.screenshot(path=SHOTS / f"{name}.png")
        self.page.set_viewport_size(size)


@contextmanager
def serving(store: Path, *options: str) -> Iterator[str]:
    """Serve the dashboard with a store, from the store's folder; yields its address once it answers."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "SIDELINES_STORE": str(store)}
    command = [sys.executable, "-m", "dashboard.cli", "serve", "--port", str(port), *options]
    with (store.parent / f"{port}.log").open("w") as log:
        server = subprocess.Popen(command, env=environment, cwd=store.parent, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        end = time.monotonic() + WAIT / 1000
        while True:
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).close()
                break
            except (URLError, ConnectionError, TimeoutError):
                assert server.poll() is None, "the server ended"
                assert time.monotonic() < end, "the server did not answer"
                time.sleep(0.05)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, once."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """The machine's Chromium; skips where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.skip(f"no Chromium on PATH (looked for {', '.join(names)})")
    browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
    yield browser
    browser.close()


Window = Callable[..., Site]


@pytest.fixture
def window(chromium: Browser) -> Iterator[Window]:
    """A function that opens a new window, as a visitor who was never here, at an address."""
    contexts = []

    def opened(address: str, *, scheme: str = "light", width: int = 1280, height: int = 900) -> Site:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if scheme == "dark" else "light"
        )
        contexts.append(context)
        return Site(context.new_page(), address)

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def filled(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server whose store holds the samples, added through the page."""
    with serving(tmp_path_factory.mktemp("filled") / "store.sqlite") as address:
        page = chromium.new_page()
        site = Site(page, address)
        site.open("add")
        site.press("Try the sample")
        expect(site.words("articles added")).to_be_visible(timeout=6 * WAIT)  # models load first
        page.close()
        yield address
