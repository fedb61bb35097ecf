"""What the pages read: the store's answers, cached until articles are added or removed; and the reading process."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, Concatenate, ParamSpec, TypeVar

import pandas as pd
import streamlit as st
from sqlalchemy import Engine

from dashboard.jobs import Job, Worker
from dashboard.retagging import Retagging
from dashboard.store import Filters, load_topics, open_store, queries, remove_article, stored_article
from dashboard.store.faults import DamagedError
from dashboard.store.queries import ArticlePage, Choices, Stored
from extract.errors import ArticleError, SidelinesError
from extract.model import Article
from extract.reading import Columns, Parser, Preview
from extract.topics import Topic

Version = int
MOST_JOBS = 50  # kept, with their rows, to be looked at again


def worker() -> Worker:
    """The one reading process of this server; it loads its models while the first page is looked at.

    Raises:
        SidelinesError: the store is damaged, and nothing is added to it.
    """
    if told := damage():
        raise SidelinesError(told)
    return _worker()


@st.cache_resource(show_spinner=False)
def _worker() -> Worker:
    return Worker()


@st.cache_resource(show_spinner=False)
def _jobs() -> dict[int, Job]:
    """The jobs of this server by number, which an address can carry: a page that is opened again finds its own."""
    return {}


def add(files: Sequence[tuple[str, bytes]], *, columns: Mapping[str, Columns] | None = None) -> int:
    """Hand files (name, bytes) to the reading process, with the columns chosen for tables; return the job's number."""
    return _numbered(worker().add(files, columns=columns))


def preview(files: Sequence[tuple[str, bytes]]) -> dict[str, Preview]:
    """Return the first rows of tables (name, bytes) by name; left out are those that can't be read."""
    found: dict[str, Preview] = {}
    with Parser() as parser:
        for name, content in files:
            with suppress(ArticleError):
                found[name] = parser.preview(name, content)
    return found


def read_again(article_id: str) -> int:
    """Have a stored article read again; return the number of the job."""
    return _numbered(worker().read_again(article_id))


def bring_back(article: Article, file_name: str) -> int:
    """Have an article that was removed stored again; return the number of the job."""
    return _numbered(worker().bring_back(article, file_name))


def paste(text: str, *, source: str | None = None, published: date | None = None) -> int:
    """Hand a pasted article to the reading process; return the number of the job."""
    return _numbered(worker().paste(text, source=source, published=published))


def job(number: int | None) -> tuple[int, Job] | None:
    """Return the job of that number, else the latest that still runs, with its number."""
    jobs = _jobs()
    running = (n for n in sorted(jobs, reverse=True) if not jobs[n].done)
    found = number if number in jobs else next(running, None)
    return (found, jobs[found]) if found is not None else None


def _numbered(new: Job) -> int:
    jobs = _jobs()
    number = max(jobs, default=0) + 1
    jobs[number] = new
    for old in sorted(jobs)[:-MOST_JOBS]:
        if jobs[old].done:
            del jobs[old]
    return number


@dataclass(slots=True)
class _Opened:
    """The store; of a damaged one what can still be read, with what to do about it."""

    engine: Engine
    damage: str | None = None


@st.cache_resource(show_spinner=False)
def _opened() -> _Opened:
    try:
        return _Opened(open_store())
    except DamagedError as error:
        with suppress(SidelinesError):
            return _Opened(open_store(read_only=True), str(error))
        raise


def _engine() -> Engine:
    return _opened().engine


def damage() -> str | None:
    """Return what to do where the store is damaged, and so only read; None where it is not, or can't be opened."""
    with suppress(SidelinesError):  # whoever asks the store is told
        return _opened().damage
    return None


def read_only(told: str) -> bool:
    """From now on only read the store, since it is damaged as ``told``; return whether it can be read at all."""
    with suppress(SidelinesError):
        opened = _opened()
        opened.engine, opened.damage = open_store(read_only=True), told
        return True
    return False


def _version() -> Version:
    return queries.data_version(_engine())


def count() -> int:
    """How many articles are stored."""
    return queries.count_articles(_engine(), Filters())


def articles(filters: Filters) -> pd.DataFrame:
    """See `queries.articles`."""
    return ask(queries.articles, filters)


@st.cache_data(show_spinner=False, max_entries=4)
def _choices(version: Version) -> Choices:
    return queries.choices(_engine())


def choices() -> Choices:
    """What can be filtered by."""
    return _choices(_version())


def article(article_id: str) -> ArticlePage | None:
    """One article with its marks; None where it is not stored."""
    return queries.article_page(_engine(), article_id)


def remove(article_id: str) -> Article | None:
    """Remove an article and its findings; return it as it came, for `bring_back`: decisions come back by themselves."""
    article = stored_article(_engine(), article_id, settled=False)
    remove_article(_engine(), article_id)
    return article


# Actors, topics, review and network.

_P = ParamSpec("_P")
_T = TypeVar("_T")


@st.cache_data(show_spinner=False, max_entries=200)
def _answer(question: str, version: Version, args: tuple[Any, ...], options: dict[str, Any]) -> Any:
    return getattr(queries, question)(_engine(), *args, **options)


def ask(question: Callable[Concatenate[Engine, _P], _T], *args: _P.args, **options: _P.kwargs) -> _T:
    """Return the store's answer to a function of `queries`, kept until anything is written."""
    answer: _T = _answer(question.__name__, _version(), args, options)
    return answer


def store() -> Engine:
    """The store, for what writes to it."""
    return _engine()


def topics() -> dict[str, Topic]:
    """The analyst's topics by key, in the order shown."""
    return _topics(_version())


@st.cache_data(show_spinner=False, max_entries=2)
def _topics(version: Version) -> dict[str, Topic]:
    return load_topics(_engine())


def newest_texts(limit: int) -> list[Stored]:
    """See `queries.newest_texts`. They are shared between the pages and not to be changed."""
    return _texts(limit, _version())


@st.cache_resource(show_spinner=False, max_entries=1)
def _texts(limit: int, version: Version) -> list[Stored]:
    return queries.newest_texts(_engine(), limit)


@st.cache_resource(show_spinner=False)
def retagging() -> Retagging:
    """The finding of changed topics in all stored articles: one for this server."""
    return Retagging()


def exported(what: str, filters: Filters, ending: str) -> bytes:
    """Return a file of all that the filters leave of a table: see `export.write`."""
    from dashboard import export  # what makes files is loaded when one is made

    file = io.BytesIO()
    export.write(file, _engine(), what, filters, ending, today=date.today())
    return file.getvalue()
