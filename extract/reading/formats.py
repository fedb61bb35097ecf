"""Which module reads what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from extract.errors import ArticleError
from extract.reading.archives import read_archive
from extract.reading.csvs import preview_csv, read_csv
from extract.reading.jsonlines import preview_jsonlines, read_jsonlines
from extract.reading.kinds import tell_kind
from extract.reading.mails import read_mail
from extract.reading.markdown import read_markdown
from extract.reading.pages import read_page
from extract.reading.parquets import preview_parquet, read_parquet
from extract.reading.pdfs import read_pdf
from extract.reading.plain import read_plain
from extract.reading.records import File, Found, Item, Preview, Read, Refused
from extract.reading.worddocs import read_word


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: who reads it, and who shows its first rows where it is a table."""

    read: Read
    preview: Callable[[File], Preview] | None = None


FORMATS: Final = {
    "text": Format(read_plain),
    "markdown": Format(read_markdown),
    "page": Format(read_page),
    "pdf": Format(read_pdf),
    "word": Format(read_word),
    "mail": Format(read_mail),
    "csv": Format(read_csv, preview_csv),
    "jsonlines": Format(read_jsonlines, preview_jsonlines),
    "parquet": Format(read_parquet, preview_parquet),
    "archive": Format(lambda file: read_archive(file, read_file)),
}


def read_file(file: File) -> Iterator[Item]:
    """Yield an article or a refusal for everything in the file, at least one; nothing is raised.

    Memory and time are not limited here: `extract.reading.Parser` does that.
    """
    found = False
    name = file.name
    try:
        kind, note = tell_kind(file)
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
    preview = FORMATS[tell_kind(file)[0]].preview
    if preview is None:
        raise ArticleError(f"{file.name} is no table; it has no columns to choose.")
    return preview(file)
