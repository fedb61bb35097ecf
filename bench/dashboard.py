"""How fast the dashboard is for one reader, and how much memory it takes: `python -m bench.dashboard`.

Prints: seconds from starting the server to a usable page in Chromium; seconds from the click to the sample's row once
the model is loaded; seconds from a click in the list of pages to the drawn page; megabytes (RSS) of the server, its
reading process and the process that parses files. Needs Chromium and the development requirements; reads /proc, so
Linux only.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from seeds import sample_articles
from tests.browser.conftest import FLAGS, Site, serving


def main() -> None:
    """Measure once and print."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        page = browser.new_page()
        begun = time.monotonic()
        with serving(Path(folder) / "store.sqlite") as address:
            page.goto(address)
            page.get_by_role("button", name="Try the sample").wait_for()
            print(f"server to usable page: {time.monotonic() - begun:.2f} s")
            site = Site(page, address)
            site.open("add")
            _add(site, 'PORT SALIM, March 3, 2026. /Desk/. "The model is loaded now," the minister said on Tuesday.')
            text = next(data for name, data in sample_articles() if name.startswith("tass")).decode()
            print(f"sample added and shown: {_add(site, text):.2f} s")
            for name in ("Meetings", "Who said what", "Topics", "Article", "Overview"):
                begun = time.monotonic()
                page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True).click()
                page.wait_for_selector('[data-test-script-state="notRunning"]')
                page.get_by_test_id("stMain").locator("h1").wait_for()
                print(f"{name}: {time.monotonic() - begun:.2f} s")
                site.settle()
            print(f"server and its processes: {_memory():.0f} MB")
        browser.close()


def _add(site: Site, text: str) -> float:
    """Paste a text, wait for its row, and return the seconds from the click."""
    site.page.get_by_label("Paste an article").fill(text)
    site.page.get_by_label("Paste an article").press("Tab")
    begun = time.monotonic()
    site.page.get_by_role("button", name="Read this article").click()
    expect(site.page.get_by_label("Paste an article")).to_have_value("")
    expect(site.words("1 article added")).to_be_visible()
    took = time.monotonic() - begun
    site.settle()
    return took


def _memory() -> float:
    """Return the resident megabytes of the server and all processes that it has started."""
    parents: dict[int, int] = {}
    resident: dict[int, int] = {}
    servers: list[int] = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_text()
            status = (folder / "status").read_text()
        except OSError:  # it has ended
            continue
        number = int(folder.name)
        parents[number] = int(re.findall(r"PPid:\s+(\d+)", status)[0])
        resident[number] = int((re.findall(r"VmRSS:\s+(\d+)", status) or ["0"])[0])
        if parents[number] == os.getpid() and "dashboard.cli" in command:
            servers.append(number)
    family = set(servers)
    while grown := {n for n, parent in parents.items() if parent in family} - family:
        family |= grown
    return sum(resident[n] for n in family) / 1024


if __name__ == "__main__":
    main()
