# `make grade` and `make test` need Python 3.11 to 3.13 and make, nothing else: each sets up what it uses.

PYTHON ?= python3
ASSIGNMENTS ?= a1_derivatives
VENV := .venv
READY := $(VENV)/.ready
EXTRAS := $(VENV)/.extras
HUB := $(VENV)/.hub
CLUSTER := $(VENV)/.cluster
BUILT := $(VENV)/.built

# Installs what a lock file ($(1)) names, which is all that is needed, and says how far it is: some packages are for other
# Pythons, hence "about".
define install
@{ $(VENV)/bin/python -m pip install --disable-pip-version-check --progress-bar off --no-deps --require-hashes -r $(1) 2>&1; echo "exit $$?"; } | \
	awk -v all="$$(grep -c '^[a-zA-Z0-9].*==' $(1))" \
	'/^(Collecting|Processing) /{ if (++n % 20 == 0) { print "  " n " of about " all " packages"; fflush() } next } \
	/^Installing collected/{ print "  unpacking them"; fflush(); next } \
	/^exit /{ code = $$2; next } /^ERROR|^error/{ print; fflush() } END{ exit code }'
endef

.PHONY: help grade test suite quick check build verify bench setup extras cluster hub clean

help:  ## Show this list.
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

grade: setup  ## Build the course and grade a sample class in sample_course/ (ASSIGNMENTS=… for others than a1).
	$(VENV)/bin/grader demo $(ASSIGNMENTS)

test: setup extras cluster  ## Run all tests, the linter and the type checker.
	@$(MAKE) --no-print-directory --jobs=2 --keep-going check suite  # the type checker leaves one core idle

suite:
	$(VENV)/bin/pytest

quick: setup check  ## Run what most changes need, in under a minute: the quick tests, the linter and the type checker.
	$(VENV)/bin/pytest -m quick

check: setup  ## Run the linter and the type checker.
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
	@echo "3 of 3: the notebooks"
	@$(VENV)/bin/grader build
	@touch $(BUILT)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
		{ echo "Python 3.11 to 3.13 is needed; $(PYTHON) is another. Try: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "Python's venv module is missing. On Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
	@echo "1 of 3: an environment in $(VENV)/"
	@$(PYTHON) -m venv $(VENV)
	@echo "2 of 3: the packages of requirements.lock (about two minutes, by your network)"
	$(call install,requirements.lock)
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

extras: $(EXTRAS)  ## Add what a7, a8 and a9 need besides: Keras, scikit-learn, Streamlit; and PostgreSQL's driver.

$(EXTRAS): $(READY) requirements-extras.lock
	@echo "the packages of requirements-extras.lock"
	$(call install,requirements-extras.lock)
	@touch $(EXTRAS)

cluster: $(CLUSTER)  ## Add what grading on several machines needs besides: docs/cluster.md.

$(CLUSTER): $(READY) requirements-cluster.lock
	@echo "the packages of requirements-cluster.lock"
	$(call install,requirements-cluster.lock)
	@touch $(CLUSTER)

hub: $(HUB)  ## Add JupyterHub, for a class on one machine: docs/jupyterhub.md.

$(HUB): $(READY) requirements-hub.lock
	@echo "the packages of requirements-hub.lock"
	$(call install,requirements-hub.lock)
	@touch $(HUB)

clean:  ## Remove the environment and the sample course.
	rm -rf $(VENV) sample_course
