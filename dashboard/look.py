"""The page's own style, in the colours of the theme that the reader has chosen."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

import streamlit as st

from dashboard.charts.lanes import DARK, LIGHT, Inks

# Streamlit gives the page no variables. "on-primary" is read on it, and "muted" has the
# contrast (WCAG 2.2, 1.4.3) that Streamlit's own captions lack.
COLOURS: Final = {
    LIGHT: {"on-primary": "#FFFFFF", "muted": "#545D67", "ground": "#FCFBF8"},
    DARK: {"on-primary": "#12171D", "muted": "#B4B3AD", "ground": "#12171D"},
}


def inks() -> Inks:
    """The colours for charts to write with."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def asset(name: str) -> Traversable:
    """One of the files that the pages are made with."""
    return files("dashboard").joinpath("assets", name)


@st.cache_resource(show_spinner=False)
def component(name: str, scripts: tuple[str, ...], html: str = "<span></span>", style: str | None = None) -> Any:
    """Return a piece of the page that scripts of ours (assets, one after the other) bring to life; call it with a key.

    Streamlit names no public type for it.
    """
    return st.components.v2.component(
        f"sidelines_{name}",
        html=html,
        css=asset(style).read_text("utf-8") if style else None,
        js="\n".join(asset(script).read_text("utf-8") for script in scripts),
    )


def put_on() -> None:
    """Give the page its style and its mark."""
    colours = " ".join(f"--sl-{name}: {value};" for name, value in {"link": inks().link, **COLOURS[inks()]}.items())
    st.html(f"<style>:root {{ {colours} }}\n{asset('style.css').read_text('utf-8')}</style>")
    st.logo(str(asset("logo.svg")), size="large")
