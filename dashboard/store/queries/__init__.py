"""One function a question. Each reads the rows that a page shows or sums, narrowed by the filters."""

from dashboard.store.queries.article_lists import (
    ArticlePage,
    Mark,
    article_page,
    articles,
    count_articles,
    failures,
    find_articles,
)
from dashboard.store.queries.choosing import Choices, choices, find_actors, names_of
from dashboard.store.queries.gatherings import (
    count_meetings,
    count_plans,
    meetings,
    next_plans,
    plan_history,
    plans,
    unsure_meetings,
)
from dashboard.store.queries.overview import Totals, totals
from dashboard.store.queries.reviewing import count_decisions, count_unsure, decisions, proposals, unsure
from dashboard.store.queries.speech import (
    about_whom,
    count_quotes,
    quotes,
    quotes_by_day,
    quotes_by_id,
    statements,
    top_speakers,
)
from dashboard.store.queries.themes import actor_by_topic, count_topic_mentions, rising, topic_mentions, topics_by_day
from dashboard.store.queries.ties import meets, speaks_about
from dashboard.store.transactions import data_version

__all__ = [
    "ArticlePage",
    "Choices",
    "Mark",
    "Totals",
    "about_whom",
    "actor_by_topic",
    "article_page",
    "articles",
    "choices",
    "count_articles",
    "count_decisions",
    "count_meetings",
    "count_plans",
    "count_quotes",
    "count_topic_mentions",
    "count_unsure",
    "data_version",
    "decisions",
    "failures",
    "find_actors",
    "find_articles",
    "meetings",
    "meets",
    "names_of",
    "next_plans",
    "plan_history",
    "plans",
    "proposals",
    "quotes",
    "quotes_by_day",
    "quotes_by_id",
    "rising",
    "speaks_about",
    "statements",
    "top_speakers",
    "topic_mentions",
    "topics_by_day",
    "totals",
    "unsure",
    "unsure_meetings",
]
