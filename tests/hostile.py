"""Hostile files, the same each time: bombs, loops, wrong endings, broken encodings, names that lead out of the archive.

`hostile_files` makes them one at a time, since some are large; `mutations` damages valid files at random.
"""

from __future__ import annotations

import encodings.aliases
import json
import random
import stat
import struct
import warnings
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

from tests.sample_files import (
    PARAGRAPHS,
    TEXT,
    archive_of,
    csv,
    docx,
    docx_with,
    every_format,
    jsonl,
    mail,
    page,
    pdf,
    pdf_of,
)

Named = tuple[str, bytes]

W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MILLION = 1_000_000


def hostile_files() -> Iterator[Named]:
    """Yield all of them, over 900."""
    yield from cheap_files()
    yield from bombs()


def cheap_files() -> Iterator[Named]:
    """Yield those that are made in no time."""
    yield from in_every_encoding()
    yield from truncated()
    yield from with_wrong_endings()
    yield from texts()
    yield from archives()
    yield from word_files()
    yield from pdf_files()
    yield from pages()
    yield from mails()
    yield from tables()
    yield from markdowns()
    yield from names()


def bombs() -> Iterator[Named]:
    """Yield small files that unpack to very much."""
    zeros = bytes(50 * MILLION)
    yield "bomb.zip", archive_of({"zeros.txt": zeros})
    yield "bomb-of-words.zip", archive_of({"words.txt": TEXT.encode() * 100_000})
    yield "bombs.zip", archive_of({f"{i}.txt": zeros for i in range(7)})
    yield "many.zip", archive_of({f"{i}.txt": b"" for i in range(20_000)})
    yield "bzip2-bomb.zip", _zip_of([(_entry("a.txt", method=ZIP_BZIP2), zeros)])
    yield "lzma-bomb.zip", _zip_of([(_entry("a.txt", method=ZIP_LZMA), zeros)])
    yield "bomb.docx", _word_file(_said(b"a" * 250 * MILLION))
    yield "empty-paragraphs.docx", _word_file(b"<w:p/>" * 2 * MILLION)
    yield "paragraphs.docx", _word_file(b"".join(_said(b"It rained on day %d." % i) for i in range(200_000)))
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


def mutations(count: int, seed: int = 1) -> Iterator[Named]:
    """Yield ``count`` valid files with bytes flipped, cut, doubled, moved or put in."""
    dice = random.Random(seed)
    valid = list(every_format().items())
    for _ in range(count):
        name, data = dice.choice(valid)
        changed = bytearray(data)
        for _ in range(dice.choice((1, 1, 2, 5, 30))):
            at = dice.randrange(len(changed) or 1)
            size = dice.choice((1, 1, 2, 8, 64, 512))
            match dice.randrange(6):
                case 0:
                    changed[at : at + 1] = bytes([dice.randrange(256)])
                case 1:
                    del changed[at : at + size]
                case 2:
                    changed[at:at] = changed[at : at + size] * dice.choice((1, 2, 50))
                case 3:
                    changed[at:at] = dice.randbytes(size)
                case 4:
                    changed[at : at + size] = dice.choice((b"\x00", b"\xff", b"<", b"(", b"9", b'"')) * size
                case _:
                    other = dice.choice(valid)[1]
                    start = dice.randrange(len(other))
                    changed[at : at + size] = other[start : start + size]
        yield name, bytes(changed)


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
    yield "link.zip", _zip_of([(_entry("link.txt", mode=stat.S_IFLNK | 0o777), b"/etc/passwd")])
    yield "device.zip", _zip_of([(_entry("device.txt", mode=stat.S_IFCHR | 0o777), b"")])
    yield "twice.zip", _zip_of([(ZipInfo("a.txt"), TEXT.encode()), (ZipInfo("a.txt"), PARAGRAPHS[0].encode())])
    yield "empty.zip", b"PK\x05\x06" + bytes(18)
    yield "folders.zip", _zip_of([(ZipInfo("a/"), b""), (ZipInfo("a/b/"), b"")])
    yield "own-files.zip", archive_of({"__MACOSX/._a.txt": b"\x00", ".DS_Store": b"\x00", "a.txt": TEXT.encode()})
    yield "hundreds.zip", archive_of({f"{i}.txt": f"{TEXT} {i}".encode() for i in range(300)})
    nested = archive_of({"zeros.txt": bytes(5 * MILLION)})
    for depth in range(1, 11):
        nested = archive_of({"inner.zip": nested, "good.txt": TEXT.encode()})
        yield f"nested-{depth}.zip", nested
    yield "docx-inside.zip", archive_of({"a.docx": docx(), "b.pdf": pdf(), "c.eml": mail(), "d.csv": csv()})
    for method in (ZIP_STORED, ZIP_BZIP2, ZIP_LZMA):
        yield f"method-{method}.zip", _zip_of([(_entry("a.txt", method=method), TEXT.encode())])
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


