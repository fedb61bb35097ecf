"""The page's own style, in the colours of the theme that the reader has chosen."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

import streamlit as st

# As in theme.toml: Streamlit gives the page no variables for them.
INK: Final = {"light": "#1B2430", "dark": "#E9E6DF"}
LINK: Final = {"light": "#0B5A72", "dark": "#7CC4DA"}


def ink() -> str:
    """The colour of text, for charts to write with."""
    return INK[_theme()]


def asset(name: str) -> Traversable:
    """One of the files that the pages are made with."""
    return files("dashboard").joinpath("assets", name)


def put_on() -> None:
    """Give the page its style and its mark."""
    colours = f":root {{ --sl-link: {LINK[_theme()]}; --sl-ink: {ink()}; }}"
    st.html(f"<style>{colours}\n{asset('style.css').read_text('utf-8')}</style>")
    st.logo(str(asset("logo.svg")), size="large")


def _theme() -> str:
    return "dark" if st.context.theme.type == "dark" else "light"
