"""The store: articles, findings and decisions in SQLite or PostgreSQL. Knows no screen."""

from dashboard.store.filters import Filters
from dashboard.store.opening import open_store, store_url
from dashboard.store.topics import load_topics, retag
from dashboard.store.writing import (
    Changes,
    add_findings,
    add_many,
    has_article,
    remove_article,
    replace_findings,
    stored_article,
    unread_by,
)

__all__ = [
    "Changes",
    "Filters",
    "add_findings",
    "add_many",
    "has_article",
    "load_topics",
    "open_store",
    "remove_article",
    "replace_findings",
    "retag",
    "store_url",
    "stored_article",
    "unread_by",
]
