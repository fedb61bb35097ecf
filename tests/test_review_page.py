"""Review: the queue of unsure findings with each decision, and the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dashboard.store import Filters, add_findings, decisions, open_store, queries, replace_findings
from extract.model import Findings
from tests.conftest import Show
from tests.pages import press, said
from tests.stored_articles import article, story


def unsure(findings: Findings, *, quote: float = 0.6, meeting: float = 0.6) -> Findings:
    """The same findings, less sure."""
    return replace(
        findings,
        quotes=tuple(replace(q, confidence=quote) for q in findings.quotes),
        meetings=tuple(replace(m, confidence=meeting) for m in findings.meetings),
    )


def two() -> list[Findings]:
    return [unsure(article(), quote=0.4), unsure(article(speaker="Bo Tarn", words="Iran can wait,", topics=("Iran",)))]


def test_nothing_unsure_is_told(show: Show) -> None:
    page = show("review", story())
    assert "Nothing waits for a look" in said(page)


def test_the_least_sure_comes_first_with_its_words_marked(show: Show) -> None:
    page = show("review", two())
    assert "2 findings to look at, the least sure first." in said(page)
    assert '<mark class="sl-hit sl-hit-found">We need calm in Syria,</mark>' in said(page)
    assert '<mark class="sl-hit sl-hit-speaker">Ana Orlan</mark> <mark class="sl-hit sl-hit-cue">said</mark>' in said(
        page
    )
    assert "40% sure" in said(page)


@pytest.mark.parametrize(("label", "told"), [("Confirm", "Confirmed a quotation of Ana"), ("Reject", "Rejected")])
def test_a_decision_brings_the_next_and_can_be_undone(show: Show, label: str, told: str) -> None:
    page = show("review", two())
    press(page, label)
    assert told in said(page)
    assert "Iran can wait," in said(page)
    press(page, "Undo")
    assert "Undone:" in said(page)
    assert "We need calm in Syria," in said(page)


def test_skipping_decides_nothing(show: Show) -> None:
    page = show("review", two())
    press(page, "Skip")
    assert "1 skipped" in said(page)
    press(page, "Skip")
    assert "You have skipped 2 findings" in said(page)
    press(page, "Look at the skipped ones again")
    assert "We need calm in Syria," in said(page)


def test_a_speaker_is_corrected(show: Show) -> None:
    page = show("review", two())
    press(page, "Correct")
    speaker = next(s for s in page.selectbox if s.label == "Speaker")
    assert "Bo Tarn" in speaker.options
    speaker.set_value("Bo Tarn")
    press(page, "Save the correction")
    assert "Corrected a quotation." in said(page)
    store = open_store()
    (corrected,) = queries.quotes(store, Filters(review=("corrected",))).itertuples()
    assert corrected.speaker == "Bo Tarn"
    store.dispose()
    page.segmented_control[0].set_value("Decisions").run()
    assert "(speaker: Bo Tarn)" in said(page)


def test_a_meeting_is_corrected(show: Show) -> None:
    page = show("review", two(), part="Meetings")
    press(page, "Correct")
    next(s for s in page.selectbox if s.label == "Status").set_value("held")
    next(d for d in page.date_input if d.label == "First day").set_value(date(2026, 5, 4))
    press(page, "Save the correction")
    store = open_store()
    (corrected,) = queries.meetings(store, Filters(review=("corrected",))).itertuples()
    assert (corrected.status, corrected.start, corrected.end) == ("held", date(2026, 5, 4), date(2026, 5, 4))
    store.dispose()


def test_days_the_wrong_way_round_change_nothing(show: Show) -> None:
    page = show("review", two(), part="Meetings")
    press(page, "Correct")
    next(d for d in page.date_input if d.label == "First day").set_value(date(2026, 5, 4))
    next(d for d in page.date_input if d.label == "Last day").set_value(date(2026, 5, 1))
    press(page, "Save the correction")
    assert "The first day lies after the last" in said(page)
    assert "Nothing was decided yet." in said(show("review", part="Decisions"))


def test_saving_without_a_change_is_told(show: Show) -> None:
    page = show("review", two())
    press(page, "Correct")
    press(page, "Save the correction")
    assert "Nothing was changed." in said(page)


def test_the_slider_widens_the_queue(show: Show) -> None:
    page = show("review", [unsure(article(), quote=0.8)])
    assert "Nothing waits" in said(page)
    page.select_slider[0].set_value(0.9).run()
    assert "1 finding to look at" in said(page)


def test_a_finding_that_is_gone_is_told(show: Show) -> None:
    page = show("review", two())
    store = open_store()
    bare = replace(two()[0], quotes=())
    replace_findings(store, bare)
    store.dispose()
    press(page, "Confirm")
    assert "so nothing was decided" in said(page)


def test_the_log_undoes_and_does_again(show: Show) -> None:
    show("review", two())
    store = open_store()
    quote = queries.unsure(store, Filters())["quote_id"].iloc[0]
    decisions.reject(store, "quote", int(quote), note="a caption")
    store.dispose()
    page = show("review", part="Decisions")
    assert "Rejected a quotation: “We need calm in Syria,”" in said(page)
    assert "a caption" in said(page)
    press(page, "Undo")
    assert "taken back" in said(page)
    assert "Took back no. 1." in said(page)
    next(b for b in page.button if b.key == "log-undo-1").click().run()
    assert said(page).count("taken back") == 1  # the undo, not the decision


def test_decisions_whose_finding_is_gone_are_listed(show: Show) -> None:
    show("review", two())
    store = open_store()
    quote = queries.unsure(store, Filters())["quote_id"].iloc[0]
    decisions.confirm(store, "quote", int(quote))
    replace_findings(store, replace(two()[0], quotes=()))
    store.dispose()
    page = show("review", part="Decisions")
    page.checkbox(key="log-lost").check().run()
    assert "no longer found" in said(page)
    assert "1 decision." in said(page)


def test_every_kind_of_decision_has_words(show: Show) -> None:
    show("review", story())
    store = open_store()
    one, two = (int(i) for i in queries.find_actors(store, "")["entity_id"][:2])
    topic = next(iter(queries.choices(store).topics))
    key = next(k for k in ("syria", "iran") if k.title() == topic)
    first = story()[0].article
    decisions.merge(store, one, two)
    decisions.keep_apart(store, one, two)
    decisions.rename(store, one, "Another")
    decisions.change_kind(store, one, "organisation")
    decisions.hide(store, one)
    decisions.remove_topic(store, key)
    decisions.settle_day(store, first.id, date(2026, 3, 1))
    decisions.add(store, "quote", first.id, 0, 5, speaker="Bo Tarn")
    add_findings(store, article(), file_name="same.txt")
    store.dispose()
    page = show("review", part="Decisions")
    assert not page.exception
    for words in (
        "is one with", "is kept apart from", "is shown as Another.", "is: Organisation.", "is hidden.", "was removed.",
        "was published on 1 Mar 2026.", "Added a quotation",
    ):  # fmt: skip
        assert words in said(page), words
