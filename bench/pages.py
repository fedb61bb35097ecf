"""How fast the pages are on a large store, in Chromium: `python -m bench.pages [N] [--store FILE] [--times 10]`.

Prints three tables: for each page the seconds from the click in the list of pages to the page drawn whole; for each of
its filters the seconds from the choice to the page drawn with it; and the megabytes sent for it, to a visitor who was
never here and to one who was. Bars are shares of what is allowed. "server" is what the server's process spent on it on
the processor: that does not depend on what else the machine does, whose load over the last minute stands beside.
The store, of N made-up articles (10,000), is made where FILE is not there yet. Needs Chromium, the development
requirements, and Linux.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

from bench.browsing import Visit, bar, chromium, load, seconds_of, served_by
from bench.generator import SOURCES, SUBJECTS, TOPICS, people
from bench.store import fill
from dashboard.store import open_store
from dashboard.wording import MEETING_KINDS, QUOTE_KINDS, REVIEW, STATUS
from tests.browser.conftest import serving

CLICK: Final = 1.5  # seconds: what a page may take …
CHANGE: Final = 0.7  # … and a change of its filters
SENT: Final = 3.0  # megabytes: what a page may send
PAGES: Final = {
    "Overview": "", "Meetings": "meetings", "Who said what": "quotes", "Topics": "topics", "Actors": "actors",
    "Network": "network", "Article": "article", "Review": "review", "Edit topics": "edit-topics", "Add articles": "add",
}  # fmt: skip
ONE_ACTOR: Final = "One actor"

Change = Callable[[Visit, int], float]


@dataclass
class Times:
    """Seconds, and those that the server spent on the processor."""

    seconds: list[float] = field(default_factory=list)
    server: list[float] = field(default_factory=list)
    load: float = 0.0

    def row(self, allowed: float) -> str:
        """Return the median with its bar, the slowest, the first, and the server's median."""
        median = statistics.median(self.seconds)
        return (
            f"{median:>6.2f} {bar(median, allowed)} {max(self.seconds):>8.2f}{self.seconds[0]:>7.2f}"
            f"{statistics.median(self.server):>8.2f}{self.load:>6.1f}"
        )


HEADING: Final = f"{'median':>6} {'of what is allowed':<20} {'slowest':>8}{'first':>7}{'server':>8}{'load':>6}"


