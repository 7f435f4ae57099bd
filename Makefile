# `make grade` and `make test` need Python 3.11 to 3.13 and make, nothing else: each sets up what it uses.

PYTHON ?= python3
ASSIGNMENTS ?= a1_derivatives
VENV := .venv
READY := $(VENV)/.ready
EXTRAS := $(VENV)/.extras
HUB := $(VENV)/.hub
CLUSTER := $(VENV)/.cluster
BUILT := $(VENV)/.built

.PHONY: help grade test quick check build verify bench setup extras cluster hub clean

help:  ## Show this list.
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

grade: setup  ## Build the course and grade a sample class in sample_course/ (ASSIGNMENTS=… for others than a1).
	$(VENV)/bin/grader demo $(ASSIGNMENTS)

test: setup extras cluster check  ## Run all tests, the linter and the type checker.
	$(VENV)/bin/pytest

quick: setup check  ## Run what most changes need, in under a minute: the quick tests, the linter and the type checker.
	$(VENV)/bin/pytest -m quick

check: setup
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy

build: setup  ## Build source/ and release/ from the masters.
	$(VENV)/bin/grader build

verify: setup  ## Prove that questions, solutions, notebooks and samples agree.
	$(VENV)/bin/grader verify

bench: setup  ## Grade the same class with stock nbgrader and with this package (ARGS=--help for options).
	$(VENV)/bin/python -m benchmarks $(ARGS)

setup: $(BUILT)  ## Make the environment in .venv/ and the notebooks in source/.

$(BUILT): $(READY) nbgrader_config.py $(shell find source solutions grader/authoring grader/hidden_tests -maxdepth 1 \( -name '*.py' -o -name '*.toml' \))
	$(VENV)/bin/grader build
	@touch $(BUILT)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
		{ echo "Python 3.11 to 3.13 is needed; $(PYTHON) is another. Try: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "Python's venv module is missing. On Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

extras: $(EXTRAS)  ## Add what a7, a8 and a9 need besides: Keras, scikit-learn, Streamlit; and PostgreSQL's driver.

$(EXTRAS): $(READY) requirements-extras.lock
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-extras.lock
	@touch $(EXTRAS)

cluster: $(CLUSTER)  ## Add what grading on several machines needs besides: docs/cluster.md.

$(CLUSTER): $(READY) requirements-cluster.lock
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-cluster.lock
	@touch $(CLUSTER)

hub: $(HUB)  ## Add JupyterHub, for a class on one machine: docs/jupyterhub.md.

$(HUB): $(READY) requirements-hub.lock
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-hub.lock
	@touch $(HUB)

clean:  ## Remove the environment and the sample course.
	rm -rf $(VENV) sample_course
