"""Streamlit's scripts and styles, packed once and kept: a first visit sends a third of the bytes."""

from __future__ import annotations

import asyncio
import gzip
from typing import TYPE_CHECKING, Final

from starlette.datastructures import Headers, MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

PACKED: Final = (".js", ".css", ".wasm")
LEVEL: Final = 6  # gzip's own usual one; 9 takes twice the time for a hundredth less


class Packing:
    """Sends the files of ``/static/`` as gzip to browsers that take it.

    Streamlit leaves them unpacked, since packing anew for each visitor costs more than it saves. Their names hold a sum
    of what is in them, so what was packed once is right for as long as the server runs.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: dict[str, bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, packed where that is of use."""
        if not _is_wanted(scope):
            await self.app(scope, receive, send)
            return
        start: Message = {}
        parts: list[bytes] = []

        async def told(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                if start["status"] != 200:
                    await send(start)
            elif start["status"] != 200:
                await send(message)
            else:
                parts.append(message.get("body", b""))
                if not message.get("more_body"):
                    body = await self._packed(scope["path"], b"".join(parts))
                    headers = MutableHeaders(raw=list(start["headers"]))
                    headers["Content-Encoding"] = "gzip"
                    headers["Content-Length"] = str(len(body))
                    headers.add_vary_header("Accept-Encoding")
                    del headers["Accept-Ranges"]
                    await send({**start, "headers": headers.raw})
                    await send({"type": "http.response.body", "body": body})

        await self.app(scope, receive, told)

    async def _packed(self, path: str, body: bytes) -> bytes:
        if path not in self._kept:  # in a thread: other visitors do not wait for it
            self._kept[path] = await asyncio.to_thread(gzip.compress, body, LEVEL)
        return self._kept[path]


def _is_wanted(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].endswith(PACKED):
        return False
    headers = Headers(scope=scope)
    taken = "gzip" in headers.get("Accept-Encoding", "") and "Range" not in headers
    return taken and scope["path"].startswith("/static/")
