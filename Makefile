SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
export UV_PYTHON_DOWNLOADS := never

UV := .venv-uv/bin/uv
PY := .venv/bin/python

# --- Environment: everything from hashed locks, once -----------------------------------------
.venv-uv/installed: requirements/bootstrap.txt
	infra/local/system_packages
	python=$$(infra/local/find_python) && "$$python" -m venv --clear .venv-uv
	.venv-uv/bin/python -m pip install --quiet --require-hashes -r $<
	touch $@

.venv/installed: requirements/dev.txt | .venv-uv/installed
.venv-emulator/installed: requirements/emulator.txt | .venv-uv/installed
.venv-sam/installed: requirements/sam.txt | .venv-uv/installed
.venv-bench/installed: requirements/bench.txt | .venv-uv/installed
.venv-audit/installed: requirements/audit.txt | .venv-uv/installed
.venv/installed .venv-emulator/installed .venv-sam/installed .venv-bench/installed .venv-audit/installed:
	test -x $(@D)/bin/python || $(UV) venv --quiet --python .venv-uv/bin/python $(@D)
	$(UV) pip sync --quiet --require-hashes --python $(@D)/bin/python $<
	touch $@

infra/local/oidc/node_modules/.package-lock.json: infra/local/oidc/package-lock.json .venv-uv/installed
	cd infra/local/oidc && npm ci --no-audit --no-fund --loglevel=error
	touch $@

frontend/node_modules/.package-lock.json: frontend/package-lock.json .venv-uv/installed
	cd frontend && npm ci --no-audit --no-fund --loglevel=error
	touch $@

frontend/client/node_modules/.package-lock.json: frontend/client/package-lock.json .venv-uv/installed
	cd frontend/client && npm ci --no-audit --no-fund --loglevel=error
	touch $@

tests/bench/web/node_modules/.package-lock.json: tests/bench/web/package-lock.json .venv-uv/installed
	cd tests/bench/web && npm ci --no-audit --no-fund --loglevel=error
	touch $@

WEB_SOURCES := $(shell find frontend/src frontend/public frontend/build -type f) \
	frontend/index.html frontend/vite.config.ts

frontend/dist/index.html: frontend/node_modules/.package-lock.json $(WEB_SOURCES)
	cd frontend && npm run --silent build -- --logLevel error

ENVIRONMENT := .venv/installed .venv-emulator/installed .venv-sam/installed \
	infra/local/oidc/node_modules/.package-lock.json frontend/dist/index.html

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# --- The system on this machine ---------------------------------------------------------------
.PHONY: run
run: $(ENVIRONMENT) ## Start everything on http://127.0.0.1:8080 (PORT=… moves it, DEMO=no starts empty)
	@PORT="$(PORT)" DEMO="$(DEMO)" exec $(PY) -m infra.local.run

.PHONY: token
token: .venv/installed ## Print a bearer token: ROLE=administration|troubleshooting [UAI=…] [TTL=seconds] [SECOND_FACTOR=no]
	@$(PY) -m infra.local.bearer_token --role="$(ROLE)" --uai="$(UAI)" --ttl="$(TTL)" --second-factor="$(SECOND_FACTOR)"

.PHONY: stack
stack: ## Print the addresses and names of the running stack as JSON
	@cat .local/run/stack.json

.PHONY: import
import: .venv/installed ## Import roster files, or the sets of an académie's feed, and print their reports: FILES="a.zip ENT_X_Complet_20261005_*.xml"
	@$(PY) -m infra.local.roster_drop $(FILES)

.PHONY: nightly
nightly: .venv/installed ## Run the night of every school now: new usernames, oblivion, statistics
	@$(PY) -m infra.local.night

.PHONY: openapi
openapi: .venv/installed frontend/client/node_modules/.package-lock.json ## Write docs/openapi.json again from the code, and the web app's client from it
	$(PY) -m infra.openapi
	cd frontend/client && npm run --silent generate

.PHONY: web-deploy
web-deploy: .venv/installed .venv-sam/installed frontend/node_modules/.package-lock.json ## Deploy the web app on AWS: STACK=<the API's> WEB_STACK=<its own> [BRAND=state] [OPTIONS="--domain …"]
	@$(PY) -m infra.web.deploy --api-stack "$(STACK)" --web-stack "$(WEB_STACK)" --brand "$(or $(BRAND),neutral)" $(OPTIONS)

