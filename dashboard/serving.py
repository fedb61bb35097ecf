"""The server: who reaches it, who is let in, and what it tells the browser to refuse."""

from __future__ import annotations

import argparse
import base64
import hashlib
import os
import re
import socket
import sys
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dashboard.access import AT_HOME, LOGIN, LOOPBACK, hosts_of, read_secrets
from extract.errors import SidelinesError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SERIF: Final = "/fonts/serif-1.woff2"  # the number rises when the font changes, since browsers keep it for a year
EVERYWHERE: Final = "0.0.0.0"
SETTINGS: Final[Mapping[str, Any]] = {
    # Here and not in .streamlit/config.toml alone, since that is ignored when started from another folder.
    "server.maxUploadSize": 25,  # megabytes
    "server.headless": True,
    "server.fileWatcherType": "none",
    "server.enableCORS": True,  # Streamlit's names: this is the protection, as is the next
    "server.enableXsrfProtection": True,
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "logger.hideWelcomeMessage": True,
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
    "browser.gatherUsageStats": False,
}
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def add_options(serve: argparse.ArgumentParser) -> None:
    """Add the options of `sidelines serve`."""
    serve.add_argument("--port", type=int, default=8501, help="the port to listen at (default: 8501)")
    serve.add_argument(
        "--public", action="store_true", help="listen at all addresses of this machine; asks everybody to log in"
    )
    login = serve.add_mutually_exclusive_group()
    login.add_argument("--login", action="store_true", help="ask everybody to log in, as behind a proxy of your own")
    login.add_argument(
        "--no-login", action="store_true", help="with --public: let in whoever reaches the port, without any check"
    )


def serve(given: argparse.Namespace) -> int:
    """Serve the dashboard until it is stopped; return 2 where it may not be served so.

    Streamlit runs in this very process: whoever ends the command ends the server.
    """
    login = given.login or (given.public and not given.no_login)
    try:
        hosts = hosts_of(read_secrets()) if login else ["*"] if given.public else list(AT_HOME)
    except SidelinesError as error:
        print(error, file=sys.stderr)
        return 2
    address = EVERYWHERE if given.public else LOOPBACK
    if not _is_free(address, given.port):
        print(f"Port {given.port} is taken, perhaps by another Sidelines; choose one with --port.", file=sys.stderr)
        return 2
    os.environ[LOGIN] = "required" if login else ""
    if given.public and not login:
        print("Anybody who reaches this port can read, add and remove everything: there is no login.", file=sys.stderr)
    where = f"all addresses of this machine, port {given.port}" if given.public else f"http://{LOOPBACK}:{given.port}"
    print(f"Sidelines is served at {where} - stop it with Ctrl+C.", flush=True)
    theme = str(files("dashboard").joinpath("theme.toml"))
    settings = {**SETTINGS, "theme.base": theme, "server.address": address, "server.port": given.port}
    application(hosts).run(config=settings)
    return 0


def _is_free(address: str, port: int) -> bool:
    with socket.socket() as trial:
        if os.name != "nt":  # as the server does it: there it would take a port that another one listens at
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((address, port))
        except OSError:
            return False
    return True


def application(hosts: list[str]) -> Any:
    """Return the dashboard as an ASGI application that answers to the names ``hosts`` only."""
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.responses import FileResponse
    from starlette.routing import Route
    from streamlit.starlette import App

    from dashboard.packing import Packing

    def serif(_: Request) -> FileResponse:
        font = str(files("dashboard").joinpath("assets", "serif.woff2"))
        return FileResponse(font, headers={"Cache-Control": "public, max-age=31536000"})

    return App(
        str(files("dashboard").joinpath("app.py")),
        routes=[Route(SERIF, serif)],
        middleware=[
            Middleware(Headers),
            # Else a page elsewhere could point its own name at 127.0.0.1 and speak with the dashboard (DNS rebinding).
            Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
            Middleware(Packing),
        ],
    )


def policy() -> str:
    """Return the content security policy: what is of this server, and nothing from elsewhere; no script in the page.

    Streamlit's own page holds a script, which is named by its sum; it loads the article page's script from memory
    (``blob:``), which only a script can put there. Charts and tables write styles into the page.
    """
    import streamlit

    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
    sums = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in _INLINE.findall(page)]
    rules = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", "blob:", "'wasm-unsafe-eval'", *(f"'sha256-{s}'" for s in sums)]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


class Headers:
    """Adds to each answer what the browser is to refuse, whatever an article holds."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        headers = {
            "Content-Security-Policy": policy(),
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
        }
        self.headers = [(name.lower().encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, with the headers added."""

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), *self.headers]}
            await send(message)

        await self.app(scope, receive, told if scope["type"] == "http" else send)
