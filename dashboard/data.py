"""What the pages read: the store's answers, cached until articles are added or removed; and the reading process."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from sqlalchemy import Engine

from dashboard.jobs import Worker
from dashboard.store import Filters, open_store, queries, remove_article
from dashboard.store.queries import ArticlePage, Choices

Version = int


@st.cache_resource(show_spinner=False)
def worker() -> Worker:
    """The one reading process of this server; it loads its models while the first page is looked at."""
    return Worker()


@st.cache_resource(show_spinner=False)
def _engine() -> Engine:
    return open_store()


def _version() -> Version:
    return queries.data_version(_engine())


def count() -> int:
    """How many articles are stored."""
    return queries.count_articles(_engine(), Filters())


@st.cache_data(show_spinner=False, max_entries=50)
def _read(question: str, filters: Filters, version: Version) -> pd.DataFrame:
    table: pd.DataFrame = getattr(queries, question)(_engine(), filters)
    return table


def articles(filters: Filters) -> pd.DataFrame:
    """See `queries.articles`."""
    return _read("articles", filters, _version())


def quotes(filters: Filters) -> pd.DataFrame:
    """See `queries.quotes`."""
    return _read("quotes", filters, _version())


def meetings(filters: Filters) -> pd.DataFrame:
    """See `queries.meetings`."""
    return _read("meetings", filters, _version())


def topic_mentions(filters: Filters) -> pd.DataFrame:
    """See `queries.topic_mentions`."""
    return _read("topic_mentions", filters, _version())


@st.cache_data(show_spinner=False, max_entries=4)
def _choices(version: Version) -> Choices:
    return queries.choices(_engine())


def choices() -> Choices:
    """What can be filtered by."""
    return _choices(_version())


def article(article_id: str) -> ArticlePage | None:
    """One article with its marks; None where it is not stored."""
    return queries.article_page(_engine(), article_id)


def remove(article_id: str) -> None:
    """Remove an article and its findings."""
    remove_article(_engine(), article_id)
