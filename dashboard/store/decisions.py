"""What analysts decide: rows that are only added, each with its undo, applied at once and after each re-reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy import Engine, select, update

from dashboard.store import applying, components, links, planning, targets, topics
from dashboard.store.schema import article, decision, entity, meeting
from dashboard.store.search import storable
from dashboard.store.targets import Finding
from dashboard.store.transactions import Writer, writing
from extract.errors import SidelinesError
from extract.model import ActorKind
from extract.topics import Topic

ON_ARTICLES: Final = ("confirm", "reject", "correct", "add", "settle_day")
ON_ENTITIES: Final = components.ENTITY_KINDS
ON_TOPICS: Final = ("topic_saved", "topic_removed")


def confirm(engine: Engine, finding: Finding, row_id: int, *, note: str | None = None) -> int:
    """Say that a quotation, meeting or topic mention is right; return the decision's number, for `undo`.

    Raises:
        LookupError: there is none of that number, as after a re-reading.
    """
    return _on_row(engine, "confirm", finding, row_id, {}, note)


def reject(engine: Engine, finding: Finding, row_id: int, *, note: str | None = None) -> int:
    """Say that a finding is wrong: it leaves all lists and charts. Otherwise as `confirm`."""
    return _on_row(engine, "reject", finding, row_id, {}, note)


def correct(engine: Engine, finding: Finding, row_id: int, *, note: str | None = None, **changed: Any) -> int:
    """Say what is right instead; otherwise as `confirm`.

    A quotation takes ``speaker`` (a name, or None for unnamed), ``kind``, ``speech``, ``said_first``, ``said_last``; a
    meeting ``participants`` (names), ``first``, ``last``, ``status``, ``kind``, ``place``, ``occasion``.
    """
    unknown = sorted(set(changed) - set(applying.CHANGEABLE[finding]))
    if unknown:
        raise SidelinesError(f"A {finding} has no {', '.join(unknown)} to correct.")
    return _on_row(engine, "correct", finding, row_id, changed, note)


def add(
    engine: Engine, finding: Finding, article_id: str, start: int, end: int, *, note: str | None = None, **told: Any
) -> int:
    """Add what the reader missed at the characters ``start`` to ``end`` of an article, half-open.

    ``told`` is as in `correct`; a topic mention needs ``topic`` (its key), an actor ``name``, and takes ``kind`` and
    ``role``.

    Raises:
        SidelinesError: the characters are not in the article, or what is needed is missing.
    """
    with writing(engine, durable=True) as writer:
        text = writer.connection.execute(select(article.c.text).where(article.c.id == article_id)).scalar()
        if text is None:
            raise SidelinesError("This article is no longer stored; add it again first.")
        if not 0 <= start < end <= len(text) or not text[start:end].strip():
            raise SidelinesError("Select some words of the article first.")
        target = {"finding": finding, "start": start, "end": end, "words": text[start:end][:200]}
        needed = {"topic": "topic", "actor": "name"}.get(finding)
        if needed:
            if not told.get(needed):
                raise SidelinesError(f"Say which {needed} it is.")
            target[needed] = told.pop(needed)
        if finding == "meeting":
            target["participants"] = sorted(told.get("participants", ()))
        made = _record(writer, "add", article_id, target, told, note)
        _apply_to_article(writer, article_id)
    return made


def correct_actor(
    engine: Engine, article_id: str, name: str, kind: str, *, meant: int | None = None, note: str | None = None
) -> int:
    """Confirm, reject or correct (``kind``) one article's actor, by the name it has there.

    A correction says which entity is ``meant`` by the name in this article: what the article has it say, take part in
    and be spoken of follows. `merge` is for what holds in all articles.

    Raises:
        LookupError: the article has no such actor, or there is no such entity.
    """
    with writing(engine, durable=True) as writer:
        target = targets.actor_target(writer.connection, article_id, name)
        payload: dict[str, Any] = {}
        if kind == "correct" and meant is not None:
            [key] = targets.keys_of(writer.connection, meant)
            shown = writer.connection.execute(select(entity.c.shown_name).where(entity.c.id == meant)).scalar_one()
            payload = {"meant": shown, "key": key}
        made = _record(writer, kind, article_id, target, payload, note)
        _apply_to_article(writer, article_id)
    return made


def settle_day(engine: Engine, article_id: str, day: date, *, note: str | None = None) -> int:
    """Say on which day an article was published. Read it again (`stored_article`) for its relative dates to follow."""
    with writing(engine, durable=True) as writer:
        payload = {"published": day.isoformat()}
        made = _record(writer, "settle_day", article_id, {"finding": "article"}, payload, note)
        _apply_to_article(writer, article_id)
    return made


def merge(engine: Engine, entity_id: int, into: int, *, note: str | None = None) -> int:
    """Say that two actors are one, shown as ``into`` is; all pages follow at once."""
    return _on_entities(engine, "merge", (entity_id, into), {}, note)


def keep_apart(engine: Engine, entity_a: int, entity_b: int, *, note: str | None = None) -> int:
    """Say that two actors are two: a proposal is declined, or what was joined comes apart and stays so."""
    return _on_entities(engine, "keep_apart", (entity_a, entity_b), {}, note)


def rename(engine: Engine, entity_id: int, name: str, *, note: str | None = None) -> int:
    """Show an actor under another name.

    Raises:
        SidelinesError: the name is empty.
    """
    name = " ".join(storable(name).split())
    if not name:
        raise SidelinesError("Give the actor a name.")
    return _on_entities(engine, "rename", (entity_id,), {"name": name}, note)


def change_kind(engine: Engine, entity_id: int, kind: ActorKind, *, note: str | None = None) -> int:
    """Say what an actor is: a person, an organisation, a country, …"""
    return _on_entities(engine, "change_kind", (entity_id,), {"kind": kind}, note)


def hide(engine: Engine, entity_id: int, *, note: str | None = None) -> int:
    """Leave an actor out of choices and charts; its quotations are still found by search and topic."""
    return _on_entities(engine, "hide", (entity_id,), {}, note)


def save_topic(engine: Engine, topic: Topic, *, key: str | None = None, note: str | None = None) -> tuple[str, int]:
    """Add a topic, or change that of ``key``; return its key and the decision's number. `topics.retag` finds it.

    Raises:
        RuleError: the topic would find nothing, or shares a phrase with another; nothing is saved.
    """
    with writing(engine, durable=True) as writer:
        key = key or topics.new_key(writer.connection, topic.title)
        before = topics.stored(writer.connection, key)
        topics.put(writer, key, topic)
        payload = {"before": before, "after": topics.stored(writer.connection, key)}
        return key, _record(writer, "topic_saved", None, {"topic": key}, payload, note)


def remove_topic(engine: Engine, key: str, *, note: str | None = None) -> int:
    """Remove a topic; `topics.retag` takes its mentions away."""
    with writing(engine, durable=True) as writer:
        before = topics.stored(writer.connection, key)
        if before is None:
            raise LookupError(key)
        topics.restore(writer, key, {**before, "active": False})
        return _record(writer, "topic_removed", None, {"topic": key}, {"before": before}, note)


def undo(engine: Engine, decision_id: int) -> int:
    """Take a decision back, or an undo; return the number of the undo, which is a decision too.

    A topic's undo returns at once; `topics.retag` brings the mentions in line.

    Raises:
        LookupError: there is no such decision.
        SidelinesError: it is undone already.
    """
    with writing(engine, durable=True) as writer:
        made = _row(writer, decision_id)
        if made["undone"] is not None:
            raise SidelinesError("This decision is undone already.")
        new = _record(writer, "undo", made["article_id"], made["target"], {}, None, undoes=decision_id)
        _mark(writer, decision_id, new)
        subject, holds = made, False
        while subject["kind"] == "undo":  # undoing an undo lets what it undid hold again, and so on
            subject = _row(writer, subject["undoes"])
            holds = not holds
        _mark(writer, subject["id"], None if holds else new)
        _follow(writer, subject, holds)
    return new


def _follow(writer: Writer, subject: Mapping[str, Any], holds: bool) -> None:
    """Bring the rows in line after a decision was undone, or ``holds`` again."""
    if subject["kind"] in ON_ARTICLES:
        _apply_to_article(writer, subject["article_id"])
    elif subject["kind"] in ON_ENTITIES:
        components.rejoin(writer, subject["target"]["keys"])
    elif subject["kind"] in ON_TOPICS:
        key, payload = subject["target"]["topic"], subject["payload"]
        was = payload["before"]
        now = payload.get("after") or {**was, "active": False}
        topics.restore(writer, key, now if holds else was)


def _on_row(engine: Engine, kind: str, finding: Finding, row_id: int, payload: dict[str, Any], note: str | None) -> int:
    with writing(engine, durable=True) as writer:
        article_id, target = targets.target_of(writer.connection, finding, row_id)
        made = _record(writer, kind, article_id, target, payload, note)
        _apply_to_article(writer, article_id)
    return made


def _on_entities(engine: Engine, kind: str, ids: Sequence[int], payload: dict[str, Any], note: str | None) -> int:
    with writing(engine, durable=True) as writer:
        keys = targets.keys_of(writer.connection, *ids)
        made = _record(writer, kind, None, {"keys": keys}, payload, note)
        components.rejoin(writer, keys)
        return made


def _record(
    writer: Writer,
    kind: str,
    article_id: str | None,
    target: dict[str, Any],
    payload: dict[str, Any],
    note: str | None,
    undoes: int | None = None,
) -> int:
    number = writer.take(decision)
    plain = {
        k: v.isoformat() if isinstance(v, date) else list(v) if isinstance(v, tuple) else v for k, v in payload.items()
    }
    row = {
        "id": number,
        "at": datetime.now(UTC),
        "kind": kind,
        "article_id": article_id,
        "target": target,
        "payload": plain,
        "undoes": undoes,
        "lost": False,
        "note": storable(note) if note else None,
    }
    writer.many(decision, [row])
    return number


def _row(writer: Writer, decision_id: int) -> dict[str, Any]:
    row = writer.connection.execute(select(decision).where(decision.c.id == decision_id)).mappings().first()
    if row is None:
        raise LookupError(decision_id)
    return dict(row)


def _mark(writer: Writer, decision_id: int, undone: int | None) -> None:
    writer.connection.execute(update(decision).where(decision.c.id == decision_id).values(undone=undone))


def _apply_to_article(writer: Writer, article_id: str) -> None:
    connection = writer.connection
    no = connection.execute(select(article.c.no).where(article.c.id == article_id)).scalar()
    if no is None:  # removed meanwhile; the decision waits for it to come back
        return
    links.count(writer, [no], -1)
    plans = set(connection.execute(select(meeting.c.plan_id).where(meeting.c.article_no == no)).scalars())
    applying.apply_all(writer, [no])
    links.refresh(writer, [no])
    links.count(writer, [no], 1)
    planning.regroup_plans(writer, plans - {None})
    planning.place(writer, [no])
