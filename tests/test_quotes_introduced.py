"""Words after a colon are said by whoever stands before it."""

import pytest

from extract.quotes.introduced import with_introduction
from tests.quote_articles import attribution_of, cast_of, layout_of


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Petra Vos, minutes ago: “We go on.”", "Petra Vos"),
        ("17:03 Petra Vos to Radio Simova: “We go on.”", "Petra Vos"),  # persons before organisations
        ("Radio Simova: “We go on.”", "Radio Simova"),
        ("It was late: “We go on.”", "police"),  # nobody there: as it was
        ("Petra Vos smiled. “We go on.”", "police"),  # no colon
    ],
)
def test_with_introduction(line, source):
    text = f"Nothing new, police said.\n\n{line}"
    cast = cast_of(text, {"Petra Vos": [], "org:Radio Simova": []})
    found = with_introduction(attribution_of(text, "We go on.", None, "police"), text, layout_of(text), cast)
    assert found.source.of(text) == source


def test_a_source_in_the_same_paragraph_stays():
    text = "Petra Vos read the letter, police said: “We go on.”"
    found = attribution_of(text, "We go on.", "said", "police")
    assert with_introduction(found, text, layout_of(text), cast_of(text, {"Petra Vos": []})) == found