def main() -> None:
    """Fill where needed, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=10_000)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--pages", nargs="*", default=[*PAGES, ONE_ACTOR], help="only these")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = given.store or Path(folder) / "store.sqlite"
        if not store.exists():
            fill(open_store(f"sqlite:///{store}"), given.count)
        browser = chromium(playwright)
        begun = time.monotonic()
        with serving(store) as address:
            visit = Visit(browser, address)
            visit.open("")
            print(f"From starting the server to a usable page: {time.monotonic() - begun:.1f} s.")
            visit.rest(10)  # the models are loaded beside the first page
            _print_clicks(visit, given.pages, given.times)
            _print_changes(visit, given.pages, given.times)
            visit.close()
            _print_sent(lambda: Visit(browser, address), given.pages)
        browser.close()


def _print_clicks(visit: Visit, pages: list[str], times: int) -> None:
    server, taken = served_by(), {name: Times() for name in pages}
    for i in range(times):
        for name in pages:
            if name == ONE_ACTOR:
                visit.click("Actors")
                visit.rest()
            elif name == "Overview":  # a page that is shown is not opened by a click on its name
                visit.click("Add articles")
                visit.rest()
            before = seconds_of(server)
            taken[name].seconds.append(_open_actor(visit, i) if name == ONE_ACTOR else visit.click(name))
            taken[name].server.append(seconds_of(server) - before)
            taken[name].load = load()
            visit.rest()
    print(f"\n{f'Click to page drawn ({CLICK} s)':<30}{HEADING}")
    for name, times_of in taken.items():
        print(f"{name:<30}{times_of.row(CLICK)}")


def _print_changes(visit: Visit, pages: list[str], times: int) -> None:
    server = served_by()
    print(f"\n{f'Filter to page drawn ({CHANGE} s)':<30}{HEADING}")
    for name in pages:
        for kind, (change, back) in changes(name).items():
            taken = Times()
            if name == ONE_ACTOR:
                visit.click("Actors")
                visit.rest()
                _open_actor(visit, 0)
            else:
                visit.click(name)
            for i in range(times):
                visit.rest()
                before = seconds_of(server)
                taken.seconds.append(change(visit, i))
                taken.server.append(seconds_of(server) - before)
                visit.rest()
                back(visit)
            taken.load = load()
            print(f"{f'{name}: {kind}':<30}{taken.row(CHANGE)}", flush=True)


def _print_sent(new: Callable[[], Visit], pages: list[str]) -> None:
    print(
        f"\n{f'Megabytes sent ({SENT:.0f} MB)':<30}{'again':>6} {'of what is allowed':<20}{'first':>8}  of these files"
    )
    for name in pages:
        visit = new()
        if name == ONE_ACTOR:
            visit.open("actors")
            visit.forget()
            _open_actor(visit, 0)
        else:
            visit.open(PAGES[name])
        visit.rest(2)  # files that are fetched ahead
        files, first = visit.files / 1e6, (visit.files + visit.words) / 1e6
        visit.click("Overview" if name != "Overview" else "Add articles")
        visit.rest(1)
        if name == ONE_ACTOR:
            visit.click("Actors")
            visit.rest(1)
        visit.forget()
        _open_actor(visit, 0) if name == ONE_ACTOR else visit.click(name)
        visit.rest(1)
        again = (visit.files + visit.words) / 1e6
        print(f"{name:<30}{again:>6.2f} {bar(again, SENT)}{first:>8.2f}{files:>16.2f}", flush=True)
        visit.close()


def _open_actor(visit: Visit, which: int) -> float:
    button = visit.page.get_by_test_id("stMain").locator("[class*=st-key-entry-actor-] button").nth(which)
    return visit.timed(button.click)


def changes(page: str) -> dict[str, tuple[Change, Callable[[Visit], object]]]:
    """Return for each filter of a page how it is changed, the n-th time, and how it is taken back."""
    names = [person.name for person in people(1000)]
    titles = [topic.removeprefix("the ") for topic in TOPICS]
    labels = {
        "said": list(QUOTE_KINDS.values()), "meeting": list(MEETING_KINDS.values()), "status": list(STATUS.values()),
        "review": list(REVIEW.values()),
    }  # fmt: skip
    shared: dict[str, tuple[Change, Callable[[Visit], object]]] = {
        "actor": (lambda v, i: choose(v, "Actors", names[i]), clear),
        "topic": (lambda v, i: choose(v, "Topics", titles[i % len(titles)]), clear),
        "source": (lambda v, i: choose(v, "Sources", SOURCES[i]), clear),
        "days": (lambda v, i: begin_on(v, date(2024, 1, 1) + timedelta(days=31 * i)), clear),
        "search": (lambda v, i: write(v, "Words in the text", SUBJECTS[i % len(SUBJECTS)]), clear),
    }
    said = (lambda v, i: choose(v, "Kinds of quotation", labels["said"][i % len(labels["said"])]), clear)
    meeting = (lambda v, i: choose(v, "Kinds of meeting", labels["meeting"][i % len(labels["meeting"])]), clear)
    status = (lambda v, i: choose(v, "Status", labels["status"][i % len(labels["status"])]), clear)
    review = (lambda v, i: choose(v, "Review", labels["review"][i % len(labels["review"])]), clear)
    about = (lambda v, i: choose(v, "Speaking about", names[i]), clear)
    within = (lambda v, i: write(v, "Search the quotations", SUBJECTS[i % len(SUBJECTS)]), clear)
    return {
        "Overview": shared,
        "Meetings": {**shared, "kind": meeting, "status": status, "review": review},
        "Who said what": {**shared, "search": within, "kind": said, "about": about, "review": review},
        "Topics": {**shared, "review": review},
        "Actors": {
            "search": (
                lambda v, i: write(v, "Search by any name", names[i].split()[-1]),
                lambda v: write(v, "Search by any name", ""),
            ),
            "kind": (lambda v, i: choose(v, "Kinds", ("Person", "Organisation", "Country")[i % 3]), empty_kinds),
        },
        "Network": shared,
        "Article": shared,
        "Review": {**shared, "surer": (lambda v, i: slide(v, "ArrowRight"), lambda v: slide(v, "ArrowLeft"))},
        "Edit topics": {"topic": (pick_topic, lambda v: None)},
        "Add articles": shared,
    }.get(page, {})


def choose(visit: Visit, label: str, option: str) -> float:
    """Choose an option of a filter in the sidebar or on the page."""
    box = visit.page.get_by_test_id("stMultiSelect").filter(
        has=visit.page.get_by_role("combobox", name=label, exact=True)
    )
    # In the middle of the window first: a list that opens while the sidebar scrolls is closed again.
    box.evaluate("box => box.scrollIntoView({block: 'center'})")
    visit.rest(0.1)
    box.locator("input").click()
    box.locator("input").fill(option)
    visit.page.get_by_role("option", name=option, exact=True).wait_for()
    taken = visit.timed(lambda: visit.page.keyboard.press("Enter"))
    _leave(visit)
    return taken


def write(visit: Visit, label: str, words: str) -> float:
    """Write into a field and press Enter."""
    box = visit.page.get_by_role("textbox", name=label).first
    box.click()
    box.fill(words)
    return visit.timed(lambda: box.press("Enter"))


def begin_on(visit: Visit, first: date) -> float:
    """Write the first day of the filter, and leave the field by a click, which counts."""
    field = visit.page.get_by_role("group", name="Published from")
    field.get_by_role("spinbutton").first.click()
    visit.page.keyboard.type(f"{first:%Y%m%d}")
    return visit.timed(visit.page.get_by_test_id("stMain").locator("h1").click)


def clear(visit: Visit) -> None:
    """Take all filters back."""
    visit.timed(visit.page.get_by_role("button", name="Clear all filters").click)


def _leave(visit: Visit) -> None:
    """Close a list of options, but not by Escape: that empties the box where its list has closed by itself."""
    visit.page.get_by_test_id("stMain").locator("h1").click()
    visit.page.get_by_role("listbox").wait_for(state="hidden")


def empty_kinds(visit: Visit) -> None:
    """Take the kinds of actors back."""
    visit.timed(visit.page.get_by_test_id("stMain").get_by_role("button", name="Clear all").click)


def slide(visit: Visit, key: str) -> float:
    """Move the slider of the page of review."""
    thumb = visit.page.get_by_role("slider")
    thumb.focus()
    return visit.timed(lambda: visit.page.keyboard.press(key))


def pick_topic(visit: Visit, which: int) -> float:
    """Choose another topic to edit."""
    box = visit.page.get_by_test_id("stMain").get_by_role("combobox", name="Topic")
    box.click()
    box.fill(TOPICS[(which + 1) % len(TOPICS)].removeprefix("the "))
    visit.page.get_by_role("option").first.wait_for()
    return visit.timed(lambda: visit.page.keyboard.press("Enter"))


if __name__ == "__main__":
    main()
