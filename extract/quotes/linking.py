"""Which words were said by whom: joins contents that one cue introduces, and gives each its cue and source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.model import Span
from extract.quotes.edges import Said
from extract.quotes.tagger import Content, Tagging
from extract.quotes.transcript import Turn

SPARED = 0.15  # least chance of a cue that no content chose, to take one from a cue that has several
LEAST_SCORE = 0.4  # of tags and links together; below it less than half were right
LEAST_WORDS = 2  # of what is said without marks
LONE_SCORE = 0.9  # least score of words without marks and without a cue
TURN_SCORE = 0.9  # a label hardly errs

_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One quotation before its speaker is resolved. ``link`` is how likely cue and source are the right ones."""

    said: tuple[Said, ...]
    cue: Span | None
    source: Span | None
    score: float
    link: float
    speech: float
    label: bool = False  # the source is the label of a transcript's turn

    @property
    def start(self) -> int:
        """Where the words said begin."""
        return self.said[0].span.start


def link(text: str, said: Sequence[Said], tagging: Tagging) -> list[Attribution]:
    """Return the attributions, in reading order.

    Contents with the same cue are one quotation, unless what stands between them parts them. A cue or source from
    inside words that were said is passed over. What is doubtful is dropped.
    """
    barred_cues = _inside([t.span for t in tagging.cues], said)
    barred_sources = _inside([t.span for t in tagging.sources], said)
    groups: dict[int, list[Said]] = {}
    alone: list[Said] = []
    said = [s for s in said if s.quoted or len(s.span.of(text).split()) >= LEAST_WORDS]
    for one, cue in zip(said, _choose_cues(said, barred_cues), strict=True):
        if cue is None:
            alone.append(one)
        else:
            groups.setdefault(cue, []).append(one)
    made = []
    for cue, members in groups.items():
        parts = _parts(text, members, tagging.cues[cue].span)
        first = max(parts, key=lambda p: max(s.content.cues.get(cue, 0.0) for s in p))
        made.append(_attribution(first, cue, tagging, barred_sources))
        alone += [s for p in parts if p is not first for s in p]
    for one in alone:
        if one.quoted or one.content.score >= LONE_SCORE:
            made.append(_attribution([one], None, tagging, barred_sources))
    return sorted((a for a in made if a.score * a.link >= LEAST_SCORE), key=lambda a: a.start)


def _attribution(members: Sequence[Said], cue: int | None, tagging: Tagging, barred: set[int]) -> Attribution:
    source, sure = _source(members, barred)
    chance = 1.0 if cue is None else sum(m.content.cues.get(cue, 0.0) for m in members) / len(members)
    return Attribution(
        tuple(members),
        None if cue is None else tagging.cues[cue].span,
        None if source is None else tagging.sources[source].span,
        min(m.content.score for m in members),
        chance * sure,
        max(m.content.speech for m in members),
    )


def _parts(text: str, members: Sequence[Said], cue: Span) -> list[list[Said]]:
    """Part what one cue cannot introduce together."""
    parts = [[members[0]]]
    for before, after in pairwise(members):
        if _are_parted(text, before, after, cue):
            parts.append([])
        parts[-1].append(after)
    return parts


def _are_parted(text: str, before: Said, after: Said, cue: Span) -> bool:
    """Say whether two stretches with the same cue are two quotations, as they mostly were on the dev articles.

    That is so in two paragraphs (but for marks that are opened again), for words without marks after some between
    marks, and for two sentences with no cue between them.
    """
    if "\n" in text[before.span.end : after.span.start]:
        return not (before.quoted and after.quoted and before.unclosed)
    if before.quoted:
        return not after.quoted
    is_between = before.span.end <= cue.start < after.span.start
    return not is_between and _SENTENCE_END.search(text, before.span.end - 1, after.span.start) is not None


def take_turns(turns: Sequence[Turn]) -> list[Attribution]:
    """Return the turns of a transcript as attributions: no cue, the label as source."""
    made = []
    for turn in turns:
        content = Content(Span(turn.content[0].start, turn.content[-1].end), 1.0)
        said = tuple(Said(span, content, quoted=True, marks=False) for span in turn.content)
        made.append(Attribution(said, None, turn.label, TURN_SCORE, 1.0, 1.0, label=True))
    return made


def _choose_cues(said: Sequence[Said], barred: set[int]) -> list[int | None]:
    """Each content's most likely cue; but a cue that nobody chose gets the content that another can spare."""
    chances = [{k: p for k, p in s.content.cues.items() if k not in barred} for s in said]
    chosen = [_best(c, 1 - sum(s.content.cues.values())) for c, s in zip(chances, said, strict=True)]
    wanting = {k for c in chances for k, p in c.items() if p >= SPARED} - set(chosen)
    for cue in sorted(wanting):
        n = max(range(len(said)), key=lambda n: chances[n].get(cue, 0.0))
        if chosen[n] is not None and chosen.count(chosen[n]) > 1:
            chosen[n] = cue
    for n, (before, after) in enumerate(pairwise(said)):
        if before.unclosed and before.quoted and after.quoted:  # marks opened again in the next paragraph
            if chosen[n] is None:
                chosen[n] = chosen[n + 1]
            elif chosen[n + 1] is None:
                chosen[n + 1] = chosen[n]
    return chosen


def _best(chances: dict[int, float], none: float) -> int | None:
    """The most likely, or None where that is likelier still."""
    best = max(chances, key=lambda k: chances[k], default=None)
    return best if best is not None and chances[best] >= none else None


def _source(members: Sequence[Said], barred: set[int]) -> tuple[int | None, float]:
    """Return the source that all members together point at, and how surely."""
    total: dict[int, float] = {}
    for member in members:
        for k, chance in member.content.sources.items():
            total[k] = total.get(k, 0.0) + chance / len(members)
    none = max(0.0, 1 - sum(total.values()))
    best = _best({k: p for k, p in total.items() if k not in barred}, none)
    return best, none if best is None else total[best]


def _inside(spans: Sequence[Span], said: Sequence[Said]) -> set[int]:
    found: set[int] = set()
    at = 0
    for k, span in enumerate(spans):
        while at < len(said) and said[at].span.end <= span.start:
            at += 1
        if at < len(said) and said[at].span.contains(span):
            found.add(k)
    return found
