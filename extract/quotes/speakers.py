"""Whom does a source mean? Names the speaker of each attribution, in reading order, and says how it was known."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from spacy.tokens import Doc

from extract.model import Actor, Cast, Layout, Span
from extract.quotes.cues import CueRules
from extract.quotes.linking import Attribution
from extract.quotes.roles import Roles
from extract.quotes.sources import (
    NEUTER,
    PLURAL,
    PRONOUNS,
    RELATIVE,
    SPEAKING_KINDS,
    actor_at_end,
    actors_named,
    describe,
    gender_of,
    head_noun,
    head_of,
    is_speaking,
    person_at_end,
    persons_before,
    without_possessive,
)

NEAR: Final = 600  # characters back to where a pronoun looks for whom it means
OPENING: Final = ("headline", "standfirst")
OPEN: Final = "pronoun: open"
COUNTS: Final = ("two", "both", "three")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom a source means: ``name`` as in `Quote.speaker_name`, the actors if known, and the rule that told."""

    name: str | None
    method: str
    actors: tuple[Actor, ...] = ()


NOBODY: Final = Speaker(None, "sourceless")


def name_speakers(
    attributions: Sequence[Attribution], doc: Doc, layout: Layout, cast: Cast, rules: CueRules
) -> list[Speaker]:
    """Return the speaker of each attribution, in their order.

    The body is read first: a headline's "spokesman" is the one whom the body names.
    """
    text = doc.text
    desk = _Desk(text, doc, layout, cast, rules)
    opening = [k for k, a in enumerate(attributions) if layout.role_at(a.start) in OPENING]
    body = [k for k in range(len(attributions)) if k not in set(opening)]
    named: dict[int, Speaker] = {}
    for part in (body, opening):
        desk.before = []
        for k in part:
            named[k] = desk.resolve(attributions[k])
            desk.remember(attributions[k], named[k])
    desk.before = [(attributions[k], named[k]) for k in opening]
    for k in body:  # a standfirst that looks like the body goes on with the headline's speaker
        if named[k].method == OPEN and not any(named[j].name for j in body if j < k):
            named[k] = desk.resolve(attributions[k])
    return [named[k] for k in range(len(attributions))]


