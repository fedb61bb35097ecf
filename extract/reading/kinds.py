"""Which kind a file is: told from its bytes first, then from the ending of its name."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from extract.errors import ArticleError
from extract.reading.archives import open_archive
from extract.reading.csvs import is_table_header
from extract.reading.jsonlines import MAX_LINE, is_row
from extract.reading.records import File
from extract.reading.suffixes import SUFFIXES

TITLES: Final = {
    "text": "plain text",
    "markdown": "Markdown",
    "page": "a web page",
    "pdf": "a PDF file",
    "word": "a Word file",
    "mail": "a mail message",
    "csv": "a CSV table",
    "jsonlines": "JSON Lines",
    "parquet": "a Parquet table",
    "archive": "a zip archive",
}

# Kinds that are told by their first bytes alone; the text of any other kind can look like anything.
_BINARY: Final = ("pdf", "word", "parquet", "archive")
_SAMPLE: Final = 4096
# What begins so is known and not read; each with the remedy.
_UNREAD: Final = (
    (b"\xd0\xcf\x11\xe0", "is an old or locked Office file; save it as .docx without a password and add that."),
    (b"{\\rtf", "is an RTF file; save it as .docx or .txt and add that."),
    (b"\x1f\x8b", "is packed with gzip; unpack it and add what is inside."),
    (b"BZh", "is packed with bzip2; unpack it and add what is inside."),
    (b"\xfd7zXZ", "is packed with xz; unpack it and add what is inside."),
    (b"\x28\xb5\x2f\xfd", "is packed with zstd; unpack it and add what is inside."),
    (b"7z\xbc\xaf", "is a 7z archive; unpack it and add its files, or pack them as .zip."),
    (b"Rar!\x1a", "is a RAR archive; unpack it and add its files, or pack them as .zip."),
    (b"\x89PNG", "is a picture; paste the text that it shows."),
    (b"\xff\xd8\xff", "is a picture; paste the text that it shows."),
    (b"GIF87a", "is a picture; paste the text that it shows."),
    (b"GIF89a", "is a picture; paste the text that it shows."),
    (b"\x7fELF", "is a program; add the article as text."),
    (b"MZ\x90", "is a program; add the article as text."),
    (b"SQLite format 3", "is a database; save the articles as .csv and add that."),
)
_PDF = re.compile(rb"(?:\A|[\r\n])[^\r\n\w]{0,8}%PDF-\d")
_PAGE = re.compile(rb"(?is)(?>\s+|<\?xml[^>]*>|<!--.*?-->)*+<(?:!doctype\s+html|html|head|body)\b")
_HEADER = re.compile(
    rb"(?im)^(from|to|date|subject|message-id|mime-version|received|return-path|content-type|delivered-to)[ \t]*:"
)
_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:|From ")
_TAG = re.compile(rb"<[a-zA-Z!/?]")
_OBJECT = re.compile(rb"\{\s*\"")
_HEADERS_OF_MAIL = {b"message-id", b"mime-version", b"received", b"return-path", b"content-type", b"delivered-to"}


def tell_kind(file: File) -> tuple[str, str | None]:
    """Return the kind of a file, a key of `TITLES`, and a sentence where the ending of its name says another.

    Raises:
        ArticleError: empty, or of a kind that is not read.
    """
    data, name = file.data, file.name
    if not data:
        raise ArticleError(f"{name} is empty; give it the words of an article.")
    for opening, remedy in _UNREAD:
        if data.startswith(opening):
            raise ArticleError(f"{name} {remedy}")
    suffix = PurePath(name).suffix.lower()
    named = SUFFIXES.get(suffix)
    told = _told_by_bytes(file) or _told_by_text(data, named)
    if told is None and named in _BINARY:
        if data[:_SAMPLE].count(0) or not _is_text(data[:_SAMPLE]):
            title = TITLES[named]
            raise ArticleError(f"{name} is damaged: it is not {title}, as its name says; save it again and add that.")
        told = "text"
    kind = told or named
    if kind is None:
        if data[:_SAMPLE].count(0) and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            known = " ".join(SUFFIXES)
            raise ArticleError(f"{name} is of a kind that can't be read; add one of {known}.")
        return "text", None
    if named is None or named == kind:
        return kind, None
    return kind, f"The name ends in {suffix}, but it is {TITLES[kind]} and was read as such."


def _told_by_bytes(file: File) -> str | None:
    data = file.data
    if _PDF.search(data[:1024]):
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(file)
    if data.startswith(b"PAR1"):
        return "parquet"
    sample = data[:_SAMPLE].removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(sample.replace(b"\x00", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")):
        return "page"
    head = re.split(rb"\r?\n\r?\n", sample, maxsplit=1)[0]
    headers = {h.lower() for h in _HEADER.findall(head)}
    if len(headers) >= 3 and headers & _HEADERS_OF_MAIL and _HEADER.match(head):
        return "mail"
    return None


def _told_by_text(data: bytes, named: str | None) -> str | None:
    """The kind of a text file whose first line gives it away, whatever its name says; None where nothing does."""
    sample = data[:_SAMPLE].removeprefix(b"\xef\xbb\xbf").lstrip()
    first, end, _ = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:MAX_LINE].partition(b"\n")
    if named != "jsonlines" and _OBJECT.match(sample) and is_row(first):
        return "jsonlines"
    if named in (None, "text") and end and is_table_header(first.decode("utf-8", "replace")):
        return "csv"
    if named == "page" and not _TAG.search(sample) and _is_text(sample):
        return "text"
    return "text" if named == "mail" and not _FIELD.match(sample) and _is_text(sample) else None


def _kind_of_zip(file: File) -> str:
    """What a file in the form of a zip archive is: Office and e-book files have it, too."""
    with open_archive(file) as archive:
        names = set(archive.namelist()[:1000])
    if "word/document.xml" in names or ("[Content_Types].xml" in names and any(n.startswith("word/") for n in names)):
        return "word"
    if "[Content_Types].xml" in names:
        raise ArticleError(f"{file.name} is an Office file other than Word; save its text as .docx, .csv or .txt.")
    if "mimetype" in names or "META-INF/manifest.xml" in names:
        raise ArticleError(f"{file.name} is an OpenDocument or e-book file; save it as .docx, .pdf or .txt.")
    return "archive"


def _is_text(sample: bytes) -> bool:
    return sum(b < 32 and b not in b"\t\n\r\f" for b in sample) <= 0.01 * len(sample)
