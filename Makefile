# `make run` serves the dashboard, `make test` runs the tests; both make .venv from the locked, hashed requirements.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all:

.PHONY: run test check score bench train

run: .venv/installed
	$(BIN)/sidelines serve

test: .venv/tested
	$(BIN)/python -m pytest

check: .venv/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

score: .venv/installed
	../shared/eval/scoreboard

bench: .venv/installed
	$(BIN)/python -m bench.extraction ../shared/eval/quotes/polnear-dev.jsonl

train:
	$(PYTHON) -m training.train --gold ../shared/eval/quotes --out build/training --steps 1400

.venv/installed: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-build-isolation --editable .
	touch $@

.venv/tested: .venv/installed requirements-dev.lock
	$(PIP) --require-hashes -r requirements-dev.lock
	touch $@
