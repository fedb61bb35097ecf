"""One article of many: read with what is loaded once a process, and whatever happens, an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Final

from extract.errors import ModelError, RuleError
from extract.model import Article, Findings
from extract.pipeline import Reader

MOST_TRIES: Final = 3  # an article that fails so often is poisonous, not unlucky
MOST_WORDS: Final = 200  # characters of an error's own words

ReadArticle = Callable[[Article], Findings]


@dataclass(frozen=True, slots=True)
class Failed:
    """An article that could not be read, and why: one sentence."""

    article: Article
    reason: str


Outcome = Findings | Failed

_one_at_a_time = Lock()  # engines that run two tasks in one process share its models, which bear one reader


@cache
def load_reader() -> Reader:
    """Return this process's own models and rules, loaded when they are first asked for.

    Raises:
        ModelError: a model is missing or damaged.
        RuleError: a rule file is wrong.
    """
    return Reader.load()


def read_article(article: Article) -> Findings:
    """Return what is found in ``article``; threads of one process take turns."""
    with _one_at_a_time:
        return load_reader().read(article)


def read_safely(article: Article, read: ReadArticle = read_article) -> Outcome:
    """Return what is found, or why nothing could be; only what concerns every article is raised.

    Raises:
        ModelError: a model is missing or damaged.
        RuleError: a rule file is wrong.
    """
    try:
        return read(article)
    except (ModelError, RuleError):
        raise
    except Exception as error:  # one poisonous article must not stop the rest; its reason is told
        words = " ".join(str(error).split())[:MOST_WORDS]
        return Failed(article, f"could not be read ({type(error).__name__}{': ' if words else ''}{words})")
