"""Hostile files, the same each time: bombs, loops, wrong endings, broken encodings, names that lead out of the archive.

`hostile_files` makes them one at a time, since some are large; `mutations` damages valid files at random.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.hostile.archives import archives
from tests.hostile.bombs import bombs
from tests.hostile.documents import mails, markdowns, pages, pdf_files, word_files
from tests.hostile.kinds import Named
from tests.hostile.tables import tables
from tests.hostile.words import in_every_encoding, names, texts, truncated, with_wrong_endings
from tests.sample_files import every_format


def hostile_files() -> Iterator[Named]:
    """Yield all of them, over 900."""
    yield from cheap_files()
    yield from bombs()


def cheap_files() -> Iterator[Named]:
    """Yield those that are made in no time."""
    yield from in_every_encoding()
    yield from truncated()
    yield from with_wrong_endings()
    yield from texts()
    yield from archives()
    yield from word_files()
    yield from pdf_files()
    yield from pages()
    yield from mails()
    yield from tables()
    yield from markdowns()
    yield from names()


def mutations(count: int, seed: int = 1) -> Iterator[Named]:
    """Yield ``count`` valid files with bytes flipped, cut, doubled, moved or put in."""
    dice = random.Random(seed)
    valid = list(every_format().items())
    for _ in range(count):
        name, data = dice.choice(valid)
        changed = bytearray(data)
        for _ in range(dice.choice((1, 1, 2, 5, 30))):
            at = dice.randrange(len(changed) or 1)
            size = dice.choice((1, 1, 2, 8, 64, 512))
            match dice.randrange(6):
                case 0:
                    changed[at : at + 1] = bytes([dice.randrange(256)])
                case 1:
                    del changed[at : at + size]
                case 2:
                    changed[at:at] = changed[at : at + size] * dice.choice((1, 2, 50))
                case 3:
                    changed[at:at] = dice.randbytes(size)
                case 4:
                    changed[at : at + size] = dice.choice((b"\x00", b"\xff", b"<", b"(", b"9", b'"')) * size
                case _:
                    other = dice.choice(valid)[1]
                    start = dice.randrange(len(other))
                    changed[at : at + size] = other[start : start + size]
        yield name, bytes(changed)
