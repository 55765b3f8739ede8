# Wireroom. `make run` shows it working, `make test` proves it; both set up what they need.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/ready
LOCK   := --quiet --universal --python-version 3.11.5 --generate-hashes --no-header --upgrade

FAULTS ?= 325
SEED   ?= 1

# Python's compiled code is kept, whatever the environment says: without it every process compiles its libraries anew.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help setup run test lint lock bench faults clean

help: ## show this
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## build .venv from the hash-pinned lock

$(READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' \
	  || { echo "Wireroom needs Python 3.11.5 or newer; name one: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 2; }
	@echo "Setting up $(VENV) (once, about a minute) ..."
	@$(PYTHON) -m venv --clear $(VENV)
	@grep -A 99 '^uv==' requirements-dev.lock | awk 'NR > 1 && /^[a-z]/ {exit} !/^ *#/' > $(VENV)/uv.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $(VENV)/uv.lock
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m streams.extraction.gazetteer
	@$(BIN)/python -m streams.embedded
	@touch $@

run: $(READY) ## publish the seed articles through a real broker, worker and database, and show what came out
	@$(BIN)/wireroom demo

test: $(READY) ## every test, the end-to-end ones on the real broker and database included
	@$(BIN)/python -m pytest --numprocesses 3 --dist loadfile --no-loadscope-reorder

lint: $(READY) ## ruff, mypy strict, the walls between packages, alembic check
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@WIREROOM_HOME=$(VENV)/check $(BIN)/wireroom migrate --check

bench: $(READY) ## articles per second, as a ratio to bare spaCy in the same run
	@$(BIN)/python -m benchmarks

faults: $(READY) ## strike a real house, FAULTS times, by SEED; exit code 1 when anything is lost, doubled or stale
	@$(BIN)/python -m tests.faults --faults $(FAULTS) --seed $(SEED)

lock: $(READY) ## renew both locks: what runs, and what runs and tests
	@$(BIN)/uv pip compile $(LOCK) --group dev pyproject.toml -o requirements-dev.lock
	@$(BIN)/uv pip compile $(LOCK) --constraints requirements-dev.lock pyproject.toml -o requirements.lock

clean: ## remove what was set up and what was stored
	rm -rf $(VENV) .wireroom build *.egg-info
