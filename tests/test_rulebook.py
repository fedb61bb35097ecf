"""What the analyst adds to the rules: merged into ours, or refused with the name of the file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extract.actors.offices import Offices
from extract.actors.rules import ActorRules
from extract.errors import RuleError
from extract.pipeline import Rulebook
from extract.rulebook import FOLDER, read_rules
from extract.topics import load_topics

LORVIA = """
known_to = 2026-11-25
[[office]]
of = "Lorvia"
titles = ["president"]
holders = [{ name = "Anton Orlan", first = 2024-05-02 }]
"""


@pytest.fixture(name="folder")
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(FOLDER, str(tmp_path))
    return tmp_path


def test_an_empty_folder_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_it = {f: read_rules(f) for f in ("cues", "offices", "titles")}
    monkeypatch.delenv(FOLDER)
    assert with_it == {f: read_rules(f) for f in with_it}


def test_an_own_office_is_known(folder: Path) -> None:
    (folder / "offices.toml").write_text(LORVIA, encoding="utf-8")
    office = Offices.load().by_title["Lorvia", "president"]
    assert office.holder(date(2026, 11, 1)) == "Anton Orlan"
    assert office.holder(date(2024, 5, 1)) is None


def test_a_holder_of_ours_can_be_ended_and_followed(folder: Path) -> None:
    ours = next(o for o in read_rules("offices")["office"] if "last" not in o["holders"][-1])
    last = ours["holders"][-1]
    (folder / "offices.toml").write_text(
        f"known_to = 2026-11-25\n[[office]]\nof = {ours['of']!r}\ntitles = {ours['titles']!r}\nholders = [\n"
        f'  {{ name = "{last["name"]}", first = {last["first"]}, last = 2026-01-31 }},\n'
        '  { name = "Anton Orlan", first = 2026-02-01 },\n]\n',
        encoding="utf-8",
    )
    office = Offices.load().by_title[ours["of"], ours["titles"][0]]
    assert office.holder(date(2026, 1, 31)) == last["name"]
    assert office.holder(date(2026, 2, 1)) == "Anton Orlan"


def test_words_names_and_topics_are_added(folder: Path) -> None:
    (folder / "titles.toml").write_text('occupations = ["harbourmaster"]\n', encoding="utf-8")
    (folder / "given.toml").write_text('female = "Zephyrine"\n', encoding="utf-8")
    (folder / "topics.toml").write_text('[grain]\ntitle = "Grain"\nphrases = ["grain deal"]\n', encoding="utf-8")
    rules = ActorRules.load()
    assert {"harbourmaster", "minister"} <= rules.roles
    assert rules.given["zephyrine"] == "female"
    assert rules.given["peter"] == "male"
    assert "Grain" in {t.title for t in load_topics()}


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("titles.toml", 'offices = ["minister"]', r"titles.toml \[offices\]: \['minister'\] stand there twice"),
        ("titles.toml", 'offices = "minister"', r"titles.toml \[offices\]: must be of the kind .* a list"),
        ("titles.toml", "offices = [", r"titles.toml: "),
        ("titles.toml", "jobs = []", r"titles.toml: unknown \['jobs'\]; use .*read together with the files in"),
        ("title.toml", "", r"nothing reads \['title.toml'\]; use actors.toml, "),
        ("offices.toml", LORVIA.replace("}]", '}, { name = "Emil Katz", first = 2025-01-01 }]'), "Lorvia"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_file(folder: Path, file: str, text: str, message: str) -> None:
    (folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=message) as told:
        Rulebook.load()
    assert str(folder) in str(told.value)


def test_a_folder_that_is_none_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path / "nowhere"))
    with pytest.raises(RuleError, match=r"SIDELINES_RULES: .*nowhere is no folder"):
        read_rules("titles")
