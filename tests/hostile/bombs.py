"""Small files that would become large: each is to be refused before it does."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from zipfile import ZIP_BZIP2, ZIP_LZMA

from tests.hostile.archives import zip_entry, zip_of
from tests.hostile.documents import said, word_file
from tests.hostile.kinds import MILLION, Named
from tests.sample_files import (
    TEXT,
    archive_of,
    pdf_of,
)


def bombs() -> Iterator[Named]:
    """Yield small files that unpack to very much."""
    zeros = bytes(50 * MILLION)
    yield "bomb.zip", archive_of({"zeros.txt": zeros})
    yield "bomb-of-words.zip", archive_of({"words.txt": TEXT.encode() * 100_000})
    yield "bombs.zip", archive_of({f"{i}.txt": zeros for i in range(7)})
    yield "many.zip", archive_of({f"{i}.txt": b"" for i in range(20_000)})
    yield "bzip2-bomb.zip", zip_of([(zip_entry("a.txt", method=ZIP_BZIP2), zeros)])
    yield "lzma-bomb.zip", zip_of([(zip_entry("a.txt", method=ZIP_LZMA), zeros)])
    yield "bomb.docx", word_file(said(b"a" * 250 * MILLION))
    yield "empty-paragraphs.docx", word_file(b"<w:p/>" * 2 * MILLION)
    yield "paragraphs.docx", word_file(b"".join(said(b"It rained on day %d." % i) for i in range(200_000)))
    yield "picture-bomb.docx", archive_of({"[Content_Types].xml": b"", "word/media/image1.png": bytes(100 * MILLION)})
    flat = zlib.compress(bytes(300 * MILLION), 9)
    yield "bomb.pdf", _pdf_drawing(flat, b"/FlateDecode")
    twice = zlib.compress(zlib.compress(bytes(1000 * MILLION), 9), 9)
    yield "bomb-twice.pdf", _pdf_drawing(twice, b"[/FlateDecode /FlateDecode]")
    yield "bomb-of-words.pdf", _pdf_drawing(zlib.compress(b"(It rained.) Tj " * 5 * MILLION, 9), b"/FlateDecode")


def _pdf_drawing(data: bytes, filters: bytes) -> bytes:
    """A PDF file of one page that is drawn by this packed stream."""
    length = b"<< /Filter " + filters + b" /Length %d >>\nstream\n" % len(data)
    return pdf_of(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
            4: length + data + b"\nendstream",
        }
    )
