"""Who meets, where, on what occasion and when: read from the parse around a trigger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from spacy.tokens import Token

from extract.meetings.rules import MeetingRules
from extract.meetings.triggers import Trigger
from extract.model import Actor, Cast, Layout, Mention, Span, Timex

MEETING_KINDS: Final = ("person", "organisation")
PAIR: Final = re.compile(
    r"\b(?:the|both|these)\s+(?:two\s+)?(?:leaders?|presidents|ministers|heads of (?:state|government)|premiers|sides|"
    r"prime ministers|foreign ministers|officials|politicians|pair|two)\b|\bthey\b|\btheir\b|\btwo leaders?\b",
    re.IGNORECASE,
)
COUNTERPART: Final = re.compile(r"\bcounterpart|opposite number|colleague\b", re.IGNORECASE)
WITHIN: Final = 16  # words after the trigger in which the other one is named
_EDGE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


def find_participants(trigger: Trigger, cast: Cast, layout: Layout, text: str) -> list[Actor]:
    """Return who meets, in reading order, each once; the one who only reports it is not among them."""
    people: list[Actor] = []
    for head in _argument_heads(trigger):
        for part in (head, *head.conjuncts):
            people += _meant(part, cast, layout, text, people)
        people += _listed(head, cast, text)
    if len({a.name for a in people}) == 1:
        people += _with_whom(trigger, cast, people)
    return list({a.name: a for a in people}.values())


def _listed(head: Token, cast: Cast, text: str) -> list[Actor]:
    """The persons named in a list that the parse broke in two: "A of X, and B of Y"."""
    phrase = Span(head.left_edge.idx, head.right_edge.idx + len(head.right_edge.text))
    words = phrase.of(text)
    if " and " not in words or any(t.dep_ == "relcl" for t in head.subtree):
        return []
    return [a for m, a in cast.within(phrase) if a.kind == "person" and m.form == "name"]


def _with_whom(trigger: Trigger, cast: Cast, people: Sequence[Actor]) -> list[Actor]:
    """The first other person named after "with" or the trigger, in its sentence: where the parse lost the object."""
    sent = trigger.token.sent
    tail = [t for t in sent if trigger.token.i < t.i <= trigger.token.i + WITHIN]
    opener = next((t for t in tail if t.lower_ in ("with", "between")), None)
    if opener is None and trigger.token.pos_ != "VERB":
        return []
    start = (opener or trigger.token).idx
    end = tail[-1].idx + len(tail[-1].text) if tail else start
    named = [a for m, a in cast.within(Span(start, end)) if a.kind == "person" and m.form == "name" and a not in people]
    return named[:1]


def _argument_heads(trigger: Trigger) -> list[Token]:
    token, verb = trigger.token, trigger.verb
    heads: list[Token] = []
    sources = [token] if verb is None or verb == token else [token, verb]
    for source in sources:
        for child in source.children:
            own = source == token and token.pos_ == "VERB"
            if child.dep_ in ("nsubj", "nsubjpass", "poss") or (own and child.dep_ in ("dobj", "appos")):
                heads.append(child)
            elif child.dep_ in ("prep", "agent") and child.lower_ in ("with", "between", "of", "by"):
                heads += [g for g in child.children if g.dep_ == "pobj"]
    if verb is not None and not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
        above = verb
        for _ in range(3):
            if above.head == above or above.dep_ not in ("xcomp", "conj", "advcl", "acl"):
                break
            above = above.head
            subjects = [c for c in above.children if c.dep_ in ("nsubj", "nsubjpass")]
            if subjects:
                heads += subjects
                break
    return sorted((h for h in heads if h != token), key=lambda h: h.i)


def _meant(head: Token, cast: Cast, layout: Layout, text: str, before: Sequence[Actor]) -> list[Actor]:
    phrase = Span(head.left_edge.idx, head.right_edge.idx + len(head.right_edge.text))
    core = Span(phrase.start, head.idx + len(head.text))
    around = cast.within(phrase)
    ending = [(m, a) for m, a in around if m.span.start <= head.idx < m.span.end and a.kind in MEETING_KINDS]
    named = sorted(ending, key=lambda x: (x[0].form == "title", x[0].form != "name", -x[0].span.end))
    words = core.of(text)
    if named and not COUNTERPART.search(words):
        return [named[0][1]]
    if COUNTERPART.search(phrase.of(text)):
        apposed = [a for m, a in around if m.form == "name" and a.kind == "person" and a not in before]
        return apposed[-1:]
    if head.pos_ in ("NOUN", "PROPN") and (pair := _coordinated(head, cast, text)):
        return pair
    if PAIR.search(words) or head.lower_ in ("they", "their", "leaders", "presidents", "leader"):
        return _two_before(head, cast, layout, text)
    apposed = [a for m, a in around if m.form == "name" and a.kind == "person"]
    return apposed[:1]


def _coordinated(head: Token, cast: Cast, text: str) -> list[Actor]:
    """ "The Russian and US president": one person a nation, by role, and by elimination where one is left."""
    before = head.doc[max(head.sent.start, head.i - 6) : head.i]
    adjectives = [t for t in before if t.ent_type_ in ("NORP", "GPE")]
    if len(adjectives) < 2 or "and" not in {t.lower_ for t in before}:
        return []
    office = head.lemma_.lower()
    holders = [a for a in cast if a.kind == "person" and any(w.endswith(office) for w in _roles(a, text))]
    holders = [a for a in holders if not any("vice" in w or "deputy" in w for w in _roles(a, text))]
    found: list[Actor] = []
    for adjective in adjectives:
        stem = adjective.lower_[:4]
        found += [a for a in holders if any(stem in w.split() or f" {stem}" in f" {w}" for w in _roles(a, text))][:1]
    rest = [a for a in holders if a not in found]
    if len(found) == len(adjectives) - 1 and len(rest) == 1:
        found += rest
    return list(dict.fromkeys(found)) if len(found) == len(adjectives) else []


def _roles(actor: Actor, text: str) -> list[str]:
    return [m.span.of(text).lower() for m in actor.mentions if m.form in ("title", "description")]


def _two_before(head: Token, cast: Cast, layout: Layout, text: str) -> list[Actor]:
    """The last two persons named before, of one office where "the two presidents" says so."""
    office = head.lemma_.lower() if head.pos_ == "NOUN" else ""
    seen: dict[str, Actor] = {}
    mentions: Iterable[tuple[Mention, Actor]] = cast.within(Span(0, head.idx))
    for mention, actor in sorted(mentions, key=lambda x: -x[0].span.start):
        if actor.kind != "person" or mention.form == "pronoun" or _reports(head, mention):
            continue
        roles = _roles(actor, text)
        if office in ("president", "minister", "premier", "leader") and roles:
            top = ("president", "premier", "chancellor", "prime minister", "king", "leader")
            wanted = top if office == "leader" else (office,)
            if not any(w in r for r in roles for w in wanted) or any(
                w in r for r in roles for w in ("vice", "spokes", "secretary", "aide", "deputy")
            ):
                continue
        seen.setdefault(actor.name, actor)
        if len(seen) == 2:
            break
    return list(reversed(seen.values())) if len(seen) == 2 else []


def _reports(head: Token, mention: Mention) -> bool:
    """Whether the mention is the subject of a verb of saying in the same sentence."""
    tokens = head.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    return (
        tokens is not None
        and tokens.root.dep_ in ("nsubj", "appos")
        and tokens.root.head.lemma_ in ("say", "tell", "add", "note", "announce")
    )


def find_place(trigger: Trigger, cast: Cast, text: str) -> str | None:
    """Return the place nearest to the trigger that "in" or "at" leads to, in the trigger's own clause first."""
    sent = trigger.token.sent
    best: tuple[int, str] | None = None
    for token in sent:
        if (
            token.dep_ != "pobj"
            or token.head.lower_ not in ("in", "at", "to")
            or token.ent_type_ not in ("GPE", "LOC", "FAC")
        ):
            continue
        if token.head.lower_ == "to" and trigger.kind != "visit":
            continue
        words = [t for t in token.doc[token.i - 3 : token.i + 1] if t.ent_type_ in ("GPE", "LOC", "FAC")]
        name = " ".join(t.text for t in words if t.text.lower() != "the")
        distance = abs(token.i - trigger.token.i) + (0 if token.i > trigger.token.i else 4)
        if best is None or distance < best[0]:
            best = (distance, name)
    if best is None and trigger.kind == "visit" and trigger.token.pos_ == "VERB":
        places = [c.text for c in trigger.token.children if c.dep_ == "dobj" and c.ent_type_ == "GPE"]
        return places[0] if places else None
    return best[1] if best else None


