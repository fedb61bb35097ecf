"""Editing topics: what they find before they are saved, saving with the search through all articles, undo and files."""

from __future__ import annotations

import time

import pytest
from sqlalchemy import delete
from streamlit.testing.v1 import AppTest

from dashboard import data, excerpts, topic_files
from dashboard.retagging import Retagging
from dashboard.store import Filters, load_topics, open_store, queries
from dashboard.store.schema import topic_mention
from extract.topics import Topic
from tests.conftest import Show
from tests.pages import press, said
from tests.stored_articles import story


def field(page: AppTest, label: str) -> object:
    """The field of this label."""
    return next(f for f in (*page.text_input, *page.text_area) if f.label.startswith(label))


def fill(page: AppTest, label: str, words: str) -> None:
    """Write into a field, as one who leaves it then."""
    field(page, label).set_value(words).run()  # type: ignore[attr-defined]


def wait() -> None:
    """Wait until changed topics were looked for everywhere."""
    end = time.monotonic() + 60
    while data.retagging().state.running:
        assert time.monotonic() < end, "it did not end"
        time.sleep(0.05)


def mentions(title: str) -> int:
    store = open_store()
    found = queries.count_topic_mentions(store, Filters(topics=(title,)))
    store.dispose()
    return found


def test_a_new_topic_is_tried_saved_found_and_undone(show: Show) -> None:
    page = show("topic_editor", story())
    press(page, "New topic")
    fill(page, "Title", "Arvenport")
    assert "has no phrases; give it at least one." in page.error[0].value.replace("\\", "")
    fill(page, "Phrases", "arvenport")
    assert "4 hits in 4 of 4 articles." in said(page)
    assert '<mark class="sl-hit sl-hit-found">Arvenport</mark>' in said(page)
    assert mentions("Arvenport") == 0
    press(page, "Add topic")
    wait()
    page.run()
    assert mentions("Arvenport") == 4
    assert "4 mentions of Arvenport" in said(page)
    press(page, "Undo")
    wait()
    assert mentions("Arvenport") == 0
    assert "Arvenport" not in [t.title for t in load_topics(open_store()).values()]


def test_a_change_is_told_against_what_is_saved(show: Show) -> None:
    page = show("topic_editor", story(), topic="iran")
    fill(page, "Phrases", "Iran\ndiffer")
    assert "As it is saved: 2 hits." in said(page)
    press(page, "Save topic")
    wait()
    assert mentions("Iran") == 3


def test_words_that_must_not_match(show: Show) -> None:
    page = show("topic_editor", story(), topic="iran")
    fill(page, "Not where it stands in", "Nothing on Iran")
    assert "1 hit in 1 of 4 articles." in said(page)


@pytest.mark.parametrize(
    ("label", "words", "told"),
    [
        ("Title", "", "A topic has no title"),
        ("Title", "Syria", "titles"),
        ("Phrases", "Iran\nSyria", "belongs to two topics"),
        ("Phrases", "", "has no phrases"),
        ("Phrases", "Ir*", "a star out of place"),
        ("Pattern", "(", "can't be read"),
        ("Pattern", "(a*)*", "matches everything"),
        ("Pattern", r"(a)\1", "can't be read"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_and_can_not_be_saved(
    show: Show, label: str, words: str, told: str
) -> None:
    page = show("topic_editor", story(), topic="iran")
    fill(page, label, words)
    (error,) = page.error
    assert told in error.value.replace("\\", "")
    assert next(b for b in page.button if b.key == "save-topic").disabled


def test_a_topic_is_removed_and_comes_back(show: Show) -> None:
    page = show("topic_editor", story(), topic="syria")
    press(page, "Remove topic")
    wait()
    assert mentions("Syria") == 0
    assert "The topic Syria is removed." in said(page)
    press(page, "Undo")
    wait()
    assert mentions("Syria") == 3


def test_all_topics_can_be_removed(show: Show) -> None:
    page = show("topic_editor", story())
    for _ in load_topics(open_store()):
        press(page, "Remove topic")
        wait()
        assert not page.exception
    assert page.selectbox[0].options == ["A new topic"]


def test_a_file_of_topics_is_all_or_nothing(show: Show) -> None:
    show("topic_editor", story())
    store = open_store()
    topics = load_topics(store)
    new = [Topic("Iran", ("Iran", "Tehran")), Topic("Grain", ("grain",)), topics["syria"]]
    changed = topic_files.changed(topics, new)
    assert [t.title for t in changed.values()] == ["Iran", "Grain"]
    topic_files.save(changed, frozenset(topics))
    wait()
    assert load_topics(store)["iran"].phrases == ("Iran", "Tehran")
    clash = topic_files.changed(topics, [Topic("Port", ("port",)), Topic("Harbour", ("port", "harbour"))])
    topic_files.save(clash, frozenset(topics))
    assert "port" not in load_topics(store)
    store.dispose()


def test_a_file_may_move_a_phrase_from_one_topic_to_another(show: Show) -> None:
    show("topic_editor", story())
    store = open_store()
    topic_files.save({"+0": Topic("Port", ("port", "quay")), "+1": Topic("Ship", ("ship",))}, frozenset())
    topics = load_topics(store)
    # The one that gains stands first, as in a file by title.
    moved = topic_files.changed(topics, [Topic("Ship", ("ship", "quay")), Topic("Port", ("port",))])
    topic_files.save(moved, frozenset(topics))
    wait()
    topics = load_topics(store)
    assert (topics["port"].phrases, topics["ship"].phrases) == (("port",), ("ship", "quay"))
    swapped = topic_files.changed(topics, [Topic("Ship", ("port",)), Topic("Port", ("ship", "quay"))])
    topic_files.save(swapped, frozenset(topics))
    assert load_topics(store) == topics
    store.dispose()


def test_all_articles_can_be_searched_again(show: Show) -> None:
    page = show("topic_editor", story())
    store = open_store()
    with store.begin() as connection:
        connection.execute(delete(topic_mention))  # as if the server had been stopped in the middle
    press(page, "Search all articles again")
    wait()
    assert mentions("Syria") == 3
    assert not page.exception


def test_a_search_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIDELINES_STORE", "nonsense://x")
    retagging = Retagging()
    retagging.start(["iran"])
    end = time.monotonic() + 60
    while retagging.state.running:
        assert time.monotonic() < end, "it did not end"
        time.sleep(0.05)
    assert retagging.state.error


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        ("a <b> c", [(2, 5, "found")], 'a <mark class="sl-hit sl-hit-found">&lt;b&gt;</mark> c'),
        ("one two", [(0, 3, "found"), (1, 7, "cue")],
         '<mark class="sl-hit sl-hit-found">one</mark><mark class="sl-hit sl-hit-cue"> two</mark>'),
        ("one two", [(5, 5, "found"), (6, 99, "found")], 'one tw<mark class="sl-hit sl-hit-found">o</mark>'),
    ],
)  # fmt: skip
def test_marked_words(text: str, marks: list[excerpts.Mark], expected: str) -> None:
    assert excerpts.marked(text, marks, (0, len(text))) == expected


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("line one\nline two\nline three", (14, 17), "line two"),
        ("word " * 100 + "here" + " word" * 100, (500, 504), "word here word"),
        ("x" * 50, (20, 25), "x" * 25),
    ],
)
def test_around(text: str, place: excerpts.Place, expected: str) -> None:
    first, last = excerpts.around(text, *place, room=10)
    assert text[first:last] == expected
