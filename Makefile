# For those who work on Own Accord. To use it: python3 start.py. To test it: python3 start.py test.
PYTHON := .venv/bin/python
TESTS := $(PYTHON) -m pytest

.PHONY: check demo reading attack laws faults leaks fuzz scan load storm calendar mutants journeys bench fmt lock

check: ## Style, types, walls, templates, texts: everything that needs no test run
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports
	.venv/bin/djlint --lint --quiet ownaccord
	$(PYTHON) -m tests.truth.translations

demo: ## Ash and Bo with a lived-in space, in a data folder of their own
	$(PYTHON) -m ownaccord demo

reading: ## How hard everything in content/ is to read
	$(PYTHON) -m tests.truth.reading

attack: laws faults leaks fuzz scan load storm ## Everything that attacks the promise, one after another; some hours

laws: ## The laws of consent as properties, attacks on the promise, a million seals without a nonce twice: half an hour
	$(PYTHON) -m tests.laws
	$(PYTHON) -m tests.walls.nonces

faults: ## Killed servers, full and locked disks, wrong clocks, restarts and upgrades
	$(PYTHON) -m tests.faults

leaks: ## Look for what somebody keeps to themselves: in every file, log, row, page and answer
	$(TESTS) tests/walls/test_canaries.py tests/walls/test_every_field.py tests/walls/test_process.py tests/walls/test_logs.py
	$(TESTS) tests/walls/test_metadata.py tests/walls/test_non_interference.py tests/walls/test_non_interference_decks.py

fuzz: ## Every decoder under a fuzzer, ten minutes each
	$(PYTHON) -m tests.fuzz

scan: ## What scanners find: the source, the locks, and a running server
	$(PYTHON) -m tests.scan

load: ## What a clock tells a stranger, crowds against somebody's stop, and days in minutes
	$(PYTHON) -m tests.load
	$(PYTHON) -m tests.load --postgresql

storm: ## Ten thousand signals on a network that loses, delays, repeats, overtakes and cuts
	$(PYTHON) -m tests.storm
	$(PYTHON) -m tests.storm --postgresql

calendar: ## What ical.js reads in our calendars, for two years in five time zones; needs node and npm
	$(PYTHON) -m tests.icaljs

mutants: ## Break the rules on purpose; every break has to be noticed
	$(PYTHON) -m tests.mutants
	$(PYTHON) -m tests.mutants.whole

journeys: ## Several people in real browsers
	$(TESTS) tests/journeys -n 2 --dist loadfile --no-loadscope-reorder

bench: ## How long things take here
	$(PYTHON) -m bench
	$(PYTHON) -m bench --postgresql
	$(PYTHON) -m bench.streams
	$(PYTHON) -m bench.streams --postgresql
	$(PYTHON) -m bench.measures
	$(PYTHON) -m bench.measures --postgresql
	$(PYTHON) -m bench.journal
	$(PYTHON) -m bench.journal --postgresql
	$(PYTHON) -m bench.coach

fmt: ## Put the code in shape
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

lock: ## Pin what pyproject.toml asks for, with hashes
	$(PYTHON) -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra pdf --extra postgres pyproject.toml -o requirements.lock
	$(PYTHON) -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra pdf --extra postgres --extra dev pyproject.toml -o requirements-dev.lock
	for apart in fuzz scan wapiti; do $(PYTHON) -m tests.apart lock $$apart || exit 1; done
