"""Mail messages (.eml) and saved pages in that form: the body's plain text, else its page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final

from extract.reading.days import read_day
from extract.reading.encodings import decode
from extract.reading.pages import page_article
from extract.reading.records import File, Found, Item, Refused
from extract.reading.texts import accept, label, normalise
from extract.reading.wrapping import unwrap_text

MAX_PARTS: Final = 1000
STUB: Final = 300  # characters of plain text, below which the page beside it counts
MAX_HEADER: Final = 2000  # characters; the standard library takes very long over longer addresses


def read_mail(file: File) -> Iterator[Item]:
    """Yield the one article of a message: its day, subject and sender as published, title and source.

    Attachments are not read; the note names them.
    """
    message = BytesParser(policy=policy.compat32).parsebytes(file.data)
    parts = [part for part, _ in zip(message.walk(), range(MAX_PARTS), strict=False) if not part.is_multipart()]
    bodies = [p for p in parts if p.get_content_disposition() != "attachment"]
    attached = [p for p in parts if p.get_content_disposition() == "attachment" and p.get_filename()]
    names = ", ".join(filter(None, (label(_header(str(p.get_filename()))) for p in attached[:5])))
    note = f"Its attachments were not read; save them and add them by themselves: {names}." if attached else None
    item = _body(file, message, bodies)
    if isinstance(item, Found):
        yield Found(item.name, item.article, note)
    else:
        yield Refused(item.name, f"{item.reason} {note}" if note else item.reason)


def _body(file: File, message: Message, parts: list[Message]) -> Item:
    subject, day, source = _header(message.get("Subject")), _day(message), _sender(message)
    plain = next((text for part in parts if _is_plain(part) and (text := _plain_text(file, part)).strip()), None)
    read = None if plain is None else accept(file.name, plain, title=subject, source=source, published=day)
    html = next((part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")), None)
    # Letters that are sent out widely often have but "see it in your browser" for plain text.
    if html is not None and not (isinstance(read, Found) and len(read.article.text) >= STUB):
        item = page_article(file.name, decode(_payload(html), file.name, declared=html.get_content_charset()))
        if isinstance(item, Found):
            page = item.article
            return accept(
                file.name,
                page.text,
                title=subject or page.title,
                source=page.source or source,
                published=day or page.published,
            )
        read = read or item
    return read or Refused(file.name, f"{file.name} is a message without text; paste the article's words instead.")


def _is_plain(part: Message) -> bool:
    # A message of several parts without a line between them is one.
    return part.get_content_type() == "text/plain" or part.get_content_maintype() == "multipart"


def _plain_text(file: File, part: Message) -> str:
    return _unwrapped(part, decode(_payload(part), file.name, declared=part.get_content_charset()))


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _unwrapped(part: Message, text: str) -> str:
    """The lines that the sender's program broke, joined: by RFC 3676 where it says so."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return unwrap_text(normalise(text))
    lines = text.replace("\r\n", "\n").split("\n")
    joined = [line if line.endswith(" ") and line != "-- " else line + "\n" for line in lines]
    return "".join(joined)


def _header(raw: object) -> str | None:
    """A header's words, decoded by RFC 2047."""
    if raw is None:
        return None
    text = str(raw)[:MAX_HEADER]
    try:
        decoded = EmailMessage(policy=policy.default)
        decoded["Subject"] = " ".join(text.split())
        return label(str(decoded["Subject"]))
    except Exception:  # the standard library's parser raises all kinds on a broken header; its raw words will do
        return label(text)


def _sender(message: Message) -> str | None:
    raw = message.get("From")
    if raw is None:
        return None
    try:
        name, address = parseaddr(str(raw)[:MAX_HEADER])
    except RecursionError:  # brackets in brackets
        return None
    return _header(name) or label(address.rpartition("@")[2])


def _day(message: Message) -> date | None:
    raw = str(message.get("Date") or "")[:200]
    try:
        return read_day(parsedate_to_datetime(raw))
    except (ValueError, TypeError, IndexError, OverflowError):
        return read_day(raw)
