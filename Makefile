PYTHON ?= python3
BIN := .venv/bin
PYTEST := $(BIN)/pytest --numprocesses auto

# Translations are compiled by the build hook, so that `make demo` installs nothing of Babel.
PO := $(wildcard autograder/feedback/locale/*.po)
MO := $(PO:.po=.mo)

.PHONY: demo check test test-all catalogues messages clean

demo: .venv/demo $(MO) ## grade a class made from the bundled course
	$(BIN)/autograder demo

check: .venv/ready $(MO) ## format, lint, types, layers, and the quick tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PYTEST) -m "not (process or slow or exhaustive)"

test: check ## and one member of each kind of the rest: what CI runs
	$(PYTEST) -m "(process or slow) and not exhaustive"

test-all: check ## and everything, with its coverage
	$(PYTEST) --hypothesis-profile thorough --cov --cov-report=term-missing:skip-covered

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

$(MO): %.mo: %.po | .venv/bin/python
	$(BIN)/pip install --quiet --no-deps --editable .

catalogues: .venv/bin/python ## compile all translations, whatever their dates
	$(BIN)/pip install --quiet --no-deps --editable .

messages: .venv/ready ## collect what code and templates say into every .po file
	mkdir -p build
	$(BIN)/pybabel --quiet extract --mapping pyproject.toml --no-location --output build/messages.pot autograder
	for po in $(PO); do $(BIN)/pybabel --quiet update --locale $$(basename $$po .po | tr - _) --output-file $$po \
	  --input-file build/messages.pot --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 100 || exit 1; done

clean:
	rm -rf .venv demo-class
