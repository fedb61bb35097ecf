"""Zip archives: every file inside is read as if it had been added by itself; nothing is written to the disk."""

from __future__ import annotations

import stat
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from extract.errors import ArticleError
from extract.reading.records import File, Item, Read, Refused
from extract.reading.texts import label

MAX_ENTRIES: Final = 10_000
MAX_UNPACKED: Final = 300 * 2**20  # bytes of all entries together
MAX_RATIO: Final = 200  # unpacked to packed; text has 3 to 10, tables up to 50
FREE_RATIO: Final = 2**20  # bytes up to which the ratio does not matter
_LOCKED: Final = 0x1  # flag: encrypted

# What systems put into archives by themselves.
_OWN: Final = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def open_archive(file: File) -> ZipFile:
    """Return the archive, to be closed by the caller.

    Raises:
        ArticleError: it is damaged.
    """
    try:
        return ZipFile(BytesIO(file.data))
    except (BadZipFile, ValueError, NotImplementedError, OSError, OverflowError) as error:
        raise ArticleError(
            f"{file.name} is damaged: it can't be opened as a zip archive; pack it again, or add its files one by one."
        ) from error


def check_archive(archive: ZipFile, name: str) -> None:
    """Refuse what would fill the memory, by the sizes that it states; no entry is unpacked beyond these.

    Raises:
        ArticleError: too many entries, or too large when unpacked.
    """
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise ArticleError(f"{name} holds {len(entries):,} files; the most is {MAX_ENTRIES:,}: split it.")
    size = sum(entry.file_size for entry in entries)
    if size > MAX_UNPACKED:
        raise ArticleError(f"{name} would unpack to {size:,} bytes; the most is {MAX_UNPACKED:,}: split it.")
    for entry in entries:
        if entry.file_size > FREE_RATIO and entry.file_size > MAX_RATIO * max(1, entry.compress_size):
            raise ArticleError(
                f"{name} is packed far too tightly to be articles ({label(entry.filename)}); pack it again."
            )


def read_archive(file: File, read: Read) -> Iterator[Item]:
    """Yield what ``read`` finds in each file of the archive, in the order of the archive.

    Folders and what systems add by themselves are passed over.

    Raises:
        ArticleError: an archive in an archive, damaged, or too large.
    """
    if file.inside:
        raise ArticleError(f"{file.name} is an archive inside an archive; unpack it and add its files.")
    with open_archive(file) as archive:
        check_archive(archive, file.name)
        entries = [e for e in archive.infolist() if not (e.is_dir() and not e.file_size) and not _is_own(e.filename)]
        if not entries:
            raise ArticleError(f"{file.name} holds no files; add the articles themselves.")
        for entry in entries:
            name = f"{file.name}: {label(entry.filename) or 'a file without a name'}"
            content = _wrong(entry) or _unpack(archive, entry)
            if isinstance(content, str):
                yield Refused(name, f"{name} {content}")
            else:
                yield from read(File(name, content, inside=True))


def _is_own(name: str) -> bool:
    path = PurePosixPath(name)
    return name.startswith(_OWN[0]) or path.name in _OWN


def _wrong(entry: ZipInfo) -> str | None:
    """What is wrong with an entry by its name and its flags."""
    raw = entry.orig_filename.replace("\\", "/")
    if raw.startswith("/") or raw[1:2] == ":" or ".." in raw.split("/") or "\x00" in entry.orig_filename:
        return "has a path that leads out of the archive; pack it again, or add the file by itself."
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "is a link to another file; add that file by itself."
    if entry.flag_bits & _LOCKED:
        return "is locked with a password; unpack the archive and add its files."
    return None


def _unpack(archive: ZipFile, entry: ZipInfo) -> bytes | str:
    try:
        return archive.read(entry)
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        return "is damaged and can't be unpacked; pack it again, or add the file by itself."
