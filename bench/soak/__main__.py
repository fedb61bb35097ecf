"""`python -m bench.soak [PART] [SIZE]`: all parts in full, or one.

Each part prints what is wrong, and a line of figures; the exit code is 1 where something is. Nothing is written outside
of temporary folders.
"""

from __future__ import annotations

import argparse
import sys
import time
from importlib import import_module

SIZES = {
    "kills": 200,  # times
    "writers": 2000,  # articles
    "disks": 20,  # points at which the disk is full
    "damage": 100,  # damaged files
    "searches": 5000,  # strings
    "scripts": 50,  # payloads
    "texts": 10_000,  # strings
    "lengths": 100_000,  # characters, and twice as many
    "files": 10_000,  # mutations, besides the hostile files
}


def main() -> int:
    """Run the parts and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("part", nargs="?", choices=SIZES, help="one part; all by default")
    parser.add_argument(
        "size", nargs="?", type=int, help="how many; " + ", ".join(f"{p} {n:,}" for p, n in SIZES.items())
    )
    given = parser.parse_args()
    failed = 0
    for part in [given.part] if given.part else SIZES:
        began = time.monotonic()
        wrong, figures = import_module(f"bench.soak.{part}").run(given.size or SIZES[part])
        failed += bool(wrong)
        print(*(f"  {line[:500]}" for line in wrong[:50]), sep="\n", end="\n" if wrong else "")
        print(f"{part}: {figures}; {len(wrong)} wrong; {time.monotonic() - began:,.0f} s", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
