"""The speaker is resolved from the source, the cast and who spoke before; where that leaves a choice, to nobody."""

import pytest
import spacy

from extract.model import Layout
from extract.quotes.cues import CueRules
from extract.quotes.edges import Said
from extract.quotes.linking import Attribution
from extract.quotes.speakers import name_speakers
from extract.quotes.tagger import Content
from tests.quote_articles import attribution_of, cast_of, layout_of, parsed, span_of

NLP = spacy.blank("en")
RULES = CueRules.load()


def named(text, said, cast, *, headline=False, layout: Layout | None = None):
    """Name the speakers of (words, cue, source) triples; each is looked up behind the one before."""
    attributions, at = [], 0
    for words, cue, source in said:
        span = span_of(text, words, at)
        start = max(0, span.start - 60) if source else 0
        at = span.end
        attributions.append(
            Attribution(
                (Said(span, Content(span, 0.9), quoted=True, marks=True),),
                span_of(text, cue, start) if cue else None,
                span_of(text, source, start) if source else None,
                0.9,
                0.9,
                1.0,
            )
        )
    layout = layout or layout_of(text, headline=headline)
    return [(s.name, s.method) for s in name_speakers(attributions, NLP(text), layout, cast, RULES)]


TWO = "Mara Kessel met Jon Arden. "


@pytest.mark.parametrize(
    ("text", "said", "actors", "expected"),
    [
        ("“Yes,” said Kessel.", [("Yes,", "said", "Kessel")], {"Mara Kessel": ["Kessel"]}, ("Mara Kessel", "name")),
        (
            "“Yes,” said the mayor of Simova, Petra Vos.",
            [("Yes,", "said", "the mayor of Simova, Petra Vos")],
            {"Petra Vos": [], "org:Simova": []},
            ("Petra Vos", "name"),
        ),
        (
            "“Yes,” said Kessel's deputy.",  # near miss: the deputy, not Kessel
            [("Yes,", "said", "Kessel's deputy")],
            {"Mara Kessel": ["Kessel"]},
            ("Kessel's deputy", "unnamed"),
        ),
        (
            "“Yes,” Kessel and Arden said.",
            [("Yes,", "said", "Kessel and Arden")],
            {"Jon Arden": ["Arden"], "Mara Kessel": ["Kessel"]},
            ("Mara Kessel and Jon Arden", "name"),
        ),
        ("“Yes,” a senior official said.", [("Yes,", "said", "a senior official")], {}, ("senior official", "unnamed")),
        (
            "“Yes,” one of the diplomats said.",
            [("Yes,", "said", "one of the diplomats")],
            {},
            ("one of the diplomats", "unnamed"),
        ),
        (
            "Talks fail, according to earlier reports.",
            [("Talks fail", "according to", "earlier reports")],
            {},
            (None, "sourceless"),
        ),
        (
            "Talks fail, according to the ministry's report.",  # near miss: this report is somebody's
            [("Talks fail", "according to", "the ministry's report")],
            {},
            ("ministry's report", "unnamed"),
        ),
        ("“Yes.”", [("Yes.", None, None)], {}, (None, "sourceless")),
    ],
)
def test_one_speaker(text, said, actors, expected):
    assert named(text, said, cast_of(text, actors)) == [expected]


def test_a_pronoun_goes_on_with_the_speaker_before():
    text = "“Yes,” said Kessel.\n“No,” he said."
    cast = cast_of(text, {"Mara Kessel": ["Kessel"]})
    found = named(text, [("Yes,", "said", "Kessel"), ("No,", "said", "he")], cast)
    assert found[1] == ("Mara Kessel", "pronoun: speaker before")


def test_a_pronoun_of_the_other_gender_does_not():
    text = "“Yes,” said Mrs Kessel.\n“No,” he said."
    cast = cast_of(text, {"Mrs Kessel": []})
    assert named(text, [("Yes,", "said", "Mrs Kessel"), ("No,", "said", "he")], cast)[1][0] is None


def test_it_is_no_person():
    text = "“Yes,” said Kessel.\n“No,” it said."
    cast = cast_of(text, {"Mara Kessel": ["Kessel"]})
    assert named(text, [("Yes,", "said", "Kessel"), ("No,", "said", "it")], cast)[1][0] is None


