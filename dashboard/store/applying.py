"""An article's decisions brought into its rows: reset to what was found, then each decision in its turn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Table, delete, select, update

from dashboard.store import resolving, rows
from dashboard.store.schema import (
    SEAL,
    actor,
    article,
    decision,
    meeting,
    meeting_participant,
    quote,
    quote_about,
    topic_mention,
)
from dashboard.store.seals import seal
from dashboard.store.targets import Row, find, participants_of
from dashboard.store.transactions import Writer
from extract.model import Layout, Span

BY_HAND: Final = "added by an analyst"
SETTLED: Final = "settled by an analyst"
CHANGEABLE: Final = {
    "quote": ("state", "entity_id", "speaker", "kind", "speech", "said_first", "said_last"),
    "meeting": (
        "state", "kind", "status", "place", "occasion", "first", "last", "original_first", "original_last",
        "date_basis", "participants",
    ),
    "topic": ("state",),
    "actor": ("state", "entity_id", "role"),
}  # fmt: skip
TABLES: Final[dict[str, Table]] = {"quote": quote, "meeting": meeting, "topic": topic_mention, "actor": actor}
DAYS: Final = ("said_first", "said_last", "first", "last", "original_first", "original_last")
STATES: Final = {"confirm": "confirmed", "reject": "rejected", "correct": "corrected"}


def apply_all(writer: Writer, article_nos: Sequence[int]) -> list[int]:
    """Apply the decisions on the articles that have any, and return those. Derived columns are `links.refresh`'s."""
    query = select(article.c.no, article.c.id).join_from(article, decision, decision.c.article_id == article.c.id)
    found = writer.connection.execute(query.where(article.c.no.in_(article_nos)).distinct()).all()
    for no, article_id in found:
        _Application(writer, no, article_id).run()
    return [no for no, _ in found]


