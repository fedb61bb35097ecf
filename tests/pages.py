"""What tests of pages share: all that a page says, and pressing a button by its words."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def said(page: AppTest) -> str:
    """All that a page says outside its widgets."""
    kinds = ("title", "header", "subheader", "caption", "info", "success", "warning", "text", "markdown")
    words = [str(e.value) for kind in kinds for e in getattr(page, kind)]
    return "\n".join([*words, *(e.proto.body for e in page.get("html"))]).replace("\\", "")


def press(page: AppTest, label: str) -> AppTest:
    """Press the first button of this label."""
    return next(b for b in page.button if b.label == label).click().run()
