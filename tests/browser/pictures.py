"""Pictures for the repository: screenshots with few colours, single or many on one sheet.

`make images` sets ``SIDELINES_IMAGES``, and they go to docs/images; else to the folder of screenshots, to be looked at.
"""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image
from playwright.sync_api import FloatRect, expect

from tests.browser.conftest import SHOTS, Site

DOCS: Final = Path(__file__).parents[2] / "docs" / "images"
COLOURS: Final = 224  # enough for a page; a third of the bytes
GAP: Final = 12  # pixels between the pages of a sheet


def folder() -> Path:
    """Where the pictures go."""
    return DOCS if os.environ.get("SIDELINES_IMAGES") else SHOTS


def keep(picture: Image.Image, name: str) -> None:
    """Write a picture as a PNG of few colours; ``name`` may hold a folder."""
    path = folder() / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    few = picture.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


def page(site: Site, height: int | None = None) -> Image.Image:
    """The page in a window of its height, or of the ``height`` given, once its charts are drawn."""
    expect(site.page.get_by_test_id("stSkeleton")).to_have_count(0)
    size = site.page.viewport_size or {"width": 1280, "height": 900}
    whole = site.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    site.page.set_viewport_size({"width": size["width"], "height": height or max(int(whole), size["height"])})
    site.page.wait_for_timeout(400)
    taken = Image.open(io.BytesIO(site.page.screenshot())).convert("RGB")
    site.page.set_viewport_size(size)
    return taken


def between(site: Site, first: str, last: str) -> Image.Image:
    """The part of a page from the heading ``first`` to the text ``last``, without the sidebar."""
    whole = page(site)
    size = site.page.viewport_size
    site.page.set_viewport_size({"width": whole.width, "height": whole.height})
    site.page.wait_for_timeout(400)
    main = _box(site, '[data-testid="stMainBlockContainer"]')
    top = _box(site, f'[data-testid="stMain"] h2:has-text("{first}")')["y"] - 8
    end = _box(site, f'[data-testid="stMain"] p:has-text("{last}")')
    left, right = main["x"] + 40, main["x"] + main["width"] - 40
    taken = Image.open(io.BytesIO(site.page.screenshot())).convert("RGB")
    if size is not None:
        site.page.set_viewport_size(size)
    return taken.crop((int(left), int(top), int(right), int(end["y"] + end["height"] + 16)))


def sheet(pictures: Sequence[Image.Image], width: int, height: int, columns: int) -> Image.Image:
    """Pictures side by side, shrunk to ``width``, each from its top to where its row is blank or ``height`` ends."""
    small = [p.resize((width, round(p.height * width / p.width)), Image.Resampling.LANCZOS) for p in pictures]
    rows = [small[i : i + columns] for i in range(0, len(small), columns)]
    heights = [min(height, max(map(_used, row))) for row in rows]
    made = Image.new("RGB", (columns * (width + GAP) + GAP, sum(heights) + GAP * (len(rows) + 1)), "#808080")
    top = GAP
    for row, tall in zip(rows, heights, strict=True):
        for i, picture in enumerate(row):
            made.paste(picture.crop((0, 0, width, tall)), (GAP + i * (width + GAP), top))
        top += tall + GAP
    return made


def _used(picture: Image.Image) -> int:
    """The height above the blank end of a picture, with a margin."""
    pixels = np.asarray(picture, dtype=np.int16)
    different = (np.abs(pixels - pixels[-1]) > 24).any(axis=(1, 2))
    return min(int(np.flatnonzero(different).max(initial=0)) + 20, picture.height)


def _box(site: Site, selector: str) -> FloatRect:
    box = site.page.locator(selector).first.bounding_box()
    assert box is not None, f"nothing to see of {selector}"
    return box
