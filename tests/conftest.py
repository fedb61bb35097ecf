"""What several test modules share: the loaded model, a parse with its layout, and an empty store."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from spacy.language import Language
from spacy.tokens import Doc
from sqlalchemy import Engine, create_engine, insert, make_url, text
from streamlit.testing.v1 import AppTest

from dashboard.store import add_findings, blocks, open_store, topics
from dashboard.store.schema import meta, metadata
from extract.language import load_model, parse
from extract.layout import LayoutRules, find_layout
from extract.model import Findings, Layout
from tests.stores import assert_blocks, postgres

Parse = Callable[[str], tuple[Doc, Layout]]
Show = Callable[..., AppTest]


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The language model, loaded once."""
    return load_model()


@pytest.fixture(scope="session")
def layout_rules() -> LayoutRules:
    """The layout rules, read once."""
    return LayoutRules.load()


@pytest.fixture(scope="session", name="parse")
def parse_text(nlp: Language, layout_rules: LayoutRules) -> Parse:
    """A function from a text to its document and layout."""

    def parsed(words: str) -> tuple[Doc, Layout]:
        layout = find_layout(words, layout_rules)
        return parse(nlp, words, layout), layout

    return parsed


@pytest.fixture(scope="session")
def postgres_store() -> Iterator[Engine | None]:
    """A store on a PostgreSQL server, both made once; None where there is no server."""
    with postgres() as server:
        if server is None:
            yield None
            return
        name = f"sidelines_{uuid.uuid4().hex}"
        with create_engine(server, isolation_level="AUTOCOMMIT").connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
            engine = open_store(make_url(server).set(database=name).render_as_string(hide_password=False))
            yield engine
            engine.dispose()
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A new store, once in each kind of database."""
    if request.param == "sqlite":
        engine = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
        yield engine
        _see_blocks(request, engine)
        engine.dispose()
        return
    shared: Engine | None = request.getfixturevalue("postgres_store")
    if shared is None:
        pytest.skip("no PostgreSQL: set SIDELINES_TEST_POSTGRES to a server's address, or install Debian's postgresql")
    with shared.begin() as connection:
        connection.execute(text(f"TRUNCATE {', '.join(metadata.tables)}"))
        topics.seed(connection)
        connection.execute(insert(meta).values(key=blocks.STORE, value=uuid.uuid4().hex))
    yield shared
    _see_blocks(request, shared)


def _see_blocks(request: pytest.FixtureRequest, store: Engine) -> None:
    """Whatever a test wrote, the columns followed; a test that harms the store by hand is marked ``harms``."""
    if request.node.get_closest_marker("harms") is None:
        assert_blocks(store)


@pytest.fixture
def show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Show:
    """A function that stores articles and runs a page, with the address's parameters."""
    monkeypatch.setenv("SIDELINES_STORE", str(tmp_path / "store.sqlite"))
    st.cache_data.clear()
    st.cache_resource.clear()

    def shown(page: str, articles: list[Findings] | None = None, **address: Any) -> AppTest:
        engine = open_store()
        for i, findings in enumerate(articles or []):
            add_findings(engine, findings, file_name=f"{i}.txt")
        engine.dispose()
        test = AppTest.from_string(f"from dashboard.views import {page}\n{page}.show()", default_timeout=20)
        for name, value in address.items():
            test.query_params[name] = value
        return test.run()

    return shown
