"""Word and PDF files, pages, mails and Markdown that loop, nest, expand or point elsewhere."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from tests.hostile.kinds import MILLION, Named
from tests.sample_files import (
    PARAGRAPHS,
    TEXT,
    archive_of,
    docx,
    docx_with,
    mail,
    page,
    pdf,
    pdf_of,
)

W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word_file(inner: bytes, before: bytes = b"") -> bytes:
    """A Word file with this inside its body, and this before the XML's root."""
    lead = b'<?xml version="1.0"?>' + before + b"<w:document " + W + b"><w:body>"
    return docx_with(lead + inner + b"</w:body></w:document>")


def said(text: bytes) -> bytes:
    return b"<w:p><w:r><w:t>" + text + b"</w:t></w:r></w:p>"


def word_files() -> Iterator[Named]:
    words = TEXT.encode()
    yield "plain.docx", word_file(said(words))
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (i, b"&l%d;" % (i - 1) * 10) for i in range(1, 10))
    yield "laughs.docx", word_file(said(words + b"&l9;"), b'<!DOCTYPE a [<!ENTITY l0 "lol">' + laughs + b"]>")
    blow_up = b'<!DOCTYPE a [<!ENTITY x "' + b"y" * 100_000 + b'">]>'
    yield "quadratic.docx", word_file(said(words + b"&x;" * 10_000), blow_up)
    for target in (b"file:///etc/passwd", b"http://127.0.0.1:9/x", b"/dev/zero", b"file:///dev/random"):
        outside = b'<!DOCTYPE a [<!ENTITY x SYSTEM "' + target + b'">]>'
        yield f"outside-{target[:8].hex()}{len(target)}.docx", word_file(said(words + b"&x;"), outside)
        remote = b'<!DOCTYPE a SYSTEM "' + target + b'">'
        yield f"remote-{target[:8].hex()}{len(target)}.docx", word_file(said(words), remote)
    yield "deep.docx", word_file(b"<w:p>" * 100_000 + words + b"</w:p>" * 100_000)
    yield "deep-tables.docx", word_file(b"<w:tbl><w:tr><w:tc>" * 60 + said(words) + b"</w:tc></w:tr></w:tbl>" * 60)
    yield "many-paragraphs.docx", word_file(said(b"It rained. ") * 200_000)
    yield "long-run.docx", word_file(said(b"It rained in the town. " * 500_000))
    yield (
        "attributes.docx",
        word_file(b"<w:p " + b" ".join(b'w:a%d="x"' % i for i in range(50_000)) + b"/>" + said(words)),
    )
    yield (
        "namespaces.docx",
        word_file(b"<w:p " + b" ".join(b'xmlns:a%d="x"' % i for i in range(50_000)) + b"/>" + said(words)),
    )
    yield "no-body.docx", docx_with(b"<w:document " + W + b"/>")
    yield "no-xml.docx", docx_with(b"It rained in the town.")
    yield (
        "latin-1.docx",
        docx_with(b'<?xml version="1.0" encoding="latin-1"?><w:document ' + W + b"><w:body/></w:document>"),
    )
    yield "utf-16.docx", docx_with(("<w:document " + W.decode() + "><w:body/></w:document>").encode("utf-16"))
    yield "struck.docx", word_file(b"<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>" + said(words))
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