# --- Checks -----------------------------------------------------------------------------------
.PHONY: test
test: $(ENVIRONMENT) ## Everything that continuous integration checks
	$(MAKE) -j2 --output-sync=target static client-drift web builds
	$(PY) -m pytest -n 2 tests/unit tests/component
	$(MAKE) -j2 --output-sync=target deployed browser contract

# What is read and not run: style, types, imports, templates, the description of the API.
.PHONY: static
static: $(ENVIRONMENT) lint
	SAM_CLI_TELEMETRY=0 .venv-sam/bin/sam validate --lint --region eu-west-3
	.venv/bin/cfn-lint
	$(PY) -m infra.openapi --check

# Two stacks at once: each is a process that leaves half of the machine idle.
.PHONY: deployed
deployed: $(ENVIRONMENT)
	$(PY) -m pytest tests/e2e

# Begins when the browser tests have ended, which are the shorter of the two.
.PHONY: contract
contract: $(ENVIRONMENT)
	$(PY) -m pytest tests/contract

.PHONY: browser
browser: $(ENVIRONMENT) ## The browser tests, on a platform of their own with the demo [SPEC=e2e/door.spec.ts]
	$(PY) -m infra.local.browser_tests $(SPEC)

.PHONY: client-drift
client-drift: frontend/client/node_modules/.package-lock.json
	mkdir -p .local
	cd frontend/client && CLIENT_OUTPUT=../../.local/client npm run --silent generate >/dev/null
	diff -r .local/client frontend/src/api/generated

.PHONY: builds
builds: frontend/node_modules/.package-lock.json
	cd frontend && npm run --silent builds

.PHONY: web
web: frontend/node_modules/.package-lock.json ## The quick checks of the web app: Biome, TypeScript, unit tests
	cd frontend && npm run --silent check && npm test --silent

.PHONY: bench
bench: $(ENVIRONMENT) .venv-bench/installed tests/bench/web/node_modules/.package-lock.json ## Measure against the bars, beside the peers, on platforms of their own: ONLY=group
	-@infra/local/system_packages bench
	$(PY) -m tests.bench $(ONLY) $(if $(RECORD),--record)

.PHONY: promises
promises: $(ENVIRONMENT) ## Show every promise of docs/promises.md at the size published there: ONLY="P7 P8"
	@$(PY) -m tests.promises $(ONLY)

.PHONY: scale
scale: .venv/installed ## Simulate a lycée, an académie and the country, and write docs/scale.md
	$(PY) -m infra.scale

.PHONY: costs
costs: .venv/installed .venv-emulator/installed ## Count again what each action costs, and write docs/costs.md
	$(PY) -m tests.costs

.PHONY: privileges
privileges: .venv/installed ## Find again which component test shows the use of which right of a function
	@$(PY) -m tests.privileges

.PHONY: licences
licences: .venv/installed .venv-emulator/installed .venv-sam/installed .venv-bench/installed .venv-audit/installed ## Write docs/licences.md again from what is installed
	@$(PY) -m infra.supply.licences

.PHONY: audit
audit: .venv/installed .venv-audit/installed ## Ask the advisory services about every package of every lock; 0 is « all asked, none known »
	@$(PY) -m infra.supply.audit

.PHONY: screenshots
screenshots: $(ENVIRONMENT) ## Take the README's screenshots again, of the running « make run » or of a platform of their own
	$(PY) -m infra.local.screenshots

.PHONY: lint
lint: .venv/installed ## The quick checks: ruff, mypy, import rules
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports

.PHONY: format
format: .venv/installed ## Rewrite the code in the house style
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

.PHONY: lock
lock: .venv-uv/installed ## Resolve the requirements again into hashed locks
	cd requirements && for name in bootstrap dev emulator sam bench audit; do \
		../$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
			--no-header --no-annotate --no-emit-index-url --upgrade $$name.in -o $$name.txt; done
	cd requirements && ../$(UV) pip compile --quiet --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate --no-emit-index-url --upgrade -c dev.txt runtime.in \
		-o ../infra/layers/dependencies/requirements.txt
