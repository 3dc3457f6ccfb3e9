PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test clean

demo: .venv/ready ## grade a class made from the bundled course
	$(BIN)/autograder demo

test: .venv/ready ## everything a reviewer would run: format, lint, types, imports, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --numprocesses auto --cov --cov-report=term-missing:skip-covered

# The lock file pins what CI uses; pyproject.toml says what is needed at least.
.venv/ready: pyproject.toml requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --editable .
	touch $@

clean:
	rm -rf .venv demo-class
