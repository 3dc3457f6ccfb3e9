PYTHON ?= python3
BIN := .venv/bin
PYTEST := $(BIN)/pytest --numprocesses auto

.PHONY: demo check test test-all clean

demo: .venv/demo ## grade a class made from the bundled course
	$(BIN)/autograder demo

check: .venv/ready ## format, lint, types, layers, and the quick tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PYTEST) -m "not (process or slow or exhaustive)"

test: check ## and one member of each kind of the rest: what CI runs
	$(PYTEST) -m "(process or slow) and not exhaustive"

test-all: check ## and everything, with its coverage
	$(PYTEST) --cov --cov-report=term-missing:skip-covered

# The lock file pins what is used here; pyproject.toml says what is needed at least.
.venv/bin/python:
	@echo "Making .venv, a Python environment of its own, in this folder ..."
	$(PYTHON) -m venv .venv

.venv/demo: .venv/bin/python pyproject.toml requirements.lock
	@test -e .venv/ready || echo "Installing what grading needs into .venv; TensorFlow is most of it (2.5 GB) ..."
	@test -e .venv/ready || $(BIN)/pip install --progress-bar on --constraint requirements.lock --editable ".[keras]"
	@touch $@

.venv/ready: .venv/bin/python pyproject.toml requirements.lock
	@echo "Installing what the tests need into .venv ..."
	$(BIN)/pip install --quiet --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --editable .
	@touch $@ .venv/demo

clean:
	rm -rf .venv demo-class
