"""What the parts share: a file as its name and bytes."""

from __future__ import annotations

Named = tuple[str, bytes]
MILLION = 1_000_000
