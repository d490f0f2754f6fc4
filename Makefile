# `make run` and `make test` need nothing but Python 3.11+ and make.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
JOBS ?= 2
export PORT

.PHONY: help install install-dev run dev demo test test-postgres soak lint format check check-fast check-next .upgraded messages lock docs screenshots bench-pages bench-editor bench-render bench-images bench-import bench-papers bench-search bench-related

help: ## Say what each target does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3.11."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python cannot make virtual environments. On Debian: apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.installed

install: $(VENV)/.installed ## Install what the site needs
install-dev: $(VENV)/.installed-dev ## Install what tests and checks need

run: install ## Serve the site on http://127.0.0.1:$PORT, with a demo the first time
	@$(BIN)/python manage.py prepare
	@exec $(BIN)/python manage.py serve --port $(PORT)

dev: install-dev ## The site with full tracebacks, reloaded when a file is saved; tasks run at once
	@$(BIN)/python manage.py prepare
	DJANGO_SETTINGS_MODULE=config.settings.dev $(BIN)/python manage.py runserver $(PORT)

demo: install ## Fill the publication with the demo anew
	$(BIN)/python manage.py migrate --no-input --verbosity 0
	$(BIN)/python manage.py load_demo --reset

test: install-dev ## Run all tests, on SQLite
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup

test-postgres: install-dev ## Run the same tests on a PostgreSQL of their own
	$(BIN)/python -m tests.postgres -m pytest -n $(JOBS) --dist loadgroup -m "not browser and not once and not soak"

soak: install-dev ## What takes longer than a change should wait for, on both databases
	$(BIN)/python -m pytest -m soak --timeout 0
	$(BIN)/python -m tests.postgres -m pytest -m "soak and not browser and not once" --timeout 0

lint: install-dev ## Style, types, import contracts, templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet templates

check-fast: lint ## Style, types, contracts, and the tests of what changed since the last commit
	$(BIN)/python -m tests.changed -n $(JOBS) --dist loadgroup

check-next: ## The suite with the newest Django and Wagtail that this Python allows, in an environment of its own
	$(MAKE) VENV=.venv-next install-dev
	$(MAKE) VENV=.venv-next .upgraded

.upgraded:
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade django wagtail
	$(BIN)/python -m django --version
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup

format: install-dev ## Put the code into its form
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .

check: lint ## All that CI runs
	DJANGO_SETTINGS_MODULE=config.settings.test $(BIN)/python manage.py makemigrations --check --dry-run
	SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))') ALLOWED_HOSTS=lab.example.org DATABASE_URL=sqlite:////tmp/none.sqlite3 DJANGO_SETTINGS_MODULE=config.settings.production $(BIN)/python manage.py check --deploy --fail-level WARNING
	TZ=Pacific/Chatham LC_ALL=tr_TR.UTF-8 $(MAKE) test-postgres
	LC_ALL=C $(MAKE) test

bench-pages: install-dev ## A post, a list and a search without any cache, beside bare Django and Wagtail
	$(BIN)/python -m bench.pages

bench-editor: install-dev ## The editor with 60 blocks: scripts until it is open, and a letter, beside Wagtail's own
	$(BIN)/python -m bench.editor

bench-search: install-dev ## The readers' search over 500 posts: time to index, time and queries to find
	$(BIN)/python -m bench.search

bench-papers: install-dev ## Paper list, search and paper page over 5,000 papers, beside a bare Wagtail page
	$(BIN)/python -m bench.papers

bench-related: install-dev ## Related posts over 1,000 posts: what publishing one costs
	$(BIN)/python -m bench.related

bench-import: install-dev ## 550 posts of a Hugo site in and out, without and with pictures
	$(BIN)/python -m bench.transfer
	$(BIN)/python -m bench.transfer --images 158

bench-render: install-dev ## How the work of each renderer grows when its text doubles
	$(BIN)/python -m bench.render

bench-images: install-dev ## One photograph to all sizes: ours against stock Wagtail
	$(BIN)/python -m bench.images

messages: install-dev ## Bring blog/locale in step with the sources, and compile it
	$(BIN)/python -m tests.messages

screenshots: install-dev ## Take the pictures of README and docs anew, of the demo
	$(BIN)/python -m tests.pictures

docs: install-dev ## See whether every link in the docs leads somewhere
	$(BIN)/python -m pytest -q tests/test_docs.py

lock: ## Compile the hashed requirements from pyproject.toml (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet pyproject.toml -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet pyproject.toml --extra s3 -c requirements.txt -o requirements-s3.txt
