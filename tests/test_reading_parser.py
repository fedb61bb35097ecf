"""Whatever happens to the parsing process, its file is refused with a sentence, and the next one is read."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.reading import Found, Parser, Refused
from tests.sample_files import PARAGRAPHS, TEXT, archive_of, page

HUNDRED = archive_of({f"{i}.txt": f"{TEXT} {i}".encode() for i in range(100)})


@pytest.fixture(name="parser")
def new_parser() -> Iterator[Parser]:
    """A parser with a process of its own."""
    with Parser() as parser:
        yield parser


def is_read(parser: Parser) -> bool:
    """Whether a plain file is read."""
    [item] = parser.read("next.txt", TEXT.encode())
    return isinstance(item, Found)


def pid(parser: Parser) -> int:
    """The number of its process."""
    assert parser._process is not None
    return parser._process.pid


def test_one_process_reads_many_files(parser: Parser) -> None:
    assert is_read(parser)
    first = pid(parser)
    assert all(is_read(parser) for _ in range(20))
    assert pid(parser) == first


def test_a_killed_process_costs_one_file(parser: Parser) -> None:
    assert is_read(parser)
    items = parser.read("many.zip", HUNDRED)
    assert isinstance(next(items), Found)
    os.kill(pid(parser), signal.SIGKILL)
    *_, last = items
    assert isinstance(last, Refused)
    assert "many.zip broke its reader" in last.reason
    assert "What it holds after article" in last.reason
    assert is_read(parser)


def test_a_file_that_takes_too_long_is_refused(parser: Parser) -> None:
    slow = page() + b"<a href=x>y</a>" * 300_000
    with Parser(time_limit=1) as hasty:
        [item] = hasty.read("slow.html", slow)
        assert isinstance(item, Refused)
        assert item.reason.startswith("slow.html takes longer than 1 seconds to read; split it")
        assert is_read(hasty)


@pytest.mark.skipif(sys.platform != "linux", reason="the memory limit holds on Linux")
def test_memory_is_limited(parser: Parser) -> None:
    [item] = parser.read("wide.jsonl", b'{"a": [' + b"[1,2]," * 9_000_000 + b"1]}")
    assert isinstance(item, Refused)
    assert "wide.jsonl needs more memory than a file may take" in item.reason
    assert is_read(parser)


def test_a_file_that_is_left_early_does_not_leak_into_the_next(parser: Parser) -> None:
    items = parser.read("many.zip", HUNDRED)
    next(items)
    items.close()
    [item] = parser.read("one.txt", PARAGRAPHS[0].encode())
    assert isinstance(item, Found)
    assert item.article.text == PARAGRAPHS[0]


def test_too_large_a_file_is_not_even_handed_over(parser: Parser) -> None:
    [item] = parser.read("big.txt", bytes(100 * 2**20 + 1))
    assert isinstance(item, Refused)
    assert "most is 104,857,600: split it" in item.reason
    assert parser._process is None


@pytest.mark.parametrize("name", ["", "a\nb.txt", "\udcff.txt", "x" * 100_000 + ".txt", "\u202e.txt"])
def test_any_name_of_a_file_is_made_fit_to_show(parser: Parser, name: str) -> None:
    for item in (*parser.read(name, TEXT.encode()), *parser.read(name, b"\x00")):
        assert item.name
        assert item.name.isprintable()
        assert len(item.name) <= 500


@pytest.mark.parametrize(
    "act",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "open('{path}', 'w')",
        "import os; os.open('{path}', os.O_CREAT | os.O_WRONLY)",
        "import os; os.remove('{path}')",
    ],
)
def test_the_process_can_do_no_harm(act: str, tmp_path: Path) -> None:
    code = f"import sys; from extract.reading.child import _guard; sys.addaudithook(_guard)\n{act}"
    done = subprocess.run(
        [sys.executable, "-c", code.replace("{path}", str(tmp_path / "x"))], capture_output=True, text=True, check=False
    )
    assert "is not allowed while a file is read" in done.stderr
    assert not (tmp_path / "x").exists()


def test_the_process_holds_no_models() -> None:
    code = (
        "import sys, extract.reading.child; print([m for m in ('spacy', 'onnxruntime', 'pandas') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_nothing_is_asked_of_the_network(parser: Parser) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        links = f'<img src="{address}"><link rel="canonical" href="{address}"><iframe src="{address}"></iframe>'
        list(parser.read("a.html", page().replace(b"<article>", b"<article>" + links.encode())))
        with pytest.raises(TimeoutError):
            server.accept()


def test_a_long_table_earns_its_time_with_each_article() -> None:
    table = b"text\n" + b"".join(f"{TEXT} {i}\n".replace("\n", " ").encode() + b"\n" for i in range(3000))
    with Parser(time_limit=0.5, patience=10) as parser:
        items = list(parser.read("long.csv", table))
    assert sum(isinstance(item, Found) for item in items) == 3000
