"""Which rules, code and weights read an article: what tells whether a newer reading may find something else."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from extract.language import NER_SHA256
from extract.quotes.tagger import SHA256

# How files become text, and how many are read at once: neither changes what is found in a text.
_APART = {"reading", "__main__.py", "batch.py", "cluster.py", "codec.py", "outcomes.py", "processes.py", "version.py"}


@cache
def reader_version() -> str:
    """Return this version's name: the package's, and a hash over the rules, the code and the weights that read."""
    folder = Path(__file__).parent
    read = hashlib.sha256(f"{NER_SHA256} {SHA256}".encode())
    for path in sorted((*folder.rglob("*.py"), *folder.rglob("*.toml"), *folder.glob("graphs/*"))):
        place = path.relative_to(folder)
        if place.parts[0] not in _APART:
            read.update(f"{place.as_posix()}\n".encode() + path.read_bytes())
    try:
        release = version("sidelines")
    except PackageNotFoundError:  # run from its folder without being installed
        release = "0"
    return f"{release}+{read.hexdigest()[:12]}"
