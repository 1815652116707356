# Two commands do all set-up: `make demo` and `make test`. Everything lands in .venv; only OS packages touch the system.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
STAMP := .make
OS_PACKAGES := tesseract-ocr tesseract-ocr-eng tesseract-ocr-osd python3-venv
# The tests begin a database server and a mail server of their own, on free ports.
TEST_PACKAGES := chromium dovecot-imapd postgresql
# Faces the sample generator draws with; only its tests and `make samples` need them.
FONT_PACKAGES := fonts-dejavu-core fonts-liberation fonts-freefont-ttf
# What the rigs of `make test-lab` need: a fax server with software modems, a tracer, and Ceph as S3.
LAB_PACKAGES := hylafax-server hylafax-client iaxmodem ghostscript strace faketime e2fsprogs radosgw ceph-mon ceph-osd ceph-common
SAMPLES_SITE ?=

export OMP_THREAD_LIMIT := 1

.PHONY: help demo test test-lab check format migration bench samples model lock wheel clean

help:  ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(STAMP)/run  ## the bundled samples through the whole pipeline, in a throw-away site
	$(BIN)/chartdrop demo

test: $(STAMP)/dev $(STAMP)/os-test  ## every test
	$(BIN)/python -m pytest

test-lab: $(STAMP)/dev $(STAMP)/os-lab  ## rigs: a real fax line, a power cut, a kill at every system call (root; half an hour)
	PYTHONPATH=tests/lab $(BIN)/python -m pytest -q tests/lab/lab_*.py

check: $(STAMP)/dev  ## format, lint, types, import layers, packaging
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/test_packaging.py tests/test_architecture.py

format: $(STAMP)/dev  ## rewrite the code in the house's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

migration: $(STAMP)/dev  ## m="what it does": the revision that brings a database to the tables of tables.py
	$(BIN)/python -m pipeline.adapters.migrations "$(m)"
	$(BIN)/ruff format --quiet pipeline/adapters/migrations

bench: $(STAMP)/dev  ## ratios of speed and accuracy; see tests/benchmarks/
	$(BIN)/python tests/benchmarks/run.py

lock:  ## resolve the dependencies again
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url \
	  --no-emit-find-links pyproject.toml --group build -o deploy/requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url \
	  --no-emit-find-links pyproject.toml --group dev -o deploy/requirements-dev.lock

wheel: $(STAMP)/dev  ## build the wheel into dist/
	$(BIN)/python -m hatchling build -t wheel

clean:  ## remove what was built
	rm -rf $(VENV) $(STAMP) dist build

# --- set-up, each step done once

$(STAMP)/os:
	@mkdir -p $(STAMP)
	@deploy/os-packages $(OS_PACKAGES)
	@touch $@

$(STAMP)/os-test: $(STAMP)/os
	@deploy/os-packages $(FONT_PACKAGES) $(TEST_PACKAGES)
	@touch $@

$(STAMP)/os-lab: $(STAMP)/os
	@deploy/os-packages $(LAB_PACKAGES)
	@touch $@

$(STAMP)/run: $(STAMP)/os deploy/requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "chartdrop needs Python 3.11 or newer; install it, or name it: make PYTHON=/path/to/python3"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r deploy/requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(STAMP)/dev: $(STAMP)/os deploy/requirements-dev.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "chartdrop needs Python 3.11 or newer; install it, or name it: make PYTHON=/path/to/python3"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r deploy/requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ $(STAMP)/run
