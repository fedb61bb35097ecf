"""Word files: every paragraph of the body in order, those in tables and text boxes too, by python-docx."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from extract.reading.archives import check_archive, open_archive
from extract.reading.days import read_day
from extract.reading.records import File, Item, Refused
from extract.reading.texts import accept

_PARAGRAPH, _CELL, _ROW = qn("w:p"), qn("w:tc"), qn("w:tr")
_TEXT: Final = qn("w:t")
_BLANKS: Final = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
# Words that were struck out while changes are tracked, and the second form of a text box for older programs.
_SKIPPED: Final = {
    qn("w:del"),
    qn("w:moveFrom"),
    qn("w:pPr"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_TEMPLATE_DAY = date(2013, 12, 23)  # python-docx stamps it on every file that it makes
_TEMPLATE_TITLE = "Word Document"


def read_word(file: File) -> Iterator[Item]:
    """Yield the one article of a .docx file, with the title and the day of making in its properties."""
    with open_archive(file) as archive:
        check_archive(archive, file.name)
    try:
        document = Document(BytesIO(file.data))
    except (PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError):
        yield Refused(file.name, f"{file.name} is damaged: it can't be opened as a Word file; save it again in Word.")
        return
    if document.element.body is None:
        yield Refused(file.name, f"{file.name} is empty; give it the words of an article.")
        return
    title, made = _properties(document)
    yield accept(file.name, "\n".join(_paragraphs(document.element.body)), title=title, made=made)


def _properties(document: Any) -> tuple[str | None, date | None]:
    try:  # where a file has none, python-docx would make some up
        document.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
        said = document.core_properties
        title, made = said.title, read_day(said.created)
    except (KeyError, ValueError, AttributeError, etree.XMLSyntaxError):
        return None, None
    return None if title == _TEMPLATE_TITLE else title, None if made == _TEMPLATE_DAY else made


def _paragraphs(body: Any) -> list[str]:
    """The paragraphs in the order in which they begin; the cells of a table's row in one, with tabs between."""
    found: list[list[str]] = []
    open_: list[list[str]] = []
    rows: list[list[str]] = []
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in _SKIPPED:
                walk.skip_subtree()
            elif tag == _ROW:
                rows.append([])
                found.append(rows[-1])
            elif tag == _CELL and rows and rows[-1]:
                rows[-1].append("\t")
            elif tag == _PARAGRAPH:
                if rows:
                    if rows[-1] and rows[-1][-1] != "\t":
                        rows[-1].append("\n")
                    open_.append(rows[-1])
                else:
                    open_.append([])
                    found.append(open_[-1])
            elif open_ and tag == _TEXT:
                open_[-1].append(element.text or "")
            elif open_ and tag in _BLANKS:
                open_[-1].append(_BLANKS[tag])
        elif tag == _PARAGRAPH and open_:
            open_.pop()
        elif tag == _ROW and rows:
            rows.pop()
    return ["".join(parts).rstrip() for parts in found]
