"""Who may come in: what the secrets say of the login, and of the addresses that are let in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from extract.errors import SidelinesError

LOGIN: Final = "SIDELINES_LOGIN"  # set for the pages by `sidelines serve`
LOOPBACK: Final = "127.0.0.1"
AT_HOME: Final = (LOOPBACK, "localhost")
NEEDED: Final = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")


def read_secrets() -> dict[str, Any]:
    """Return the secrets of Streamlit's file: in this folder's ``.streamlit``, else in that of the user.

    Raises:
        SidelinesError: the file is no TOML.
    """
    for path in (Path(".streamlit/secrets.toml"), Path.home() / ".streamlit" / "secrets.toml"):
        if path.is_file():
            try:
                return tomllib.loads(path.read_text("utf-8"))
            except (OSError, ValueError) as error:
                raise SidelinesError(f"{path} can't be read ({error}); see docs/serving.md.") from error
    return {}


def hosts_of(secrets: Mapping[str, Any]) -> list[str]:
    """Return the names under which a server with login is reached: that of its ``redirect_uri``, and this machine's.

    Raises:
        SidelinesError: a login is not set up, or nobody is named who may come in.
    """
    login = secrets.get("auth", {})
    missing = [name for name in NEEDED if not login.get(name)]
    if missing:
        raise SidelinesError(
            f"Sidelines is not served: others could come in without a login. Set [auth] {', '.join(missing)} in "
            ".streamlit/secrets.toml (docs/serving.md says how), or add --no-login if that is what you want."
        )
    if not allowed_addresses(secrets):
        raise SidelinesError(
            "Sidelines is not served: nobody is named who may come in. List e-mail addresses, or domains as "
            '"@example.org", in .streamlit/secrets.toml: [sidelines] allow = ["ana@example.org"].'
        )
    host = urlsplit(str(login["redirect_uri"])).hostname
    if not host:
        raise SidelinesError('[auth] redirect_uri must be like "https://sidelines.example.org/oauth2callback".')
    return [host, *AT_HOME]


def allowed_addresses(secrets: Mapping[str, Any]) -> list[str]:
    """Return the addresses and domains ("@example.org") that the secrets name."""
    named = secrets.get("sidelines", {}).get("allow", [])
    return [str(entry).strip().lower() for entry in named if "@" in str(entry)]


def may_enter(user: Mapping[str, Any], allowed: Sequence[str]) -> bool:
    """Say whether the account's address, or its domain, is on the list; one that is known to be unchecked is not."""
    address = str(user.get("email") or "").strip().lower()
    name, at, domain = address.rpartition("@")
    if not name or not domain or user.get("email_verified") in (False, "false"):
        return False
    return address in allowed or at + domain in allowed
