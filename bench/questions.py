"""What each page asks the store when it is first shown: the questions of `dashboard.views`, in their order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy import Engine

from dashboard.charts.steps import last_of, step_for
from dashboard.comparing import COLUMNS, EACH, parted
from dashboard.comparing import SPEAKERS as COMPARED
from dashboard.filtering import within
from dashboard.periods import split
from dashboard.store import Filters, queries
from dashboard.views import article, meetings, network, overview, quotes, topics

TODAY: Final = date(2025, 12, 1)
Page = Callable[[Engine, Filters], None]


def choices(store: Engine, _: Filters) -> None:
    """What each page's filters offer."""
    queries.choices(store)


def ask_overview(store: Engine, filters: Filters) -> None:
    """The overview."""
    if queries.count_articles(store, filters):
        if filters.is_empty:
            queries.totals(store)
        else:
            queries.count_quotes(store, filters)
            queries.count_plans(store, filters, today=TODAY)
            queries.count_topic_mentions(store, filters)
        queries.next_plans(store, filters, today=TODAY, days=overview.AHEAD, limit=overview.MOST)
        queries.articles(store, filters, limit=overview.MOST, added_last=True)
        queries.top_speakers(store, filters, limit=overview.MOST)
        queries.rising(store, filters, until=TODAY)


def ask_meetings(store: Engine, filters: Filters) -> None:
    """Meetings: the timeline, what is next, and the table."""
    if not queries.count_plans(store, filters, today=TODAY):
        return
    by_month = queries.plan_months(store, filters, today=TODAY)
    months = by_month[by_month["month"].notna()]
    queries.next_plans(store, filters, today=TODAY, days=meetings.SOON - 1)
    if not months.empty:
        ends = [max(last_of(m, "month"), end) for m, end in zip(months["month"], months["last"], strict=True)]
        periods = split([*months["month"], *ends])
        period = next((p for p in periods if p[0] <= TODAY <= p[1]), periods[-1]) if len(periods) > 1 else None
        lanes = queries.plan_lanes(store, filters, today=TODAY, within=period, limit=meetings.ACTORS)
        seats = [int(i) for i in lanes["entity_id"][: meetings.LANES]]
        queries.plans_within(store, filters, today=TODAY, within=period, of=seats, limit=meetings.DRAWN + 1)
    if len(months) < len(by_month):
        queries.plans_listed(store, filters, today=TODAY, dated=False, limit=meetings.UNDATED)
    queries.plans_listed(store, filters, today=TODAY, limit=meetings.ROWS)


def ask_quotes(store: Engine, filters: Filters) -> None:
    """Who said what: lanes, about whom and what, a comparison, and the table."""
    if not queries.count_quotes(store, filters):
        return
    by_month = queries.quote_months(store, filters)
    if not by_month.empty:
        months = list(by_month["month"])
        periods = split([*months, *(last_of(m, "month") for m in months)])
        first, last = periods[-1] if len(periods) > 1 else (months[0], last_of(months[-1], "month"))
        shown = within(filters, first, last) if len(periods) > 1 else filters
        top = queries.top_speakers(store, shown, limit=quotes.SPEAKERS).head(quotes.LANES)
        lanes = tuple(f"{s} #{i}" for s, i in zip(top["speaker"], top["entity_id"], strict=True))
        drawn = replace(shown, actors=lanes)
        queries.quotes_by_day(store, drawn, speakers=quotes.LANES, every=step_for(first, last))
    queries.about_whom(store, filters, limit=quotes.RANKED)
    queries.about_topics(store, filters, limit=quotes.RANKED)
    _compare(store, filters)
    queries.count_statements(store, filters)
    queries.statements(store, filters, limit=quotes.ROWS)


def _compare(store: Engine, filters: Filters) -> None:
    """How the words of the busiest speaker changed."""
    top = queries.top_speakers(store, filters, limit=COMPARED)
    if top.empty:
        return
    speaker = (f"{top['speaker'].iloc[0]} #{top['entity_id'].iloc[0]}",)
    told = queries.about_topics(store, replace(filters, actors=speaker))
    if told.empty:
        return
    narrowed = replace(filters, actors=speaker, topics=(str(told["topic"].iloc[0]),))
    counts = queries.quotes_by_day(store, narrowed, speakers=1)
    for stretch in parted(list(counts.groupby("day")["quotes"].sum().items()), COLUMNS):  # type: ignore[arg-type]
        queries.statements(store, within(narrowed, stretch[0][0], stretch[-1][0]), limit=EACH)


def ask_topics(store: Engine, filters: Filters) -> None:
    """Topics over time, which rise, and who speaks of them."""
    if not queries.count_topic_mentions(store, filters):
        return
    by_month = queries.topics_by_day(store, filters, every="month")
    months = sorted(set(by_month["day"]))
    periods = split([*months, *(last_of(m, "month") for m in months)])
    if len(periods) > 1:
        first, last = periods[-1]
        queries.topics_by_day(store, within(filters, first, last), every=step_for(first, last))
    queries.rising(store, filters, until=TODAY)
    queries.actor_by_topic(store, filters, actors=topics.SPEAKERS)


def ask_speaking(store: Engine, filters: Filters) -> None:
    """The network of who speaks about whom."""
    queries.speaks_about(store, filters, limit=network.TIES)


def ask_meeting(store: Engine, filters: Filters) -> None:
    """The network of who meets whom."""
    queries.meets(store, filters, today=TODAY, limit=network.TIES)


def ask_article(store: Engine, filters: Filters) -> None:
    """An article, and the others to choose from."""
    known = queries.articles(store, filters, limit=article.MOST_CHOICES + 1)
    if not known.empty:
        queries.article_page(store, str(known["article_id"].iloc[0]))


def ask_review(store: Engine, filters: Filters) -> None:
    """What is unsure."""
    queries.count_unsure(store, filters)
    queries.unsure(store, filters)
    queries.unsure_meetings(store, filters)


def ask_actors(store: Engine, filters: Filters) -> None:
    """The list of actors; a search in it where words are typed."""
    queries.count_proposals(store)
    queries.count_actors(store, filters.search)
    queries.actors(store, filters.search)


def ask_actor(store: Engine, filters: Filters) -> None:
    """An actor's page with all its parts."""
    entity = int(queries.find_actors(store, filters.actors[0], limit=1)["entity_id"].iloc[0])
    queries.actor_page(store, entity)
    queries.actor_by_topic(store, filters)
    queries.count_quotes(store, filters)
    queries.quotes(store, filters, limit=50)
    queries.count_plans(store, filters, today=TODAY)
    queries.plans(store, filters, today=TODAY, limit=50)
    queries.articles(store, filters, limit=50)
    queries.names_seen(store, entity)
    queries.roles_seen(store, entity)
    queries.actor_decisions(store, entity)


FILTERED: Final[dict[str, Page]] = {
    "overview": ask_overview,
    "meetings": ask_meetings,
    "quotes": ask_quotes,
    "topics": ask_topics,
    "speaks": ask_speaking,
    "meets": ask_meeting,
    "article": ask_article,
    "review": ask_review,
}
"""Pages by name; `choices`, `ask_actors` and `ask_actor` have filters of their own."""
