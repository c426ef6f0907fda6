# Everything that sets up, runs, checks and locks Concordat. `make help` lists it.
# Needs python3 (3.11 or later, with venv), git and make; all else is installed into .venv.

PYTHON ?= python3
PORT ?= 8000
VAR_DIR = var# not the environment's, which may be a real installation's: the demonstration deletes in it

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
PYTEST := $(BIN)/python -m pytest --dist loadgroup $(ARGS)
READY := .venv/.ready
LOCKS := deploy/requirements-uv.txt deploy/requirements-dev.txt
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header
TYPED := core config $(wildcard deploy/*.py) $(filter-out core/%,$(wildcard */*/rules.py */*/actions.py) partnerships/people/shared_work.py)
READ_ONLY := types format-check lint imports migrations-check deploy-check templates-check dependencies-check
SOURCES := config core partnerships consultation compacts commissioning
# Environment of a real installation, for the checks that Django makes of one.
PRODUCTION := env -u DEMO VAR_DIR=$$work SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))') \
	ALLOWED_HOSTS=concordat.example.org BASE_URL=https://concordat.example.org \
	DATABASE_URL=sqlite:///$$work/check.sqlite3 EMAIL_URL=smtp://127.0.0.1:25 \
	OPERATOR=Forum CONTACT_NAME=Secretariat CONTACT_EMAIL=secretariat@concordat.example.org

# What Python compiles is kept: otherwise every process that the tests start compiles Django and the product anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup demo demo-reset test test-served check format-check lint types imports migrations-check \
	deploy-check templates-check dependencies-check format bench lock

help: ## list what make can do
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 26

# Setting up and running ----------------------------------------------------------------------------------------------

$(READY): $(LOCKS)
	@deploy/install $(PYTHON) && touch $@

setup: $(READY) ## set up the environment, the database and the demonstration data, and stop there
	@$(BIN)/python deploy/demo.py --var $(VAR_DIR) --set-up-only

demo: $(READY) ## set up what is missing and serve the demonstration on http://127.0.0.1:8000 (PORT=... changes it)
	@exec $(BIN)/python deploy/demo.py --var $(VAR_DIR) --port="$(PORT)"

demo-reset: $(READY) ## throw the demonstration's data away and load it afresh
	@$(BIN)/python deploy/demo.py --var $(VAR_DIR) --reset --set-up-only

# Tests ---------------------------------------------------------------------------------------------------------------
# Three processes for two cores: one works while another waits for the programs that its tests start. `make check` runs
# both suites at once with two each, which share what either database could be asked (ADR 30), and shows what each
# printed as it ends.
PROCESSES = 3

test: $(READY) ## the whole suite on SQLite (ARGS=... goes to pytest); a share of it with IN_TURN=1
	@env -u SERVED $(PYTEST) -n $(PROCESSES)

test-served: $(READY) ## the same suite on PostgreSQL and Redis (DATABASE_URL, REDIS_URL), with what only they can show; a share of it with IN_TURN=1
	@SERVED=1 $(PYTEST) -n $(PROCESSES)

bench: $(READY) ## measure the hot paths on PostgreSQL with the national data (needs wrk and two quiet cores)
	@$(BIN)/python -m tests.load.bench $(ARGS)

# Checks --------------------------------------------------------------------------------------------------------------

check: $(READY) ## everything that must hold before a change is taken
	@$(MAKE) --no-print-directory --jobs 2 --output-sync $(READ_ONLY)
	@IN_TURN=1 $(MAKE) --no-print-directory --jobs 2 --output-sync PROCESSES=2 test test-served

format-check: $(READY) ## is everything formatted?
	@$(BIN)/ruff format --check .

lint: $(READY) ## does ruff have remarks?
	@$(BIN)/ruff check .

types: $(READY) ## do the types hold where they are required?
	@work=$$(mktemp -d) && trap 'rm -rf "$$work"' EXIT && $(PRODUCTION) $(BIN)/mypy $(TYPED)

imports: $(READY) ## do imports run downwards only?
	@$(BIN)/lint-imports --no-cache --no-logo

migrations-check: $(READY) ## is a migration missing?
	@work=$$(mktemp -d) && trap 'rm -rf "$$work"' EXIT && $(PRODUCTION) $(MANAGE) makemigrations --check --dry-run

deploy-check: $(READY) ## would Django warn about a real installation?
	@work=$$(mktemp -d) && trap 'rm -rf "$$work"' EXIT && $(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING

templates-check: $(READY) ## does djlint have remarks on the templates?
	@$(BIN)/djlint --lint --quiet templates core/templates

dependencies-check: $(READY) ## is every import declared, and every declared package used?
	@$(BIN)/deptry $(SOURCES)

# Keeping up ----------------------------------------------------------------------------------------------------------

format: $(READY) ## format the code and repair what ruff can repair
	@$(BIN)/ruff format -q . && $(BIN)/ruff check -q --fix .

lock: $(READY) ## compile the lock files anew from pyproject.toml (ARGS=--upgrade takes newer versions)
	@$(COMPILE) $(ARGS) --group lock --output-file deploy/requirements-uv.txt
	@$(COMPILE) $(ARGS) pyproject.toml --output-file deploy/requirements.txt
	@$(COMPILE) $(ARGS) pyproject.toml --group dev --output-file deploy/requirements-dev.txt
