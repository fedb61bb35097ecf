"""The command line says what it did, and what to do where it could not."""

from __future__ import annotations

import socket
import tomllib
from pathlib import Path

import pytest
from streamlit.starlette import App

from dashboard import cli
from seeds import __file__ as seeds_file


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store of the test's own."""
    monkeypatch.setenv("SIDELINES_STORE", str(tmp_path / "store.sqlite"))


def test_add_reads_refuses_and_exports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sample = Path(seeds_file).parent / "tass-2018-11-18.txt"
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x00\x01\x02" * 500)
    assert cli.main(["add", str(sample), str(bad), str(tmp_path / "none.txt")]) == 1
    said = capsys.readouterr()
    assert "added" in said.out
    assert "bad.txt: refused" in said.err
    assert "none.txt: refused" in said.err
    assert cli.main(["add", str(sample)]) == 0
    assert "there already" in capsys.readouterr().out
    for name in ("quotes.csv", "quotes.xlsx", "quotes.jsonl"):
        assert cli.main(["export", "quotes", str(tmp_path / name)]) == 0
        assert (tmp_path / name).stat().st_size > 100
    assert cli.main(["export", "meetings", str(tmp_path / "meetings.ics")]) == 0
    assert b"BEGIN:VEVENT" in (tmp_path / "meetings.ics").read_bytes()


def test_export_of_a_wrong_kind_says_what_is_possible(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["export", "quotes", str(tmp_path / "quotes.ics")]) == 2
    assert ".csv, .xlsx, .jsonl" in capsys.readouterr().err


def test_serve_passes_its_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[dict[str, object]] = []
    monkeypatch.setattr(App, "run", lambda _, config: called.append(config))
    assert cli.main(["serve", "--port", "0"]) == 0
    expected = {
        "server.address": "127.0.0.1", "server.port": 0, "server.maxUploadSize": 25, "server.enableAgentApi": False,
        "server.enableXsrfProtection": True, "client.showErrorDetails": "none", "browser.gatherUsageStats": False,
    }  # fmt: skip
    assert expected.items() <= called[0].items()
    theme = Path(str(called[0]["theme.base"]))
    assert tomllib.loads(theme.read_text("utf-8"))["theme"].keys() >= {"light", "dark"}
    assert cli.main(["serve", "--port", "0", "--public", "--no-login"]) == 0
    assert called[1]["server.address"] == "0.0.0.0"


def test_a_port_that_is_taken_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert cli.main(["serve", "--port", str(taken.getsockname()[1])]) == 2
    assert "--port" in capsys.readouterr().err
