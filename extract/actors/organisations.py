"""Which organisation is meant by "the ministry" or "the board": the last one whose name ends so."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from extract.actors.names import UNREAD, Named
from extract.actors.rules import ActorRules
from extract.model import Layout, Span


def find_short_forms(doc: Doc, layout: Layout, named: Sequence[Named], rules: ActorRules) -> list[tuple[Span, Named]]:
    """Return "the board", "its committee" with the organisation each means; others are left out."""
    named_so: dict[str, list[tuple[int, Named]]] = {}
    for organisation in named:
        if organisation.kind == "organisation":
            for span in organisation.spans:
                for word in (w.lower() for w in organisation.words if w.lower() in rules.organisations):
                    named_so.setdefault(word, []).append((span.end, organisation))
    found: list[tuple[Span, Named]] = []
    for token in doc:
        known = named_so.get(token.lower_)
        if not known or token.i == 0 or token.nbor(-1).lower_ != "the" or layout.role_at(token.idx) in UNREAD:
            continue
        if token.ent_type_ or (token.i + 1 < len(doc) and token.nbor().pos_ in ("NOUN", "PROPN")):
            continue
        before = [(end, o) for end, o in known if end <= token.idx]
        if before:
            opener = token.nbor(-1)
            found.append((Span(opener.idx, token.idx + len(token.text)), max(before, key=lambda b: b[0])[1]))
    return found
