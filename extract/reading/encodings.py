"""Bytes to characters: which encoding a text is in, from its mark, its own declaration, or its bytes."""

from __future__ import annotations

import codecs
import re
from typing import Final

from charset_normalizer import from_bytes
from ftfy import fix_text
from ftfy.badness import is_bad

from extract.errors import ArticleError

MOST_NULS: Final = 0.01  # of all bytes, before it is no text in an encoding of one byte
SAMPLE_BYTES: Final = 200_000  # enough to tell an encoding
NOT_TEXT: Final = "is not text; save the article as plain text (.txt, UTF-8) and add that."

# UTF-32 first: its mark begins with that of UTF-16.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TYPOGRAPHIC = re.compile(r"(?<=[\w\s.,!?])[“”‘’–—…€£](?=[\w\s.,!?]|$)")
_WESTERN: Final = ("cp1252", "mac_roman")  # what English text that is not UTF-8 is in, nearly always
_SEVEN_BIT: Final = {f"iso2022_{kind}" for kind in ("jp", "jp_1", "jp_2", "jp_2004", "jp_3", "jp_ext", "kr")} | {"hz"}
_LATIN_1: Final = {"iso8859-1", "ascii"}  # what browsers read as cp1252, by the WHATWG encoding standard


def decode(data: bytes, name: str, *, declared: str | None = None) -> str:
    """Return the characters of ``data``; ``declared`` is the encoding that its page or message names.

    Text that was once decoded wrongly and saved so ("itâ€™s") is mended. Linear time.

    Raises:
        ArticleError: no text, or in no encoding that is known; the text names the file and the remedy.
    """
    text = _decode(data, name, declared)
    return (
        fix_text(text, uncurl_quotes=False, fix_latin_ligatures=False) if not text.isascii() and is_bad(text) else text
    )


def _decode(data: bytes, name: str, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    known = _known(declared)
    if known in _SEVEN_BIT:
        return data.decode(known, "replace")
    unmarked = _unmarked_utf16(data)
    if unmarked:
        return data.decode(unmarked, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A page that was cut in the middle of a character is still UTF-8.
        if error.start >= len(data) - 3 and len(data) > 3:
            return data.decode("utf-8", "replace")
    if data.count(0) > MOST_NULS * len(data):
        raise ArticleError(f"{name} {NOT_TEXT}")
    if known:
        return data.decode(known, "replace")
    sample = data[:SAMPLE_BYTES]
    western = {encoding: sample.decode(encoding, "replace") for encoding in _WESTERN}
    marks = {encoding: len(_TYPOGRAPHIC.findall(text)) for encoding, text in western.items()}
    likely = max(_WESTERN, key=lambda e: marks[e])
    if marks[likely]:
        return data.decode(likely, "replace")
    best = from_bytes(sample).best()
    if best is None:
        raise ArticleError(f"{name} is in no encoding that is known; save it as UTF-8 and add it again.")
    return data.decode(best.encoding, "replace")


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: in English text every other byte is 0."""
    sample = data[: SAMPLE_BYTES // 100 * 2]
    half = len(sample) // 2
    if half < 8:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.05 * half else None


def _known(declared: str | None) -> str | None:
    """The codec that a declaration means; None where there is none or it is no encoding of text."""
    if not declared:
        return None
    try:
        found = codecs.lookup(declared)
        b"a".decode(found.name)  # "base64" and the like are codecs, too
    except (LookupError, ValueError, TypeError, UnicodeError):
        return None
    return "cp1252" if found.name in _LATIN_1 else found.name
