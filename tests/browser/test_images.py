"""The README's pictures, and what every page looks like with odd stores; `make images` keeps them in docs/images."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import expect

from dashboard.store import add_findings, open_store
from extract.model import Findings
from tests.browser import pictures
from tests.browser.conftest import Site, Window, serving
from tests.stored_articles import article, odd_article, story

PAGES: Final = (
    "", "meetings", "quotes", "topics", "actors", "actors?id=1", "network", "article", "review", "edit-topics", "add",
)  # fmt: skip
RIGHT_TO_LEFT = article(
    title="שיחות השלום יתחדשו ביום ראשון", speaker="נועה בן־ארי", words="אנחנו רוצים שקט ב־Syria,",
    partners=("נועה בן־ארי", "Cy O’Hara'"), place="ארבנפורט", source="הארץ הקטנה",
)  # fmt: skip
STORES: Final[dict[str, list[Findings]]] = {
    "empty": [],
    "one-article": [article()],
    "no-meeting": [replace(found, meetings=()) for found in story()],
    "odd-texts": [odd_article(), RIGHT_TO_LEFT],
}


@pytest.fixture(scope="module", params=STORES)
def odd(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The name of an odd store and the address of its server."""
    path: Path = tmp_path_factory.mktemp(request.param) / "store.sqlite"
    store = open_store(f"sqlite:///{path}")
    for i, findings in enumerate(STORES[request.param]):
        add_findings(store, findings, file_name=f"{i}.txt")
    store.dispose()
    with serving(path) as served:
        yield request.param, served


def assert_whole(site: Site, width: int) -> None:
    """The page has its heading, no error, and nothing that sticks out."""
    expect(site.page.get_by_test_id("stMain").locator("h1").first).to_be_visible()
    assert site.page.get_by_test_id("stException").count() == 0
    assert site.words("could not be shown").count() == 0
    assert site.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_every_page_with_an_odd_store(window: Window, odd: tuple[str, str], scheme: str, width: int) -> None:
    name, address = odd
    site = window(address, scheme=scheme, width=width)
    taken = []
    for path in PAGES:
        site.open(path)
        assert_whole(site, width)
        taken.append(pictures.page(site, 1400 if width > 400 else 1100))
    wide = width > 400
    made = pictures.sheet(taken, 800 if wide else 300, 875 if wide else 846, columns=3 if wide else 6)
    pictures.keep(made, f"odd/{name}-{scheme}-{width}")


@pytest.mark.parametrize(
    ("path", "name", "first", "last"),
    [
        ("meetings", "meetings", "Timeline", "Click a marker or a bar"),
        ("quotes", "quotes", "By speaker, over time", "Click a dot"),
        ("topics", "topics", "Mentions over time", "Click a number"),
    ],
)
def test_the_readmes_charts(window: Window, filled: str, path: str, name: str, first: str, last: str) -> None:
    site = window(filled)
    site.open(path)
    assert_whole(site, 1280)
    pictures.keep(pictures.between(site, first, last), name)


@pytest.mark.parametrize("name", ["overview", "network", "article"])
def test_the_readmes_pages(window: Window, filled: str, name: str) -> None:
    site = window(filled)
    site.open("" if name == "overview" else name)
    assert_whole(site, 1280)
    if name == "overview":
        site.page.get_by_role("button", name="Dismiss the guide").click()
        site.page.mouse.move(0, 0)
    if name == "article":
        site.page.locator(".sl-article .text .sl-quote").first.click()
        site.page.mouse.move(0, 0)
    pictures.keep(pictures.page(site, 1250 if name == "overview" else 1000), name)
