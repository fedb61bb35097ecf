"""Adding through the page: good and bad input, progress, cancelling, leaving and coming back."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, expect

from tests.browser.conftest import Site, Window, serving

NOISE = " ".join("".join(random.Random(7).choices("0123456789#*%", k=9)) for _ in range(60_000))  # some 300 pages
FRENCH = (
    "Le président a déclaré mardi que les négociations avec le pays voisin reprendraient la semaine prochaine. "
    "« Nous voulons la paix », a-t-il dit aux journalistes dans la capitale, sans donner plus de détails."
)
PLAIN = "The river runs slowly past old mills and empty fields, and in the spring it carries wood down to the sea."


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with an empty store."""
    with serving(tmp_path_factory.mktemp("adding") / "store.sqlite") as served:
        yield served


def paste(site: Site, text: str) -> None:
    """Paste a text and send it."""
    site.page.get_by_label("Paste an article").fill(text)
    site.page.get_by_role("button", name="Read this article").click()
    site.settle()


def upload(site: Site, files: list[FilePayload]) -> None:
    """Choose files and send them."""
    site.page.locator('input[type="file"]:not([webkitdirectory])').set_input_files(files)
    expect(site.page.get_by_test_id("stFileChip").first).to_be_visible()
    site.page.get_by_role("button", name="Read these files").click()
    site.settle()


def file(name: str, data: str | bytes) -> FilePayload:
    """A file as the browser hands it over."""
    return {"name": name, "mimeType": "text/plain", "buffer": data.encode() if isinstance(data, str) else data}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("   \n ", "Nothing was pasted: paste the words of an article first."),
        (NOISE, "The pasted text holds no readable prose; give it the words of an article."),
        (FRENCH, "The pasted text does not read like English; only English articles can be read so far."),
        (PLAIN, "1 article added, but no quotation, meeting or topic was found."),
    ],
    ids=["empty", "noise", "other language", "nothing in it"],
)
def test_odd_pastes_get_one_clear_sentence(window: Window, address: str, text: str, sentence: str) -> None:
    site = window(address)
    site.open("add")
    paste(site, text)
    expect(site.words(sentence)).to_be_visible()
    assert site.page.get_by_test_id("stAlert").count() == 1
    site.shot(f"add-{re.sub('[^a-z]+', '-', sentence.lower())[:30]}")


def test_uploads_one_good_one_binary(window: Window, address: str) -> None:
    site = window(address)
    site.open("add")
    good = 'LUND, March 3, 2026 (Desk) - "We will talk about Syria," Minister Ana Orlan said on Tuesday.'
    upload(site, [file("good.txt", good), file("![x](http://example.org/x.png).txt", b"\x00\x01\x02\x9f" * 400)])
    expect(site.words("1 article added")).to_be_visible()
    expect(site.words("is not text; save the article as plain text")).to_be_visible()
    assert site.page.get_by_test_id("stMain").locator("img").count() == 0
    site.shot("add-mixed")
    upload(site, [file("again.txt", good)])
    expect(site.words("1 article there already: nothing was changed.")).to_be_visible()


def many(number: int) -> list[FilePayload]:
    """Articles that keep the reading process busy for a while."""
    line = '"We will talk about Syria and Iran," Minister Ana Orlan told Bo Tarn in Arvenport on Tuesday, day {}.\n\n'
    texts = ("".join(line.format(n * 100 + i) for i in range(25)) for n in range(number))
    return [file(f"{n}.txt", text) for n, text in enumerate(texts)]


def test_leaving_and_reloading_do_not_stop_it_and_cancel_does(window: Window, address: str) -> None:
    site = window(address)
    site.open("add")
    upload(site, many(60))
    expect(site.words("of 60 files")).to_be_visible()
    site.page.reload()
    expect(site.words("of 60 files")).to_be_visible()  # found again by its number in the address
    site.go_to("Topics")
    expect(site.page.get_by_test_id("stSidebar").get_by_text("of 60 files")).to_be_visible()
    other = window(address)
    other.open("add")  # another window, no number: the one that runs
    expect(other.words("of 60 files")).to_be_visible()
    other.shot("add-running")
    other.page.get_by_role("button", name="Cancel").click()
    expect(other.words("What became of it")).to_be_visible()
    expect(other.words("Cancelled before it was read.")).to_be_visible()


def test_odd_articles_still_look_right(window: Window, address: str, tmp_path: Path) -> None:
    site = window(address)
    site.open("add")
    headline = "The headline that has no end and is of no use " * 9
    long = f"{headline}\n\nLUND, March 4, 2026. /Desk/. 'We wait,' Cy O'Hara said."
    right_to_left = (
        'שלום עולם: a headline\n\nLUND, March 5, 2026. /Desk/. "The words שלום עולם were on the wall," '
        "Minister Ana Orlan said on Thursday, and nobody in the town asked who had put them there."
    )
    upload(site, [file("long.txt", long), file("rtl.txt", right_to_left)])
    expect(site.words("2 articles added")).to_be_visible()
    for path in ("", "quotes", "article"):
        site.open(path)
        site.shot(f"odd-{path or 'overview'}")
        assert site.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 1280