@dataclass(slots=True)
class _Desk:
    """What is known of one article while its speakers are named."""

    text: str
    doc: Doc
    layout: Layout
    cast: Cast
    rules: CueRules
    before: list[tuple[Attribution, Speaker]] = field(default_factory=list)
    genders: dict[str, str | None] = field(default_factory=dict)
    roles: Roles = field(init=False)

    def __post_init__(self) -> None:
        self.roles = Roles(self.doc, self.cast)

    def resolve(self, attribution: Attribution) -> Speaker:
        source = attribution.source
        if source is None:
            return self._unsourced(attribution)
        if self._is_hearsay(attribution):
            return Speaker(None, "hearsay")
        source = without_possessive(self.text, source)
        if attribution.label:
            return self._label(source)
        word = source.of(self.text).lower()
        if word in PRONOUNS:
            return self._pronoun(source, PRONOUNS[word], min(source.start, attribution.start))
        if word in RELATIVE:
            return self._relative(source)
        actors = actors_named(self.text, self.cast, source)
        if actors:
            return _of(actors, "name" if self._by_name(actors, source) else "description")
        return self._unnamed(source)

    def _is_hearsay(self, attribution: Attribution) -> bool:
        """ "Orlan is said to …", "Lorvia said to mull exit": the subject of a passive is no source."""
        cue, source = attribution.cue, attribution.source
        if cue is None or source is None or self.text[: source.start].endswith("by "):
            return False
        tokens = self.doc.char_span(cue.start, cue.end, alignment_mode="expand")
        return tokens is not None and self.rules.is_hearsay(tokens)

    def remember(self, attribution: Attribution, speaker: Speaker) -> None:
        """Keep who spoke, and what the source called them."""
        self.before.append((attribution, speaker))
        if attribution.source is not None and len(speaker.actors) == 1:
            self.roles.learn(speaker.actors[0], attribution.source.of(self.text))

    def _label(self, source: Span) -> Speaker:
        """ "SMITH" is the actor of that surname; Q and A are the first two who spoke under a name."""
        label = source.of(self.text)
        if label in ("Q", "A"):
            named = list(dict.fromkeys(s.name for a, s in self.before if a.label and s.name))
            place = "QA".index(label)
            if place < len(named):
                return Speaker(named[place], "label")
            asked = self._in_opening() if label == "A" else []
            return _of(asked, "label") if len(asked) == 1 else Speaker(None, "label")
        words = set(label.lower().split())
        matching = [a for a in self.cast if a.kind in SPEAKING_KINDS and words <= set(a.name.lower().split())]
        return (
            _of(matching, "label")
            if len(matching) == 1
            else Speaker(label if label.istitle() else label.title(), "label")
        )

    def _in_opening(self) -> list[Actor]:
        """The persons named in headline and standfirst: one alone is who is interviewed."""
        named = [a for b in self.layout.blocks if b.role in OPENING for _, a in self.cast.within(b.span)]
        return [a for a in dict.fromkeys(named) if a.kind == "person"]

    def _by_name(self, actors: Sequence[Actor], source: Span) -> bool:
        return any(m.form == "name" for m, a in self.cast.within(source) if a in actors)

    def _unsourced(self, attribution: Attribution) -> Speaker:
        """A bare quoted paragraph goes on with the speaker before it; all else stays open."""
        if self.before and attribution.cue is None and all(s.quoted for s in attribution.said):
            last, speaker = self.before[-1]
            between = self.text[last.said[-1].span.end : attribution.start]
            if between.count("\n\n") <= 1 and speaker.name is not None:
                return Speaker(speaker.name, "carried", speaker.actors)
        return NOBODY

    def _pronoun(self, source: Span, gender: str, start: int) -> Speaker:
        """The speaker before, where nobody else came between; else whom the actors step or the text before gives.

        ``start`` is where cue, source and the words said begin.
        """
        told = actor_at_end(self.cast, source)
        last = self._last_speaker(source, gender)
        if gender == PLURAL:
            return self._plural(told, last)
        if told is not None and self._fits(told, gender):
            return _of([told], "pronoun")
        subject = self._new_subject(start, gender)
        if subject is not None and last is not None and subject not in last.actors:
            return _of([subject], "pronoun: subject before")
        if last is not None:
            return Speaker(last.name, "pronoun: speaker before", last.actors)
        near = self._nearest(source, gender)
        return _of([near], "pronoun: nearest") if near else Speaker(None, OPEN)

    def _plural(self, told: Actor | None, last: Speaker | None) -> Speaker:
        if told is not None:
            return _of([told], "pronoun")
        if last is not None:
            return Speaker(last.name, "pronoun: speaker before", last.actors)
        return Speaker(None, OPEN)

    def _last_speaker(self, source: Span, gender: str) -> Speaker | None:
        for attribution, speaker in reversed(self.before):
            if attribution.start < source.start - NEAR * 2:
                return None
            if speaker.name is None:
                continue
            if speaker.actors and len(speaker.actors) == 1 and self._fits(speaker.actors[0], gender):
                return speaker
            if gender == PLURAL and (len(speaker.actors) > 1 or (not speaker.actors and speaker.name.endswith("s"))):
                return speaker
            if gender not in (NEUTER, PLURAL) and not speaker.actors and not speaker.name.endswith("s"):
                return speaker
        return None

    def _fits(self, actor: Actor, gender: str) -> bool:
        if actor.kind == "person":
            if gender in (NEUTER, PLURAL):
                return False
            if actor.name not in self.genders:
                self.genders[actor.name] = gender_of(self.text, actor)
            return self.genders[actor.name] in (None, gender)
        return gender in (NEUTER, PLURAL)

    def _new_subject(self, end: int, gender: str) -> Actor | None:
        """The subject of a sentence in this paragraph since the last words said: "Fisk disagreed. … he said."""
        if not self.before or not self.doc.has_annotation("DEP"):
            return None
        last, _ = self.before[-1]
        at = bisect_right(self.layout.blocks, end, key=lambda b: b.span.start) - 1
        past = max([s.span.end for s in last.said] + [last.source.end if last.source else 0])
        start = max(past, self.layout.blocks[at].span.start if at >= 0 else 0)
        found = None
        for mention, actor in self.cast.within(Span(start, end)) if start < end else ():
            tokens = self.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
            subject = tokens is not None and len(tokens) and tokens.root.dep_ in ("nsubj", "nsubjpass")
            if subject and is_speaking(mention, actor) and self._fits(actor, gender):
                found = actor
        return found

    def _nearest(self, source: Span, gender: str) -> Actor | None:
        """The nearest actor before, outside words said: of the sentence's subject first."""
        before = self.cast.within(Span(max(0, source.start - NEAR), source.start))
        fitting = [(m, a) for m, a in before if is_speaking(m, a) and self._fits(a, gender)]
        said = list(islice((s.span for a, _ in reversed(self.before) for s in reversed(a.said)), 12))
        outside = [(m, a) for m, a in fitting if not any(s.contains(m.span) for s in said)]
        return outside[-1][1] if outside else None

    def _relative(self, source: Span) -> Speaker:
        """ "Orlan, who said …": whoever is named right before."""
        start = max(0, source.start - 120)
        before = [(m, a) for m, a in self.cast.within(Span(start, source.start)) if is_speaking(m, a)]
        if before and len(self.text[before[-1][0].span.end : source.start].strip(" ,")) == 0:
            return _of([before[-1][1]], "relative")
        parsed = self.doc.has_annotation("DEP")
        tokens = self.doc.char_span(source.start, source.end, alignment_mode="expand") if parsed else None
        head = tokens.root if tokens is not None and len(tokens) else None
        clause = next((t for t in head.ancestors if t.dep_ == "relcl"), None) if head is not None else None
        if clause is None:
            return NOBODY
        left = clause.head.left_edge.idx
        phrase = Span(left, clause.head.idx + len(clause.head))
        actors = actors_named(self.text, self.cast, phrase)
        return _of(actors, "relative") if actors else self._unnamed(phrase)

    def _unnamed(self, source: Span) -> Speaker:
        person = person_at_end(self.text, self.doc, head_of(self.text, source))
        if person:
            return Speaker(person, "name outside the cast")
        name = describe(self.text, self.doc, source)
        if not name:
            return NOBODY
        if name.lower() in self.rules.nobody or name.lower().startswith(("none of", "neither of", "no one of")):
            return Speaker(None, "nobody")
        noun = head_noun(name)
        words = source.of(self.text)
        if (
            noun in self.rules.sourceless
            and "'" not in words
            and "’" not in words
            and not words.lower().startswith("the ")
        ):
            return NOBODY
        pair = self._pair(source, noun)
        if pair:
            return _of(pair, "pair")
        if not words.lower().startswith(("a ", "an ", "one ", "another ", "some ")):
            headed = self.layout.role_at(source.start) in OPENING  # "Lorvian foreign ministry", without "the"
            actor = self.roles.holder(head_of(self.text, source).of(self.text), definite=headed)
            if actor is not None:
                return _of([actor], "role")
            if words.lower().startswith("the "):
                same = {s.name for _, s in self.before if not s.actors and s.name and head_noun(s.name) == noun}
                if len(same) == 1:
                    return Speaker(same.pop(), "description")
                if not same and noun in self.rules.officials and (told := self._official(source)):
                    return _of([told], "description: speaker before")
        return Speaker(name, "unnamed")

    def _official(self, source: Span) -> Actor | None:
        """ "The diplomat said" where nobody else is one: whoever spoke last and has an office."""
        for attribution, speaker in reversed(self.before):
            if attribution.start < source.start - NEAR:
                break
            if speaker.name is not None:
                actor = speaker.actors[0] if len(speaker.actors) == 1 else None
                return actor if actor is not None and actor.kind == "person" and actor.role else None
        return None

    def _pair(self, source: Span, noun: str) -> tuple[Actor, ...]:
        """ "The two presidents": those of that role, or the two persons of the paragraph before.

        "The leaders" are the pair that spoke before.
        """
        words = source.of(self.text).lower().split()
        if any(w in COUNTS for w in words[:2]):
            holders = self.roles.holders(noun)
            if len(holders) == 2:
                return tuple(holders)
            near = persons_before(self.layout, self.cast, source) if words[0] != "two" else ()
            return near if len(near) == 2 else ()
        plural = words[0] == "the" and head_of(self.text, source).of(self.text).endswith("s")
        if plural and not self.roles.holders(noun):
            return next((s.actors for _, s in reversed(self.before) if len(s.actors) == 2), ())
        return ()


def _of(actors: Sequence[Actor], method: str) -> Speaker:
    first = list(actors)
    if len(first) > 1:
        first.sort(key=lambda a: min((m.span.start for m in a.mentions), default=0))
    return Speaker(" and ".join(a.name for a in first), method, tuple(actors))
