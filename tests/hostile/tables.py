"""CSV and JSON Lines with too many columns, rows, levels, or none."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tests.hostile.kinds import MILLION, Named
from tests.sample_files import (
    PARAGRAPHS,
    TEXT,
    every_format,
    jsonl,
)


def tables() -> Iterator[Named]:
    words = TEXT.replace("\n", " ")
    tricks = {
        "columns": ",".join(f"c{i}" for i in range(100_000)) + "\n" + ",".join("x" * 100_000),
        "columns-alike": ",".join(["text"] * 900) + "\n" + ",".join([PARAGRAPHS[0].replace(",", "")] * 900),
        "open-quote": 'text\n"' + words * 1000,
        "quotes": 'text\n"' + '""' * MILLION + '"',
        "long-cell": "text\n" + words.replace(",", "") * 10_000,
        "blank-rows": "text\n" + "\n" * MILLION + f'"{words}"',
        "commas": "text\n" + "," * MILLION,
        "rows-of-commas": "text,a\n" + ",\n" * 300_000,
        "unquoted": f"title,text\na,{words}",
        "one-row": f'"{words}"',
        "no-header": f'2024-03-04,Rain,"{words}"\n2024-03-05,Sun,"{words}"',
        "only-header": "title,text",
        "unknown": "a,b\n1,2\n3,4",
        "formula": f'title,text\n"=cmd|x","{words}"',
        "semicolons": f'title;text\nRain;"{words}"',
        "tabs": f"title\ttext\nRain\t{words}",
        "nul": f'text\n"\x00{words}\x00"',
        "returns": f'text\r"{words}"\r"{words}"',
        "script": f'<script>,text\nx,"{words}"',
    }
    for name, text in tricks.items():
        yield f"table-{name}.csv", text.encode()
    deep = "[" * 10_000 + "]" * 10_000
    lines = {
        "deep": deep,
        "deep-value": '{"text": ' + deep + "}",
        "deep-objects": '{"a":' * 10_000 + "1" + "}" * 10_000,
        "open": "[" * MILLION,
        "digits": '{"text": ' + "9" * 100_000 + "}",
        "exponent": '{"text": 1e999999999}',
        "not-a-number": '{"text": NaN, "title": Infinity}',
        "keys": json.dumps({f"k{i}": i for i in range(100_000)}),
        "same-keys": "{" + ",".join(['"text": "a"'] * 100_000) + "}",
        "long-key": json.dumps({"k" * MILLION: 1, "text": words}),
        "null": "null\ntrue\n5\n" + json.dumps("x"),
        "text-null": '{"text": null}\n{"text": {"a": 1}}\n{"text": ["a", 1]}\n{"title": "x"}',
        "paragraphs": json.dumps({"text": list(PARAGRAPHS)}),
        "array": json.dumps([{"text": words}, 5, None, {"text": ""}]),
        "pretty": json.dumps({"text": words, "title": "Rain"}, indent=2),
        "days": "\n".join(
            json.dumps({"text": words, "published": day}) for day in ("soon", 0, -1, 1e300, [], "0001-01-01")
        ),
        "blank-lines": "\n" * MILLION + json.dumps({"text": words}),
        "broken-lines": "{\n" * 100_000,
        "separators": json.dumps({"text": words + "\u2028 more words"}, ensure_ascii=False),
        "title-list": json.dumps({"text": words, "title": ["a", "b"], "source": {"name": "x"}}),
        "escapes": '{"text": "' + "\\u0041" * 200_000 + '"}',
    }
    for name, text in lines.items():
        yield f"lines-{name}.jsonl", text.encode()
    yield "half.jsonl", jsonl()[:-100]
    for at in (4, 8, 100, -8, -20):
        whole = bytearray(every_format()["report.parquet"])
        whole[at : at + 4 if at != -4 else None] = b"\xff\xff\xff\x7f"
        yield f"parquet-{at}.parquet", bytes(whole)
