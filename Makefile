# The developers' panel. `make` lists every command.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PY := .venv/bin/python
BIN := .venv/bin
COMPILE = $(BIN)/uv pip compile pyproject.toml requirements/build.in --quiet --universal --python-version 3.11 \
	--generate-hashes --only-binary :all: --no-emit-index-url --no-emit-find-links --no-header --no-annotate
export PYTHONPATH := src:.
export DJANGO_SETTINGS_MODULE ?= qabyldau.config.settings

.PHONY: help install check fix messages test house bench bench-large promises screens chaos docs lock demo clean

help: ## List these commands
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/ruff:
	python3 start.py install --dev

install: ## Make .venv with everything a developer needs
	python3 start.py install --dev

check: $(BIN)/ruff ## Lint, format, types, contracts, templates, spelling, translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet src/qabyldau/interfaces
	$(BIN)/codespell
	$(PY) -m pytest tests/house/test_translations.py

fix: $(BIN)/ruff ## Mend what can be mended by a machine
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: $(BIN)/ruff ## Bring the catalogues up to date and list what is to be translated
	$(PY) -m tests.house.messages

test: ## The whole suite: embedded database, and PostgreSQL and Chromium where they are
	python3 start.py test

house: $(BIN)/ruff ## Only the tests of the house itself
	$(PY) -m pytest tests/house

bench: $(BIN)/ruff ## Every figure, measured: one table
	$(PY) -m bench

bench-large: $(BIN)/ruff ## The desk of an office with 100,000 appeals: one table
	$(PY) -m bench.large

promises: $(BIN)/ruff ## Everything that is promised, with its test and state
	$(PY) -m tests.house.promises

screens: $(BIN)/ruff ## Shoot every page, to be looked at: build/screens
	$(PY) -m tests.browser.screens

chaos: $(BIN)/ruff ## Kills, floods and long walks: takes minutes
	$(PY) -m pytest -m slow

docs: $(BIN)/ruff ## Write the reference pages that are made from the code
	$(PY) -m tests.house.reference

lock: $(BIN)/ruff ## Write requirements/*.txt anew, with hashes
	$(COMPILE) -o requirements/core.txt
	$(COMPILE) --extra scale --extra test -o requirements/test.txt
	$(COMPILE) --extra scale --extra test --extra dev -o requirements/dev.txt

demo: ## Make the demonstration and serve it
	python3 start.py demo

clean: ## Remove what tools leave behind; data in var/ stays
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
