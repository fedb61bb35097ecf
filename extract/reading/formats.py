"""Which module reads what: a file's kind is told from its bytes first, then from the ending of its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Final

from extract.errors import ArticleError
from extract.reading.archives import open_archive, read_archive
from extract.reading.csvs import is_table_header, preview_csv, read_csv
from extract.reading.jsonlines import MAX_LINE, is_row, preview_jsonlines, read_jsonlines
from extract.reading.mails import read_mail
from extract.reading.markdown import read_markdown
from extract.reading.pages import read_page
from extract.reading.parquets import preview_parquet, read_parquet
from extract.reading.pdfs import read_pdf
from extract.reading.plain import read_plain
from extract.reading.records import File, Found, Item, Preview, Read, Refused
from extract.reading.suffixes import SUFFIXES
from extract.reading.worddocs import read_word


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: what to call it, who reads it, and who shows its first rows where it is a table."""

    title: str
    read: Read
    preview: Callable[[File], Preview] | None = None


FORMATS: Final = {
    "text": Format("plain text", read_plain),
    "markdown": Format("Markdown", read_markdown),
    "page": Format("a web page", read_page),
    "pdf": Format("a PDF file", read_pdf),
    "word": Format("a Word file", read_word),
    "mail": Format("a mail message", read_mail),
    "csv": Format("a CSV table", read_csv, preview_csv),
    "jsonlines": Format("JSON Lines", read_jsonlines, preview_jsonlines),
    "parquet": Format("a Parquet table", read_parquet, preview_parquet),
    "archive": Format("a zip archive", lambda file: read_archive(file, read_file)),
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
    (b"Rar!", "is a RAR archive; unpack it and add its files, or pack them as .zip."),
    (b"\x89PNG", "is a picture; paste the text that it shows."),
    (b"\xff\xd8\xff", "is a picture; paste the text that it shows."),
    (b"GIF8", "is a picture; paste the text that it shows."),
    (b"\x7fELF", "is a program; add the article as text."),
    (b"MZ\x90", "is a program; add the article as text."),
    (b"SQLite format 3", "is a database; save the articles as .csv and add that."),
)
_PAGE = re.compile(rb"(?is)(?>\s+|<\?xml[^>]*>|<!--.*?-->)*+<(?:!doctype\s+html|html|head|body)\b")
_HEADER = re.compile(
    rb"(?im)^(from|to|date|subject|message-id|mime-version|received|return-path|content-type|delivered-to)[ \t]*:"
)
_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:|From ")
_TAG = re.compile(rb"<[a-zA-Z!/?]")
_OBJECT = re.compile(rb"\{\s*\"")
_HEADERS_OF_MAIL = {b"message-id", b"mime-version", b"received", b"return-path", b"content-type", b"delivered-to"}


def read_file(file: File) -> Iterator[Item]:
    """Yield an article or a refusal for everything in the file, at least one; nothing is raised.

    Memory and time are not limited here: `extract.reading.Parser` does that.
    """
    found = False
    name = file.name
    try:
        kind, note = _kind(file)
        for item in FORMATS[kind].read(file):
            found = True
            if note and isinstance(item, Found):
                item = replace(item, note=f"{note} {item.note}" if item.note else note)
            yield item
        if not found:
            yield Refused(name, f"{name} holds no article; give it the words of one.")
    except ArticleError as error:
        yield Refused(name, str(error))
    except MemoryError:
        yield Refused(name, f"{name} needs more memory than a file may take; split it, or add it as plain text.")
    except RecursionError:
        yield Refused(name, f"{name} is nested too deeply to be read; paste its text instead.")
    except Exception as error:  # whatever a parser of hostile bytes comes up with stops this file only
        yield Refused(name, f"{name} is damaged ({type(error).__name__}); save it again, or paste its text.")


def preview_file(file: File) -> Preview:
    """Return the first rows of a table and the columns that were recognised.

    Raises:
        ArticleError: no table, or one that can't be read.
    """
    preview = FORMATS[_kind(file)[0]].preview
    if preview is None:
        raise ArticleError(f"{file.name} is no table; it has no columns to choose.")
    return preview(file)


def _kind(file: File) -> tuple[str, str | None]:
    """The kind of a file, and a sentence where the ending of its name says another.

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
            title = FORMATS[named].title
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
    return kind, f"The name ends in {suffix}, but it is {FORMATS[kind].title} and was read as such."


def _told_by_bytes(file: File) -> str | None:
    data = file.data
    if b"%PDF-" in data[:1024]:
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
