"""Valid files of every format, made here: the same words each time, so that what is read can be compared."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.message import EmailMessage
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pyarrow as pa
import pyarrow.parquet as pq
from docx import Document

PARAGRAPHS = (
    "VELMORA, March 4. /ORBIS/. “The harbour will stay open all week,” Foreign Minister Ilse Brandt said on Monday.",
    "She is to meet her colleague from Norland in the old town on Thursday, and both of them will speak to reporters.",
    "The talks were put off in February, when a storm had closed the only road from the coast to the capital.",
)
TEXT = "\n\n".join(PARAGRAPHS)
TITLE = "Harbour of Velmora stays open, says minister"


def pdf(
    lines: Sequence[str] = (), *, title: str | None = TITLE, extra: str = "", trailer: str = "", pages: int = 1
) -> bytes:
    """A PDF file with these lines on each page, by default the paragraphs broken to fit; ``extra`` is for its info."""
    shown = lines or [line for p in PARAGRAPHS for line in wrapped(p, 72)]
    drawn = " T* ".join(f"({_escaped(line)}) Tj" for line in shown)
    stream = zlib.compress(f"BT /F1 11 Tf 14 TL 60 780 Td {drawn} ET".encode("cp1252"))
    kids = " ".join(f"{10 + i} 0 R" for i in range(pages))
    info = f"/Title ({_escaped(title)}) " if title else ""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        4: f"<< /Length {len(stream)} /Filter /FlateDecode >>\nstream\n".encode() + stream + b"\nendstream",
        5: f"<< {info}{extra} >>".encode("cp1252"),
    }
    page = b"/Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >>"
    objects |= {10 + i: b"<< /Type /Page " + page + b" >>" for i in range(pages)}
    return pdf_of(objects, f"/Info 5 0 R {trailer}")


def pdf_of(objects: Mapping[int, bytes], trailer: str = "") -> bytes:
    """A PDF file of these objects, 1 being the catalogue, with its table of where each begins."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start, most = len(out), max(objects)
    out += f"xref\n0 {most + 1}\n0000000000 65535 f \n".encode()
    for number in range(1, most + 1):
        out += f"{places.get(number, 0):010} {'00000 n' if number in places else '65535 f'} \n".encode()
    out += f"trailer\n<< /Size {most + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def wrapped(text: str, width: int) -> list[str]:
    """The text as lines of at most ``width``, broken at blanks."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def docx(paragraphs: Sequence[str] = PARAGRAPHS, *, title: str | None = TITLE, made: datetime | None = None) -> bytes:
    """A Word file with these paragraphs."""
    document = Document()
    if title:
        document.core_properties.title = title
    if made:
        document.core_properties.created = made
    for words in paragraphs:
        document.add_paragraph(words)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def docx_with(document_xml: bytes) -> bytes:
    """A Word file whose body is this XML."""
    parts = {}
    with ZipFile(BytesIO(docx())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return archive_of(parts | {"word/document.xml": document_xml})


def archive_of(files: Mapping[str, bytes]) -> bytes:
    """A zip archive of these files."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def page(paragraphs: Sequence[str] = PARAGRAPHS, *, charset: str = "utf-8") -> bytes:
    """A web page with a menu, the article and a footer."""
    words = "".join(f"<p>{p}</p>" for p in paragraphs)
    html = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="{charset}"><title>{TITLE} | Orbis</title>'
        f'<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="Orbis">'
        '<meta property="article:published_time" content="2024-03-04T09:30:00+02:00"></head>'
        '<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>'
        f"<article><h1>{TITLE}</h1>{words}</article><footer>Contact us | Terms</footer></body></html>"
    )
    return html.encode(charset, "xmlcharrefreplace")


def mail(text: str = TEXT, *, subtype: str = "plain", charset: str = "utf-8") -> bytes:
    """A message with this body."""
    message = EmailMessage()
    message["From"] = "Orbis News <desk@orbis.example>"
    message["To"] = "reader@desk.example"
    message["Date"] = "Mon, 04 Mar 2024 09:30:00 +0200"
    message["Subject"] = TITLE
    message["Message-ID"] = "<1@orbis.example>"
    message.set_content(text, subtype=subtype, charset=charset)
    return message.as_bytes()


def csv() -> bytes:
    """A table of three articles, one a row."""
    rows = [f'"{TITLE} {i}","{words}",2024-03-0{i + 3},Orbis' for i, words in enumerate(PARAGRAPHS, 1)]
    return "\r\n".join(["Headline,Full text,Date published,Outlet", *rows, ""]).encode()


def jsonl() -> bytes:
    """Three articles, one a line."""
    rows = [
        {"title": f"{TITLE} {i}", "content": words, "published": f"2024-03-0{i + 3}", "source": "Orbis"}
        for i, words in enumerate(PARAGRAPHS, 1)
    ]
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def parquet() -> bytes:
    """A table of three articles."""
    out = BytesIO()
    pq.write_table(pa.table({"text": list(PARAGRAPHS), "published": ["2024-03-04", None, "soon"]}), out)
    return out.getvalue()


def markdown() -> bytes:
    """An article with front matter, markup and a table."""
    front = f'---\ntitle: "{TITLE}"\ndate: 2024-03-04\nsource: Orbis\n---\n'
    body = "\n\n".join(p.replace("Ilse Brandt", "**Ilse Brandt**") for p in PARAGRAPHS)
    return f"{front}# {TITLE}\n\n{body}\n".encode()


def every_format() -> dict[str, bytes]:
    """A valid file of each format by its name."""
    files = {
        "report.txt": TEXT.encode(),
        "report.md": markdown(),
        "report.html": page(),
        "report.pdf": pdf(),
        "report.docx": docx(),
        "report.eml": mail(),
        "report.csv": csv(),
        "report.jsonl": jsonl(),
        "report.parquet": parquet(),
    }
    return files | {"report.zip": archive_of(dict(files))}
