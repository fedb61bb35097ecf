"""Plans as a calendar file (iCalendar, RFC 5545) that calendars take over and, when it is read again, bring up to date.

An event's UID is the plan's and never changes; SEQUENCE rises when its days, status or place change, so that a calendar
puts the newer one in the older one's place (section 3.8.7.4).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pandas as pd
from icalendar import Calendar, Event

from dashboard.wording import MEETING_KINDS, STATUS, days, how_dated, known, listed

STATUSES: Final = {
    "planned": "CONFIRMED",
    "held": "CONFIRMED",
    "possible": "TENTATIVE",
    "postponed": "TENTATIVE",
    "due": "TENTATIVE",
    "cancelled": "CANCELLED",
    "ruled_out": "CANCELLED",
}


def to_calendar(plans: pd.DataFrame) -> bytes:
    """Return plans (rows of `queries.plans`) as all-day events.

    A meeting put off without a new day is cancelled on the day it was meant for, as far as that is told. Plans without
    any day are left out.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Sidelines//meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Meetings found by Sidelines")
    for plan in plans.to_dict("records"):
        event = _event(plan)
        if event is not None:
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(plan: Mapping[Any, Any]) -> Event | None:
    put_off = not known(plan["start"]) and known(plan["original_start"])
    first, last = (plan[f"original_{end}" if put_off else end] for end in ("start", "end"))
    if not known(first):
        return None
    updated = _moment(plan["updated"])
    event = Event()
    event.add("uid", f"{plan['uid']}@sidelines")
    event.add("sequence", int(plan["sequence"]))
    event.add("dtstamp", updated)
    event.add("last-modified", updated)
    event.add("summary", _summary(plan))
    event.add("dtstart", first)
    event.add("dtend", (last if known(last) else first) + timedelta(days=1))  # exclusive in iCalendar
    event.add("status", "CANCELLED" if put_off else STATUSES[plan["status"]])
    event.add("transp", "TRANSPARENT")  # somebody else's meeting: it makes nobody busy
    if known(plan["place"]):
        event.add("location", plan["place"])
    event.add("description", _description(plan))
    return event


def _summary(plan: Mapping[Any, Any]) -> str:
    who = listed(plan["participants"], 12) or "participants not named"
    mark = "" if plan["status"] in ("planned", "held") else f" ({STATUS[plan['status']].lower()})"
    return f"{MEETING_KINDS[plan['kind']]}: {who}{mark}"


def _description(plan: Mapping[Any, Any]) -> str:
    when = days(plan["start"], plan["end"]) if known(plan["start"]) else "no day known"
    basis = f" ({how_dated(plan['date_basis'])})" if known(plan["start"]) and known(plan["date_basis"]) else ""
    told = [
        f"{STATUS[plan['status']]}: {when}{basis}.",
        f"On the occasion of: {plan['occasion']}." if known(plan["occasion"]) else "",
        f"“{plan['evidence']}”" if known(plan["evidence"]) else "",
        ", ".join(str(p) for p in (plan["source"], plan["published"]) if known(p)),
    ]
    return "\n".join(filter(None, told))


def _moment(value: Any) -> datetime:
    moment: datetime = value.to_pydatetime() if isinstance(value, pd.Timestamp) else value
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
