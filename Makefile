# All commands of the project. Each sets up what it needs and skips what is already done.
# Targets are relative paths, so the project also works in a folder whose path contains spaces.

MAKEFLAGS += --no-builtin-rules --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve demo demo-site shell test pytest thorough lint style types check browser bench words screenshot snapshots lock clean

PY := .venv/bin/python
INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check
COMPILE := $(PY) -m uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11
# What builds a site, and what also tests it.
READY := .venv/ready
DEV := .venv/dev
# The settings of the demonstration archive.
DEMO := --config examples/demo/mkdocs.yml

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /\1: /p' Makefile | awk -F': ' '{ printf "make %-10s %s\n", $$1, $$2 }'

$(READY): requirements-site.lock requirements-build.lock pyproject.toml
	@$(PY) -c '' 2>/dev/null || sh .ci/venv
	@$(INSTALL) --require-hashes -r requirements-site.lock -r requirements-build.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@$(PY) -m compileall -q -j 0 generator
	@touch $@

$(DEV): $(READY) requirements.lock
	@$(INSTALL) --require-hashes -r requirements.lock
	@touch $@

site: $(READY) ## convert seeds/ and build the site in site/
	$(PY) -m generator build

serve: $(READY) ## show the site at http://127.0.0.1:8000/ and update it while you edit
	$(PY) -m generator serve

demo-site: $(READY) ## build the demonstration archive in examples/demo/site/
	$(PY) -m generator build $(DEMO)

demo: $(READY) ## build the demonstration archive and show it at http://127.0.0.1:8000/
	$(PY) -m generator serve $(DEMO)

shell: $(READY) ## open a shell in which clipfile is a command
	@echo "'clipfile' is now a command. Type 'clipfile --help' to begin and 'exit' to leave."
	@PATH="$(CURDIR)/.venv/bin:$$PATH" VIRTUAL_ENV="$(CURDIR)/.venv" "$${SHELL:-/bin/sh}" || true

check: $(READY) ## report mistakes in seeds/
	$(PY) -m generator check

lint: style types ## check style and types

style: $(DEV)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: $(DEV)
	$(PY) -m mypy

browser: $(DEV)
	@$(PY) tests/browser/find_browser.py --install

test: style browser ## run all checks and tests, including those in a real browser
	@$(MAKE) --jobs=2 types pytest

pytest: $(DEV)
	$(PY) -m pytest --numprocesses=3 --dist=loadfile --no-loadscope-reorder

thorough: ## run all tests with every page and hostile input instead of a sample
	CLIPFILE_THOROUGH=1 PYTEST_ADDOPTS='-o faulthandler_timeout=0' $(MAKE) test

bench: $(DEV) ## measure 1,000 articles (needs ../shared/data)
	@$(INSTALL) --require-hashes -r bench/requirements.lock
	$(PY) bench/measure.py 1000

words: $(READY) ## copy the translations from generator/outputs/locale into the theme
	$(PY) -m generator.outputs.words_theme

screenshot: browser ## update the screenshot in the README
	PYTHONPATH=tests $(PY) -m browser.screenshot

snapshots: browser ## approve how pages look now and replace the approved screenshots
	PYTHONPATH=tests $(PY) -m browser.snapshots

lock: $(DEV) ## pin the newest versions that pyproject.toml allows
	$(COMPILE) --upgrade --group dev pyproject.toml --output-file requirements.lock
	$(COMPILE) --upgrade --constraint requirements.lock --extra documents --extra imports --extra heic --extra cards --extra remote pyproject.toml \
		--output-file requirements-site.lock
	$(COMPILE) --upgrade --constraint requirements.lock --group bench --output-file bench/requirements.lock
	printf 'hatchling==1.27.0\neditables\n' | $(COMPILE) --upgrade --constraint requirements.lock --no-annotate \
		--output-file requirements-build.lock -

clean: ## remove everything that was built; seeds and hand-written pages stay
	git clean -fdXq docs
	rm -rf .venv .cache site examples/*/site examples/*/.cache examples/*/docs .mypy_cache .ruff_cache .pytest_cache .hypothesis
