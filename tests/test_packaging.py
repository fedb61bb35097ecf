"""What the built wheel holds: everything that `sidelines` needs outside a checkout, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("dashboard", "extract", "seeds")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ZipFile]:
    """The wheel, built from a copy: a build folder left in the checkout would put stale files into it."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in PACKAGES:
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", str(target), str(source)], check=True, capture_output=True)
    with ZipFile(next(target.glob("*.whl"))) as opened:
        yield opened


def test_every_file_of_the_packages_is_in_the_wheel_and_nothing_else(wheel: ZipFile) -> None:
    there = {
        path.relative_to(ROOT).as_posix() for name in PACKAGES for path in (ROOT / name).rglob("*") if _ships(path)
    }
    assert {name for name in wheel.namelist() if ".dist-info/" not in name} == there


@pytest.mark.parametrize(
    "name",
    [
        "dashboard/app.py",
        "dashboard/store/migrations/env.py",
        "dashboard/store/migrations/versions/0001_first.py",
        "extract/quotes/weights/card.md",
        "extract/quotes/weights/tagger.onnx",
        "extract/quotes/weights/tokenizer.json",
        "extract/rules/cues.toml",
        "seeds/tass-2018-11-18.txt",
    ],
)
def test_the_wheel_holds(wheel: ZipFile, name: str) -> None:
    assert wheel.read(name) == (ROOT / name).read_bytes()


def test_the_command_and_the_licence_come_along(wheel: ZipFile) -> None:
    about = {Path(name).name: wheel.read(name).decode() for name in wheel.namelist() if ".dist-info/" in name}
    assert "sidelines = dashboard.cli:main" in about["entry_points.txt"]
    assert "License-Expression: MIT" in about["METADATA"]
    assert about["LICENSE"] == (ROOT / "LICENSE").read_text(encoding="utf-8")


def _ships(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
