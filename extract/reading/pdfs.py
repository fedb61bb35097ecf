"""PDF files: the text layer, by pdfium; lines joined to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pypdfium2
from pypdfium2 import PdfDocument, PdfiumError
from pypdfium2.raw import FPDF_ERR_PASSWORD

from extract.reading.days import read_day
from extract.reading.printed import page_lines
from extract.reading.records import File, Item, Refused
from extract.reading.texts import MAX_CHARACTERS, accept
from extract.reading.wrapping import unwrap_page

MAX_PAGES: Final = 1000

# Titles that programs make up: "Microsoft Word - draft3.doc", "untitled", a file's name.
_MADE_UP = re.compile(
    r"(?i)microsoft \w+ - |untitled|(?:document|slide|page) ?\d*$|.*\.(?:docx?|pdf|indd|rtf|odt|tex)$"
)
_ENDS = (".", "!", "?", "”", '"', ":", ")")


def read_pdf(file: File) -> Iterator[Item]:
    """Yield the one article of a PDF file; its title where a person gave one, the day on which the file was made."""
    name = file.name
    try:
        document = PdfDocument(file.data)
    except PdfiumError as error:
        if error.err_code == FPDF_ERR_PASSWORD:
            yield Refused(name, f"{name} is locked with a password; save a copy without one and add that.")
        else:
            yield Refused(name, f"{name} is damaged: it can't be opened as PDF; export it again and add that.")
        return
    with document:
        pages = len(document)
        if pages > MAX_PAGES:
            yield Refused(name, f"{name} has {pages:,} pages; the most is {MAX_PAGES:,}: add single articles.")
            return
        said = document.get_metadata_dict(skip_empty=True)
        texts, broken = _texts(document, pages)
    text = _across_pages(texts)
    if not text:
        why = "can't be read: its pages are damaged" if broken else "holds no text, perhaps scanned pictures"
        yield Refused(name, f"{name} {why}; run text recognition (OCR) over it, or paste its text.")
        return
    title = said.get("Title")
    yield accept(
        name,
        text,
        title=None if title is None or _MADE_UP.match(title) else title,
        made=read_day(said.get("CreationDate", "").removeprefix("D:")[:8]),
        note=f"{broken} of its {pages} pages can't be read and are missing." if broken else None,
    )


def _texts(document: pypdfium2.PdfDocument, pages: int) -> tuple[list[str], int]:
    """The text of each page, and how many can't be read; no further than an article may be long."""
    texts: list[str] = []
    broken = size = 0
    for i in range(pages):
        try:
            page = document[i]
            words = page.get_textpage()
            texts.append(unwrap_page(page_lines(words)).strip())
            words.close()
            page.close()
        except PdfiumError:
            broken += 1
            continue
        size += len(texts[-1])
        if size > 2 * MAX_CHARACTERS:
            break
    return texts, broken


def _across_pages(texts: list[str]) -> str:
    """One text; a paragraph that goes on over the page's end is not cut."""
    whole = ""
    parts: list[str] = []
    for text in filter(None, texts):
        if parts:
            goes_on = text[0].islower() and not whole.endswith(_ENDS)
            parts.append(" " if goes_on else "\n\n")
        parts.append(text)
        whole = text
    return "".join(parts)
