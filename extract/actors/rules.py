"""What is known of people and organisations by their words, read once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from extract.actors.offices import Offices
from extract.actors.organisations import Organisations
from extract.actors.territories import Territories
from extract.errors import RuleError
from extract.model import Gender
from extract.rulebook import check_keys, check_unique, read_rules


@dataclass(frozen=True, slots=True)
class ActorRules:
    """Words in lower case, each set as its rule file names it; ``short`` leads from a short given name to the full."""

    offices: frozenset[str]
    roles: frozenset[str]  # offices and occupations
    relations: frozenset[str]  # words that make somebody of "his": the next two
    elimination: frozenset[str]
    kin: dict[str, str]  # each word with the first of its line
    unnamed: frozenset[str]
    unowned: frozenset[str]
    address: dict[str, Gender | None]
    suffixes: frozenset[str]
    particles: frozenset[str]
    same: dict[str, frozenset[str]]
    deciding: frozenset[str]
    strict: frozenset[str]
    given: dict[str, Gender]
    short: dict[str, frozenset[str]]
    organisations: frozenset[str]
    goods: frozenset[str]
    state: frozenset[str]
    classes: frozenset[str]
    business: frozenset[str]
    generic: frozenset[str]
    civil: frozenset[str]
    trading: frozenset[str]
    events: frozenset[str]
    treaties: frozenset[str]
    programmes: frozenset[str]
    territories: Territories
    known: Organisations
    holders: Offices

    @classmethod
    def load(cls) -> Self:
        """Read the rule files for actors: titles, given, nicknames, actors, territories, organisations and offices.

        Raises:
            RuleError: an unknown key, a word that stands twice, or a name of two actors.
        """
        titles, given, actors = read_rules("titles"), read_rules("given"), read_rules("actors")
        kinds = (
            "organisations",
            "goods",
            "state",
            "classes",
            "business",
            "generic",
            "civil",
            "trading",
            "events",
            "treaties",
            "programmes",
        )
        sections = ("offices", "occupations", "unnamed", "unowned", "relations", "address", "names", "same", "deciding")
        check_keys("titles.toml", titles, sections)
        check_keys("titles.toml [relations]", titles["relations"], ("elimination", "kin"))
        check_keys("titles.toml [address]", titles["address"], ("male", "female", "either"))
        check_keys("titles.toml [names]", titles["names"], ("suffixes", "particles"))
        check_keys("titles.toml [deciding]", titles["deciding"], ("words", "strict"))
        check_keys("given.toml", given, ("male", "female"))
        check_keys("actors.toml", actors, kinds)
        check_unique("titles.toml: offices, occupations", (*titles["offices"], *titles["occupations"]))
        kin = {word: line[0] for line in titles["relations"]["kin"] for word in line}
        check_unique("titles.toml [relations]", (w for line in titles["relations"]["kin"] for w in line))
        check_unique("titles.toml [address]", (w for words in titles["address"].values() for w in words))
        check_unique("given.toml", (*given["male"].split(), *given["female"].split()))
        for kind in kinds:
            check_unique(f"actors.toml: {kind}", actors[kind])
        if unknown := sorted(set(titles["deciding"]["strict"]) - set(titles["deciding"]["words"])):
            raise RuleError(f"titles.toml [deciding]: {unknown} are strict but not among the words; add them there")
        genders: dict[str, Gender | None] = dict.fromkeys(titles["address"]["either"])
        genders |= dict.fromkeys(titles["address"]["male"], "male")
        genders |= dict.fromkeys(titles["address"]["female"], "female")
        names: dict[str, Gender] = dict.fromkeys(given["male"].lower().split(), "male")
        names |= dict.fromkeys(given["female"].lower().split(), "female")
        short: dict[str, set[str]] = {}
        for full, forms in read_rules("nicknames")["short"].items():
            for form in forms:
                short.setdefault(form.lower(), set()).add(full.lower())
        return cls(
            offices=frozenset(titles["offices"]),
            roles=frozenset((*titles["offices"], *titles["occupations"])),
            relations=frozenset((*titles["relations"]["elimination"], *kin)),
            elimination=frozenset(titles["relations"]["elimination"]),
            kin=kin,
            unnamed=frozenset(titles["unnamed"]),
            unowned=frozenset(titles["unowned"]),
            address=genders,
            suffixes=frozenset(titles["names"]["suffixes"]),
            particles=frozenset(titles["names"]["particles"]),
            same={key: frozenset(words) for key, words in titles["same"].items()},
            deciding=frozenset(titles["deciding"]["words"]),
            strict=frozenset(titles["deciding"]["strict"]),
            given=names,
            short={form: frozenset(full) for form, full in short.items()},
            **{kind: frozenset(actors[kind]) for kind in kinds},
            territories=Territories.load(),
            known=Organisations.load(),
            holders=Offices.load(),
        )
