"""The endings of file names that are read, and the kind that each stands for."""

from __future__ import annotations

from typing import Final

SUFFIXES: Final = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".pdf": "pdf",
    ".docx": "word",
    ".eml": "mail",
    ".mht": "mail",
    ".mhtml": "mail",
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "jsonlines",
    ".ndjson": "jsonlines",
    ".json": "jsonlines",
    ".parquet": "parquet",
    ".zip": "archive",
}