def _entry(name: str, *, mode: int = 0, method: int = ZIP_DEFLATED) -> ZipInfo:
    entry = ZipInfo(name)
    entry.external_attr = mode << 16
    entry.compress_type = method
    entry.create_system = 3
    return entry


def _zip_of(entries: list[tuple[ZipInfo, bytes]]) -> bytes:
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


def _word_file(inner: bytes, before: bytes = b"") -> bytes:
    """A Word file with this inside its body, and this before the XML's root."""
    lead = b'<?xml version="1.0"?>' + before + b"<w:document " + W + b"><w:body>"
    return docx_with(lead + inner + b"</w:body></w:document>")


def _said(text: bytes) -> bytes:
    return b"<w:p><w:r><w:t>" + text + b"</w:t></w:r></w:p>"


def word_files() -> Iterator[Named]:
    words = TEXT.encode()
    yield "plain.docx", _word_file(_said(words))
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (i, b"&l%d;" % (i - 1) * 10) for i in range(1, 10))
    yield "laughs.docx", _word_file(_said(words + b"&l9;"), b'<!DOCTYPE a [<!ENTITY l0 "lol">' + laughs + b"]>")
    blow_up = b'<!DOCTYPE a [<!ENTITY x "' + b"y" * 100_000 + b'">]>'
    yield "quadratic.docx", _word_file(_said(words + b"&x;" * 10_000), blow_up)
    for target in (b"file:///etc/passwd", b"http://127.0.0.1:9/x", b"/dev/zero", b"file:///dev/random"):
        outside = b'<!DOCTYPE a [<!ENTITY x SYSTEM "' + target + b'">]>'
        yield f"outside-{target[:8].hex()}{len(target)}.docx", _word_file(_said(words + b"&x;"), outside)
        remote = b'<!DOCTYPE a SYSTEM "' + target + b'">'
        yield f"remote-{target[:8].hex()}{len(target)}.docx", _word_file(_said(words), remote)
    yield "deep.docx", _word_file(b"<w:p>" * 100_000 + words + b"</w:p>" * 100_000)
    yield "deep-tables.docx", _word_file(b"<w:tbl><w:tr><w:tc>" * 60 + _said(words) + b"</w:tc></w:tr></w:tbl>" * 60)
    yield "many-paragraphs.docx", _word_file(_said(b"It rained. ") * 200_000)
    yield "long-run.docx", _word_file(_said(b"It rained in the town. " * 500_000))
    yield (
        "attributes.docx",
        _word_file(b"<w:p " + b" ".join(b'w:a%d="x"' % i for i in range(50_000)) + b"/>" + _said(words)),
    )
    yield (
        "namespaces.docx",
        _word_file(b"<w:p " + b" ".join(b'xmlns:a%d="x"' % i for i in range(50_000)) + b"/>" + _said(words)),
    )
    yield "no-body.docx", docx_with(b"<w:document " + W + b"/>")
    yield "no-xml.docx", docx_with(b"It rained in the town.")
    yield (
        "latin-1.docx",
        docx_with(b'<?xml version="1.0" encoding="latin-1"?><w:document ' + W + b"><w:body/></w:document>"),
    )
    yield "utf-16.docx", docx_with(("<w:document " + W.decode() + "><w:body/></w:document>").encode("utf-16"))
    yield "struck.docx", _word_file(b"<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>" + _said(words))
    parts = {}
    with ZipFile(BytesIO(docx())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in parts:
        left = {k: v for k, v in parts.items() if k != name}
        yield f"without-{name.replace('/', '-')}.docx", archive_of(left)
        yield f"empty-{name.replace('/', '-')}.docx", archive_of(parts | {name: b""})
    links = b'<Relationship Id="r%d" Type="x" Target="../../../../etc/passwd" TargetMode="Internal"/>'
    kind = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    yield (
        "relations.docx",
        archive_of(
            parts
            | {"word/_rels/document.xml.rels": kind + b"".join(links % i for i in range(1000)) + b"</Relationships>"}
        ),
    )


def pdf_files() -> Iterator[Named]:
    yield "long.pdf", pdf([f"It rained in the town on day {i} and nobody came to see it." for i in range(2000)])
    yield "pages-900.pdf", pdf(pages=900)
    yield "pages-5000.pdf", pdf(pages=5000)
    yield "empty-page.pdf", pdf([" "])
    locked = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + "28" * 32 + "> /U <" + "41" * 32 + "> >>"
    yield "locked.pdf", pdf(trailer=locked + " /ID [<00> <00>]")
    yield "unknown-lock.pdf", pdf(trailer="/Encrypt << /Filter /Other /V 9 >>")
    page_of = b"/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"
    catalogue = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    one = catalogue | {2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", 3: b"<< " + page_of + b" /Contents 4 0 R >>"}

    def stream(data: bytes, given: bytes = b"/Filter /FlateDecode", size: int | None = None) -> bytes:
        return (
            b"<< " + given + b" /Length %d >>\nstream\n" % (len(data) if size is None else size) + data + b"\nendstream"
        )

    yield (
        "filters.pdf",
        pdf_of(one | {4: stream(zlib.compress(b"q "), b"/Filter [" + b"/FlateDecode " * 10_000 + b"]")}),
    )
    yield "run-length.pdf", pdf_of(one | {4: stream(b"\x81a" * MILLION, b"/Filter /RunLengthDecode")})
    yield "loop-of-pages.pdf", pdf_of(catalogue | {2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"})
    yield (
        "two-loops.pdf",
        pdf_of(
            catalogue
            | {
                2: b"<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 9 >>",
                3: b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>",
            }
        ),
    )
    yield "count.pdf", pdf_of(one | {2: b"<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>"})
    yield "negative.pdf", pdf_of(one | {2: b"<< /Type /Pages /Kids [3 0 R] /Count -1 >>"})
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>"
    uses = page_of + b" /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >>"
    yield (
        "form-in-itself.pdf",
        pdf_of(one | {3: b"<< " + uses + b" >>", 4: stream(b"/X Do " * 1000, b""), 5: stream(b"/X Do /X Do", form)}),
    )
    yield "wrong-length.pdf", pdf_of(one | {4: stream(b"BT ET", b"", 999_999_999)})
    yield "length-loop.pdf", pdf_of(one | {4: b"<< /Length 4 0 R >>\nstream\nBT ET\nendstream"})
    yield "deep-array.pdf", pdf_of(one | {5: b"[" * 200_000})
    yield "deep-dictionary.pdf", pdf_of(one | {5: b"<</a" * 100_000}, "/Info 5 0 R")
    yield "operators.pdf", pdf_of(one | {4: stream(b"q " * 500_000, b"")})
    yield "operands.pdf", pdf_of(one | {4: stream(b"1 " * 500_000 + b"m", b"")})
    yield "no-objects.pdf", b"%PDF-1.7\n%%EOF"
    yield "no-table.pdf", pdf().replace(b"xref", b"xxxx")
    yield "table-loop.pdf", pdf(trailer="/Prev 9")
    yield "table-loop-2.pdf", pdf().replace(b"startxref\n", b"startxref\n0")
    yield (
        "script.pdf",
        pdf_of(one | {1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (while(1);) >> >>"}),
    )
    yield (
        "launch.pdf",
        pdf_of(one | {1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /Launch /F (/bin/sh) >> >>"}),
    )
    yield "title.pdf", pdf(title="T" * 100_000)
    yield "title-of-template.pdf", pdf(title="Microsoft Word - draft.doc")
    for day in ("D:20240304", "D:99999999", "D:", "yesterday", "D:20240230"):
        yield f"day-{day.encode().hex()}.pdf", pdf(extra=f"/CreationDate ({day})")
    yield "garbage.pdf", b"%PDF-1.7 " + random.Random(3).randbytes(200_000)
    yield "late-mark.pdf", b"\n" * 1000 + pdf()
    yield "doubled.pdf", pdf() + pdf()


def pages() -> Iterator[Named]:
    whole = page().decode()
    words = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    tricks = {
        "deep": "<div>" * 100_000 + words,
        "deep-tables": "<table><tr><td>" * 20_000 + words,
        "deep-lists": "<ul><li>" * 50_000 + words,
        "bold": "<b>" * 100_000 + words,
        "links": "<a href=x>y</a>" * 100_000 + words,
        "paragraphs": f"<p>{PARAGRAPHS[0]}" * 20_000,
        "attributes": "<p " + " ".join(f"a{i}=x" for i in range(100_000)) + ">" + words,
        "long-attribute": f'<p title="{"x" * 5 * MILLION}">' + words,
        "open-comment": words + "<!-- " + "x" * MILLION,
        "comments": "<!-- -- -->" * 100_000 + words,
        "open-script": words + "<script>" + "x(" * 500_000,
        "cdata": "<![CDATA[" * 100_000 + words,
        "entities": "&amp;" * 500_000 + words,
        "laughs": '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>' + words + "&b;" * 10_000,
        "numbers": "&#0;&#xD800;&#x110000;&#99999999999;" * 1000 + words,
        "less-than": "<" * MILLION + words,
        "tags": "".join(f"<t{i}>" for i in range(50_000)) + words,
        "frames": "<iframe src=file:///etc/passwd></iframe><object data=http://127.0.0.1:9></object>" * 999 + words,
        "linked-data": f'<script type="application/ld+json">{"[" * 20_000}</script>' + words,
        "linked-data-2": '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": 5}</script>'
        + words,
        "dates": "<time datetime=2024-99-99>x</time>" * 20_000 + words,
        "long-title": f"<title>{'T' * MILLION}</title>" + words,
        "spans": "<p>" + "".join(f"<span>{c}</span>" for c in TEXT * 30),
        "breaks": "<br>" * 300_000 + words,
        "xml": '<?xml version="1.0" encoding="utf-16"?>' + whole,
        "form-feed": "<p>\x0c\x0b\x1f" + words,
        "nul": "\x00".join(whole),
        "empty-comments": "<!---->" * 500 + "It rained in the town.",
        "nothing": "<html></html>",
        "no-words": "<html><body><img src=x></body></html>",
        "menus": "<html><body>" + "<nav><a>Home</a></nav>" * 10_000,
        "script-only": "<html><body><script>document.write('It rained in the town')</script>",
    }
    for name, html in tricks.items():
        lead = (
            ""
            if html.startswith("<?xml") or "<!DOCTYPE" in html or html.startswith("<!--")
            else "<!DOCTYPE html><html><body>"
        )
        yield f"{name}.html", (lead + html).encode()


def mails() -> Iterator[Named]:
    words = TEXT.encode()
    head = b"From: a@b.example\nSubject: Rain\nMIME-Version: 1.0\n"
    tricks = {
        "no-body": head,
        "no-boundary": head + b"Content-Type: multipart/mixed\n\n" + words,
        "lost-boundary": head + b"Content-Type: multipart/mixed; boundary=x\n\n" + words,
        "parts": head + b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\n\n" * 50_000 + b"--x\n\n" + words,
        "brackets": b"From: " + b"(" * 100_000 + b"\n" + head + b"\n" + words,
        "quotes": b"From: " + b'"\\' * 50_000 + b"\n" + head + b"\n" + words,
        "groups": b"From: " + b"a:" * 50_000 + b"\n" + head + b"\n" + words,
        "encoded-words": b"Subject: " + b"=?utf-8?q?a?= " * 20_000 + b"\n" + head + b"\n" + words,
        "broken-word": b"Subject: =?nonsense?b?!!!?= =?utf-8?q?=ZZ?=\n" + head + b"\n" + words,
        "long-header": b"Subject: " + b"x" * 5 * MILLION + b"\n" + head + b"\n" + words,
        "headers": b"".join(b"X-%d: y\n" % i for i in range(100_000)) + head + b"\n" + words,
        "folded": b"Subject: a\n" + b" b\n" * 200_000 + head + b"\n" + words,
        "charset": head + b"Content-Type: text/plain; charset=nonsense\n\n" + words,
        "charset-codec": head + b"Content-Type: text/plain; charset=zlib\n\n" + words,
        "charset-long": head + b"Content-Type: text/plain; charset=" + b"x" * 100_000 + b"\n\n" + words,
        "parameters": head + b"Content-Type: text/plain" + b"; a*0*=x" * 20_000 + b"\n\n" + words,
        "numbered": head + b"Content-Type: text/plain; charset*999999999=x\n\n" + words,
        "base64": head + b"Content-Transfer-Encoding: base64\n\n" + b"!" * 10_001,
        "quoted": head + b"Content-Transfer-Encoding: quoted-printable\n\n" + b"=ZZ=\n" * 10_000,
        "uuencode": head + b"Content-Transfer-Encoding: x-uuencode\n\nbegin 666 a\n" + b"#!!\n" * 10_000,
        "encoding": head + b"Content-Transfer-Encoding: nonsense\n\n" + words,
        "date": b"Date: Mon, 99 Foo 99999 99:99:99 +9999\n" + head + b"\n" + words,
        "date-digits": b"Date: " + b"9" * 100_000 + b"\n" + head + b"\n" + words,
        "bytes": b"Subject: \xff\xfe\n" + head + b"\n" + words,
        "attachment": head
        + b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Disposition: attachment; filename=../a\n\n%PDF"
        b"\n--x\n\n" + words,
        "only-attached": head + b"Content-Disposition: attachment; filename=a.txt\n\n" + words,
        "flowed": head + b"Content-Type: text/plain; format=flowed\n\n" + words.replace(b" ", b" \n"),
    }
    for name, data in tricks.items():
        yield f"{name}.eml", data
    nested = b"Content-Type: text/plain\n\n" + words
    for i in range(2000):
        nested = b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) + nested
    yield "nested.eml", head + nested
    yield "messages.eml", head + b"Content-Type: message/rfc822\n\n" * 3000 + words
    yield "page.eml", mail(page().decode(), subtype="html")


def tables() -> Iterator[Named]:
    words = TEXT.replace("\n", " ")
    tricks = {
        "columns": ",".join(f"c{i}" for i in range(100_000)) + "\n" + ",".join("x" * 100_000),
        "columns-alike": ",".join(["text"] * 900) + "\n" + ",".join([PARAGRAPHS[0].replace(",", "")] * 900),
        "open-quote": 'text\n"' + words * 1000,
        "quotes": 'text\n"' + '""' * MILLION + '"',
        "long-cell": "text\n" + words.replace(",", "") * 10_000,
        "blank-rows": "text\n" + "\n" * MILLION + f'"{words}"',
        "commas": "text\n" + "," * MILLION,
        "rows-of-commas": "text,a\n" + ",\n" * 300_000,
        "unquoted": f"title,text\na,{words}",
        "one-row": f'"{words}"',
        "no-header": f'2024-03-04,Rain,"{words}"\n2024-03-05,Sun,"{words}"',
        "only-header": "title,text",
        "unknown": "a,b\n1,2\n3,4",
        "formula": f'title,text\n"=cmd|x","{words}"',
        "semicolons": f'title;text\nRain;"{words}"',
        "tabs": f"title\ttext\nRain\t{words}",
        "nul": f'text\n"\x00{words}\x00"',
        "returns": f'text\r"{words}"\r"{words}"',
        "script": f'<script>,text\nx,"{words}"',
    }
    for name, text in tricks.items():
        yield f"table-{name}.csv", text.encode()
    deep = "[" * 10_000 + "]" * 10_000
    lines = {
        "deep": deep,
        "deep-value": '{"text": ' + deep + "}",
        "deep-objects": '{"a":' * 10_000 + "1" + "}" * 10_000,
        "open": "[" * MILLION,
        "digits": '{"text": ' + "9" * 100_000 + "}",
        "exponent": '{"text": 1e999999999}',
        "not-a-number": '{"text": NaN, "title": Infinity}',
        "keys": json.dumps({f"k{i}": i for i in range(100_000)}),
        "same-keys": "{" + ",".join(['"text": "a"'] * 100_000) + "}",
        "long-key": json.dumps({"k" * MILLION: 1, "text": words}),
        "null": "null\ntrue\n5\n" + json.dumps("x"),
        "text-null": '{"text": null}\n{"text": {"a": 1}}\n{"text": ["a", 1]}\n{"title": "x"}',
        "paragraphs": json.dumps({"text": list(PARAGRAPHS)}),
        "array": json.dumps([{"text": words}, 5, None, {"text": ""}]),
        "pretty": json.dumps({"text": words, "title": "Rain"}, indent=2),
        "days": "\n".join(
            json.dumps({"text": words, "published": day}) for day in ("soon", 0, -1, 1e300, [], "0001-01-01")
        ),
        "blank-lines": "\n" * MILLION + json.dumps({"text": words}),
        "broken-lines": "{\n" * 100_000,
        "separators": json.dumps({"text": words + "\u2028 more words"}, ensure_ascii=False),
        "title-list": json.dumps({"text": words, "title": ["a", "b"], "source": {"name": "x"}}),
        "escapes": '{"text": "' + "\\u0041" * 200_000 + '"}',
    }
    for name, text in lines.items():
        yield f"lines-{name}.jsonl", text.encode()
    yield "half.jsonl", jsonl()[:-100]
    for at in (4, 8, 100, -8, -20):
        whole = bytearray(every_format()["report.parquet"])
        whole[at : at + 4 if at != -4 else None] = b"\xff\xff\xff\x7f"
        yield f"parquet-{at}.parquet", bytes(whole)


def markdowns() -> Iterator[Named]:
    tricks = {
        "quotes": ">" * 50_000,
        "brackets": "[" * 50_000,
        "links": "[a](" * 20_000,
        "stars": "*a " * 50_000,
        "stars-2": "**a *a " * 20_000,
        "ticks": "".join("`" * i + " " for i in range(800)),
        "lists": "".join("  " * i + "- a\n" for i in range(500)),
        "pictures": "![a" * 20_000,
        "references": "".join(f"[{i}]: x\n" for i in range(20_000)) + "[1] " * 20_000,
        "table": "|a" * 5000 + "|\n" + "|-" * 5000 + "|\n" + ("|b" * 5000 + "|\n") * 20,
        "entities": "&#0;&#xD800;&nbsp;" * 10_000,
        "tags": "<a" * 50_000,
        "comment": "<!--" * 20_000,
        "open-front": "---\ntitle: x\n" * 10_000,
        "front": "---\ntitle: " + "x" * 100_000 + "\n---\n",
        "only-front": "---\ntitle: x\n---\n",
        "escapes": "\\" * 100_000,
        "underscores": "_" * 100_000,
        "autolinks": "<http://a" * 20_000,
    }
    for name, text in tricks.items():
        yield f"{name}.md", f"{text}\n\n{TEXT}\n".encode()


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
