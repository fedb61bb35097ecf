"""Streamlit's scripts are sent packed to browsers that take it, and everything else as it was."""

from __future__ import annotations

import asyncio
import gzip
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pyarrow import Codec
from starlette.datastructures import Headers

from dashboard.packing import Packing

SCRIPT = b"const words = 'again and again';" * 200


class Site:
    """Answers with a script in two pieces, as files are sent; how often is counted."""

    def __init__(self, status: int = 200) -> None:
        self.status = status
        self.asked = 0

    async def __call__(self, _: Any, __: Any, send: Any) -> None:
        self.asked += 1
        headers = [(b"content-length", str(len(SCRIPT)).encode()), (b"cache-control", b"immutable")]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": SCRIPT[:100], "more_body": True})
        await send({"type": "http.response.body", "body": SCRIPT[100:]})


def get(app: Any, path: str, *, method: str = "GET", **headers: str) -> tuple[Headers, bytes]:
    """What an application answers: headers and body."""
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": raw}
    with ThreadPoolExecutor(1) as pool:  # the browser tests leave a running event loop in this thread
        pool.submit(lambda: asyncio.run(app(scope, None, send))).result()
    return Headers(raw=sent[0]["headers"]), b"".join(m["body"] for m in sent[1:])


@pytest.mark.parametrize(("taken", "coding"), [("gzip, deflate, br", "br"), ("gzip;q=1.0, deflate", "gzip")])
def test_a_script_is_packed_and_the_same(taken: str, coding: str) -> None:
    app = Packing(Site())
    for _ in range(2):
        headers, body = get(app, "/static/js/index.js", accept_encoding=taken)
        assert headers["content-encoding"] == coding
        assert headers["cache-control"] == "immutable"
        assert headers["vary"] == "Accept-Encoding"
        assert int(headers["content-length"]) == len(body) < len(SCRIPT) / 3
        unpacked = gzip.decompress(body) if coding == "gzip" else Codec("brotli").decompress(body, len(SCRIPT), True)
        assert unpacked == SCRIPT


@pytest.mark.parametrize(
    ("path", "method", "headers"),
    [
        ("/static/js/index.js", "GET", {}),
        ("/static/js/index.js", "GET", {"accept_encoding": "zstd"}),
        ("/static/js/index.js", "GET", {"accept_encoding": "gzip", "range": "bytes=0-9"}),
        ("/static/js/index.js", "HEAD", {"accept_encoding": "gzip"}),
        ("/static/media/font.woff2", "GET", {"accept_encoding": "gzip"}),
        ("/media/report.js", "GET", {"accept_encoding": "gzip"}),
    ],
)
def test_all_else_is_left_as_it_is(path: str, method: str, headers: dict[str, str]) -> None:
    told, body = get(Packing(Site()), path, method=method, **headers)
    assert "content-encoding" not in told
    assert body == SCRIPT


def test_what_is_missing_is_neither_packed_nor_kept() -> None:
    site = Site(404)
    app = Packing(site)
    assert get(app, "/static/js/gone.js", accept_encoding="gzip")[1] == SCRIPT
    site.status = 200
    assert get(app, "/static/js/gone.js", accept_encoding="gzip")[0]["content-encoding"] == "gzip"
    assert site.asked == 2
