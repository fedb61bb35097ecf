"""Makes wire-agency articles, which the campaign news in the training data lacks, from templates and the gold's claims.

Headlines "Claim - spokesman" and "Spokesman: claim", "In his words, …", "According to X, …", "…, adding that …".
Persons and places are fictional; the claims are taken from the training articles at run time and never written down.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from typing import Any

FIRST = "Anton Viktor Mira Elena Joseph Edith Pavel Lena Tomas Ingrid Karim Leila Marco Sana Hugo Irena Oskar Nadia"
LAST = "Velikhov Orlan Dunmore Ferrand Tessler Marwick Okoro Lindqvist Haddad Brandt Soler Petrescu Kaya Ilves"
STATES = "Lorvia Casmere Ketteria Tarsis Norland Velmara Ostria Belgard"
TITLES = """Kremlin spokesman|presidential spokesman|presidential press secretary|Foreign Minister|Defence Minister
Prime Minister|government spokeswoman|Foreign Ministry spokeswoman|deputy foreign minister|central bank governor
opposition leader|UN envoy|NATO chief|party leader|trade union leader|lawmaker|ambassador"""
SOURCES = """a senior official|the ministry|officials|a diplomatic source|the defence ministry
two people familiar with the talks|sources|the report|the president's office|the agency|the governor|the minister
state media|police|the company"""
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"

# {S} source, {U:…} cue, {C} claim in mid-sentence, {D} claim that opens one, {Q} words in marks without a full stop,
# {R} a full quoted sentence; each brace that holds the same digit belongs to one quotation: {1D} {1S}.
HEADLINES = (
    "{1D} - {1S:headline}",
    "{1D} — {1S:headline}",
    "{1D}, {1S:headline} {1U:says}",
    "{1D}, {1S:headline}",
    "{1S:name}: {1D}",
    "{1S:name}: “{1R}”",
    "“{1R}” - {1S:headline}",
    "{1S:headline} {1U:says} {1C}",
)
STANDFIRSTS = (
    "In {1S:his} {1U:words}, {1C}",
    "{1S:Pron} also {1U:said} that {1C}",
    "According to {1S:full}, {1C}",
    "{1D}, {1S:pron} {1U:added}",
)
BODY = (
    "{1D}, {1S:full} {1U:said} on {day}.",
    "{1D}, {1S:full} {1U:told reporters} on {day}, {2S=1}{2U:adding} that {2C}.",
    "“{1Q},” {1S:pron} {1U:said} in an interview with the {state} Today program on Kanal-2.",
    "“{1Q},” {1S:pron} {1U:said}. “{1R}”",
    "“{1Q},” {1S:last} {1U:said}. “{1R} {1R}”",
    "In {1S:his} {1U:words}, {1C}.",
    "In {1S:his} {1U:words}, {1C}. “{2Q},” {2S:pron} {2U:said}.",
    "{1U:According to} {1S:last}, {1C}.",
    "{1U:According to} {1S:some}, {1C}. “{2Q},” {2S:pron} {2U:said}, {3S=2}{3U:noting} that {3C}.",
    "{1S:Pron} {1U:told} a news conference after the summit that {1C}.",
    "{1U:According to} {1S:reports}, {1C}.",
    "{1S:Some} {1U:said} {1C}.",
    "{1S:Full} {1U:said} that {1C}. {2S:Pron} {2U:added} that {2C}.",
    "{1S:Full} {1U:told} {state} radio: “{1R}”",
    "Asked about the talks, {1S:last} {1U:said}: “{1R} {1R}”",
    "{1D}, {1U:according to} {1S:some}.",
    "“{1Q},” {1U:said} {1S:full}. “{1R}”",
    "“{1Q},” {1S:pron} {1U:stressed}.",
    "{1S:LABEL}: {1R} {1R}",
    "“{1R}” {1U:reads} {1S:doc}.",
    "“{1Q},” {1S:doc} {1U:says}.",
)
PLAIN = (
    "{full} arrived in {state} on {day} for a two-day visit.",
    "The talks in {state} are due to be held on November 30 through December 1.",
    "{full} and {full2} met in {state} on {day}.",
    "The two countries signed the treaty in 1987.",
    "{full} will take part in the forum in {state} on {day}.",
    "The “Northern Shield” exercise began on {day}.",
)
_MARKS = '“”"'
_SAYING = ("said", "says", "say", "added", "adding", "saying", "noted", "told", "announced", "reported")
_OPENERS = ("the", "he", "she", "they", "it", "there", "his", "her", "their", "a", "an", "mr.", "this", "these", "such")
_BAR = re.compile(r"[|\n]")
_SLOT = re.compile(r"\{(\d?)([A-Za-z]\w*)(?:([:=])([^}]*))?\}")


class Claims:
    """Clauses and quoted sentences of the training articles, to be put into other mouths."""

    def __init__(self, articles: Iterable[dict[str, Any]]) -> None:
        self.clauses: list[str] = []
        self.sentences: list[str] = []
        for article in articles:
            for quote in article["quotes"]:
                if len(quote["content"]) == 1 and quote["speech"] and quote["cue"]:
                    self._add(article["text"][slice(*quote["content"][0])], article["text"][slice(*quote["cue"])])

    def _add(self, words: str, cue: str) -> None:
        words = words.strip()
        if not 4 <= len(words.split()) <= 32 or "\n" in words:
            return
        if words[0] in _MARKS and words[-1] in _MARKS and not set(words[1:-1]) & set(_MARKS):
            if words[1].isupper():
                self.sentences.append(words[1:-1].rstrip(".,"))
        elif not set(words) & set(_MARKS) and cue.rsplit(maxsplit=1)[-1] in _SAYING:
            clause = words.removeprefix("that ").rstrip(".,")
            if clause != words or clause.split()[0].lower() in _OPENERS:
                self.clauses.append(clause)


class Wire:
    """A generator of made-up agency articles, in the form of the gold."""

    def __init__(self, claims: Claims, seed: int) -> None:
        self.claims, self.rng = claims, random.Random(seed)

    def article(self) -> dict[str, Any]:
        """Return ``{"text", "quotes"}`` of one article."""
        rng = self.rng
        her = rng.random() < 0.35
        self.full, self.full2 = (f"{rng.choice(FIRST.split())} {rng.choice(LAST.split())}" for _ in range(2))
        self.title, self.state = rng.choice(_BAR.split(TITLES)), rng.choice(STATES.split())
        self.words = {
            "his": "her" if her else "his",
            "pron": "she" if her else "he",
            "name": self.full,
            "last": self.full.split()[1],
            "headline": rng.choice([self.title, self.full.split()[1], f"{self.title} {self.full}", self.full]),
        }
        self.text, self.quotes = "", []
        lines = [*rng.choices(BODY, k=rng.randint(3, 7)), *rng.choices(PLAIN, k=rng.randint(0, 2))]
        rng.shuffle(lines)
        if rng.random() < 0.4:
            self.text = "All news\n\n"
        self._write(rng.choice(HEADLINES) if rng.random() < 0.8 else rng.choice(PLAIN).rstrip("."), "\n\n")
        if rng.random() < 0.5:
            self._write(rng.choice(STANDFIRSTS), "\n")
            self.text += f"{self.title} {self.full} {rng.choice(FIRST.split())} {rng.choice(LAST.split())}/LTA\n\n"
        self.text += f"{self.state.upper()}, November {rng.randint(1, 30)}. /LTA/. "
        for line in lines:
            self._write(line, "\n\n")
        text = self.text.replace("“", '"').replace("”", '"') if rng.random() < 0.5 else self.text
        return {"text": text, "quotes": [q for q in self.quotes if q["content"]]}

    def _write(self, template: str, end: str) -> None:
        by_digit: dict[str, dict[str, Any]] = {}
        at = 0
        for slot in _SLOT.finditer(template):
            self.text += template[at : slot.start()]
            at = slot.end()
            digit, kind, sign, value = slot.groups()
            if not digit:
                self.text += self._filler(kind)
                continue
            quote = by_digit.setdefault(digit, {"content": [], "cue": None, "speaker": None, "speech": True})
            if sign == "=":
                quote["speaker"] = by_digit[value]["speaker"]
                continue
            words = self._words(kind, value)
            span = [len(self.text), len(self.text) + len(words)]
            self.text += words
            if kind == "S":
                quote["speaker"] = span
            elif kind == "U":
                quote["cue"] = span
            elif kind == "R" and quote["content"] and self.text[quote["content"][-1][1] : span[0]] == " ":
                quote["content"][-1][1] = span[1]
            else:
                quote["content"].append(span)
        self.text += template[at:] + end
        for quote in by_digit.values():
            quote["content"] = [self._with_marks(*span) for span in quote["content"]]
            self.quotes.append(quote)

    def _with_marks(self, start: int, end: int) -> list[int]:
        """The gold counts the quotation marks, and the comma before one, to the content."""
        if self.text[start - 1 : start] != "“":
            return [start, end]
        return [start - 1, self.text.index("”", end - 1) + 1]

    def _filler(self, kind: str) -> str:
        choices = {"day": DAYS.split(), "state": STATES.split(), "full": [self.full], "full2": [self.full2]}
        return self.rng.choice(choices[kind])

    def _words(self, kind: str, value: str | None) -> str:
        rng = self.rng
        if kind == "U":
            return str(value)
        if kind in "CDQR":
            clause = rng.choice(self.claims.clauses)
            sentence = rng.choice(self.claims.sentences)
            return {"C": clause, "D": clause[0].upper() + clause[1:], "Q": sentence, "R": f"{sentence}."}[kind]
        return self._source(str(value), rng)

    def _source(self, value: str, rng: random.Random) -> str:
        titled = rng.choice([self.full, f"{self.title} {self.full}", f"{self.state}'s {self.title} {self.full}"])
        some: Sequence[str] = [*_BAR.split(SOURCES), self.words["last"], titled]
        made = {
            "full": titled,
            "Full": titled[0].upper() + titled[1:],
            "some": rng.choice(some),
            "reports": rng.choice(["earlier reports", "media reports", "reports", "unconfirmed reports"]),
            "doc": rng.choice(["the statement", "the communique", "the letter", "the document", "the report"]),
            "LABEL": rng.choice([self.words["last"].upper(), "Q", "A", self.full.upper()]),
            **self.words,
        }
        made["Pron"] = made["pron"].capitalize()
        made["Some"] = made["some"][0].upper() + made["some"][1:]
        return made[value]


def wire_articles(gold: Sequence[dict[str, Any]], count: int, seed: int) -> list[dict[str, Any]]:
    """Return ``count`` made-up agency articles."""
    wire = Wire(Claims(gold), seed)
    return [wire.article() for _ in range(count)]
