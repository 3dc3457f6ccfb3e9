PYTHON ?= python3
BIN := .venv/bin

# Translations are compiled by the build hook, so that nothing of Babel need be installed.
PO := $(wildcard autograder/feedback/locale/*.po)
MO := $(PO:.po=.mo)

.PHONY: demo test catalogues messages clean

demo: .venv/ready $(MO) ## grade a class made from the bundled course
	$(BIN)/autograder demo

test: .venv/ready $(MO) ## everything a reviewer would run: format, lint, types, imports, tests
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

$(MO): %.mo: %.po | .venv/ready
	$(BIN)/pip install --quiet --no-deps --editable .

catalogues: .venv/ready ## compile all translations, whatever their dates
	$(BIN)/pip install --quiet --no-deps --editable .

messages: .venv/ready ## collect what code and templates say into every .po file
	mkdir -p build
	$(BIN)/pybabel --quiet extract --mapping pyproject.toml --no-location --output build/messages.pot autograder
	for po in $(PO); do $(BIN)/pybabel --quiet update --locale $$(basename $$po .po) --output-file $$po \
	  --input-file build/messages.pot --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 100 || exit 1; done

clean:
	rm -rf .venv demo-class
