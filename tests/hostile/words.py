"""Texts that are none, in encodings that are none, under names and endings that lead astray."""

from __future__ import annotations

import encodings.aliases
import json
import random
from collections.abc import Iterator

from tests.hostile.kinds import MILLION, Named
from tests.sample_files import (
    PARAGRAPHS,
    TEXT,
    csv,
    every_format,
    page,
)


def in_every_encoding() -> Iterator[Named]:
    """Text, page and message in each encoding of text that the standard library knows."""
    known = sorted(set(encodings.aliases.aliases.values()))
    accented = TEXT.replace("harbour", "café")
    for encoding in known:
        try:
            data = accented.encode(encoding, "replace")
        except (LookupError, UnicodeError, TypeError):
            continue
        if not isinstance(data, bytes) or encoding in ("idna", "punycode"):
            continue
        yield f"{encoding}.txt", data
        yield f"{encoding}.html", page().replace(b'"utf-8"', f'"{encoding}"'.encode())
        yield (
            f"{encoding}.eml",
            b"From: a@b.example\nContent-Type: text/plain; charset=" + encoding.encode() + b"\n\n" + data,
        )
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"+/v8"):
        yield f"mark-{mark.hex()}.txt", mark + TEXT.encode()
        yield f"mark-{mark.hex()}-alone.txt", mark
        yield f"mark-{mark.hex()}.csv", mark + csv()


def truncated() -> Iterator[Named]:
    for name, data in every_format().items():
        for tenth in range(1, 10):
            yield f"cut-{tenth}-{name}", data[: len(data) * tenth // 10]
        yield f"cut-last-{name}", data[:-1]
        yield f"head-{name}", data[:5]
        yield f"tail-{name}", data[5:]


def with_wrong_endings() -> Iterator[Named]:
    files = every_format()
    endings = [name.rpartition(".")[2] for name in files]
    for name, data in files.items():
        for ending in endings:
            if not name.endswith(ending):
                yield f"{name}.{ending}", data
        yield f"{name}.xyz", data
        yield name.partition(".")[0], data
    for opening in (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"{\\rtf1 ",
        b"\x1f\x8b\x08",
        b"Rar!",
        b"7z\xbc\xaf",
        b"\x89PNG",
    ):
        for ending in ("txt", "docx", "pdf", "zip"):
            yield f"other-{opening[:4].hex()}.{ending}", opening + bytes(range(256)) * 10


def texts() -> Iterator[Named]:
    tricks = {
        "nothing": "",
        "blank": " \t\r\n\u3000" * 1000,
        "nul": TEXT + "\x00",
        "nuls": "\x00" * 10_000,
        "nul-between": "\x00".join(TEXT),
        "bidi": "\u202e".join(TEXT.split(" ")) + "\u2066\u2067\u2068\u2069",
        "zero-width": "\u200b".join(TEXT),
        "soft-hyphens": "\u00ad".join(TEXT),
        "tags": TEXT + "".join(chr(0xE0000 + ord(c)) for c in "hidden"),
        "marks": TEXT + "\u0301" * 300_000,
        "two-marks": TEXT + "\u0315\u0300" * 200_000,
        "one-line": " ".join([*PARAGRAPHS] * 2500),
        "too-long": TEXT * 5000,
        "newlines": TEXT + "\n" * MILLION + TEXT,
        "carriage-returns": TEXT + "\r" * MILLION,
        "line-separators": TEXT.replace(" ", "\u2028"),
        "one-word": "a" * MILLION,
        "quotes": TEXT + "“" * 100_000,
        "brackets": TEXT + "(" * 100_000,
        "digits": TEXT + "9" * 100_000,
        "emoji": TEXT + "👩‍👩‍👧‍👦" * 1000,
        "arabic": "السلام عليكم ورحمة الله وبركاته " * 100,
        "hangul": "\u1100\u1161\u11a8" * 10_000,
        "ligatures": TEXT.replace("fi", "ﬁ") + "\ufdfa" * 10_000,
        "private": "\ue000\uf8ff" * 1000,
        "nonsense": "".join(map(chr, random.Random(1).sample(range(0x21, 0xD7FF), 20_000))),
        "hard-wrapped": "\n".join(TEXT[i : i + 70] for i in range(0, len(TEXT), 70)),
    }
    for name, text in tricks.items():
        yield f"{name}.txt", text.encode()
        yield f"{name}.utf16.txt", text.encode("utf-16")
        yield f"{name}.csv", b"text\n" + text.encode()
        yield f"{name}.jsonl", json.dumps({"text": text}).encode()
    yield "surrogates.txt", TEXT.encode() + b"\xed\xa0\x80\xed\xb0\x80"
    yield "surrogates.utf16.txt", TEXT.encode("utf-16") + b"\x00\xd8"
    yield "surrogates.jsonl", rb'{"text": "\ud800 It rained in the town and \udfff nobody came to see it."}'
    yield "surrogate-key.jsonl", rb'{"\ud800": "a", "text": "It rained in the town and nobody came to see it."}'
    yield "overlong.txt", TEXT.encode() + b"\xc0\xaf\xe0\x80\xaf\xf8\x88\x80\x80\x80"
    yield "bytes.txt", bytes(range(256)) * 1000
    yield "random.txt", random.Random(2).randbytes(100_000)


def names() -> Iterator[Named]:
    odd = (
        "",
        " ",
        ".txt",
        "..",
        "../../up.txt",
        "/etc/passwd",
        "C:\\a.txt",
        "a\nb.txt",
        "a\x00b.txt",
        "\udcff.txt",
        "\u202etxt.a",
        "<img src=x onerror=alert(1)>.txt",
        "x" * 100_000 + ".txt",
        "a.TXT",
        "a.txt.",
        "a." + "x" * 5000,
        "'; DROP TABLE article; --.txt",
        "=cmd.txt",
    )
    for name in odd:
        yield name, TEXT.encode()
        yield name, b"\x00\x01\x02" * 100
