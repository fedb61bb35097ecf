"""Markdown files: the words without the markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from extract.reading.days import read_day
from extract.reading.encodings import decode
from extract.reading.records import File, Item
from extract.reading.rows import recognise
from extract.reading.texts import accept, normalise

_FRONT = re.compile(r"---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_SETTING = re.compile(r"([A-Za-z_][\w .-]{0,40}):[ \t]+(\S.{0,500})")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_BREAKS: Final = {"softbreak": " ", "hardbreak": "\n"}


def read_markdown(file: File) -> Iterator[Item]:
    """Yield the one article; title, day and source from its front matter, else the title from its first heading."""
    text = decode(file.data, file.name)
    if "\x00" not in text:  # else the check that it is text must see them
        text = normalise(text)
    said: dict[str, str] = {}
    front = _FRONT.match(text)
    if front:
        settings = (m for line in front[1].split("\n") if (m := _SETTING.fullmatch(line)))
        said = {m[1]: m[2].strip().strip("\"'") for m in settings}
        text = text[front.end() :]
    keys = recognise(tuple(said))
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    yield accept(
        file.name,
        "\n".join(_paragraphs(tokens)),
        title=said.get(keys.get("title", "")) or _heading(tokens),
        source=said.get(keys.get("source", "")),
        published=read_day(said.get(keys.get("published", ""))),
    )


def _heading(tokens: Sequence[Token]) -> str | None:
    for i, token in enumerate(tokens[:-1]):
        if token.type == "heading_open" and token.tag == "h1":
            return _words(tokens[i + 1]) or None
    return None


def _paragraphs(tokens: Sequence[Token]) -> Iterator[str]:
    cells: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            yield "\t".join(cells or ())
            cells = None
        elif token.type == "inline":
            if cells is None:
                yield _words(token)
            else:
                cells.append(_words(token))
        elif token.type in ("fence", "code_block"):
            yield token.content.rstrip("\n")
        elif token.type == "html_block":
            yield _TAG.sub("", token.content).strip()
        elif token.type == "paragraph_close" and not token.hidden:
            yield ""


def _words(inline: Token) -> str:
    parts = []
    for token in inline.children or ():
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        else:
            parts.append(_BREAKS.get(token.type, ""))
    return "".join(parts).strip()
