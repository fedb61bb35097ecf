"""The entrance: who is let in where a login is asked for, by the addresses that the secrets name."""

from __future__ import annotations

import os

import streamlit as st

from dashboard.access import LOGIN, allowed_addresses, may_enter


def let_in() -> None:
    """Return where the visitor may come in; else show why not, and end the page.

    Nothing of the store is read before. Streamlit keeps the login in a signed cookie for 30 days.
    """
    if not os.environ.get(LOGIN):
        return
    if not st.user.is_logged_in:
        st.title("Sidelines")
        st.text("Log in to see who said what, who plans to meet whom, and who talks about which topic.")
        st.button("Log in", type="primary", on_click=st.login)
        st.stop()
    if not may_enter(st.user.to_dict(), allowed_addresses(st.secrets)):
        st.title("Sidelines")
        st.text(
            f"{st.user.get('email') or 'This account'} is not on the list of those who may come in. "
            "Ask whoever runs this server, or log in with another account."
        )
        st.button("Log out", on_click=st.logout)
        st.stop()
    with st.sidebar:
        st.caption("Logged in")
        st.text(str(st.user.get("email")))
        st.button("Log out", on_click=st.logout)
