"""Archives that lead out of their folder, hold themselves, or lie about what they hold."""

from __future__ import annotations

import stat
import struct
import warnings
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

from tests.hostile.kinds import MILLION, Named
from tests.sample_files import (
    PARAGRAPHS,
    TEXT,
    archive_of,
    csv,
    docx,
    mail,
    pdf,
)


def archives() -> Iterator[Named]:
    evil = (
        "../evil.txt",
        "a/../../evil.txt",
        "/etc/evil.txt",
        "C:\\evil.txt",
        "C:/evil.txt",
        "\\\\host\\share\\evil.txt",
        "..\\evil.txt",
        "a\\..\\..\\evil.txt",
        "\u202etxt.evil",
        "<script>alert(1)</script>.txt",
        "x" * 5000 + ".txt",
        "line\nbreak.txt",
        " ",
        "con.txt",
        "a.txt/",
    )
    for i, name in enumerate(evil):
        yield f"name-{i}.zip", archive_of({name: TEXT.encode(), "good.txt": TEXT.encode()})
    yield "link.zip", zip_of([(zip_entry("link.txt", mode=stat.S_IFLNK | 0o777), b"/etc/passwd")])
    yield "device.zip", zip_of([(zip_entry("device.txt", mode=stat.S_IFCHR | 0o777), b"")])
    yield "twice.zip", zip_of([(ZipInfo("a.txt"), TEXT.encode()), (ZipInfo("a.txt"), PARAGRAPHS[0].encode())])
    yield "empty.zip", b"PK\x05\x06" + bytes(18)
    yield "folders.zip", zip_of([(ZipInfo("a/"), b""), (ZipInfo("a/b/"), b"")])
    yield "own-files.zip", archive_of({"__MACOSX/._a.txt": b"\x00", ".DS_Store": b"\x00", "a.txt": TEXT.encode()})
    yield "hundreds.zip", archive_of({f"{i}.txt": f"{TEXT} {i}".encode() for i in range(300)})
    nested = archive_of({"zeros.txt": bytes(5 * MILLION)})
    for depth in range(1, 11):
        nested = archive_of({"inner.zip": nested, "good.txt": TEXT.encode()})
        yield f"nested-{depth}.zip", nested
    yield "docx-inside.zip", archive_of({"a.docx": docx(), "b.pdf": pdf(), "c.eml": mail(), "d.csv": csv()})
    for method in (ZIP_STORED, ZIP_BZIP2, ZIP_LZMA):
        yield f"method-{method}.zip", zip_of([(zip_entry("a.txt", method=method), TEXT.encode())])
    whole = archive_of({"a.txt": TEXT.encode()})
    central = whole.rindex(b"PK\x01\x02")
    for name, at, value in (
        ("locked", 8, b"\x01\x00"),
        ("unknown-method", 10, b"\x63\x00"),
        ("wrong-sum", 16, b"\x00\x00\x00\x00"),
        ("lying-small", 24, b"\x01\x00\x00\x00"),
        ("lying-large", 24, b"\xff\xff\xff\x0f"),
        ("zip64", 24, b"\xff\xff\xff\xff"),
        ("packed-lying", 20, b"\xff\xff\xff\x7f"),
        ("offset", 42, b"\xff\xff\xff\x7f"),
        ("long-name", 28, b"\xff\xff"),
    ):
        changed = bytearray(whole)
        changed[central + at : central + at + len(value)] = value
        yield f"{name}.zip", bytes(changed)
        yield f"{name}.docx", bytes(changed)
    yield "overlapping.zip", _overlapping(500)
    yield "jar.zip", archive_of({"META-INF/manifest.xml": b"<a/>", "a.txt": TEXT.encode()})
    yield "sheet.xlsx", archive_of({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>"})
    yield "behind-bytes.zip", b"MZ" + bytes(100) + whole


def zip_entry(name: str, *, mode: int = 0, method: int = ZIP_DEFLATED) -> ZipInfo:
    entry = ZipInfo(name)
    entry.external_attr = mode << 16
    entry.compress_type = method
    entry.create_system = 3
    return entry


def zip_of(entries: list[tuple[ZipInfo, bytes]]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of two entries with one name
        for entry, data in entries:
            archive.writestr(entry, data)
    return out.getvalue()


def _overlapping(count: int) -> bytes:
    """An archive whose entries all unpack the same packed bytes, so that neither its size nor a ratio gives it away."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    plain = TEXT.encode() * 2000
    data = packed.compress(plain) + packed.flush()
    sizes = struct.pack("<III", zlib.crc32(plain), len(data), len(plain))
    local = struct.pack("<IHHHHH", 0x04034B50, 20, 0, 8, 0, 33) + sizes + struct.pack("<HH", 5, 0) + b"a.txt" + data
    entry = struct.pack("<IHHHHHH", 0x02014B50, 20, 20, 0, 8, 0, 33) + sizes
    entry += struct.pack("<HHHHHII", 5, 0, 0, 0, 0, 0, 0) + b"a.txt"
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, len(entry) * count, len(local), 0)
    return local + entry * count + end
