"""The store keeps what was found, once, and answers by the filters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine

from dashboard.store import (
    Filters,
    add_findings,
    add_many,
    failures,
    open_store,
    queries,
    remove_article,
    replace_findings,
    stored_article,
    unread_by,
)
from dashboard.store.schema import metadata
from extract.errors import SidelinesError
from extract.model import Days
from tests.stores import findings, meets, person, quoted

TEXT = '"Syria needs calm," Ana Orlan said of Ida Moor. Orlan will meet Bo Tarn in May.\n"We wait," an aide said.'
DAY = date(2026, 3, 2)
MAY = (date(2026, 5, 1), date(2026, 5, 31))
FOUND = findings(
    TEXT,
    title="Calm",
    actors=(person(TEXT, "Ana Orlan", "minister"), person(TEXT, "Bo Tarn"), person(TEXT, "Ida Moor")),
    quotes=(
        quoted(TEXT, "Syria needs calm,", "Ana Orlan", confidence=0.9),
        quoted(TEXT, "We wait,", None, kind="indirect", confidence=0.4),
    ),
    meetings=(meets(TEXT, "Orlan will meet Bo Tarn in May.", "Ana Orlan", "Bo Tarn", days=MAY),),
)
LISTS = (queries.articles, queries.quotes, queries.meetings, queries.topic_mentions)


@pytest.fixture
def store(empty: Engine) -> Engine:
    """A store with the one article."""
    assert add_findings(empty, FOUND, file_name="calm.txt")
    return empty


def test_findings_come_back_as_they_went_in(store: Engine) -> None:
    first, second = queries.quotes(store, Filters()).to_dict("records")
    assert (first["speaker"], first["text"], first["topics"]) == ("Ana Orlan", "Syria needs calm,", ("Syria",))
    assert first["sentence"] == TEXT.split("\n")[0]
    assert (second["speaker"], second["topics"]) == (None, ())
    meeting = queries.meetings(store, Filters()).iloc[0]
    assert meeting["participants"] == ("Ana Orlan", "Bo Tarn")
    assert (meeting["start"], meeting["end"]) == MAY
    mention = queries.topic_mentions(store, Filters()).iloc[0]
    assert (mention["speaker"], mention["text"], mention["topic"]) == ("Ana Orlan", "Syria", "Syria")
    row = queries.articles(store, Filters()).iloc[0]
    assert (row["published"], row["quotes"], row["meetings"], row["topics"]) == (DAY, 2, 1, 1)
    page = queries.article_page(store, FOUND.article.id)
    assert page is not None
    marked = {(m.kind, TEXT[m.start : m.end]) for m in page.marks}
    assert {("quote", "We wait,"), ("topic", "Syria"), ("actor", "Bo Tarn"), ("speaker", "Ana Orlan")} <= marked
    assert [(m.start, -m.end) for m in page.marks] == sorted((m.start, -m.end) for m in page.marks)


def test_the_same_article_again_changes_nothing(store: Engine) -> None:
    before = queries.data_version(store)
    assert not add_findings(store, FOUND, file_name="other.txt")
    assert queries.data_version(store) == before


def test_of_a_batch_only_what_is_new_is_added_and_doubles_only_once(store: Engine) -> None:
    other = findings("Nothing is said here.")
    assert add_many(store, [(FOUND, "a"), (other, "b"), (other, "c")]) == [False, True, False]
    assert queries.count_articles(store, Filters()) == 2


def test_a_restart_loses_nothing(store: Engine) -> None:
    again = open_store(store.url.render_as_string(hide_password=False))
    assert queries.data_version(again) == queries.data_version(store)
    assert len(queries.quotes(again, Filters())) == 2
    again.dispose()


def test_removing_leaves_nothing_and_adding_again_undoes_it(store: Engine) -> None:
    remove_article(store, FOUND.article.id)
    for question in LISTS:
        assert question(store, Filters()).empty
    assert queries.article_page(store, FOUND.article.id) is None
    assert queries.choices(store) == queries.Choices((), (), (), None, None)
    assert queries.totals(store).plans == 0
    assert queries.topics_by_day(store, Filters()).empty
    assert add_findings(store, FOUND, file_name="calm.txt")
    assert len(queries.quotes(store, Filters())) == 2


@pytest.mark.parametrize(
    ("filters", "quotes", "meetings"),
    [
        (Filters(actors=("Ana Orlan",)), 1, 1),
        (Filters(actors=("Bo Tarn",)), 0, 1),  # he meets, but says nothing
        (Filters(actors=("Nobody",)), 0, 0),
        (Filters(about=("Ida Moor",)), 0, 1),  # named beside the quotation, not in it
        (Filters(topics=("Syria",)), 1, 1),
        (Filters(topics=("Iran",)), 0, 0),
        (Filters(first=DAY, last=DAY), 2, 1),
        (Filters(first=date(2026, 3, 3)), 0, 0),
        (Filters(last=date(2026, 3, 1)), 0, 0),
        (Filters(sources=("Desk",)), 2, 1),
        (Filters(sources=("desk'; --",)), 0, 0),
        (Filters(kinds=("direct",)), 1, 1),  # a kind of quotation does not narrow meetings
        (Filters(kinds=("summit",)), 2, 0),
        (Filters(statuses=("held",)), 2, 0),
        (Filters(review=("found",)), 2, 1),
        (Filters(review=("rejected",)), 0, 0),
        (Filters(search="syria cal"), 1, 1),  # the last word as a beginning
        (Filters(search="syria -calm"), 1, 1),  # no operators
        (Filters(search="calm war"), 0, 0),
        (Filters(actors=("Ana Orlan",), topics=("Syria",), sources=("Desk",), search="calm"), 1, 1),
    ],
)
def test_filters(store: Engine, filters: Filters, quotes: int, meetings: int) -> None:
    assert len(queries.quotes(store, filters)) == queries.count_quotes(store, filters) == quotes
    assert len(queries.meetings(store, filters)) == queries.count_meetings(store, filters) == meetings
    plans = queries.plans(store, filters, today=DAY)
    assert len(plans) == queries.count_plans(store, filters, today=DAY) == meetings
    assert len(queries.topic_mentions(store, filters)) == queries.count_topic_mentions(store, filters)
    assert len(queries.articles(store, filters)) == queries.count_articles(store, filters)


def test_choices(store: Engine) -> None:
    chosen = queries.choices(store)
    assert set(chosen.actors) == {"Ana Orlan", "Bo Tarn", "Ida Moor"}
    assert (chosen.topics, chosen.sources, chosen.first, chosen.last) == (("Syria",), ("Desk",), DAY, DAY)
    assert list(queries.find_actors(store, "orl")["choice"]) == ["Ana Orlan"]
    assert queries.find_actors(store, "100%").empty


def test_pages_are_cut_from_one_order(store: Engine) -> None:
    for i in range(5):
        text = f'"Number {i} is told," Ana Orlan said.'
        found = findings(
            text, actors=(person(text, "Ana Orlan"),), quotes=(quoted(text, f"Number {i} is told,", "Ana Orlan"),)
        )
        add_findings(store, found, file_name=f"{i}.txt")
    whole = list(queries.quotes(store, Filters())["quote_id"])
    assert len(whole) == 7
    pages = [queries.quotes(store, Filters(), limit=3, offset=i)["quote_id"] for i in (0, 3, 6)]
    assert [i for page in pages for i in page] == whole


def test_who_speaks_most(store: Engine) -> None:
    for i, name in enumerate(("Bo Tarn", "Bo Tarn", "Bo Tarn", "Ida Moor", "Ida Moor")):
        text = f'"Number {i} is told," {name} said.'
        said = quoted(text, f"Number {i} is told,", name, kind="direct" if i == 0 else "indirect")
        add_findings(store, findings(text, actors=(person(text, name),), quotes=(said,)), file_name=f"{i}.txt")
    asked = (Filters(), Filters(kinds=("direct",)), Filters(kinds=("indirect",)), Filters(first=DAY), Filters(last=DAY))
    whole = [queries.top_speakers(store, filters).values.tolist() for filters in asked]
    assert [[row[1:] for row in rows] for rows in whole[:3]] == [
        [["Bo Tarn", 3], ["Ida Moor", 2], ["Ana Orlan", 1]],
        [["Ana Orlan", 1], ["Bo Tarn", 1]],
        [["Bo Tarn", 2], ["Ida Moor", 2]],
    ]
    assert [queries.top_speakers(store, filters, limit=1).values.tolist() for filters in asked] == [
        w[:1] for w in whole
    ]


def test_statements_are_counted(store: Engine) -> None:
    assert queries.count_statements(store, Filters()) == 2
    assert queries.count_statements(store, Filters(topics=("Syria",))) == 1
    assert queries.count_statements(store, Filters(topics=("Iran",))) == 0


def test_plans_by_month_count_those_without_a_day_last(store: Engine) -> None:
    text = "Ida Moor will meet Bo Tarn."
    actors = (person(text, "Ida Moor"), person(text, "Bo Tarn"))
    undated = findings(text, actors=actors, meetings=(meets(text, text, "Ida Moor", "Bo Tarn"),))
    add_findings(store, undated, file_name="undated.txt")
    for filters in (Filters(), Filters(sources=("Desk",))):
        months = queries.plan_months(store, filters, today=DAY)
        assert months.values.tolist() == [[*MAY, 1], [None, None, 1]]


def test_charts_sum_what_the_lists_hold(store: Engine) -> None:
    assert queries.top_speakers(store, Filters()).to_dict("records")[0]["quotes"] == 1
    assert queries.top_speakers(store, Filters(kinds=("direct",)))["speaker"].tolist() == ["Ana Orlan"]
    by_day = queries.quotes_by_day(store, Filters(), every="month")
    assert by_day[["speaker", "day", "kind", "quotes"]].values.tolist() == [
        ["Ana Orlan", date(2026, 3, 1), "direct", 1]
    ]
    for filters in (Filters(), Filters(sources=("Desk",))):  # once from the totals, once counted
        assert queries.topics_by_day(store, filters).values.tolist() == [["Syria", DAY, 1]]
    assert queries.topics_by_day(store, Filters(), every="week").values.tolist() == [["Syria", DAY, 1]]
    matrix = queries.actor_by_topic(store, Filters())
    assert matrix[["speaker", "topic", "mentions"]].values.tolist() == [["Ana Orlan", "Syria", 1]]
    assert queries.rising(store, until=DAY).values.tolist() == [["Syria", 1, 0, 1]]
    assert queries.meets(store, Filters(), today=DAY).values.tolist() == [["Ana Orlan", "Bo Tarn", 1]]


def test_about_whom_is_named_inside_the_quotation(empty: Engine) -> None:
    text = '"Bo Tarn knows," Ana Orlan said.'
    actors = (person(text, "Bo Tarn"), person(text, "Ana Orlan"))
    add_findings(
        empty, findings(text, actors=actors, quotes=(quoted(text, "Bo Tarn knows,", "Ana Orlan"),)), file_name="a"
    )
    for filters in (Filters(), Filters(kinds=("direct",)), Filters(actors=("Ana Orlan",))):
        assert queries.about_whom(empty, filters)["about"].tolist() == ["Bo Tarn"]
        ties = queries.speaks_about(empty, filters)
        assert ties[["speaker", "about", "quotes"]].values.tolist() == [["Ana Orlan", "Bo Tarn", 1]]
    assert len(queries.quotes(empty, Filters(about=("Bo Tarn",)))) == 1


def test_a_newer_reading_replaces_and_says_what_changed(store: Engine) -> None:
    text = TEXT
    newer = findings(
        text,
        title="Calm",
        actors=(person(text, "Ana Orlan", "minister"), person(text, "Bo Tarn")),
        quotes=(quoted(text, "Syria needs calm,", "Ana Orlan"),),
    )
    changes = replace_findings(store, newer, reader_version="2")
    assert changes.lost == {"quotations": 1, "meetings": 1, "actors": 1}
    assert not changes.gained
    assert queries.meetings(store, Filters()).empty
    assert queries.totals(store).plans == 0
    assert unread_by(store, "2") == []
    assert unread_by(store, "3") == [FOUND.article.id]
    assert not replace_findings(store, newer, reader_version="2").any
    again = stored_article(store, FOUND.article.id)
    assert again is not None
    assert (again.text, again.published) == (TEXT, None)  # the day was in the text, and is read again


def test_an_article_without_anything_fits_in(empty: Engine) -> None:
    add_findings(empty, findings("رجل قال شيئا", day=None, source=None, title="ت" * 400), file_name="rtl.txt")
    for question in LISTS:
        question(empty, Filters())
    assert queries.articles(empty, Filters()).iloc[0]["published"] is None
    assert queries.rising(empty, until=DAY).empty


def test_the_migrations_make_the_schema(empty: Engine) -> None:
    with empty.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, *_: not name or "_words" not in name}
        )
        assert compare_metadata(context, metadata) == []


def test_a_store_that_cannot_be_opened_says_where_and_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SidelinesError, match="SIDELINES_STORE"):
        open_store(f"sqlite:///{tmp_path / 'file' / 'store.sqlite'}")


def test_a_file_that_fails_three_times_is_set_aside_until_it_is_forgiven(empty: Engine) -> None:
    for tries in (1, 2, 3):
        assert failures.set_aside(empty, "key") is None
        assert failures.note_failure(empty, "key", file_name="bad\0\ud800.pdf", reason="encrypted") == tries
    assert failures.set_aside(empty, "key") == "encrypted"
    assert queries.failures(empty)[["tries", "reason"]].values.tolist() == [[3, "encrypted"]]
    failures.forgive(empty, "key")
    assert failures.set_aside(empty, "key") is None


def test_wire_copy_in_several_papers_is_one_story_and_one_statement(empty: Engine) -> None:
    report = (
        "The harvest of this year was larger than anybody in the valley had dared to hope for in spring, and the "
        "mills will run until the first snow closes the pass, the growers of the upper villages think, although "
        "the price of carts has doubled since the bridge was lost to the flood in the night of the storm."
    )
    said = f'{report}\n"We will not sell below cost this year," Ana Orlan said.'
    ids = []
    for source, end in (("Desk", ""), ("Wire", "\nSupplied by an agency."), ("Post", "\nFrom our correspondent.")):
        text = said + end
        quotes = (quoted(text, "We will not sell below cost this year,", "Ana Orlan"),)
        found = findings(text, source=source, actors=(person(text, "Ana Orlan"),), quotes=quotes)
        add_findings(empty, found, file_name="a")
        ids.append(found.article.id)
    assert queries.articles(empty, Filters())["story"].nunique() == 1
    told = queries.statements(empty, Filters())
    assert told["sources"].tolist() == [("Desk", "Wire", "Post")]
    assert queries.quotes(empty, Filters())["copies"].tolist() == [3, 3, 3]
    page = queries.article_page(empty, ids[1])
    assert page is not None
    assert [source for _, source in page.copies] == ["Desk", "Post"]
    remove_article(empty, ids[0])
    assert queries.articles(empty, Filters())["story"].nunique() == 1
    assert queries.statements(empty, Filters())["sources"].tolist() == [("Wire", "Post")]


def test_one_meeting_in_several_articles_is_one_plan_with_a_history(empty: Engine) -> None:
    day = (date(2026, 5, 4), date(2026, 5, 4))
    moved = (date(2026, 5, 20), date(2026, 5, 20))
    for at, status, days in ((DAY, "planned", day), (date(2026, 3, 9), "postponed", moved)):
        text = f"On {at}, Ana Orlan and Bo Tarn spoke of their meeting."
        claim = meets(text, text, "Ana Orlan", "Bo Tarn", days=days, status=status, place="Tarn")
        if status == "postponed":
            claim = replace(claim, original_days=Days(*day))
        actors = (person(text, "Ana Orlan"), person(text, "Bo Tarn"))
        add_findings(empty, findings(text, day=at, actors=actors, meetings=(claim,)), file_name="a")
    plan = queries.plans(empty, Filters(), today=DAY).iloc[0]
    assert (plan["claims"], plan["status"], plan["start"]) == (2, "postponed", moved[0])
    assert plan["sequence"] > 0
    assert queries.plan_history(empty, int(plan["plan_id"]))["status"].tolist() == ["planned", "postponed"]
    assert queries.plans(empty, Filters(), today=date(2026, 6, 1))["status"].tolist() == ["due"]
    assert len(queries.plans(empty, Filters(statuses=("due",)), today=date(2026, 6, 1))) == 1
    assert queries.plans(empty, Filters(statuses=("due",)), today=DAY).empty
    assert len(queries.next_plans(empty, Filters(), today=date(2026, 5, 15))) == 1
    assert queries.next_plans(empty, Filters(), today=date(2026, 5, 1)).empty
