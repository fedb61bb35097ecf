"""Confidence rises with the score, and falls where the speaker had to be guessed."""

import pytest

from extract.quotes.confidence import TABLE, calibrated


def test_the_table_rises():
    assert list(TABLE) == sorted(TABLE)
    assert [share for _, share in TABLE] == sorted(share for _, share in TABLE)


@pytest.mark.parametrize(
    ("score", "share"), [(-1.0, TABLE[0][1]), (0.0, TABLE[0][1]), (1.0, TABLE[-1][1]), (2.0, TABLE[-1][1])]
)
def test_calibrated_at_the_ends(score, share):
    assert calibrated(score) == share


def test_a_carried_speaker_is_less_sure():
    assert calibrated(1.0, "carried") < calibrated(1.0, "name")
