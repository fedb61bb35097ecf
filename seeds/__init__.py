"""Sample articles, to see full charts in the first minute."""

from __future__ import annotations

from importlib.resources import files

__all__ = ["sample_articles"]


def sample_articles() -> list[tuple[str, bytes]]:
    """Return the samples as file name and bytes, in the order of their names."""
    texts = (entry for entry in files("seeds").iterdir() if entry.name.endswith(".txt"))
    return sorted((entry.name, entry.read_bytes()) for entry in texts)
