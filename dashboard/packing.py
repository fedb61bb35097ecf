"""Streamlit's scripts and styles, packed once and kept: a first visit sends a third of the bytes."""

from __future__ import annotations

import asyncio
import gzip
from typing import TYPE_CHECKING, Final

from starlette.datastructures import Headers, MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

PACKED: Final = (".js", ".css", ".wasm")
# Brotli first: a seventh less. Browsers take it over HTTPS and from this machine only.
CODINGS: Final = ("br", "gzip")
GZIP_LEVEL: Final = 6  # gzip's own usual one; 9 takes twice the time for a hundredth less
# The first page waits for the small ones; the library that draws charts is asked for later and is worth the time.
BROTLI_LEVEL, BROTLI_LEVEL_OF_LARGE = 7, 9
LARGE: Final = 1_000_000  # bytes


class Packing:
    """Sends the files of ``/static/`` packed to browsers that take that.

    Streamlit leaves them unpacked, since packing anew for each visitor costs more than it saves. Their names hold a sum
    of what is in them, so what was packed once is right for as long as the server runs.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: dict[tuple[str, str], bytes] = {}  # by path and coding

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, packed where that is of use."""
        coding = _coding(scope)
        if coding is None:
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
                    body = await self._packed(scope["path"], coding, b"".join(parts))
                    headers = MutableHeaders(raw=list(start["headers"]))
                    headers["Content-Encoding"] = coding
                    headers["Content-Length"] = str(len(body))
                    headers.add_vary_header("Accept-Encoding")
                    del headers["Accept-Ranges"]
                    await send({**start, "headers": headers.raw})
                    await send({"type": "http.response.body", "body": body})

        await self.app(scope, receive, told)

    async def _packed(self, path: str, coding: str, body: bytes) -> bytes:
        if (path, coding) not in self._kept:  # in a thread: other visitors do not wait for it
            self._kept[path, coding] = await asyncio.to_thread(_pack, coding, body)
        return self._kept[path, coding]


def _pack(coding: str, body: bytes) -> bytes:
    if coding == "gzip":
        return gzip.compress(body, GZIP_LEVEL)
    from pyarrow import Codec  # loaded by the pages anyway, but not to start the server

    level = BROTLI_LEVEL_OF_LARGE if len(body) > LARGE else BROTLI_LEVEL
    packed: bytes = Codec("brotli", compression_level=level).compress(body, asbytes=True)
    return packed


def _coding(scope: Scope) -> str | None:
    """The best coding that the browser takes, for what is worth packing; else None."""
    if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].endswith(PACKED):
        return None
    headers = Headers(scope=scope)
    if "Range" in headers or not scope["path"].startswith("/static/"):
        return None
    taken = {part.split(";")[0].strip() for part in headers.get("Accept-Encoding", "").split(",")}
    return next((coding for coding in CODINGS if coding in taken), None)
