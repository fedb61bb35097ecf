# `make run` serves the dashboard, `make test` runs the tests; both make .venv from the locked, hashed requirements.
PYTHON ?= python3
BIN := .venv/bin
INSTALL := -m pip install --quiet --disable-pip-version-check --only-binary :all:
PIP := $(BIN)/python $(INSTALL) --no-deps

.PHONY: run test check score bench soak train images

run: .venv/installed
	$(BIN)/sidelines serve

test: .venv/tested
	$(BIN)/python -m pytest

check: .venv/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The pictures in docs/images, taken by the browser tests.
images: .venv/tested
	SIDELINES_IMAGES=1 $(BIN)/python -m pytest tests/browser/test_images.py

score: .venv/installed
	../shared/eval/scoreboard

bench: .venv/installed
	$(BIN)/python -m bench.extraction
	$(BIN)/python -m bench.bulk
	$(BIN)/python -m bench.store 1000 10000

soak: .venv/tested
	$(BIN)/python -m bench.soak

train: build/training/installed
	build/training/bin/python -m training.train --gold ../shared/eval/quotes

.venv/installed: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-build-isolation --editable .
	touch $@

.venv/tested: .venv/installed requirements-dev.lock
	$(PIP) --require-hashes -r requirements-dev.lock
	touch $@

# torch is for training only, so it has an environment of its own.
build/training/installed: requirements.lock training/requirements.txt
	test -x build/training/bin/python || $(PYTHON) -m venv build/training
	build/training/bin/python $(INSTALL) --no-deps --require-hashes -r requirements.lock
	build/training/bin/python $(INSTALL) -r training/requirements.txt
	touch $@
