"""Which words were said by whom: joins contents that one cue introduces, and gives each its cue and source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.model import Span
from extract.quotes.edges import Said
from extract.quotes.tagger import Tagging


@dataclass(frozen=True, slots=True)
class Attribution:
    """One quotation before its speaker is resolved. ``link`` is how likely cue and source are the right ones."""

    said: tuple[Said, ...]
    cue: Span | None
    source: Span | None
    score: float
    link: float
    speech: float

    @property
    def start(self) -> int:
        """Where the words said begin."""
        return self.said[0].span.start


def link(said: Sequence[Said], tagging: Tagging) -> list[Attribution]:
    """Return the attributions, in reading order.

    Contents with the same cue are one quotation. A cue or source from inside words that were said is passed over.
    """
    barred_cues = _inside([t.span for t in tagging.cues], said)
    barred_sources = _inside([t.span for t in tagging.sources], said)
    groups: dict[int, list[Said]] = {}
    for n, one in enumerate(said):
        cue = _best({k: p for k, p in one.content.cues.items() if k not in barred_cues})
        groups.setdefault(-1 - n if cue is None else cue, []).append(one)
    made = []
    for cue, members in groups.items():
        source, sure = _source(members, barred_sources)
        chance = sum(m.content.cues.get(cue, 0.0) for m in members) / len(members) if cue >= 0 else 1.0
        made.append(
            Attribution(
                tuple(members),
                tagging.cues[cue].span if cue >= 0 else None,
                tagging.sources[source].span if source is not None else None,
                min(m.content.score for m in members),
                chance * sure,
                max(m.content.speech for m in members),
            )
        )
    return sorted(made, key=lambda a: a.start)


def _best(chances: dict[int, float]) -> int | None:
    """The most likely, or None where "none" is likelier still."""
    if not chances:
        return None
    best = max(chances, key=lambda k: chances[k])
    return best if chances[best] >= 1 - sum(chances.values()) else None


def _source(members: Sequence[Said], barred: set[int]) -> tuple[int | None, float]:
    """Return the source that all members together point at, and how surely; the first member counts double."""
    total: dict[int, float] = {}
    for member in members:
        for k, chance in member.content.sources.items():
            if k not in barred:
                total[k] = total.get(k, 0.0) + chance / len(members)
    best = _best(total)
    return best, total[best] if best is not None else max(0.0, 1 - sum(total.values()))


def _inside(spans: Sequence[Span], said: Sequence[Said]) -> set[int]:
    found: set[int] = set()
    at = 0
    for k, span in enumerate(spans):
        while at < len(said) and said[at].span.end <= span.start:
            at += 1
        if at < len(said) and said[at].span.contains(span):
            found.add(k)
    return found
