# The only entry to everything: `make run`, `make test`, `make check`, `make eval`, `make bench`.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
SELF := $(PIP) install --no-deps --no-build-isolation --editable .

.PHONY: run test check format eval bench lock clean

run: $(VENV)/.run-ready  ## start the bot; without a token, in a local preview
	$(BIN)/python -m bot run

test: $(VENV)/.dev-ready  ## all tests, on SQLite and PostgreSQL
	$(BIN)/python -m pytest -n auto

check: $(VENV)/.dev-ready  ## style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev-ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

eval: $(VENV)/.dev-ready  ## quality on real reports, against its floors
	$(BIN)/python -m evaluation

bench: $(VENV)/.dev-ready  ## speed and memory, against named peers
	$(BIN)/python -m benchmarks

lock: $(VENV)/.dev-ready  ## resolve the dependencies anew
	$(PIP) install uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra build pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra build --extra dev --constraint requirements.lock pyproject.toml --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) dist build

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run-ready: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes --requirement requirements.lock
	$(SELF)
	touch $@

$(VENV)/.dev-ready: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes --requirement requirements-dev.lock
	$(SELF)
	touch $@ $(VENV)/.run-ready
