"""Nothing is fetched at run time: reading, storing and exporting work with the network cut off."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from seeds import __file__ as seeds_file

CUT = ["unshare", "--net", "--map-root-user"]  # a network namespace with nothing in it, not even the loopback


def is_cut() -> bool:
    """Whether this account may cut a process off, and it is then."""
    if not shutil.which(CUT[0]):
        return False
    reach = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=2)"
    alive = subprocess.run([*CUT, sys.executable, "-c", "pass"], capture_output=True)
    reached = subprocess.run([*CUT, sys.executable, "-c", reach], capture_output=True, text=True)
    return alive.returncode == 0 and "unreachable" in reached.stderr


def test_reading_storing_and_exporting_without_a_network(tmp_path: Path) -> None:
    if not is_cut():
        pytest.skip("this account may not make a network namespace (unshare --net)")
    sample = Path(seeds_file).parent / "tass-2018-11-18.txt"
    environment = {**os.environ, "SIDELINES_STORE": str(tmp_path / "store.sqlite")}
    for command in (["add", str(sample)], ["export", "quotes", str(tmp_path / "quotes.csv")]):
        done = subprocess.run(
            [*CUT, sys.executable, "-m", "dashboard.cli", *command], env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "quotes.csv").stat().st_size > 100
