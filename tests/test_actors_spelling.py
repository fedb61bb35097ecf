"""Two spellings of one name are one; names that only look alike are two."""

import pytest

from extract.actors.persons import full_name
from extract.actors.rules import ActorRules
from extract.actors.spelling import is_one_given_name, is_one_spelling

RULES = ActorRules.load()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Yevgeny", "Evgeni", True),
        ("Dmytro", "Dmitry", True),
        ("Volodymyr", "Vladimir", True),
        ("Oleksandr", "Alexander", True),
        ("Müller", "Muller", True),
        ("Zelensky", "Zelenskyy", True),
        ("O’Neill", "O'Neill", True),
        ("Paul", "Paula", False),
        ("Daniel", "Daniela", False),
        ("Jan", "Jane", False),  # too few consonants to tell
        ("Bruno", "Paulo", False),
        ("Keller", "Kelner", False),
    ],
)
def test_is_one_spelling(one, other, expected):
    assert is_one_spelling(one, other) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Michael", "Mike", True),
        ("Mike", "Mick", True),
        ("J.", "Joseph", True),
        ("Bob", "Rob", True),
        ("Ted", "Bob", False),
        ("J.", "Karl", False),
    ],
)
def test_is_one_given_name(one, other, expected):
    assert is_one_given_name(one, other, RULES) is expected


@pytest.mark.parametrize(
    ("words", "core", "suffix"),
    [
        (("J.R.", "Harrow"), ("J.", "R.", "Harrow"), ""),
        (("Thomas", "Arlen", "Jr."), ("Thomas", "Arlen"), "jr"),
        (("von", "der", "Leyen"), ("Leyen",), ""),
        (("Mbeki-Lund",), ("Mbeki-Lund",), ""),
    ],
)
def test_full_name(words, core, suffix):
    assert full_name(words, RULES) == (core, suffix)