class _Application:
    """The rows of one article while its decisions are applied."""

    def __init__(self, writer: Writer, no: int, article_id: str) -> None:
        self.writer, self.no = writer, no
        connection = writer.connection
        self.article = dict(connection.execute(select(article).where(article.c.no == no)).mappings().one())
        self.layout: Layout = rows.read_layout(self.article["layout"])
        d = decision.c
        wanted = select(decision).where(d.article_id == article_id, d.kind != "undo").order_by(d.id)
        self.decisions = list(connection.execute(wanted).mappings())
        self.rows: dict[str, list[Row]] = {}
        for name, table in TABLES.items():
            key = table.c.position if name == "actor" else table.c.id
            found = connection.execute(select(table).where(table.c.article_no == no).order_by(key)).mappings()
            self.rows[name] = [dict(row) for row in found]
        for row in self.rows["meeting"]:
            row["participants"] = participants_of(connection, row["id"])
        self.before = {
            name: {self._key(name, r): {c: r[c] for c in (*CHANGEABLE[name], "found")} for r in found}
            for name, found in self.rows.items()
        }

    def run(self) -> None:
        """Reset, apply, write."""
        self._reset()
        for made in self.decisions:
            lost = False
            if made["undone"] is None:
                lost = not self._apply(made["kind"], dict(made["target"]), dict(made["payload"]))
            if lost != made["lost"]:
                statement = update(decision).where(decision.c.id == made["id"]).values(lost=lost)
                self.writer.connection.execute(statement)
        self._write()

    def _reset(self) -> None:
        """Take back all earlier decisions."""
        execute = self.writer.connection.execute
        if self.article["found"]:
            self._settle(self.article["found"]["published"], self.article["found"]["basis"], None)
        for name, found in self.rows.items():
            for row in [r for r in found if r["found"] is not None and "added" in r["found"]]:
                key = actor.c.position == row["position"] if name == "actor" else TABLES[name].c.id == row["id"]
                execute(delete(TABLES[name]).where(TABLES[name].c.article_no == self.no, key))
                found.remove(row)
            for row in found:
                if row["found"] is not None:
                    row.update(_read(row["found"]), found=None)

    def _apply(self, kind: str, target: dict[str, Any], payload: dict[str, Any]) -> bool:
        """Apply one decision; return whether its target was there."""
        if kind == "settle_day":
            original = {"published": _iso(self.article["published"]), "basis": self.article["published_basis"]}
            self._settle(payload["published"], SETTLED, self.article["found"] or original)
            return True
        name = target["finding"]
        row = find(target, self.rows[name])
        if kind == "add":
            if row is None:
                self.rows[name].append(self._add(name, target, payload))
                return True
            kind = "correct"  # newer rules find it by themselves; what the analyst said of it holds
        if row is None:
            return False
        if row["found"] is None:
            row["found"] = {c: _iso(row[c]) for c in CHANGEABLE[name]}
        row["state"] = STATES[kind]
        if kind == "correct" and "key" in payload:
            self._rename(row, resolving.known(self.writer, payload["key"], payload["meant"]))
        elif kind == "correct":
            row.update(self._values(name, payload))
        return True

    def _rename(self, row: Row, meant: int) -> None:
        """Have an actor of the article mean another entity, wherever the reader resolved a name to it."""
        was = (row["entity_id"], row["name"])
        row["entity_id"] = meant
        for said in self.rows["quote"]:
            if (said["entity_id"], said["speaker"]) == was:
                said["found"] = said["found"] or {c: _iso(said[c]) for c in CHANGEABLE["quote"]}
                said["entity_id"] = meant
        for claim in self.rows["meeting"]:
            if was in claim["participants"]:
                claim["found"] = claim["found"] or {c: _iso(claim[c]) for c in CHANGEABLE["meeting"]}
                claim["participants"] = [(meant, p[1]) if p == was else p for p in claim["participants"]]

    def _values(self, name: str, payload: dict[str, Any]) -> Row:
        """The columns that a correction sets."""
        values = {c: v for c, v in _read(payload).items() if c in CHANGEABLE[name] and c != "state"}
        if name == "quote" and "speaker" in payload:
            said = payload["speaker"]
            values["entity_id"] = resolving.named(self.writer, said) if said else None
        if name == "meeting" and "participants" in payload:
            values["participants"] = [(resolving.named(self.writer, n), n) for n in payload["participants"]]
        if name == "meeting" and ("first" in payload or "last" in payload):
            values["date_basis"] = SETTLED
        return values

    def _add(self, name: str, target: dict[str, Any], payload: dict[str, Any]) -> Row:
        """Insert what an analyst saw and the reader did not; `_write` brings in what the payload says."""
        span = Span(target["start"], target["end"])
        paragraph = rows.around(self.layout, span)
        text = span.of(self.article["text"])
        base: Row = {"article_no": self.no, "state": "added", "found": {"added": True}}
        place = {"start": span.start, "end": span.end}
        beside = {"around_start": paragraph.start, "around_end": paragraph.end}
        if name == "quote":
            row = {
                **base, **place, **beside, "id": self.writer.take(quote), "shown": True, "kind": "indirect",
                "speech": True, "nested": False, "method": BY_HAND, "confidence": 1.0, "text": text, "speaker": None,
                "entity_id": None, "said_first": None, "said_last": None,
            }  # fmt: skip
            row["statement_id"] = row["id"]
        elif name == "meeting":
            row = {
                **base, **place, "id": self.writer.take(meeting), "shown": True, "kind": "meeting", "status": "planned",
                "rule": BY_HAND, "confidence": 1.0, "spans": [[span.start, span.end]], "evidence": text, "place": None,
                "occasion": None, "first": None, "last": None, "original_first": None, "original_last": None,
                "date_basis": None, "participants": [],
            }  # fmt: skip
        elif name == "topic":
            row = {
                **base, **place, **beside, "id": self.writer.take(topic_mention), "shown": True, "quote_id": None,
                "topic_key": target["topic"],
            }  # fmt: skip
            row["quote_id"] = self._quote_at(span)
        else:
            positions = [r["position"] for r in self.rows["actor"]]
            kind = payload.get("kind", "person")
            row = {
                **base, "position": max(positions, default=-1) + 1, "name": target["name"], "kind": kind,
                "entity_id": resolving.named(self.writer, target["name"], kind), "role": payload.get("role"),
                "mentions": 1, "spans": [[span.start, span.end, "name", BY_HAND]],
            }  # fmt: skip
        row.update(self._values(name, payload))
        self.writer.many(TABLES[name], [{c: v for c, v in row.items() if c != "participants"}])
        if row.get("participants"):
            self._seat(row)
        self.before[name][self._key(name, row)] = {c: row[c] for c in (*CHANGEABLE[name], "found")}
        return row

    def _quote_at(self, span: Span) -> int | None:
        inside = (
            r for r in self.rows["quote"] if not r["nested"] and r["start"] <= span.start and span.end <= r["end"]
        )
        return next((r["id"] for r in inside), None)

    def _settle(self, published: str | None, basis: str | None, found: Row | None) -> None:
        day = date.fromisoformat(published) if published else None
        values = {"published": day, "published_basis": basis, "found": found}
        self.article.update(values)
        self.writer.change(article, self.no, **values)

    def _write(self) -> None:
        """Write the rows that changed."""
        of = {key: now["entity_id"] for key, now in self.before["actor"].items()}
        if any(of.get(r["position"]) != r["entity_id"] for r in self.rows["actor"] if r["position"] in of):
            self._tell_about()
        for name, found in self.rows.items():
            table = TABLES[name]
            for row in found:
                key = self._key(name, row)
                new = {c: row[c] for c in (*CHANGEABLE[name], "found")}
                if new == self.before[name].get(key):
                    continue
                if name == "meeting" and new["participants"] != self.before[name][key]["participants"]:
                    self._seat(row)
                new.pop("participants", None)
                new[SEAL] = seal(table, row)
                where = actor.c.position == key if name == "actor" else table.c.id == key
                statement = update(table).where(table.c.article_no == self.no, where).values(**new)
                self.writer.connection.execute(statement)

    def _tell_about(self) -> None:
        """Write anew who is spoken about in the article's quotations, from the places where actors are named."""
        shown = [r for r in self.rows["quote"] if r["speech"] and not r["nested"]]
        self.writer.connection.execute(
            delete(quote_about).where(quote_about.c.quote_id.in_([r["id"] for r in self.rows["quote"]]))
        )
        named = [
            (start, end, r["entity_id"])
            for r in self.rows["actor"]
            if r["kind"] in rows.TOLD
            for start, end, form, _ in r["spans"]
            if form != "pronoun"
        ]
        told = []
        for said in shown:
            spans = said["spans"] or [[said["start"], said["end"]]]
            about = {e for s, t, e in named if any(first <= s and t <= last for first, last in spans)}
            told += [{"quote_id": said["id"], "entity_id": e} for e in sorted(about - {said["entity_id"]})]
        self.writer.many(quote_about, told)

    def _seat(self, row: Row) -> None:
        p = meeting_participant.c
        self.writer.connection.execute(delete(meeting_participant).where(p.meeting_id == row["id"]))
        self.writer.many(
            meeting_participant,
            [
                {"meeting_id": row["id"], "position": i, "entity_id": entity_id, "near": row["first"], "name": name}
                for i, (entity_id, name) in enumerate(row["participants"])
            ],
        )

    @staticmethod
    def _key(name: str, row: Row) -> int:
        return int(row["position" if name == "actor" else "id"])


def _iso(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _read(values: dict[str, Any]) -> Row:
    """JSON's strings and lists as days and pairs."""
    read: Row = {c: date.fromisoformat(v) if c in DAYS and v else v for c, v in values.items()}
    if "participants" in read and all(isinstance(p, list) for p in read["participants"]):
        read["participants"] = [(entity_id, name) for entity_id, name in read["participants"]]
    return read
