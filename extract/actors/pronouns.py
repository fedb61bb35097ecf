"""Whom "he" and "she" mean: the subject before, never a name from inside another's quoted words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from extract.actors.names import Named
from extract.actors.page import Page
from extract.actors.rules import ActorRules
from extract.model import Gender, Marked, Span

PRONOUNS: Final[dict[str, Gender]] = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
FEMALE: Final = ("woman", "queen", "princess", "actress", "mother", "wife", "daughter", "sister")
MALE: Final = ("sman", "irman", "king", "prince", "father", "husband", "son", "brother")
FAR: Final = 700  # characters: some three paragraphs; further back a pronoun says too little
SUBJECT: Final = 250  # characters that a subject counts nearer


def gender_of(page: Page, spans: Sequence[Span], person: Named, rules: ActorRules) -> Gender | None:
    """Return what the words at a person's mentions, else the given name, say of gender."""
    for span in spans:
        tokens = page.tokens(span)
        for i in range(max(0, tokens.start - 3), tokens.stop):
            low = page.lower[i]
            if i >= tokens.start - 1 and (told := rules.address.get(low)):
                return told
            if low.endswith(FEMALE) or low.endswith(MALE):
                return "female" if low.endswith(FEMALE) else "male"
    return rules.given.get(person.words[0].lower()) if len(person.words) > 1 else None


def find_pronouns(
    page: Page, people: Sequence[tuple[Named, Sequence[Span]]], marked: Sequence[Marked], rules: ActorRules
) -> list[tuple[Span, Named]]:
    """Return the pronouns of one person with whom each means; where nobody fits, it is left out.

    ``people`` are the persons with all their mentions. A subject counts more than what stands nearer; a mention inside
    quoted words counts for a pronoun in the same words only.
    """
    known = {i: g for i, (p, spans) in enumerate(people) if (g := gender_of(page, spans, p, rules)) is not None}
    mentions = sorted((s, i) for i, (_, spans) in enumerate(people) for s in spans)
    starts = [s.start for s, _ in mentions]
    subjects = {s for s, _ in mentions if _is_subject(page, s)}
    used: dict[Gender, set[int]] = {"male": set(), "female": set()}
    found: list[tuple[Span, Named]] = []
    for token, word in enumerate(page.lower):
        gender = PRONOUNS.get(word)
        if gender is None or not page.read[token]:
            continue
        offset = page.starts[token]
        around = _stretch(marked, offset)
        best: tuple[float, int] | None = None
        at = bisect_right(starts, offset) - 1
        while at >= 0 and offset - starts[at] <= FAR:
            span, who = mentions[at]
            at -= 1
            if known.get(who, gender) != gender or (who in used[_other(gender)] and who not in known):
                continue
            if _stretch(marked, span.start) not in (None, around):
                continue
            score = (offset - span.start) - (SUBJECT if span in subjects else 0)
            if best is None or score < best[0]:
                best = (score, who)
        if best is not None:
            used[gender].add(best[1])
            found.append((page.span(token, token + 1), people[best[1]][0]))
    return found


def _is_subject(page: Page, span: Span) -> bool:
    tokens = page.tokens(span)
    return page.deps[page.root(tokens.start, tokens.stop)] in ("nsubj", "nsubjpass")


def _other(gender: Gender) -> Gender:
    return "female" if gender == "male" else "male"


def _stretch(marked: Sequence[Marked], offset: int) -> Marked | None:
    """The outermost quoted stretch that holds the offset."""
    i = bisect_right(marked, offset, key=lambda m: m.outer.start) - 1
    for back in range(max(0, i - 3), i + 1):
        if marked[back].outer.start <= offset < marked[back].outer.end:
            return marked[back]
    return None
