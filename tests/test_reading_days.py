"""A date in a file's own data is one day, or none where it might be two."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from extract.reading.days import read_day

DAY = date(2018, 11, 18)


@pytest.mark.parametrize(
    "value",
    [
        DAY,
        datetime(2018, 11, 18, 23, 59, tzinfo=UTC),
        "2018-11-18",
        "2018-11-18T23:30:00-05:00",
        "2018/11/18 09:30",
        "20181118",
        "20181118T093000Z",
        "20181118093000",
        "18.11.2018",
        "18/11/2018",
        "11/18/2018 10:00",
        "Sun, 18 Nov 2018 09:30:00 +0300",
        "Sunday, November 18, 2018",
        "November 18th, 2018",
        "Nov. 18, 2018",
        "18 November 2018",
        "18-Nov-2018",
        1542499200,
        1542499200000,
        "1542499200",
        1542499200.5,
    ],
)
def test_one_day(value: object) -> None:
    assert read_day(value) == DAY


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "soon",
        "03/04/2018",  # 3 April or March 4
        "18.11.18",
        "2018-11",
        "2018",
        "November 2018",
        "2018-13-45",
        "30 February 2018",
        "0001-01-01",
        "9999-12-31",
        "13 Foo 2018",
        5,
        -1,
        float("nan"),
        float("inf"),
        1e300,
        [],
        {},
        True,
        "9" * 1000,
    ],
)
def test_no_day(value: object) -> None:
    assert read_day(value) is None


def test_the_same_number_twice_is_clear() -> None:
    assert read_day("04/04/2018") == date(2018, 4, 4)
