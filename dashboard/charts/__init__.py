"""Tables to plotly figures: pure functions, in colours that colour-blind eyes tell apart (Okabe and Ito).

Each figure has a sentence of its own for those who can't see it, and none is the only way to what it shows.
"""

from dashboard.charts.meetings import describe_meetings, meetings_timeline
from dashboard.charts.network import Tie, describe_network, network
from dashboard.charts.quotes import describe_quotes, quotes_over_time
from dashboard.charts.topics import actor_by_topic, describe_topics, topics_over_time

__all__ = [
    "Tie",
    "actor_by_topic",
    "describe_meetings",
    "describe_network",
    "describe_quotes",
    "describe_topics",
    "meetings_timeline",
    "network",
    "quotes_over_time",
    "topics_over_time",
]
