"""The tokens of an article as plain lists, made once: what the rules look at, without asking the parse word by word."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from extract.model import Layout, Span

UNREAD: Final = ("boilerplate", "byline", "credit")
ABOVE: Final = ("headline", "standfirst")


@dataclass(frozen=True, slots=True)
class Page:
    """One list a property, an entry a token. ``read`` is false in bylines, credits, boilerplate and the dateline.

    ``blocks`` is the number of the token's block, ``above`` true in headline and standfirst; ``heads`` are the indices
    of the governing tokens.
    """

    text: str
    words: list[str]
    lower: list[str]
    starts: list[int]
    pos: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    ents: list[str]
    blocks: list[int]
    read: list[bool]
    above: list[bool]
    openings: dict[int, int]  # block -> its first token
    named: list[tuple[int, int, str]]  # the model's entities: first token, past the last, label

    def __len__(self) -> int:
        return len(self.words)

    def end(self, i: int) -> int:
        """Return the offset past token ``i``."""
        return self.starts[i] + len(self.words[i])

    def span(self, first: int, past: int) -> Span:
        """Return the characters of the tokens ``first`` to ``past``, half-open."""
        return Span(self.starts[first], self.end(past - 1))

    def tokens(self, span: Span) -> range:
        """Return the indices of the tokens that ``span`` touches. Logarithmic time."""
        first = bisect_right(self.starts, span.start) - 1
        return range(max(first, 0), bisect_left(self.starts, span.end))

    def word(self, i: int) -> str:
        """Return token ``i`` in lower case, "" beyond the edges."""
        return self.lower[i] if 0 <= i < len(self.lower) else ""

    def capital(self, i: int) -> bool:
        """Say whether token ``i`` opens with a capital letter."""
        return 0 <= i < len(self.words) and self.words[i][0].isupper()

    def glued(self, i: int) -> bool:
        """Say whether no blank stands between token ``i`` and the one before."""
        return i > 0 and self.end(i - 1) == self.starts[i]

    def root(self, first: int, past: int) -> int:
        """Return the token of the range whose head lies outside it, or is itself: the first such one."""
        for i in range(first, past):
            if not first <= self.heads[i] < past or self.heads[i] == i:
                return i
        return past - 1


def open_page(doc: Doc, layout: Layout) -> Page:
    """Return the page of a document; linear in its length."""
    text = doc.text
    words = [t.text for t in doc]
    starts = [t.idx for t in doc]
    strings = doc.vocab.strings
    known: dict[int, str] = {}

    def named(column: int) -> list[str]:
        for value in set(columns[column]):
            known.setdefault(value, strings[value] if value else "")
        return [known[value] for value in columns[column]]

    columns = list(zip(*doc.to_array(["POS", "TAG", "DEP", "ENT_TYPE"]).tolist(), strict=True)) if words else [()] * 4
    offsets = doc.to_array(["HEAD"]).astype("int64").tolist() if words else []
    blocks: list[int] = []
    read: list[bool] = []
    above: list[bool] = []
    openings: dict[int, int] = {}
    for i, number in _numbered(starts, layout):
        role = layout.blocks[number].role if number >= 0 else None
        blocks.append(number)
        openings.setdefault(number, i)
        read.append(role not in UNREAD and not _in_dateline(starts[i], layout))
        above.append(role in ABOVE)
    return Page(
        text=text,
        words=words,
        lower=[w.lower() for w in words],
        starts=starts,
        pos=named(0),
        tags=named(1),
        deps=named(2),
        heads=[i + offset for i, offset in enumerate(offsets)],
        ents=named(3),
        blocks=blocks,
        read=read,
        above=above,
        openings=openings,
        named=[(e.start, e.end, e.label_) for e in doc.ents],
    )


def _numbered(starts: list[int], layout: Layout) -> Iterator[tuple[int, int]]:
    """Each token with the number of its block, -1 between blocks."""
    at = 0
    for i, start in enumerate(starts):
        while at < len(layout.blocks) and layout.blocks[at].span.end <= start:
            at += 1
        inside = at < len(layout.blocks) and layout.blocks[at].span.start <= start
        yield i, at if inside else -1


def _in_dateline(start: int, layout: Layout) -> bool:
    return layout.dateline is not None and layout.dateline.span.start <= start < layout.dateline.span.end
