"""Findings as the plain values that the command line prints: one JSON object an article."""

from __future__ import annotations

from typing import Any

from extract.model import Days, Findings, Meeting, Quote, Span, Timex


def as_row(findings: Findings) -> dict[str, Any]:
    """Return ``findings`` as JSON values; spans are ``[start, end]``, days ISO dates.

    Speech within another's speech and pronouns are left out: they are kept in the records, but the outer attribution
    counts, and a pronoun is no name.
    """
    publication = findings.publication
    return {
        "id": findings.article.id,
        "title": findings.title,
        "published": publication.day.isoformat() if publication.day else None,
        "published_basis": publication.basis,
        "published_candidates": [d.isoformat() for d in publication.candidates],
        "language": findings.language,
        "quotes": [_quote(q) for q in findings.quotes if not q.nested],
        "meetings": [_meeting(m) for m in findings.meetings],
        "actors": [
            {
                "name": a.name,
                "kind": a.kind,
                "role": a.role,
                "mentions": [_span(m.span) for m in a.mentions if m.form != "pronoun"],
            }
            for a in findings.actors
        ],
        "topics": [{"topic": t.topic, "span": _span(t.span)} for t in findings.topics],
        "timex": [_timex(t) for t in findings.timexes],
    }


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _day(days: Days | None, end: str) -> str | None:
    return getattr(days, end).isoformat() if days else None


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "content": [_span(s) for s in quote.content],
        "cue": _span(quote.cue) if quote.cue else None,
        "speaker": _span(quote.speaker) if quote.speaker else None,
        "speaker_name": quote.speaker_name,
        "kind": quote.kind,
        "speech": quote.speech,
        "topics": list(quote.topics),
        "confidence": round(quote.confidence, 3),
        "method": quote.method,
    }


def _meeting(meeting: Meeting) -> dict[str, Any]:
    return {
        "participants": list(meeting.participants),
        "place": meeting.place,
        "occasion": meeting.occasion,
        "start": _day(meeting.days, "first"),
        "end": _day(meeting.days, "last"),
        "original_start": _day(meeting.original_days, "first"),
        "kind": meeting.kind,
        "status": meeting.status,
        "evidence": [_span(s) for s in meeting.evidence],
        "date_basis": meeting.date_basis,
        "confidence": round(meeting.confidence, 3),
    }


def _timex(timex: Timex) -> dict[str, Any]:
    return {
        "span": _span(timex.span),
        "type": timex.type,
        "value": timex.value,
        "start": _day(timex.days, "first"),
        "end": _day(timex.days, "last"),
    }