def find_occasion(trigger: Trigger, rules: MeetingRules, text: str) -> tuple[str, Span] | None:
    """Return the event that hosts the meeting, without its article, and its span: "on the sidelines of the forum"."""
    sent = trigger.token.sent
    for token in sent:
        if token.lemma_.lower() not in rules.events or token == trigger.token or token.pos_ not in ("NOUN", "PROPN"):
            continue
        opener = text[max(sent.start_char, token.left_edge.idx - 30) : token.left_edge.idx + 4]
        wide = rules.occasion.search(opener)
        if wide is None and token.head.lower_ in ("after", "before"):
            continue
        if wide is None:
            continue
        start, end = token.left_edge.idx, token.idx + len(token.text)
        after = token.doc[token.i + 1 : token.i + 4]
        if len(after) and after[0].lower_ == "of" and token.lemma_.lower() in ("summit", "session", "meeting"):
            tail = [t for t in after if t.ent_type_ == "ORG"]
            end = tail[-1].idx + len(tail[-1].text) if tail else end
        name = _EDGE.sub("", text[start:end])
        return name, Span(end - len(name), end)
    return None


def find_days(trigger: Trigger, timexes: Sequence[Timex], rules: MeetingRules) -> Timex | None:
    """Return the expression that dates the meeting: in its sentence, not governed by the verb of reporting."""
    sent = trigger.token.sent
    best: tuple[int, Timex] | None = None
    for timex in timexes:
        if not (sent.start_char <= timex.span.start < sent.end_char) or timex.days is None:
            continue
        tokens = trigger.token.doc.char_span(timex.span.start, timex.span.end, alignment_mode="expand")
        if tokens is None or _reported(tokens.root, trigger, rules):
            continue
        distance = abs(tokens.root.i - trigger.token.i)
        if trigger.verb is not None:
            distance = min(distance, abs(tokens.root.i - trigger.verb.i) + 1)
        width = (timex.days.last - timex.days.first).days
        if width > 92:
            distance += 20
        if best is None or distance < best[0]:
            best = (distance, timex)
    return best[1] if best else None


def _reported(token: Token, trigger: Trigger, rules: MeetingRules) -> bool:
    for above in token.ancestors:
        if above == trigger.token or above == trigger.verb:
            return False
        if above.pos_ == "VERB":
            return above.lemma_.lower() in rules.reporting
    return False
