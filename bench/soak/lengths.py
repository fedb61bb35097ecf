"""The time of long and monotonous articles grows in proportion to their length.

Twice the text may take at most 2.3 times as long, and 200,000 characters at most 40 s of the processor.
"""

from __future__ import annotations

import resource
import time
from datetime import date

from bench.soak.texts import article, problems
from extract.pipeline import Reader
from seeds import sample_articles

TODAY = date(2026, 3, 2)
MOST_RATIO, MOST_SECONDS = 2.3, 40.0
LEAST_SECONDS = 0.5  # below it the machine's other work is more than this one
ANSWER = '"We will go on with the talks," Mara Orlan said. '
UNITS = {
    "prose": "",  # the seeds, one after another
    "prose in one line": "",
    "straight marks": '"',
    "spaced marks": '" ',
    "curly marks": "“yes” ",
    "opened marks": "“No ",
    "nested marks": "“‘",
    "apostrophes": "'",
    "brackets": "(",
    "bracket pairs": "[a](b) ",
    "names": "Mara Orlan, ",
    "different names": "",
    "surnames": "Orlan ",
    "titles": "Foreign Minister Mara Orlan ",
    "digits": "7",
    "spaced digits": "18 ",
    "newlines": "\n",
    "short lines": "a\n",
    "blanks": " ",
    "said": "he said ",
    "said that": "she said that they said that ",
    "quotations": ANSWER,
    "quotation lines": ANSWER + "\n",
    "meetings": "Mara Orlan will meet Ivo Tarn on Monday in Lorva. ",
    "dates": "on Monday, November 18, 2026, ",
    "weekdays": "Monday ",
    "letters": "a",
    "words": "word ",
    "capitals": "NATO ",
    "hyphens": "-",
    "dots": ".",
    "commas": "a, ",
    "topics": "the INF Treaty and Syria ",
    "emoji": "🙂",
    "accents": "e\u0301",
    "datelines": "MOSCOW, November 18. /TASS/. ",
    "addresses": "http://a.example/b?c=d ",
}


def long_text(kind: str, length: int) -> str:
    """A text of ``length`` characters of the given kind."""
    if kind.startswith("prose"):
        unit = "\n\n".join(data.decode() for _, data in sample_articles())
        unit = unit if kind == "prose" else unit.replace("\n", " ")
    elif kind == "different names":
        letters = "bcdfglmnprstvz"
        unit = " ".join(
            f"{a.upper()}a{b}o {c.upper()}e{d}an said no."
            for a in letters
            for b in letters
            for c in letters
            for d in "lmnrst"
        )
    else:
        unit = UNITS[kind]
    return (unit * (length // len(unit) + 1))[:length]


def measure(reader: Reader, text: str) -> tuple[float, list[str]]:
    """Return the processor's seconds for reading, and what is wrong with what was found."""
    began = time.process_time()
    found = reader.read(article(text), today=TODAY)
    return time.process_time() - began, problems(found)


def run(half: int) -> tuple[list[str], str]:
    """Read each kind at ``half`` and twice as many characters; return what is wrong, and the figures."""
    reader = Reader.load()
    reader.read(article(long_text("prose", 5000)), today=TODAY)
    wrong: list[str] = []
    worst, slowest = (0.0, ""), (0.0, "")
    for kind in UNITS:
        short, bad = measure(reader, long_text(kind, half))
        long, more = measure(reader, long_text(kind, 2 * half))
        ratio = long / max(short, LEAST_SECONDS)
        worst, slowest = max(worst, (ratio, kind)), max(slowest, (long, kind))
        bad += more
        if ratio > MOST_RATIO:
            bad.append(f"twice the text takes {ratio:.2f} times as long")
        if long > MOST_SECONDS * 2 * half / 200_000:
            bad.append(f"{2 * half:,} characters take {long:.0f} s")
        wrong += [f"{kind}: {b}" for b in bad]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"  {kind:20} {short:6.1f} s {long:6.1f} s  x{ratio:4.2f}  peak {peak:6,.0f} MB", *bad[:3], flush=True)
    return wrong, (
        f"{len(UNITS)} kinds of {half:,} and {2 * half:,} characters, worst doubling x{worst[0]:.2f} ({worst[1]}), "
        f"slowest {slowest[0]:.1f} s ({slowest[1]}), peak {peak:,.0f} MB"
    )