def test_a_bare_quoted_paragraph_is_carried():
    text = "“Yes,” said Kessel.\n\n“And soon.”"
    cast = cast_of(text, {"Mara Kessel": ["Kessel"]})
    assert named(text, [("Yes,", "said", "Kessel"), ("And soon.", None, None)], cast)[1] == ("Mara Kessel", "carried")


def test_the_official_is_the_senior_official_of_before():
    text = "“Yes,” a senior official said.\n“No,” the official said."
    found = named(text, [("Yes,", "said", "a senior official"), ("No,", "said", "the official")], cast_of(text, {}))
    assert found[1] == ("senior official", "description")


def test_a_headline_means_whom_the_body_names():
    text = "Talks will fail - government spokesman\n“They will,” government spokesman Jon Arden said."
    cast = cast_of(text, {"Jon Arden": []})
    said = [("Talks will fail", None, "government spokesman"), ("They will,", "said", "government spokesman Jon Arden")]
    assert [n for n, _ in named(text, said, cast, headline=True)] == ["Jon Arden", "Jon Arden"]


def test_two_of_a_role_stay_unresolved():
    text = "“Yes,” minister Jon Arden said. “No,” minister Mara Kessel said. “Maybe,” the minister said."
    cast = cast_of(
        text, {"Jon Arden": [], "Mara Kessel": []}, roles={"Jon Arden": "minister", "Mara Kessel": "minister"}
    )
    said = [
        ("Yes,", "said", "minister Jon Arden"),
        ("No,", "said", "minister Mara Kessel"),
        ("Maybe,", "said", "the minister"),
    ]
    assert named(text, said, cast)[2] == ("minister", "unnamed")


def test_the_two_ministers_are_both():
    text = TWO + "“Yes,” the two ministers said."
    cast = cast_of(
        text, {"Jon Arden": [], "Mara Kessel": []}, roles={"Jon Arden": "minister", "Mara Kessel": "minister"}
    )
    assert named(text, [("Yes,", "said", "the two ministers")], cast) == [("Mara Kessel and Jon Arden", "pair")]


def test_who_means_the_name_before_it():
    text = "The vote was lost by Arden, who said: “We go on.”"
    cast = cast_of(text, {"Jon Arden": ["Arden"]})
    assert named(text, [("We go on.", "said", "who")], cast) == [("Jon Arden", "relative")]


def test_the_subject_of_hearsay_is_no_speaker():
    doc = parsed(
        NLP.vocab, "Arden/Arden/PROPN/nsubjpass/2", "is/be/AUX/auxpass/2", "said/say/VERB/ROOT/2", "to/to/PART/aux/4",
        "leave/leave/VERB/xcomp/2",
    )  # fmt: skip
    text = doc.text
    found = attribution_of(text, "leave", "is said", "Arden")
    (speaker,) = name_speakers([found], doc, layout_of(text), cast_of(text, {"Jon Arden": ["Arden"]}), RULES)
    assert (speaker.name, speaker.method) == (None, "hearsay")


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["KESSEL", "ARDEN", "KESSEL"], ["Mara Kessel", "Jon Arden", "Mara Kessel"]),
        (["KESSEL", "ARDEN", "Q", "A"], ["Mara Kessel", "Jon Arden", "Mara Kessel", "Jon Arden"]),
        (["Q", "A", "Q"], [None, None, None]),  # nobody told who asks and who answers
        (["KESSEL", "VOS", "KESSEL"], ["Mara Kessel", "Vos", "Mara Kessel"]),  # a name that no actor bears
    ],
)
def test_labels_of_a_transcript(labels, expected):
    text = "Mara Kessel asked Jon Arden.\n" + "\n".join(f"{label}: Words, words." for label in labels)
    found, at = [], 0
    for label in labels:
        source = span_of(text, label, at)
        at = source.end
        words = span_of(text, "Words, words.", at)
        said = Said(words, Content(words, 0.9), quoted=True, marks=False)
        found.append(Attribution((said,), None, source, 0.9, 1.0, 1.0, label=True))
    cast = cast_of(text, {"Jon Arden": [], "Mara Kessel": []})
    assert [s.name for s in name_speakers(found, NLP(text), layout_of(text), cast, RULES)] == expected
