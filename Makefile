# Every command of the project. Each does its own set-up and does nothing twice.
# Targets are relative paths, so a checkout whose path contains spaces works.

MAKEFLAGS += --no-builtin-rules --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve demo demo-site test thorough lint check browser bench words screenshot snapshots lock clean

PY := .venv/bin/python
INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check
COMPILE := $(PY) -m uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11
READY := .venv/ready
# Demo and tests share one way to name an archive that is not the project's own.
DEMO := --config examples/demo/mkdocs.yml

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## /\1: /p' Makefile | awk -F': ' '{ printf "make %-10s %s\n", $$1, $$2 }'

$(READY): requirements.lock requirements-build.lock pyproject.toml
	@$(PY) -c '' 2>/dev/null || sh .ci/venv
	@$(INSTALL) --require-hashes -r requirements.lock -r requirements-build.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

site: $(READY) ## convert seeds/ and leave the finished site in site/
	$(PY) -m generator build

serve: $(READY) ## show the site while you edit, on http://127.0.0.1:8000/
	$(PY) -m generator serve

demo-site: $(READY) ## build the demonstration archive in examples/demo/site/
	$(PY) -m generator build $(DEMO)

demo: $(READY) ## build the demonstration archive and show it on http://127.0.0.1:8000/
	$(PY) -m generator serve $(DEMO)

check: $(READY) ## look for mistakes in seeds/ and say where they are
	$(PY) -m generator check

lint: $(READY) ## style and types
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

browser: $(READY)
	@$(PY) tests/browser/find_browser.py --install

test: lint browser ## everything that has to hold
	$(PY) -m pytest --numprocesses=3 --dist=loadfile

thorough: ## the same, with every hostile payload and every page where a part stands for the whole
	CLIPFILE_THOROUGH=1 $(MAKE) test

bench: $(READY) ## measure 1,000 articles (needs ../shared/data)
	@$(INSTALL) --require-hashes -r bench/requirements.lock
	$(PY) bench/measure.py 1000

words: $(READY) ## bring the words of the interface from generator/outputs/locale into the theme
	$(PY) -m generator.outputs.words_theme

screenshot: browser ## take the README's picture anew
	PYTHONPATH=tests $(PY) -m browser.screenshot

snapshots: browser ## agree to how pages look now: take the pictures anew that the tests compare
	PYTHONPATH=tests $(PY) -m browser.snapshots

lock: $(READY) ## pin the newest versions that pyproject.toml allows
	$(COMPILE) --upgrade --group dev pyproject.toml --output-file requirements.lock
	$(COMPILE) --upgrade --constraint requirements.lock --group bench --output-file bench/requirements.lock
	printf 'hatchling==1.27.0\neditables\n' | $(COMPILE) --upgrade --constraint requirements.lock --no-annotate \
		--output-file requirements-build.lock -

clean: ## remove all that was made; seeds and hand-written pages stay
	git clean -fdXq docs
	rm -rf .venv .cache site examples/*/site examples/*/.cache examples/*/docs .mypy_cache .ruff_cache .pytest_cache .hypothesis
