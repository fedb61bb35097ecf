"""Chromium on a served dashboard: the time from a click or a key to the page drawn whole, and the bytes sent for it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page, Playwright, TimeoutError

from tests.browser.conftest import FLAGS

# The browser itself notes when the click or key came, and whether the server has answered since.
WATCH: Final = """
window.bench = {at: 0, armed: false, ran: true, calm: 0, drawn: 0};
for (const kind of ['click', 'keydown']) addEventListener(kind, () => {
  if (window.bench.armed) Object.assign(window.bench, {at: performance.now(), armed: false});
}, true);
window.WebSocket = class extends WebSocket {
  constructor(...given) {
    super(...given);
    this.addEventListener('message', () => { window.bench.ran = true; });
  }
};
"""
ARM: Final = "() => Object.assign(window.bench, {armed: true, ran: false, calm: 0})"
# The page that was asked for is there, its script has run, nothing of the old one is left, its charts, tables and texts
# are drawn, and three frames in a row find it so: the first of them counts.
DRAWN: Final = """path => {
  const bench = window.bench, all = what => [...document.querySelectorAll(`[data-testid="${what}"]`)];
  const app = all('stApp')[0], text = document.querySelector('.sl-article');
  const drawn = bench.ran && !bench.armed && app && app.dataset.testScriptState === 'notRunning'
    && location.pathname === path && document.querySelector('[data-testid="stMain"] h1')
    && !document.querySelector('[data-stale=true]') && !all('stSkeleton').length
    && all('stPlotlyChart').every(chart => chart.querySelector('.main-svg'))
    && all('stDataFrame').every(table => table.querySelector('canvas'))
    && (!text || text.querySelector('.text'));
  if (!drawn) { bench.calm = 0; return false; }
  if (!bench.calm) bench.drawn = performance.now();
  bench.calm += 1;
  return bench.calm > 2 && Math.max(bench.drawn - bench.at, 1) / 1000;
}"""


def chromium(playwright: Playwright) -> Browser:
    """Start the machine's Chromium."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    return playwright.chromium.launch(executable_path=path, args=list(FLAGS))


class Visit:
    """A window of a visitor who was never here: an empty cache, and all bytes counted."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.address = address
        self.context = browser.new_context(viewport={"width": 1280, "height": 900})
        self.context.add_init_script(WATCH)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(30_000)
        self.files = self.words = 0  # bytes: over HTTP as they came; over the websocket, before compression
        self.page.on("websocket", lambda socket: socket.on("framereceived", self._word))
        wire = self.context.new_cdp_session(self.page)
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", self._file)

    def _word(self, payload: str | bytes) -> None:
        self.words += len(payload)

    def _file(self, event: dict[str, Any]) -> None:
        self.files += int(event["encodedDataLength"])

    def forget(self) -> None:
        """Count bytes anew."""
        self.files = self.words = 0

    def open(self, path: str) -> float:
        """Go to a path of the site; return the seconds until it is drawn, counted from the first byte on."""
        self.page.goto(f"{self.address}/{path}")
        return self._drawn()

    def timed(self, act: Callable[[], object]) -> float:
        """Do what ends in one click or key, and return the seconds from that until the page is drawn."""
        self.page.evaluate(ARM)
        act()
        return self._drawn()

    def click(self, name: str) -> float:
        """Choose a page in the list of pages; return the seconds until it is drawn."""
        link = self.page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True)
        path = re.sub("^https?://[^/]*", "", str(link.evaluate("link => link.href")))
        self.page.evaluate(ARM)
        link.click()
        return self._drawn(path)

    def rest(self, seconds: float = 0.3) -> None:
        """Let what is left to do be done."""
        self.page.wait_for_timeout(1000 * seconds)

    def _drawn(self, path: str | None = None) -> float:
        path = path or str(self.page.evaluate("location.pathname"))
        try:
            return float(self.page.wait_for_function(DRAWN, arg=path, polling="raf").json_value())
        except TimeoutError as error:
            state = "[location.href, document.querySelector('[data-testid=stApp]').dataset.testScriptState]"
            raise TimeoutError(f"{path} was not drawn: {self.page.evaluate(f'[...{state}, window.bench]')}") from error

    def close(self) -> None:
        """Close the window."""
        self.context.close()


def load() -> float:
    """The machine's load over the last minute."""
    return os.getloadavg()[0]


def seconds_of(process: int) -> float:
    """The seconds that a process has spent on the processor, its own threads only (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def served_by() -> int:
    """The process that serves the dashboard: a child of this one (Linux)."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == os.getpid() and "dashboard.cli" in (folder / "cmdline").read_text():
                return int(folder.name)
        except OSError:  # it has ended
            continue
    raise LookupError("no server runs")


def bar(value: float, limit: float, *, width: int = 20) -> str:
    """Return ``value`` as a bar; ``width`` signs are ``limit``, and what is over it is told by its last sign."""
    full = round(width * value / limit)
    return "█" * min(full, width) + ("▶" if value > limit else "·" * (width - full))
