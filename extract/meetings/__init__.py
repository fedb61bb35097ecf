"""Who meets whom, where and when: planned, possible, held, cancelled, postponed or ruled out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc

from extract.meetings.drafting import read_drafts
from extract.meetings.merging import merge
from extract.meetings.page import Page
from extract.meetings.rules import MeetingRules
from extract.model import Cast, Layout, Meeting, Quote, Timex

__all__ = ["MeetingRules", "find_meetings"]


def find_meetings(
    doc: Doc,
    layout: Layout,
    published: date | None,
    timexes: Sequence[Timex],
    cast: Cast,
    rules: MeetingRules,
    *,
    quotes: Sequence[Quote] = (),
) -> list[Meeting]:
    """Return the meetings of an article in reading order, each once.

    ``quotes`` tell who "I" and "we" are in quoted words. Dropped: what has fewer than two participants (one for a
    visit, or a group that meets), and what no word tells to be planned, possible, held, cancelled, postponed or ruled
    out. ``Meeting.confidence`` is the measured share of meetings of its grade that were right in participants,
    status and days (see `drafting.GRADES`).
    """
    page = Page(doc, layout, published, timexes, cast, quotes, rules)
    return merge(read_drafts(page))
