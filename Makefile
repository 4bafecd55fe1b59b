# The desk on one machine. Needs Python 3.11 or newer, and make; all else is fetched into .venv and .local/engines.
#   make run    start everything; Ctrl-C stops it, the data stays in .local
#   make test   everything that has to pass: lint, types, tests
#   make package [STAGE=dev]
#               the Lambda package: build/STAGE/sam.json and deployment.zip
#   make deploy STAGE=dev [DRY_RUN=1] [PARAMETERS="Name=value …"]
#               package, change set in words, deploy, console (docs/deploying.md)
#   make person STAGE=dev EMAIL=… NAME="…" PHONE=… SHOWROOM="…" [ROLE=MANAGER] [CITY=… ADDRESS="…"]
#               somebody who can sign in to it
#   make person STAGE=dev EMAIL=… LOST_PHONE=1
#               whose second step at sign-in is switched off: the phone with their authenticator is lost
#   make customer STAGE=dev ARGS="export --phone +593…"
#               a copy of what is held about a customer; ARGS="erase --phone +593…" says what would go, and --yes erases it
#   make e2e    the stack deployed to ministack, and a day at its desk; make test runs it too
#   make checks whether a library of the package has a known weakness
#   make race, make reserve-race, make reserve-histories, make lists, make kill9, make faults,
#   make erasures
#               proofs at their full size, which make test runs smaller
#   make speed      how fast the console feels on a slow phone
#   make job-costs   what a run of the overdue job costs
#   make bench  cold starts and warm lists of the package, beside two others
#   make costs  what each call costs, for docs/costs.md
# Another Python: make PYTHON=python3.12 run

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
# The stamp is named for what it stands for, so that a changed requirement, or another Python, makes a new environment.
STAMP := $(VENV)/made-for-$(shell { cat requirements.txt requirements-dev.txt; $(PYTHON) -V; } 2>&1 | cksum | cut -d' ' -f1)

STAGE ?= dev

.PHONY: run test lint types engines libraries package deploy person customer e2e checks bench race reserve-race reserve-histories lists kill9 faults erasures job-costs costs publishing speed clean
.DEFAULT_GOAL := run

run: $(STAMP)
	@$(PY) -m local $(if $(SPEED),--speed $(SPEED))

test: lint types engines libraries
	@$(PY) -m pytest --numprocesses 2 --dist loadscope --no-loadscope-reorder

lint: $(STAMP)
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m bandit --quiet --configfile pyproject.toml --recursive app.py chalicelib local tools

types: engines
	@$(PY) -m mypy
	@$(PY) -m tools.console_types

engines: $(STAMP)
	@$(PY) -m local.install

libraries: $(STAMP)
	@$(PY) -m tools.package.libraries

package: $(STAMP)
	@$(PY) -m tools.package --stage $(STAGE)

deploy: engines
	@$(PY) -m tools.deploy --stage $(STAGE) $(if $(DRY_RUN),--dry-run) $(PARAMETERS)

person: $(STAMP)
	@$(PY) -m tools.deploy.person --stage $(STAGE) --email "$(EMAIL)" $(if $(LOST_PHONE),--lost-phone,--name "$(NAME)" \
		--phone "$(PHONE)" --showroom "$(SHOWROOM)" $(if $(ROLE),--role $(ROLE)) $(if $(CITY),--city "$(CITY)") \
		$(if $(ADDRESS),--address "$(ADDRESS)"))

customer: $(STAMP)
	@$(PY) -m tools.customer --stage $(STAGE) $(ARGS)

e2e: engines libraries
	@$(PY) -m pytest tests/e2e

checks: $(STAMP)
	@$(PY) -m tools.checks

race: engines
	@PROOFS=full $(PY) -m pytest tests/engine/test_races.py

reserve-race: engines
	@PROOFS=full $(PY) -m pytest tests/engine/test_reserve_race.py --durations=5

reserve-histories: engines
	@PROOFS=full $(PY) -m pytest tests/engine/test_reservation_histories.py --durations=5

lists: engines
	@PROOFS=full $(PY) -m pytest tests/engine/test_lists.py

kill9: engines
	@PROOFS=full $(PY) -m pytest tests/engine/test_durability.py

faults: engines
	@PROOFS=full $(PY) -m pytest tests/engine/test_job_faults.py --log-cli-level=INFO

erasures: engines
	@PROOFS=full $(PY) -m pytest tests/engine/test_erasure.py tests/engine/test_erasure_races.py tests/engine/test_erasure_crashes.py

bench: engines
	@$(PY) -m bench.cold

job-costs: engines
	@$(PY) -m bench.jobs

costs: engines
	@$(PY) -m bench.costs

publishing: engines
	@$(PY) -m bench.publishing

speed: engines
	@$(PY) -m bench.console

# The desk's data is left alone: it is in .local, beside the engines.
clean:
	rm -rf $(VENV) .local/engines .mypy_cache .pytest_cache .ruff_cache .hypothesis build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(STAMP):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=…")'
	@echo "Making $(VENV) …"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
