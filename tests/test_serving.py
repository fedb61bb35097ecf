"""Who reaches the server, who is let in, and what each answer tells the browser to refuse."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from dashboard import cli
from dashboard.access import hosts_of, may_enter, read_secrets
from dashboard.serving import Headers, application, policy
from extract.errors import SidelinesError

LOGIN = {
    "redirect_uri": "https://side.example.org/oauth2callback",
    "cookie_secret": "a secret",
    "client_id": "sidelines",
    "client_secret": "another",
    "server_metadata_url": "https://id.example.org/.well-known/openid-configuration",
}


@pytest.fixture(autouse=True)
def no_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder and a home without secrets."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")


@pytest.mark.parametrize(
    ("user", "enters"),
    [
        ({"email": "ana@example.org"}, True),
        ({"email": "ANA@example.org", "email_verified": True}, True),
        ({"email": "bo@desk.example"}, True),
        ({"email": "ana@example.org", "email_verified": False}, False),
        ({"email": "eve@example.org"}, False),
        ({"email": "eve@evil.example@desk.example.evil"}, False),
        ({"email": "desk.example"}, False),
        ({"email": "@desk.example"}, False),
        ({"name": "ana@example.org"}, False),
        ({}, False),
    ],
)
def test_who_may_enter(user: dict[str, Any], enters: bool) -> None:
    assert may_enter(user, ["ana@example.org", "@desk.example"]) is enters


def test_with_a_login_the_server_answers_to_its_name_only() -> None:
    assert hosts_of({"auth": LOGIN, "sidelines": {"allow": ["a@b.example"]}})[0] == "side.example.org"


@pytest.mark.parametrize(
    ("secrets", "told"),
    [
        ({}, "redirect_uri, cookie_secret"),
        ({"auth": {**LOGIN, "client_secret": ""}}, r"\[auth\] client_secret"),
        ({"auth": LOGIN}, "nobody is named"),
        ({"auth": LOGIN, "sidelines": {"allow": ["example.org"]}}, "nobody is named"),
        ({"auth": {**LOGIN, "redirect_uri": "side"}, "sidelines": {"allow": ["a@b.c"]}}, "redirect_uri must be like"),
    ],
)
def test_what_is_missing_is_told(secrets: dict[str, Any], told: str) -> None:
    with pytest.raises(SidelinesError, match=told):
        hosts_of(secrets)


def test_it_is_not_served_to_the_public_without_a_login(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["serve", "--public"]) == 2
    assert "--no-login" in capsys.readouterr().err
    assert cli.main(["serve", "--login"]) == 2
    Path(".streamlit").mkdir()
    Path(".streamlit/secrets.toml").write_text("auth = [")
    assert cli.main(["serve", "--public"]) == 2
    assert "can't be read" in capsys.readouterr().err


def test_secrets_are_read_from_this_folder(tmp_path: Path) -> None:
    assert read_secrets() == {}
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit/secrets.toml").write_text('[sidelines]\nallow = ["a@b.example"]\n')
    assert read_secrets() == {"sidelines": {"allow": ["a@b.example"]}}


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    rules = dict(rule.split(" ", 1) for rule in policy().split("; "))
    assert rules["default-src"] == "'self'"
    assert "unsafe" not in rules["script-src"].replace("wasm-unsafe-eval", "")
    assert rules["frame-ancestors"] == "'none'"
    assert "'sha256-" in rules["script-src"]  # Streamlit's page still holds its script
    assert not any("http" in rule or "*" in rule for rule in rules.values())


def answer(app: Any, host: str) -> list[dict[str, Any]]:
    """What an application answers to a request for its health."""
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    scope = {
        "type": "http", "method": "GET", "path": "/_stcore/health", "raw_path": b"/_stcore/health", "query_string": b"",
        "root_path": "", "scheme": "http", "http_version": "1.1", "server": ("127.0.0.1", 1),
        "client": ("127.0.0.1", 2), "headers": [(b"host", host.encode())],
    }  # fmt: skip
    # In a thread of its own: the browser tests leave a running event loop in this one.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(app(scope, receive, send))).result()
    return sent


def test_each_answer_has_the_headers() -> None:
    async def plain(_: Any, __: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"a", b"b")]})
        await send({"type": "http.response.body", "body": b"ok"})

    start, body = answer(Headers(plain), "127.0.0.1")
    names = {name for name, _ in start["headers"]}
    assert names >= {b"a", b"content-security-policy", b"x-content-type-options", b"x-frame-options"}
    assert body["body"] == b"ok"


def test_the_application_has_both_guards_before_all_else() -> None:
    names = [middleware.cls.__name__ for middleware in application(["127.0.0.1"])._user_middleware]
    assert names == ["Headers", "TrustedHostMiddleware", "Packing"]
