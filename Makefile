# help demo test check bench docs test-cluster — and no more.
# Needs Python 3.11 or newer and pip; everything else goes into .venv of the checkout.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PORT ?= 8000
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --no-input --require-hashes --requirement
EDITABLE := $(BIN)/pip install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation --editable .

.DEFAULT_GOAL := help
.PHONY: help demo test check bench docs test-cluster

help:
	@echo "make demo          score the example district into out/demo, then show the web system on http://127.0.0.1:$(PORT)"
	@echo "make test          every test, those of the web system on SQLite and on PostgreSQL (about eight minutes)"
	@echo "make check         format, lint, types, import contracts, house rules (under a minute)"
	@echo "make bench         speed and memory against their floors, into docs/reference/performance.md"
	@echo "make docs          draw the generated pages of docs/ anew"
	@echo "make test-cluster  the counting tests on PySpark in local mode (needs Java)"

demo: .venv/.web
	@$(BIN)/merilo score examples/district --out out/demo
	@MERILO_MODE=demo MERILO_FOLDER="$(CURDIR)/var/demo" MERILO_PUBLIC_URL=http://127.0.0.1:$(PORT) $(BIN)/merilo-web demo --serve --port $(PORT)

test: .venv/.dev
	@bash .ci/system-packages libreoffice-calc libreoffice-writer poppler-utils postgresql fonts-liberation chromium
	@$(BIN)/pytest --numprocesses 2 --dist loadgroup
	@MERILO_TEST_DATABASE=postgres $(BIN)/pytest --numprocesses 2 --quiet tests/web

check: .venv/.dev
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@MERILO_MODE=test $(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/pytest --quiet tests/house
	@echo "check: all is well"

bench: .venv/.dev
	@$(BIN)/python -m bench

docs: .venv/.dev
	@$(BIN)/python docs/generators/draw.py

test-cluster: .venv/.cluster
	@bash .ci/system-packages default-jre-headless
	@$(BIN)/pytest -m cluster tests

.venv/bin/python:
	@bash .ci/virtual-environment "$(PYTHON)"

.venv/.web: requirements-web.lock pyproject.toml | .venv/bin/python
	@echo "installing what merilo needs into .venv (once; a minute or two)…"
	@$(INSTALL) requirements-web.lock
	@$(EDITABLE)
	@touch $@

.venv/.dev: requirements-dev.lock pyproject.toml | .venv/bin/python
	@echo "installing merilo and its development tools into .venv (once; a minute or two)…"
	@$(INSTALL) requirements-dev.lock
	@$(EDITABLE)
	@touch $@ .venv/.web

.venv/.cluster: requirements-cluster.lock pyproject.toml | .venv/bin/python
	@echo "installing PySpark and the rest into .venv (once; some minutes)…"
	@$(INSTALL) requirements-cluster.lock
	@$(EDITABLE)
	@touch $@ .venv/.dev .venv/.web
