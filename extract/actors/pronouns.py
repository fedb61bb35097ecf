"""Whom "he" and "she" mean: the subject before, never a name from inside another's quoted words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, Literal

from spacy.tokens import Doc

from extract.actors.names import UNREAD, Named
from extract.model import Layout, Marked, Span

Gender = Literal["male", "female"]
PRONOUNS: Final[dict[str, Gender]] = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
FEMALE: Final = (
    "woman",
    "mrs",
    "ms",
    "miss",
    "queen",
    "princess",
    "actress",
    "lady",
    "madam",
    "mother",
    "wife",
    "daughter",
)
MALE: Final = ("sman", "irman", "mr", "king", "prince", "sir", "lord", "father", "husband", "son")
FAR: Final = 700  # characters: some three paragraphs; further back a pronoun says too little


def genders(doc: Doc, people: Sequence[tuple[Named, Sequence[Span]]]) -> dict[int, Gender]:
    """Return what the words at a person's mentions say of gender, by the person's place in the list."""
    found: dict[int, Gender] = {}
    for i, (_, spans) in enumerate(people):
        for span in spans:
            words = doc.text[max(0, span.start - 24) : span.end].lower().replace(".", "").split()[-4:]
            if any(w.endswith(FEMALE) for w in words):
                found[i] = "female"
            elif any(w.endswith(MALE) for w in words):
                found.setdefault(i, "male")
    return found


def find_pronouns(
    doc: Doc, layout: Layout, people: Sequence[tuple[Named, Sequence[Span]]], marked: Sequence[Marked]
) -> list[tuple[Span, Named]]:
    """Return the pronouns of one person with whom each means; where nobody fits, it is left out.

    ``people`` are the persons with all their mentions. A subject counts more than what stands nearer; a mention inside
    quoted words counts for a pronoun in the same words only.
    """
    known = genders(doc, people)
    mentions = sorted((s, i) for i, (_, spans) in enumerate(people) for s in spans)
    starts = [s.start for s, _ in mentions]
    subjects = {
        s for s, _ in mentions if (t := doc.char_span(s.start, s.end, alignment_mode="expand")) is not None
        and t.root.dep_ in ("nsubj", "nsubjpass")
    }  # fmt: skip
    used: dict[Gender, set[int]] = {"male": set(), "female": set()}
    found: list[tuple[Span, Named]] = []
    for token in doc:
        gender = PRONOUNS.get(token.lower_)
        if gender is None or layout.role_at(token.idx) in UNREAD:
            continue
        around = _stretch(marked, token.idx)
        best: tuple[float, int] | None = None
        at = bisect_right(starts, token.idx) - 1
        while at >= 0 and token.idx - starts[at] <= FAR:
            span, who = mentions[at]
            at -= 1
            if known.get(who, gender) != gender or (who in used[_other(gender)] and who not in known):
                continue
            if _stretch(marked, span.start) not in (None, around):
                continue
            score = (token.idx - span.start) - (250 if span in subjects else 0)
            if best is None or score < best[0]:
                best = (score, who)
        if best is not None:
            used[gender].add(best[1])
            found.append((Span(token.idx, token.idx + len(token.text)), people[best[1]][0]))
    return found


def _other(gender: Gender) -> Gender:
    return "female" if gender == "male" else "male"


def _stretch(marked: Sequence[Marked], offset: int) -> Marked | None:
    """The outermost quoted stretch that holds the offset."""
    i = bisect_right(marked, offset, key=lambda m: m.outer.start) - 1
    held = None
    for back in range(max(0, i - 3), i + 1):
        if marked[back].outer.start <= offset < marked[back].outer.end:
            held = held or marked[back]
    return held
