# Two commands do all the set-up: `make report` and `make test`. `make help` lists the rest.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
DATA ?= ../shared/data
SECONDS ?= 600
RUNS ?= ../runs
.DEFAULT_GOAL := help
.PHONY: help report test torture lint bench bench-batch bench-scale fuzz wheel docs screenshots clean

help: ## List the targets.
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

report: $(VENV)/.installed ## Install, and align the five articles in seeds/articles: terminal, report/index.html, report/report.json.
	$(BIN)/align report seeds/articles -o report

test: $(VENV)/.installed-dev ## Install, and run the tests.
	$(BIN)/python -m pytest

torture: $(VENV)/.installed-dev ## Kill batch runs 51 times, and run two at once 20 times: a quarter of an hour.
	WIREALIGN_TORTURE=1 $(BIN)/python -m pytest tests/align/archive/test_batching.py -k "killed or at_once"

lint: $(VENV)/.installed-dev ## Check style and types.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.installed-dev ## Measure quality and speed against benchmarks/floors.toml; needs DATA=folder of development data.
	$(BIN)/python -m benchmarks --data $(DATA)

fuzz: $(VENV)/.installed-dev ## Read broken files of every format for SECONDS=600; what fails is kept in fuzz-found/.
	$(BIN)/python -m benchmarks.fuzzing --seconds $(SECONDS)

bench-batch: $(VENV)/.installed-dev ## Batch runs over 5,000 and 20,000 articles, in RUNS=folder; a run that was stopped goes on.
	$(BIN)/python -m benchmarks.batch --count 5000 --folder $(RUNS)/5000
	$(BIN)/python -m benchmarks.batch --count 20000 --folder $(RUNS)/20000

bench-scale: $(VENV)/.installed-dev ## A million quotes searched and added to, a run of 100,000 articles, in RUNS=folder: hours; goes on.
	$(BIN)/python -m benchmarks.scale --folder $(RUNS)/scale

wheel: $(VENV)/.installed-dev ## Build the wheel into dist/.
	$(BIN)/python -m build --wheel --outdir dist

docs: $(VENV)/.installed-dev ## Write docs/commands.md anew from each command's --help.
	$(BIN)/python -m docs.commands > docs/commands.md

screenshots: report $(VENV)/.installed-dev ## Take the pictures of docs/tutorial.md anew; needs Chromium.
	$(BIN)/python -m docs.screenshots report/index.html

clean: ## Remove what the other targets made.
	rm -rf $(VENV) report dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@ $(VENV)/.installed
