# Tongxin. `make` alone lists what there is.

PYTHON ?= python3
VENV   ?= .venv
T      ?= tests
JOBS   ?= 2
BIN    := $(VENV)/bin

CATALOGUES := $(patsubst %.po,%.mo,$(wildcard templates/locale/*/LC_MESSAGES/messages.po))
EXTRACT    := PYTHONPATH=. $(BIN)/pybabel -q extract -F pyproject.toml -k _ -k N_ -k ngettext:1,2 -k pgettext:1c,2 \
              --no-location --sort-output --no-wrap --project=tongxin --copyright-holder="Tongxin contributors"

.DEFAULT_GOAL := help
.PHONY: help setup run test proof bench growth figures lighthouse check format words migrations clean

##@ Start
help: ## this list
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/ready $(CATALOGUES) ## virtual environment, pinned dependencies, catalogues

run: setup ## the demonstration on http://127.0.0.1:8000 (PORT=, DATA_DIR=)
	@DEMO=1 PAYMENTS=twin exec $(BIN)/tongxin run

##@ Prove
test: setup $(VENV)/ready-dev ## every test, proofs small (T=path for a part, JOBS=processes)
	@$(BIN)/python -m tests.servers.install
	$(BIN)/pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder $(T)

proof: setup $(VENV)/ready-dev ## the proofs at full size, into bench/results/proof.json
	@$(BIN)/python -m tests.servers.install
	PROOF=full $(BIN)/pytest -m proof --proof-results bench/results/proof.json $(T)

bench: setup $(VENV)/ready-dev ## benchmarks beside their floors, into bench/results/latest.json; ends with 1 below a promise
	@$(BIN)/python -m tests.servers.install
	$(BIN)/python -m bench

growth: setup $(VENV)/ready-dev ## how cost grows with bases, nights and stays, into bench/results/growth.json
	@$(BIN)/python -m tests.servers.install
	$(BIN)/python -m bench.growth

figures: setup ## write what `make bench` and `make growth` measured last into docs/bench.md and docs/scaling.md
	$(BIN)/python -m bench.report

lighthouse: setup $(VENV)/ready-dev ## Lighthouse over three pages of a demonstration (needs npm and Chromium)
	$(BIN)/python -m bench.lighthouse

##@ Keep in order
check: setup $(VENV)/ready-dev ## format, lint, types, import contracts, templates, words, migrations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/codespell
	$(EXTRACT) -o $(VENV)/now.pot .
	$(BIN)/python -m tests.house.catalogues templates/locale $(VENV)/now.pot
	$(BIN)/python -m scheduler migrate --check

format: $(VENV)/ready-dev ## write the code in the one format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

words: $(VENV)/ready-dev ## extract visible words, update both catalogues, compile them
	$(EXTRACT) -o templates/locale/tongxin.pot .
	$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --no-wrap --ignore-pot-creation-date \
	  -i templates/locale/tongxin.pot -d templates/locale
	$(BIN)/pybabel -q compile -d templates/locale

migrations: setup ## write a migration for changed models; then check it by hand (CONTRIBUTING.md)
	$(BIN)/python -m scheduler migrate --make

clean: ## remove the virtual environment and everything else that was made
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	rm -f $(CATALOGUES)

# A stamp is newer than what it was made from, or it is made again.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; name one with PYTHON=")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/ready: requirements.txt pyproject.toml | $(BIN)/python
	@echo "Installing the pinned dependencies into $(VENV)"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/ready-dev: requirements-dev.txt $(VENV)/ready
	@echo "Installing the tools for tests and checks into $(VENV)"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

%.mo: %.po | $(VENV)/ready
	@$(BIN)/pybabel -q compile -i $< -o $@
