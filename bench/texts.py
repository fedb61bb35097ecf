"""Made-up articles as text, with what real ones have: `python -m bench.texts N FILE.jsonl` writes N of them.

The same N give the same articles. Names are those of `bench.generator`; sentences are drawn from templates and filled
with words, so that hardly two are alike: headline, dateline, quotations direct and not, plans, descriptions, pronouns.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from bench.generator import DAYS, FIRST_DAY, PLACES, SOURCES, SUBJECTS, TOPICS, WORDS, Person, people
from extract.model import Article

WORLD = 3000  # actors
AGENCIES = ["LWA", "NDP", "Tarnpress"]
OFFICES = ["Foreign Minister", "Trade Minister", "President", "Prime Minister", "Ambassador", "Senator", "Governor"]
SAID = ["said", "told reporters", "warned", "added", "stressed", "announced", "noted", "argued", "insisted"]
REPORTED = [
    "said that {s} would be settled before the {w} season",
    "told lawmakers that nobody in {p} had asked for changes to {s}",
    "said the delegation had discussed {t} and {s} for more than {n} hours",
    "denied that {s} had been on the table",
    "believes that the {w} agreement on {s} can still be saved",
    "acknowledged that progress on {t} had been slower than expected",
]
SPOKEN = [
    "We have come a long way on {s}, and we will not turn back now",
    "There is no {w} without {s}, and everybody in this room knows it",
    "If they want to talk about {t}, our door in {p} is open",
    "I have read all {n} pages of the draft, and I do not like what it says about {s}",
    "It is too early to speak of {s}; first we must agree on {t}",
    "What happened at the {w} yard must never happen again",
]
PLANS = [
    "{a} will meet {b} in {p} on {d}.",
    "{a} is scheduled to visit {p} next week for talks with {b}.",
    "A telephone call between {a} and {b} is planned for {d}, a source close to the talks said.",
    "The two sides agreed to hold a summit in {p} in {m}.",
    "{a} and {b} met in {p} on Tuesday to prepare the {w} conference.",
]
BACKGROUND = [
    "Exports of {w} and {v} through {p} fell by {n} percent last year, according to official figures.",
    "The dispute over {s} began when {v} growers near {p} blocked the {w} road for {n} days.",
    "Analysts expect the {w} market to recover slowly, although {v} prices remain {n} percent below their peak.",
    "The draft, which runs to {n} pages, leaves open who pays for the {w} works and the {v} depot.",
    "Residents of {p} have complained about {v} dust and {w} noise since the works on {s} were begun.",
    "Under the treaty, signed in {p} {n} years ago, both sides inspect each other's {w} stores twice a year.",
]
MONTHS = [date(2000, m, 1).strftime("%B") for m in range(1, 13)]


def texts(count: int, *, seed: int = 1, paragraphs: int | None = None) -> Iterator[Article]:
    """Yield ``count`` articles of some 150 to 900 words, or of so many ``paragraphs`` of some 50 words."""
    world = people(WORLD)
    persons = [person for person in world if person.kind == "person"]
    bodies = [person for person in world if person.kind == "organisation"]
    for n in range(count):
        rng = random.Random(f"{seed} {n}")
        yield _article(rng, persons, bodies, paragraphs)


def _article(rng: random.Random, persons: list[Person], bodies: list[Person], length: int | None) -> Article:
    day = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    cast = [persons[min(int(rng.paretovariate(0.6)) - 1, len(persons) - 1)] for _ in range(4)]
    offices = rng.sample(OFFICES, 4)
    body, topic = rng.choice(bodies), rng.choice(TOPICS)

    def filled(words: str, one: int = 0, two: int = 1) -> str:
        when = day + timedelta(days=rng.randrange(2, 60))
        a, b = (f"{offices[i]} {cast[i].name}" if rng.random() < 0.5 else cast[i].name.split()[-1] for i in (one, two))
        return words.format(
            a=a, b=b, s=rng.choice(SUBJECTS), t=topic, p=rng.choice(PLACES), w=rng.choice(WORDS), v=rng.choice(WORDS),
            n=rng.randrange(3, 90), d=f"{MONTHS[when.month - 1]} {when.day}", m=MONTHS[when.month - 1],
        )  # fmt: skip

    def speaker(i: int) -> str:
        surname = cast[i].name.split()[-1]
        return rng.choice([f"{offices[i]} {cast[i].name}", surname, surname, "he", "she", f"the {offices[i].lower()}"])

    def quotation(i: int) -> str:
        kind, who, cue = rng.random(), speaker(i), rng.choice(SAID)
        if kind < 0.45:
            return f"“{filled(rng.choice(SPOKEN))},” {who} {cue}."
        if kind < 0.6:
            return f"“{filled(rng.choice(SPOKEN))},” {who} {cue}. “{filled(rng.choice(SPOKEN))}.”"
        if kind < 0.9:
            return f"{who[:1].upper()}{who[1:]} {filled(rng.choice(REPORTED))}."
        return f"According to the {body.name}, {filled(rng.choice(REPORTED)).partition(' that ')[2] or 'talks go on'}."

    title = filled("{t}: {a} speaks of {s} in {p}")
    opening = (
        f"{rng.choice(PLACES).upper()}, {MONTHS[day.month - 1]} {day.day}. /{rng.choice(AGENCIES)}/. "
        f"{offices[0]} {cast[0].name} on {day:%A} {filled(rng.choice(REPORTED))}."
    )
    paragraphs = [title, opening]
    for _ in range(length or rng.choice([3, 5, 8, 8, 12, 20])):
        sentences = [quotation(rng.randrange(4)) for _ in range(rng.choice([0, 1, 1, 2]))]
        sentences += [filled(rng.choice(BACKGROUND)) for _ in range(rng.choice([1, 1, 2]))]
        if rng.random() < 0.2:
            sentences.append(filled(rng.choice(PLANS), *rng.sample(range(4), 2)))
        paragraphs.append(" ".join(sentences))
    text = "\n\n".join(paragraphs)
    return Article(hashlib.sha256(text.encode()).hexdigest(), text, source=rng.choice(SOURCES), published=day)


def main() -> None:
    """Write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("file", type=Path)
    parser.add_argument("--paragraphs", type=int, help="of each article; by default as many as real ones have")
    given = parser.parse_args()
    with given.file.open("w", encoding="utf-8") as out:
        for article in texts(given.count, paragraphs=given.paragraphs):
            row = {"text": article.text, "source": article.source, "published": str(article.published)}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
