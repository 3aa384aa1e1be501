# Everything a fresh machine with python3, make and git needs. `make help` lists it.
SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin
PAGE := rcagraph/report/page/vendor
# One process for each core, each with a server of a gigabyte or two; the server tests of a sort
# stay in one process (tests/sharing.py). `make test WORKERS=0`: all in one, for a debugger.
WORKERS ?= logical
SPREAD = -n $(WORKERS) --maxprocesses 4
NPM_CI = npm ci --silent --no-audit --no-fund && npm run --silent build

.PHONY: help page demo test test-fast bench bench-check peers bench-neo4j bench-impact bench-past bench-rdf bench-report check format docs site exports lock clean mutate fuzz simulate

help: ## what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort

.venv/ready: pyproject.toml uv.lock
	@if command -v uv >/dev/null 2>&1; then \
	  uv sync --frozen --quiet --compile-bytecode --no-dev --inexact; \
	else \
	  $(PYTHON) -m venv .venv 2>/dev/null || { \
	    echo "python3-venv is missing: installing it" >&2; \
	    apt-get update -qq && apt-get install -y -qq python3-venv && $(PYTHON) -m venv .venv; }; \
	  $(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1' && \
	  $(BIN)/python -m pip install --quiet --editable .; \
	fi
	@touch $@

page: ## the libraries of the HTML report (needs npm); nothing else needs them
	@$(NPM_CI)
	@touch node_modules/built

# Of the page and of its tests; a wheel that is built here leaves those for the tests out again.
node_modules/built: package.json package-lock.json copy-libraries.mjs
	@$(NPM_CI)
	@touch $@

.venv/dev: .venv/ready package.json package-lock.json copy-libraries.mjs # what tests and checks need besides
	@for package in chromium npm; do \
	  command -v $$package >/dev/null 2>&1 || { \
	    echo "$$package is missing: installing it" >&2; \
	    apt-get update -qq && apt-get install -y -qq $$package || \
	    echo "the browser tests will fail without $$package" >&2; }; done
	@$(MAKE) --silent node_modules/built || \
	  echo "the browser tests will fail without the page's libraries" >&2
	@if command -v uv >/dev/null 2>&1; then uv sync --frozen --quiet --compile-bytecode; \
	else $(BIN)/python -m pip install --quiet --group dev; fi
	@touch $@

demo: .venv/ready ## the example vault: counts, a blast radius, what keeps coming back, files in exports/
	@$(BIN)/rcagraph demo --vault examples/hopfield-pantry --exports exports

test: .venv/dev ## the whole test suite, on a real Neo4j and real SPARQL stores
	@$(BIN)/python -m pytest $(SPREAD)

test-fast: .venv/dev ## the tests that need no server or browser (leaves out Neo4j, the SPARQL stores, Chromium)
	@$(BIN)/python -m pytest $(SPREAD) -m 'not neo4j and not sparql and not browser'

bench: .venv/dev peers ## how fast a vault is read, beside hyalo and obsidiantools; stages, exports, start-up
	@$(BIN)/python -m benchmarks.startup
	@$(BIN)/python -m benchmarks.vault --notes 1000 10000 20000
	@$(BIN)/python -m benchmarks.stages --notes 1000 10000
	@$(BIN)/python -m benchmarks.exports

bench-check: .venv/dev peers ## the same against benchmarks/bars.toml; fails where a bar is missed by more than noise
	@failed=0; for bench in startup exports 'vault --notes 10000 20000'; do \
	  $(BIN)/python -m benchmarks.$$bench --check || failed=1; done; exit $$failed

peers: .venv/dev ## what the benchmarks measure against, in build/peers (needs cargo)
	@$(BIN)/python -m benchmarks.peers

bench-neo4j: .venv/dev ## how fast a push to Neo4j is, on 20,000 notes (takes minutes)
	@$(BIN)/python -m benchmarks.neo4j

bench-impact: .venv/dev ## how long blast radius takes on 10,000 services, beside a plain loop
	@$(BIN)/python -m benchmarks.impact

bench-past: .venv/dev ## how long recurrence, dependencies and report take on 10,000 incidents
	@$(BIN)/python -m benchmarks.past

bench-rdf: .venv/dev ## how long a million triples take to write, beside oxigraph
	@$(BIN)/python -m benchmarks.rdf

bench-report: .venv/dev ## how long the HTML report of 1,000 incidents takes to make and to open
	@$(BIN)/python -m benchmarks.report

check: .venv/dev ## lint, types, contracts, generated docs and exports current, the manual without a broken link
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/rcagraph schema --check docs/reference
	@$(BIN)/rcagraph demo --vault examples/hopfield-pantry --exports exports --check --quiet
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

mutate: .venv/dev ## take each diagnostic out of the code, and see that its case notices
	@$(BIN)/python tests/mutate_diagnostics.py

fuzz: .venv/dev ## ten minutes of coverage-guided fuzzing each: notes, data files, profiles (Linux)
	@if command -v uv >/dev/null 2>&1; then uv sync --frozen --quiet --group fuzz; \
	else $(BIN)/python -m pip install --quiet --group fuzz; fi
	@for target in markdown yaml toml json profile; do \
	  $(BIN)/python -m tests.fuzz $$target 600 || exit 1; done

simulate: .venv/dev ## coverage, false alarms and power of the estimators (some minutes; simulations/RESULTS.md)
	@$(BIN)/python -m simulations.coverage

format: .venv/dev ## format the code
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

docs: .venv/dev ## write docs/reference/ anew from the code
	@$(BIN)/rcagraph schema --write docs/reference

site: .venv/dev ## the manual as a web site, in build/site
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict
	@echo "build/site/index.html"

exports: demo ## write exports/ anew

lock: ## renew uv.lock (needs uv)
	@uv lock

clean: ## remove what was installed and cached
	rm -rf node_modules $(PAGE) .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
