# Every target sets up what it needs first; a second run finds it there.
.PHONY: invoice serve test check bench fairness kills fuzz conformance fields lock setup

invoice: setup ## turns examples/invoice.json into invoice.pdf
	@.venv/bin/zugio convert examples/invoice.json -o invoice.pdf

serve: setup ## serves on port 3000
	@exec .venv/bin/zugio serve

test: setup ## runs the tests; ARGS goes to pytest
	@.venv/bin/python $(COVERAGE) -m pytest $(ARGS)

check: setup ## formatting, lint, types and the direction of imports
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo

bench: setup ## measures where the time of one invoice goes
	@.venv/bin/python -m benchmarks.flow

fairness: setup ## offers the free tier ten times its limit and times holders of tokens
	@.venv/bin/python -m benchmarks.fairness $(ARGS)

kills: setup ## kills a server under load and reads the books; ARGS="50 postgresql://…"
	@.venv/bin/python -m benchmarks.kills $(ARGS)

conformance: setup ## checks every invoice of CORPUS=folder and writes docs/conformance.md
	@.venv/bin/python -m benchmarks.conformance $(CORPUS) docs/conformance.md

fields: setup ## writes docs/fields.md anew
	@.venv/bin/python -m gateway.dialects.fields_page > docs/fields.md

fuzz: setup ## sends broken bodies and watches; ARGS="--seed 1 --count 20000"
	@.venv/bin/python -m benchmarks.fuzz $(ARGS)

setup:
	@deploy/set-up

lock: ## makes the lock files anew; ARGS=--upgrade takes newer versions
	@deploy/lock $(ARGS)
