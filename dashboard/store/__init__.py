"""The store: articles and findings in SQLite or PostgreSQL. Knows no screen."""

from dashboard.store.filters import Filters
from dashboard.store.opening import open_store, store_url
from dashboard.store.writing import add_findings, has_article, remove_article

__all__ = ["Filters", "add_findings", "has_article", "open_store", "remove_article", "store_url"]
