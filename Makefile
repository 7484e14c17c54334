# `make generate` and `make test` need Python 3.11 or newer, pip and make; they install the rest into .venv.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INPUTS := pyproject.toml constraints.txt

.PHONY: generate test lint format bench golden constraints clean

generate: .venv/installed
	$(BIN)/pairwright generate arithmetic --out data --overwrite

test: .venv/test
	$(BIN)/python -m pytest

lint: .venv/lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/lint
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/bench
	$(BIN)/python -m benchmarks

golden: .venv/test
	$(BIN)/python -m pytest tests/golden --update-golden

constraints: .venv/lint
	$(PIP) install pip-tools
	$(BIN)/pip-compile --quiet --strip-extras --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
		--group pyproject.toml:test --group pyproject.toml:lint --group pyproject.toml:bench \
		--output-file constraints.txt pyproject.toml

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Pairwright needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python $(INPUTS)
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

.venv/test .venv/lint .venv/bench: .venv/%: .venv/installed .venv/bin/group-pip
	$(BIN)/python -m pip --disable-pip-version-check --quiet install --constraint constraints.txt --group $*
	@touch $@

# Dependency groups need pip 25.1.
.venv/bin/group-pip: .venv/bin/python
	$(PIP) install 'pip>=25.1'
	@touch $@

clean:
	rm -rf .venv data build
