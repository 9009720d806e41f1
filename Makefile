# Flowery's routine acts. It knows how to get from a fresh clone to a running, tested, measured
# program, and nothing about the program itself. `make` alone lists what there is.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run test check bench lock docs browser peer clean

PORT ?= 8501
PYTHON ?=
ARGUMENTS ?=

IN_VENV := .venv/bin/python -m
# Everything is in the lock, hashes and all, so pip has nothing to resolve and nothing to build.
INSTALL := $(IN_VENV) pip install --disable-pip-version-check --quiet --no-deps --only-binary :all: --require-hashes
COMPILE := $(IN_VENV) uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--fork-strategy fewest --default-index https://pypi.org/simple $(if $(UPGRADE),--upgrade)
PAGES := $(wildcard *.md docs/*.md)

help: ## list these targets
	@echo "make TARGET, where TARGET is one of:"
	@sed -n 's/^\([a-z]*\):.* ## /\1|/p' Makefile | awk -F'|' '{ printf "  %-8s %s\n", $$1, $$2 }'

setup: .venv/installed ## make .venv and install what Flowery needs

run: setup ## start Flowery on http://127.0.0.1:8501 (PORT=8600 for another port)
	$(IN_VENV) streamlit run app.py --server.address 127.0.0.1 --server.port $(PORT)

test: .venv/test-installed browser peer ## run every test (ARGUMENTS="-k vetoes" for some)
	$(IN_VENV) pytest --numprocesses auto --dist worksteal $(ARGUMENTS)

check: .venv/test-installed ## lint, formatting, types, architecture, generated pages
	$(IN_VENV) ruff check .
	$(IN_VENV) ruff format --check .
	$(IN_VENV) mypy
	$(IN_VENV) pytest --quiet tests/test_architecture.py tests/test_generated.py

bench: .venv/test-installed ## measure (CATALOGUE=table.parquet to bring your own catalogue)
	CATALOGUE="$(CATALOGUE)" $(IN_VENV) benchmarks $(ARGUMENTS)

docs: .venv/test-installed ## write the generated parts of the pages again
	$(IN_VENV) cogapp -r $(PAGES)

lock: .venv/test-installed ## write requirements.txt again from requirements.in (UPGRADE=1 for newer versions)
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(COMPILE) requirements.in --output-file requirements.txt
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(COMPILE) tests/requirements.in --output-file tests/requirements.txt

clean: ## remove .venv, caches and test artefacts; diaries are elsewhere and stay
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis tests/artefacts tests/peer/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

browser: .venv/test-installed
	@$(IN_VENV) tests.chromium

peer: tests/peer/node_modules/.package-lock.json

tests/peer/node_modules/.package-lock.json: tests/peer/package-lock.json
	@npm ci --prefix tests/peer --silent --ignore-scripts --no-audit --no-fund || { echo "The tests of the model endpoint need aimock, and it could not be installed: install Node.js 20 or newer with npm, check the network, then run make again." >&2; exit 1; }
	@touch $@

.venv/pyvenv.cfg:
	@for python in $(if $(PYTHON),"$(PYTHON)",python3 python3.14 python3.13 python3.12 python3.11 python); do \
		"$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		"$$python" -m venv --clear .venv && exit 0; \
	done; \
	rm -rf .venv; \
	echo "Flowery needs Python 3.11 or newer with its venv module: install it (Debian and Ubuntu: python3 and python3-venv), or name yours with 'make setup PYTHON=/path/to/python'." >&2; \
	exit 1

.venv/installed: requirements.txt .venv/pyvenv.cfg
	@echo "Installing what Flowery needs (about a minute the first time) ..."
	@$(INSTALL) -r requirements.txt || { echo "The packages in requirements.txt could not be installed: check the network and that pip reaches a package index, then run make again." >&2; exit 1; }
	@touch $@

.venv/test-installed: tests/requirements.txt .venv/installed
	@$(INSTALL) -r tests/requirements.txt || { echo "The packages in tests/requirements.txt could not be installed: check the network and that pip reaches a package index, then run make again." >&2; exit 1; }
	@touch $@
